"""The years that a file states: a row is published under none that its sheet contradicts."""

from __future__ import annotations

import pytest
from builders import PLANNING, checked, codes_of, grid, received, sheet, umibe

from shinchoku.checks.checking import Checked
from shinchoku.intake.layout import read_sheets
from shinchoku.intake.sheet_years import dated_rows, without_other_years
from shinchoku.intake.sheets import Area, CellText, Reading, Sheet, SheetRow
from shinchoku.intake.years import YearStatement, year_of_answer, year_of_name, year_of_title
from shinchoku.register.fiscal_year import FiscalYear

TABLE = "番号 | 達成状況 | 取組実績\n8 | A | 実施"
YEARS = "SH208", "SH209", "SH221", "SH228", "SH229"


def years(stated: YearStatement | None) -> list[int]:
    """Return the years of a statement."""
    return sorted(year.year for year in stated.years) if stated else []


def taken(text: str | Reading, path: str = PLANNING) -> tuple[list[str], list[str]]:
    """Return the items that count for 令和5年度, and the rules on years that a night reports."""
    found: Checked = checked(received(text, path))
    items = [no for (_, no), choice in found.choices.items() if choice.row]
    return items, [code for code in codes_of(found.findings) if code in YEARS]


def book(*tabs: tuple[str, str]) -> Reading:
    """Read a workbook of several sheets, each with its name and its text."""
    return read_sheets([sheet(text, name, n) for n, (name, text) in enumerate(tabs, start=1)])


@pytest.mark.parametrize(
    "title",
    [
        "令和４年度　海辺市の取組　進捗状況シート",
        "Ｒ４年度 実績報告",
        "R4",
        "令和４ 取組状況",
        "2022年度",
        "FY2022",
        "FY22 進捗",
        "’22 進捗状況",
        "４年度 進捗状況",
        "（令和4年度分）",
        "令和4年度末現在",
        "令和4年度　企画課",
        "令和４年度行政改革実施計画の進捗状況",
        "※令和4年度の取組実績を記入してください。",
        "海辺プラン（令和3年度～令和8年度） 令和4年度 進捗",
    ],
)
def test_a_title_states_the_year_however_it_is_spelt(title: str) -> None:
    """In any width, with or without 年度, in a remark that asks for the year's results."""
    assert 2022 in years(year_of_title(title))
    assert taken(f"{title} | |\n年度 | 令和5年度 |\n{TABLE}") == ([], ["SH228"])


@pytest.mark.parametrize(
    "line",
    [
        "計画期間 令和5～8年度",
        "海辺プラン（R5-R8）",
        "海辺プラン2026 進捗状況",
        "作成日 令和6年4月",
        "令和6年4月1日現在",
        "目標年度：令和8年度",
        "基準年度（令和2年度）",
        "前年度（令和4年度）の実績",
        "令和4年度策定 海辺プラン 進捗状況",
        "令和6年度予算の状況",
        "※令和6年度から様式が変わりました",
        "令和4年度の進捗状況を踏まえて記入してください",
        "令和6年度照会",
        "令和6年度 調査（令和5年度実績）",
        "令和6年 進捗状況報告",
        "R6-7の状況",
        "第4次計画 令和4年度～",
    ],
)
def test_a_year_of_something_else_is_not_the_sheets(line: str) -> None:
    """A period, a day, a target, a budget, last year's figures, the year in which the sheet was made."""
    assert taken(f"{line} | |\n年度 | 令和5年度 |\n{TABLE}") == (["8"], [])


@pytest.mark.parametrize(
    ("above", "items", "rules"),
    [
        ("令和 | ４ | 年度 進捗状況", [], ["SH208"]),
        ("令和 | 5 | 年度", ["8"], []),
        ("年度 | 令和 | 5 | 年度", ["8"], []),
        ("年度 | 令和 | 4 | 年度", [], ["SH208"]),
        ("令和４年度 | |\n進捗状況シート | |", [], ["SH208"]),
        ("目標年度 | 計画期間 |\n令和8年度 | 令和5～8年度 |", ["8"], []),
        ("目標年度 | 令和8年度 |", ["8"], []),
        ("提出日 | 令和6年5月1日 |\n令和5年度 進捗状況 | |", ["8"], []),
        ("年度 | 5 |", ["8"], []),
        ("様式番号 | 3 | 年度 | 令和5年度", ["8"], []),
    ],
)
def test_a_year_is_read_from_one_cell_or_several(above: str, items: list[str], rules: list[str]) -> None:
    """令和, 4 and 年度 in three cells; a year below 目標年度 is that of the target."""
    assert taken(f"{above}\n{TABLE}") == (items, rules)


