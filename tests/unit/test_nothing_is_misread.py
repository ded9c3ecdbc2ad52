"""Sheets that look ordinary and could be read as something they do not say: read right, or asked about."""

from __future__ import annotations

import pytest
from builders import checked, code_of, codes_of, grid, item, received, umibe

from schemas.codes import Severity
from shinchoku.adapters.workbooks import read_content
from shinchoku.intake.account import RowFate
from shinchoku.intake.layout import read_sheets
from shinchoku.intake.layout.headings import heading_of
from shinchoku.intake.sheets import Area, Reading, Sheet


def read(text: str, *merged: tuple[int, int, int, int], name: str = "進捗") -> Reading:
    """Read a workbook of one sheet; `_` is an empty cell."""
    cells = tuple(tuple(cell.replace("_", "") for cell in line) for line in grid(text))
    return read_sheets((Sheet(name, 1, cells, merged=tuple(Area(*area) for area in merged)),))


def column(reading: Reading, name: str) -> list[str]:
    """Return the text of a column, row by row."""
    return [row.text(name) for row in reading.rows]


def errors(reading: Reading | str) -> list[str]:
    """Return the rules of the errors and warnings that a night finds on a file."""
    found = checked(received(reading)).findings
    return sorted(one.rule.code for one in found if one.rule.severity is not Severity.INFO)


@pytest.mark.parametrize(
    ("path", "column_"),
    [
        (("前年度", "累計"), None),
        (("前年度", "未達成の理由"), None),
        (("累計", "実績値"), "cumulative_value"),
        (("累計（R5～R6）", "実績値"), None),
        (("累計", "目標値"), None),
        (("目標値", "累計"), None),
        (("目標値", "単年度"), "target_value"),
        (("事業費（千円）", "実績値"), None),
        (("外部委員", "評価"), None),
        (("県平均", "実績値"), None),
        (("施策", "番号"), None),
        (("取組項目", "番号"), "item_no"),
        (("数値目標の達成状況", "実績値"), "actual_value"),
        (("令和6年度末の状況（所管課記入欄）", "実績値"), "actual_value@2024"),
        (("令和4年度～5年度", "実績値"), None),
        (("実績値", "通期"), "actual_value"),
        (("実績値", "上半期"), None),
        (("策定時", "実績値"), "baseline_value"),
        (("実績値（A）",), "actual_value"),
        (("実績値（累計を記入）",), None),
        (("実績値（9月末時点の数値を記入）",), None),
        (("達成状況（前年度の評価を選択）",), None),
        (("達成状況（目標に対する状況を選択）",), "achievement_status"),
        (("24年度実績値",), None),
    ],
)
def test_a_word_above_a_heading_may_make_it_another(path: tuple[str, ...], column_: str | None) -> None:
    """What is not understood makes the column unknown, which is reported, and never a wrong answer."""
    found = heading_of(path)
    assert (found.column if found else None) == column_


def test_this_years_own_column_comes_before_one_without_a_year() -> None:
    """実績値 beside 令和5年度実績値: the year's is taken; where both say something else, that is asked."""
    one = "番号 | 達成状況 | 取組実績 | 実績値 | 令和5年度実績値\n2 | A | 実施 | {} | 110"
    assert errors(one.format("110")) == []
    assert errors(one.format("")) == []
    assert errors(one.format("100")) == ["SH331"]


def test_a_heading_torn_from_the_row_above_is_put_together() -> None:
    """番号 is merged over both rows, so that 県平均 above 実績値 belongs to the headings."""
    reading = read(
        """
        番号 | 県平均 | 達成状況 | 取組実績
        _    | 実績値 | _        | _
        2    | 105    | A        | 実施
        """,
        (0, 0, 1, 0),
        (0, 2, 1, 2),
        (0, 3, 1, 3),
    )
    assert column(reading, "actual_value") == [""]
    assert [code_of(problem) for problem in reading.problems] == ["SH226"]


def test_last_year_above_one_column_is_no_result_of_this_year() -> None:
    """A lone 前年度 above 実績値: the column is not taken."""
    reading = read("_ | _ | _ | 前年度\n番号 | 達成状況 | 取組実績 | 実績値\n2 | A | 実施 | 98")
    assert column(reading, "actual_value") == [""]


def test_two_numbers_in_a_cell_are_no_third_one() -> None:
    """`1` over `2` is not item 12."""
    plan = umibe(items=[item("1"), item("2"), item("12")])
    found = checked(received("番号|達成状況|取組実績\n1\n2|A|実施".replace("1\n2", "1 2")), plan=plan)
    assert not found.choices
    assert "SH302" in codes_of(found.findings)


