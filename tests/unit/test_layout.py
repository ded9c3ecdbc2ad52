"""Where the table is on a sheet, and what is reported of everything else."""

from __future__ import annotations

import pytest
from builders import code_of, grid, read, sheet

from shinchoku.intake.layout import read_sheets
from shinchoku.intake.sheets import Label, Reading, Sheet

HEADING = "番号|達成状況|取組実績"


def values(reading: Reading, column: str = "item_no") -> list[str]:
    """Return a column of the rows that were read."""
    return [row.raw(column) for row in reading.rows]


def problems(reading: Reading) -> list[tuple[str, str]]:
    """Return the rules and cells of what was reported."""
    return [(code_of(problem), problem.cell) for problem in reading.problems]


def labels(text: str) -> list[tuple[str, str, str]]:
    """Return the labelled cells above a table: name, cell and answer."""

    def told(label: Label) -> tuple[str, str, str]:
        return label.name, label.answer.cell, label.answer.raw

    return [told(label) for label in read(f"{text}\n{HEADING}\n1|A|実施").labels]


def test_a_table_is_found_under_its_title() -> None:
    """The heading row is known by its words, wherever it stands; a row keeps its cells."""
    reading = read(f"進捗状況シート\n\n|{HEADING}\n|1|A|実施\n|2|B|中止")
    assert values(reading) == ["1", "2"]
    assert reading.rows[1].cells["achievement_status"].cell == "C5"
    assert (reading.rows[1].row_number, reading.rows[1].sheet_name) == (5, "進捗状況")
    assert reading.problems == ()


def test_headings_are_known_in_any_width_and_spacing() -> None:
    """`Ｎｏ．` is No., and a line break inside a heading is nothing."""
    reading = read_sheets((Sheet("1", 1, (("Ｎｏ．", "達成\n状況", "※取組 実績："), ("3", "A", "済"))),))
    assert values(reading, "result_text") == ["済"]


def test_several_tables_of_a_sheet_are_all_read() -> None:
    """Each heading row begins a table that ends before the next."""
    reading = read(f"{HEADING}\n1|A|実施\n\n{HEADING}|実績値\n2|A|実施|110")
    assert values(reading) == ["1", "2"]
    assert values(reading, "actual_value") == ["", "110"]


def test_empty_rows_are_skipped() -> None:
    """A row counts when anything stands in a column that is taken; a remark alone is not."""
    assert values(read(f"{HEADING}|備考\n1|A|実施|\n|||確認済\n||番号なし|")) == ["1", ""]


def test_known_columns_out_of_scope_are_left_without_a_word() -> None:
    """基本方針 and 備考 are known and not taken."""
    assert problems(read(f"基本方針|{HEADING}|備考\n海|1|A|実施|-")) == []


def test_an_unknown_heading_is_reported_and_the_rest_is_read() -> None:
    """Every column is taken, known, or reported."""
    reading = read(f"{HEADING}|予算額\n1|A|実施|300")
    assert (problems(reading), values(reading)) == ([("SH203", "D1")], ["1"])
    assert reading.problems[0].raw == "予算額"
    assert not reading.problems[0].stops_reading


def test_a_table_without_a_required_heading_is_not_read() -> None:
    """Nothing of it is guessed, and the heading that is missing is named."""
    reading = read("番号|達成状況|実績値\n1|A|110")
    assert (problems(reading), values(reading)) == ([("SH202", "A1")], [])
    assert reading.problems[0].values == {"heading": "取組実績"}
    assert reading.problems[0].stops_reading


def test_a_table_with_a_heading_twice_is_not_read() -> None:
    """Which of the two columns counts cannot be known."""
    reading = read(f"{HEADING}|達成区分\n1|A|実施|B")
    assert (problems(reading), values(reading)) == ([("SH205", "D1")], [])


def test_one_broken_table_does_not_stop_another() -> None:
    """The rows of the complete table are read beside the report on the other."""
    reading = read(f"{HEADING}\n1|A|実施\n番号|達成状況|実績値\n2|A|110")
    assert (problems(reading), values(reading)) == ([("SH202", "A3")], ["1"])


def test_a_workbook_without_a_table_is_reported() -> None:
    """It stops the reading of everything the file could have said."""
    reading = read("来訪者は110人でした。")
    assert problems(reading) == [("SH201", "")]
    assert reading.problems[0].stops_reading


def test_a_workbook_without_a_table_is_reported_beside_its_hidden_sheets() -> None:
    """A warning about a hidden sheet does not hide that there is no table at all."""
    reading = read_sheets((sheet("来訪者は110人でした。"), sheet(HEADING, "前年度", 2, visible=False)))
    assert {"SH201", "SH207"} == {code_of(problem) for problem in reading.problems}
    assert any(problem.stops_reading for problem in reading.problems)


@pytest.mark.parametrize("name", ["記入例", "【記載例】", "ﾘｽﾄの説明", "凡例"])
def test_sheets_of_examples_are_never_read(name: str) -> None:
    """記入例 holds no report, and nothing is said of it."""
    reading = read_sheets(
        (sheet(f"{HEADING}\n9|A|記入例です", name), sheet(f"{HEADING}\n1|A|実施", number=2))
    )
    assert (values(reading), problems(reading)) == (["1"], [])


def test_a_hidden_sheet_is_reported_and_not_read() -> None:
    """Nobody sees what stands on it, so nobody can vouch for it."""
    hidden = sheet(f"{HEADING}\n9|A|古い", "前年度", 2, visible=False)
    reading = read_sheets((sheet(f"{HEADING}\n1|A|実施"), hidden))
    assert (values(reading), problems(reading)) == (["1"], [("SH207", "")])
    assert (reading.problems[0].sheet_number, reading.problems[0].sheet_name) == (2, "前年度")


def test_a_sheet_without_a_table_beside_one_with_a_table_is_mentioned() -> None:
    """An empty sheet is not worth a word."""
    reading = read_sheets((sheet(f"{HEADING}\n1|A|実施"), sheet("写真", "写真", 2), sheet("|", "Sheet3", 3)))
    assert [(code_of(one), one.sheet_name) for one in reading.problems] == [("SH206", "写真")]


@pytest.mark.parametrize(
    ("above", "found"),
    [
        ("部局課室名|企画課", [("department", "B1", "企画課")]),
        ("所属：企画課", [("department", "A1", "企画課")]),
        ("所属：|企画課", [("department", "B1", "企画課")]),
        ("年度||令和5年度", [("fiscal_year", "C1", "令和5年度")]),
        ("年度|照会|年度末", [("round", "C1", "年度末")]),
        ("所属|記入者：", []),
        ("所属||||||企画課", []),
        ("所属", []),
        ("照会区分|年度末|年度|2023", [("round", "B1", "年度末"), ("fiscal_year", "D1", "2023")]),
    ],
)
def test_labelled_cells_above_the_table_are_answers(above: str, found: list[tuple[str, str, str]]) -> None:
    """The answer stands beside its label or behind its colon; another label is no answer."""
    assert labels(above) == found


def test_labels_below_the_heading_row_are_data() -> None:
    """Only what stands above the first table is a label."""
    assert read(f"{HEADING}\n所属|企画課|").labels == ()


def test_a_grid_is_padded_to_one_width() -> None:
    """The builder of these tests makes what a reader hands over."""
    assert grid("a|b\nc") == (("a", "b"), ("c", ""))