def test_a_title_in_a_merged_cell_or_under_a_format_is_read() -> None:
    """The text of the area, and 4 shown as 令和4年度."""
    rows = grid(f"令和４年度 進捗状況 | |\n{TABLE}")
    merged = read_sheets([Sheet("進捗状況", 1, rows, merged=(Area(0, 0, 0, 2),))])
    assert taken(merged) == ([], ["SH208"])


def test_a_contradiction_names_its_cells_and_destroys_nothing() -> None:
    """What says what, and a remedy that never asks for anything to be deleted."""
    found = checked(received(f"令和４年度 進捗状況 | |\n年度 | 令和５年度 |\n{TABLE}"))
    (finding,) = [one for one in found.findings if one.rule.code == "SH228"]
    assert "B2「令和５年度」、A1「令和4年度」" in finding.message.ja
    assert finding.stops_reading
    assert not any(word in finding.remedy.ja for word in ("削除", "消し"))


@pytest.mark.parametrize(
    ("rows", "items", "rules"),
    [
        ("8|令和4年度|A|実施\n7|令和4年度|A|実施", [], ["SH208"]),
        ("8|令和5年度|A|実施\n7|令和4年度|A|昨年", ["8"], ["SH229"]),
        ("8|R5|A|実施\n8|R4|A|昨年\n7||A|昨年", ["8"], ["SH229"]),
        ("8|2023|A|実施", ["8"], []),
        ("8|R5～R8|A|実施", ["8"], []),
        ("8|45383|A|翌年", [], ["SH208"]),
        ("7|令和4年度|A|昨年\n1|〃|A|昨年\n8|令和5年度|A|実施", ["8"], ["SH229"]),
    ],
)
def test_a_column_of_years_is_held_to_each_row(rows: str, items: list[str], rules: list[str]) -> None:
    """Rows of other years are left out and named; a blank and 〃 mean the year above."""
    assert taken(f"番号|年度|達成状況|取組実績\n{rows}") == (items, rules)


def test_a_column_that_contradicts_the_label_is_told() -> None:
    """年度 asks for 令和5年度, every row says 令和4年度."""
    found = taken("年度|令和5年度||\n番号|年度|達成状況|取組実績\n8|令和4年度|A|実施")
    assert found == ([], ["SH228"])


def test_the_years_above_the_statuses_are_stated_too() -> None:
    """A table of which every answer stands under 令和4年度 is of that year."""
    assert taken("番号|令和4年度達成状況|令和4年度取組実績\n8|A|昨年") == ([], ["SH208"])


@pytest.mark.parametrize(
    ("tabs", "items", "rules"),
    [
        ((("R5", TABLE), ("R4", TABLE)), ["8"], ["SH221"]),
        ((("令和５", TABLE), ("2022", TABLE), ("H31", TABLE)), ["8"], ["SH221", "SH221"]),
        ((("R4", TABLE),), [], ["SH208"]),
        ((("進捗", TABLE), ("旧", TABLE)), ["8"], ["SH221"]),
        ((("R4", f"令和5年度 進捗状況 | |\n{TABLE}"),), [], ["SH228"]),
        ((("R5", TABLE), ("メモ", f"令和4年度 進捗状況 | |\n{TABLE}")), ["8"], ["SH221"]),
        ((("表紙", "令和4年度 進捗状況報告"), ("進捗", TABLE)), [], ["SH208"]),
        ((("表紙", "令和4年度 進捗状況報告"), ("R5", TABLE)), ["8"], []),
        ((("R6-7", TABLE),), ["8"], []),
    ],
)
def test_tabs_are_of_the_year_that_they_state(
    tabs: tuple[tuple[str, str], ...], items: list[str], rules: list[str]
) -> None:
    """Sheets of other years are left out, a sheet of two years is an error, a file of another year has no place."""
    assert taken(book(*tabs)) == (items, rules)