@pytest.mark.parametrize("text", ["・電話も受けた", "→ 好評"])
def test_an_answer_that_goes_on_below_is_not_taken_for_a_remark(text: str) -> None:
    """The line under an answer goes on with it; nothing that was reported disappears."""
    reading = read(f"番号 | 達成状況 | 取組実績\n8 | A | ・相談を受けた\n_ | _ | {text}")
    assert column(reading, "result_text") == [f"・相談を受けた\n{text}"]
    assert errors(reading) == []


def test_a_remark_below_the_table_stays_one() -> None:
    """※ under an answer's column is a remark."""
    reading = read("番号 | 達成状況 | 取組実績\n8 | A | 実施\n_ | _ | ※速報")
    assert len(reading.rows) == 1


def test_a_value_that_a_merged_cell_covers_is_not_taken_for_seen() -> None:
    """Nobody sees what lies under a merged area: the row waits."""
    text = "番号 | 達成状況 | 取組実績 | 実績値\n7 | A | 統合 | _\n2 | A | 実施 | 777"
    assert errors(read(text, (1, 3, 2, 3))) == ["SH324"]


def test_an_answer_merged_over_two_answers_is_asked_about() -> None:
    """未確定 over 実績値 and 累計 is not the first one's alone."""
    text = "番号 | 達成状況 | 取組実績 | 実績値 | 累計\n5 | C | 調査中 | 未確定 | _"
    assert errors(read(text, (1, 3, 1, 4))) == ["SH324"]


@pytest.mark.parametrize(
    "text",
    [
        "番号 | 達成状況 | 取組実績 | 備考\n1 | A | ○○を実施 | 記入例\n8 | A | 実施 | _",
        "_ | 番号 | 達成状況 | 取組実績\n例 | 1 | A | ○○を実施\n_ | 8 | A | 実施",
    ],
)
def test_a_row_is_an_example_wherever_that_is_said(text: str) -> None:
    """A cell that says 例 and nothing else marks its row, left or right of the table too."""
    reading = read(text)
    assert column(reading, "item_no") == ["8"]
    assert reading.account.sheets[0].tables[0].skipped == ((2, RowFate.EXAMPLE),)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('番号,達成状況,取組実績\r\n8,A,"実施\r\n2,A,した\r\n', "2行目"),
        ('番号,達成状況,取組実績\r\n8,A,実施\r\n2,A,"海"を見た\r\n', "3行目"),
    ],
)
def test_a_quote_that_is_not_closed_swallows_no_row(content: str, line: str) -> None:
    """The file is refused with the line."""
    (problem,) = read_content(content.encode()).problems
    assert (code_of(problem), problem.stops_reading) == ("SH102", True)
    assert line in problem.values["why_ja"]


_YEN = umibe(items=[item("9", "寄附", indicator={"name": "寄附額", "unit": "円", "direction": "increase",
             "accumulation": "annual", "targets": {"2023": 1_000_000}})])  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "（単位：千円）\n番号|達成状況|取組実績|実績値\n9|A|受けた|1500",
        "（単位　千円）\n番号|達成状況|取組実績|実績値\n9|A|受けた|1500",
        "（千円）\n番号|達成状況|取組実績|実績値\n9|A|受けた|1500",
        "令和5年度 寄附の実績（単位：千円）\n番号|達成状況|取組実績|実績値\n9|A|受けた|1500",
        "番号|達成状況|取組実績|実績値\n9|A|受けた|1500\n※金額の単位は千円です。",
        "番号|達成状況|取組実績|実績値|\n9|A|受けた|1500|千円",
        "番号|達成状況|取組実績|指標|実績値\n9|A|受けた|寄附額（千円）|1500",
    ],
)
def test_a_unit_is_read_wherever_it_is_stated(text: str) -> None:
    """Above the table in several ways, in a sentence below it, or in the cell beside the figure."""
    found = checked(received(text), plan=_YEN)
    (choice,) = found.choices.values()
    assert choice.row is not None
    assert choice.row.row.figures["actual_value"] == 1_500_000


def test_each_table_has_its_own_unit() -> None:
    """（単位：百万円） of the first table says nothing of the second, which states its own."""
    text = """
        （単位：百万円） | _ | _ | _
        番号 | 達成状況 | 取組実績 | 実績値
        8 | A | 実施 | _
        _ | _ | _ | _
        （単位：円） | _ | _ | _
        番号 | 達成状況 | 取組実績 | 実績値
        9 | A | 受けた | 1500000
    """
    notes = [row.text("unit_note") for row in read(text).rows]
    assert notes == ["百万円", "円"]