def test_a_further_table_has_a_year_of_its_own() -> None:
    """令和4年度 above the second table: its rows are left out; and the other way round."""
    second = "番号 | 達成状況 | 取組実績\n7 | A | 昨年"
    text = f"令和5年度 進捗状況 | |\n{TABLE}\n | |\n令和4年度 | |\n{second}"
    assert taken(text) == (["8"], ["SH229"])
    text = f"令和4年度 進捗状況 | |\n{second}\n | |\n令和5年度 | |\n{TABLE}"
    assert taken(text) == (["8"], ["SH229"])
    text = f"令和5年度 進捗状況 | |\n{second}\n7 | A | 海 | x\n{TABLE}"
    assert "8" in taken(text)[0]


def test_headings_written_again_are_no_title_of_their_table() -> None:
    """令和5年度 over the headings of every page: the title of another year is said of every page."""
    heads = " | 令和5年度 |\n番号 | 達成状況 | 取組実績\n"
    pages = f"{heads}7 | A | 窓口\n{heads}8 | A | 実施\n"
    assert taken(f"FY2021 進捗 | |\n年度 | 2023 |\n{pages}") == ([], ["SH228"])
    assert taken(f"令和5年度 進捗 | |\n年度 | 2023 |\n{pages}") == (["7", "8"], [])


def test_a_row_above_a_further_table_is_no_title() -> None:
    """The last item's row, with a year in its text, says nothing of the table below it."""
    first = "番号 | 取組項目 | 達成状況 | 取組実績\n7 | 窓口の統合 | A | 令和4年度実績を継いだ"
    assert set(taken(f"{TABLE}\n||\n||\n||\n||\n番号 | 達成状況 | 取組実績\n7 | A | 統合した")[0]) == {
        "7",
        "8",
    }
    assert "8" in taken(f"{first}\n番号 | 取組項目 | 達成状況 | 取組実績\n8 | 空き家の活用 | A | 実施")[0]


def test_a_row_without_a_status_states_nothing_by_it() -> None:
    """Only what the sheet says besides counts."""
    row = SheetRow(1, "進捗", 2, {"item_no": CellText("A2", "8")})
    assert dated_rows(Reading((row,)), "計画")[0].statements == ()


def test_without_a_folder_the_sheet_decides() -> None:
    """The title's year is the only one that is said."""
    assert taken(f"令和5年度 進捗状況 | |\n{TABLE}", "企画課.xlsx") == (["8"], [])
    assert taken(f"令和4年度 進捗状況 | |\n{TABLE}", "企画課.xlsx") == ([], ["SH209"])


def test_a_plan_with_a_year_in_its_name_is_no_contradiction() -> None:
    """令和4年度まちづくり計画 is the plan, whatever year is reported on."""
    plan = umibe(plan={"title": "令和4年度まちづくり計画"})
    text = f"令和4年度まちづくり計画 令和5年度 進捗状況 | |\n{TABLE}"
    assert [no for _, no in checked(received(text), plan=plan).choices] == ["8"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("R4年度_実績", [2022]),
        ("企画課_R6提出", [2023, 2024]),
        ("企画課_20240510", []),
        ("企画課_R6.5.1", []),
        ("ver6", []),
        ("S1", []),
        ("R6目標", []),
        ("2022", [2022]),
        ("企画課 2022", []),
    ],
)
def test_a_name_says_a_year_only_if_it_is_one(name: str, said: list[int]) -> None:
    """No day, no version, no letter of a floor."""
    assert years(year_of_name(name)) == said


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("5", [2005, 2023]),
        ("123", []),
        ("令和5年4月～令和6年3月", [2023, 2024]),
        ("R3-R5", [2021, 2022, 2023]),
        ("令和5年度末", [2023]),
        ("今年", []),
        ("FY2023", [2023]),
        ("'23", [2023]),
        ("平成80年度", []),
    ],
)
def test_an_answer_may_be_a_day_or_a_period(answer: str, said: list[int]) -> None:
    """Each fiscal year that it may mean is left open."""
    assert years(year_of_answer(answer)) == said


def test_a_text_of_any_length_is_looked_at_in_no_time() -> None:
    """A line longer than a title states nothing; of a row of long cells each is looked at."""
    assert year_of_title("令和4年度" * 100) is None
    assert taken(f"令和4年度 進捗状況 | {'海' * 200} |\n{TABLE}") == ([], ["SH208"])


def test_without_a_round_nothing_is_left_out() -> None:
    """What a file is of is not known: it is reported elsewhere."""
    reading = Reading()
    assert without_other_years(reading, None, "計画") is reading
    assert without_other_years(reading, FiscalYear(2023), "計画") is reading