def test_a_heading_merged_over_a_figure_and_its_unit_is_one_heading() -> None:
    """実績値 over the figure and 千円: no second column of that name."""
    text = "番号 | 達成状況 | 取組実績 | 実績値 | _\n9 | A | 受けた | 1500 | 千円"
    reading = read(text, (0, 3, 0, 4))
    assert reading.problems == ()
    assert column(reading, "actual_value") == ["1500千円"]


def test_a_table_for_reference_is_left_out_and_named() -> None:
    """【参考】 above a further table: its rows are no second report."""
    text = """
        番号 | 達成状況 | 取組実績
        8 | A | 実施
        _ | _ | _
        【参考】令和4年度 | _ | _
        番号 | 達成状況 | 取組実績
        2 | A | 昨年
    """
    reading = read(text)
    assert column(reading, "item_no") == ["8"]
    assert [(code_of(p), p.values["rows"]) for p in reading.problems] == [("SH219", "5-6")]


@pytest.mark.parametrize(("name", "is_read"), [
    ("見本市", True), ("住民説明会", True), ("取組項目リスト", True), ("条例", True),
    ("見本", False), ("記入見本", False), ("プルダウンリスト", False), ("説明", False), ("記入例", False),
])  # fmt: skip
def test_a_sheet_is_an_example_only_if_its_name_says_so(name: str, *, is_read: bool) -> None:
    """A fair of samples is a department's business."""
    assert bool(read("番号 | 達成状況 | 取組実績\n8 | A | 実施", name=name).rows) is is_read


def test_a_fraction_of_a_per_cent_is_asked_about() -> None:
    """0.985 for 98.5 % of a target of 95 %, whatever the heading says."""
    plan = umibe(items=[item("9", "収納率", indicator={"name": "収納率", "unit": "％", "direction": "decrease",
                 "accumulation": "annual", "targets": {"2023": 20}})])  # fmt: skip
    for heading in ("実績値", "実績値（％）"):
        found = checked(received(f"番号|達成状況|取組実績|{heading}\n9|A|集めた|0.185"), plan=plan)
        assert "SH330" in codes_of(found.findings)
    found = checked(received("番号|達成状況|取組実績|実績値\n9|A|集めた|0.185％"), plan=plan)
    assert "SH330" not in codes_of(found.findings)


def test_a_name_that_was_edited_a_little_is_no_finding() -> None:
    """来訪者をさらに増やす is still 来訪者を増やす."""
    assert errors("番号|取組項目|達成状況|取組実績|実績値\n2|来訪者をさらに増す取組|A|実施|110") == []


def test_merged_cells_with_nothing_in_them_hide_nothing() -> None:
    """A blank answer merged over two items is blank for both."""
    text = "番号 | 達成状況 | 取組実績 | 未達成の理由\n7 | A | 統合 | _\n8 | A | 実施 | _"
    assert errors(read(text, (1, 3, 2, 3))) == []


def test_a_text_merged_beside_the_answers_is_named() -> None:
    """A note over two columns that are not read is no row."""
    text = "番号 | 達成状況 | 取組実績 | 備考 | メモ\n8 | A | 実施 | _ | _\n_ | _ | _ | 以下余白 | _"
    reading = read(text, (2, 3, 2, 4))
    assert reading.account.sheets[0].tables[0].skipped == ((3, RowFate.REMARK),)


def test_last_year_reaches_to_the_right_where_nothing_is_merged() -> None:
    """前年度 above 目標値 and 実績値 in a CSV: both are last year's."""
    reading = read("番号|達成状況|取組実績|前年度|_\n_|_|_|目標値|実績値\n2|A|実施|90|98")
    assert (column(reading, "actual_value"), column(reading, "previous_value")) == ([""], ["98"])


def test_a_heading_merged_over_number_and_name_is_both() -> None:
    """取組項目 over 8 and 空き家の活用; two columns of names are refused as before."""
    reading = read("取組項目 | _ | 達成状況 | 取組実績\n8 | 空き家の活用 | A | 実施", (0, 0, 0, 1))
    assert (column(reading, "item_no"), column(reading, "item_name")) == (["8"], ["空き家の活用"])
    assert reading.problems == ()
    names = read("取組項目 | _ | 達成状況 | 取組実績\n空き家 | 活用 | A | 実施", (0, 0, 0, 1))
    assert [code_of(problem) for problem in names.problems] == ["SH202"]


def test_a_second_figure_without_a_number_is_asked_for() -> None:
    """The line below an item with a figure of its own is an error that names its row."""
    text = "番号|達成状況|取組実績|実績値\n2|A|実施|110\n_|_|_|120"
    assert "SH411" in errors(read(text))
