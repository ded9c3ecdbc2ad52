"""Sheets of a declared form: what nobody sees is not read, and nothing that is not read is silent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import code_of, sheet

from shinchoku.intake.layout.learning import propose
from shinchoku.intake.layout.reading import read_sheets
from shinchoku.intake.look import SheetLook
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Area, Reading, Sheet
from shinchoku.register.layouts import Layout

FORM = """
取組進捗個票   |          |        |            |
部局課室名     | 企画課   | 年度   | 令和５年度 |
項目番号       | 12       | 実績値 | 110        |
達成状況       | 達成     |        |            |
取組実績       | 浜を清掃 |        |            |
記入者         | 海辺 太郎 |       |            |
"""
TABLE = """
海辺市進捗管理表 |          |
所属：           | 企画課   |
番号             | 達成状況 | 取組実績
1                | 達成     | 清掃した
"""


def layout(text: str = FORM) -> Layout:
    """Return the layout that a form shows."""
    found = propose((sheet(text),), "見本")
    assert found is not None
    return found.layout


def read(form: Sheet, text: str = FORM) -> Reading:
    """Read a sheet by the layout that another one shows."""
    return read_sheets((form,), (layout(text),))


def told(reading: Reading) -> list[tuple[str, str, str]]:
    """Return the rule, the cell and the rows or columns of each problem."""
    return [(code_of(p), p.cell, p.values.get("rows", p.values.get("columns", ""))) for p in reading.problems]


def seen(**look: object) -> Sheet:
    """Return the form with something that only a second look shows."""
    return replace(sheet(FORM), look=SheetLook(**look))  # type: ignore[arg-type]  # the fields of a look


def test_a_hidden_row_of_a_form_is_not_read_and_named() -> None:
    """達成状況 and 取組実績 stand in hidden rows: both are empty, and one problem names the rows."""
    reading = read(seen(hidden_rows=frozenset({3, 4, 20})))
    (row,) = reading.rows
    assert (row.text("item_no"), row.raw("achievement_status"), row.raw("result_text")) == ("12", "", "")
    assert told(reading) == [("SH211", "A4", "4-5")]


def test_a_hidden_column_of_a_form_is_not_read_and_named() -> None:
    """実績値 stands in a hidden column, and the year beside it."""
    reading = read(seen(hidden_columns=frozenset({3})))
    (row,) = reading.rows
    assert (row.text("result_text"), row.text("actual_value")) == ("浜を清掃", "")
    assert [label.name for label in reading.labels] == ["department"]
    assert told(reading) == [("SH212", "D1", "D")]


def test_a_hidden_label_of_a_declared_table_decides_nothing() -> None:
    """The department above the table stands in a hidden row."""
    hidden = replace(sheet(TABLE), look=SheetLook(hidden_rows=frozenset({1})))
    reading = read(hidden, TABLE)
    assert (len(reading.rows), reading.labels) == (1, ())
    assert told(reading) == [("SH211", "A2", "2")]


def test_an_answer_merged_over_a_hidden_row_is_seen() -> None:
    """取組実績 is merged over two rows of which one is hidden: its text shows in the other."""
    text = FORM.replace("記入者         | 海辺 太郎 |", "               |          |")
    form = replace(
        sheet(text), merged=(Area(4, 1, 5, 3), Area(4, 0, 5, 0)), look=SheetLook(hidden_rows=frozenset({4}))
    )
    (row,) = read(form).rows
    assert row.text("result_text") == "浜を清掃"


def test_a_hidden_box_of_a_choice_is_left_out() -> None:
    """`□達成 | ☑未達成` with the second column hidden says only what is seen."""
    text = """
    個票     |       |          |
    項目番号 | 7     |          |
    達成状況 | □達成 | ☑未達成 |
    取組実績 | 行った |         |
    """
    for hidden, raw, joined in ((2, "□達成", "□達成"), (1, "", "☑未達成")):
        form = replace(sheet(text), look=SheetLook(hidden_columns=frozenset({hidden})))
        (row,) = read(form, text).rows
        assert (row.raw("achievement_status"), row.text("achievement_status")) == (raw, joined)


def test_a_struck_answer_to_a_label_decides_nothing() -> None:
    """The department is struck through: it is nobody's, and the cell is named."""
    reading = read(seen(struck=frozenset({(1, 1)})))
    assert [label.name for label in reading.labels] == ["fiscal_year"]
    assert told(reading) == [("SH322", "B2", "")]


def test_the_answer_to_a_label_is_what_is_shown() -> None:
    """6 under `"令和"0"年度"` is 令和6年度."""
    form = sheet(FORM.replace("令和５年度", "6"))
    reading = read(replace(form, look=SheetLook(formats={(1, 3): '"令和"0"年度"'})))
    assert {label.name: label.answer.raw for label in reading.labels}["fiscal_year"] == "令和6年度"


def test_a_year_that_a_form_does_not_declare_is_stated_all_the_same() -> None:
    """A title above the declared answers, or above a declared table's headings."""
    titled = FORM.replace("取組進捗個票   |", "取組進捗個票   | 令和４年度", 1)
    assert ("titled_year", "A1") in [(one.name, one.answer.cell) for one in read(sheet(titled)).labels]
    table = TABLE.replace("企画課   |", "企画課   | 令和４年度 実績", 1)
    assert [one.answer.cell for one in read(sheet(table), TABLE).labels if one.name == "titled_year"] == [
        "C2"
    ]


def test_a_day_is_an_answer_to_the_year() -> None:
    """The first day of the fiscal year, stored as a number under `ggge"年度"`."""
    form = sheet(FORM.replace("令和５年度", "45383"))
    reading = read(replace(form, look=SheetLook(formats={(1, 3): 'ggge"年度"'})))
    assert {label.name: label.answer.raw for label in reading.labels}["fiscal_year"] == "2024-04-01"


def test_a_second_form_beside_the_declared_one_is_named() -> None:
    """Its labels are known, and none of them stands where the layout says."""
    text = FORM.replace("110        |", "110 | 項目番号 | 13").replace(
        "達成     |        |            |", "達成 | | | 達成状況 | 未達成"
    )
    reading = read(sheet(text))
    assert [row.text("item_no") for row in reading.rows] == ["12"]
    assert told(reading) == [("SH203", "E3", ""), ("SH203", "E4", "")]


def test_a_word_that_only_resembles_a_label_is_no_finding() -> None:
    """評価 stands beside the declared 達成状況 on the city's own form."""
    text = FORM + "評価 | Ａ | |"
    assert told(read(sheet(text), text)) == []


@pytest.mark.parametrize(
    ("line", "cell"),
    [
        ("               | 追記：来年度も続ける", "B7"),
        ("来年度は全課に広げる。", "A7"),
        ("               | | | | 続き：研修も行った。", "E7"),
        ("               | 説明会を開いた", "B7"),
    ],
)
def test_a_sentence_that_no_answer_holds_is_named(line: str, cell: str) -> None:
    """Beside or below the answers, where the layout reads nothing."""
    assert told(read(sheet(FORM + line))) == [("SH219", cell, "7")]


def test_a_number_beside_a_figure_stops_it() -> None:
    """Nobody knows which of the two is meant; a unit there is printed on many forms."""
    (row,) = read(sheet(FORM.replace("110        |", "110 | 25"))).rows
    assert (row.text("actual_value"), row.cells["actual_value"].marks) == (
        "",
        (ProblemKind.UNDECIDED_COLUMNS,),
    )
    assert row.cells["actual_value"].steps[-1].where == "D3, E3"
    assert told(read(sheet(FORM.replace("110        |", "110 | 人")))) == []


def test_sentences_of_several_rows_are_one_problem() -> None:
    """With every row; what stands in a hidden row is told as hidden."""
    form = replace(
        sheet(FORM + "追記：続ける。\n追記：広げる。\n追記：隠れた文。"),
        look=SheetLook(hidden_rows=frozenset({8})),
    )
    assert told(read(form)) == [("SH211", "A9", "9"), ("SH219", "A7", "7-8")]


@pytest.mark.parametrize(
    "line",
    [
        "※ 数値目標のない項目は、空欄にする。",
        "（注）達成状況は達成・未達成から選ぶ。",
        "提出先：総務課 行政経営係",
        "提出期限：令和６年５月10日",
        "該当するものに○を付けてください。",
        "未達成の場合は、理由を書く。",
        "２　取組の内容について",
        "数値目標の達成に向けた取組の内容（成果及び課題を含めて具体的に）",
        "人 | 千円 | ％",
        "備考 | 前年度と同じ方法で数えた。",
        "担当課：企画課の海辺係がする",
        "課長確認欄：",
        "印",
    ],
)
def test_what_is_printed_on_a_form_is_no_finding(line: str) -> None:
    """Remarks, instructions, units, titles, and answers to labels that are known and not taken."""
    assert told(read(sheet(FORM + line))) == []


def test_of_two_cells_beside_a_label_none_is_the_answer_by_its_place() -> None:
    """達成 and 未達成 printed beside each other are choices, and which one was meant is asked."""
    two = FORM.replace("達成     |        |            |", "達成 | 未達成 |  |")
    (row,) = read(sheet(two)).rows
    assert (row.text("achievement_status"), row.cells["achievement_status"].marks) == (
        "",
        (ProblemKind.UNDECIDED_COLUMNS,),
    )


@pytest.mark.parametrize(
    ("line", "read_as", "problems"),
    [
        ("1 | 達成 | 清掃した | 植えた", "", []),
        ("1 | 達成 | 清掃した | | ", "清掃した", []),
        ("1 | 達成 | 清掃した | | 済", "", []),
    ],
)
def test_a_filled_column_beside_a_declared_answer_stops_it(
    line: str, read_as: str, problems: list[str]
) -> None:
    """The heading 取組実績 reaches over the blank one on its right."""
    reading = read(sheet(TABLE.replace("1                | 達成     | 清掃した", line)), TABLE)
    assert ([row.text("result_text") for row in reading.rows], [one[0] for one in told(reading)]) == (
        [read_as],
        problems,
    )


def test_a_heading_of_its_own_beside_a_declared_answer_stops_nothing() -> None:
    """An unknown column is reported, a filled one below nothing but a title above is named."""
    wide = """
    海辺市進捗管理表 |          |          | 写し   | 印
    所属：           | 企画課   |          |        |
    番号             | 達成状況 | 取組実績 | 予算額 |
    1                | 達成     | 清掃した | 300    | 済
    """
    reading = read(sheet(wide), TABLE)
    assert [row.text("result_text") for row in reading.rows] == ["清掃した"]
    assert [one[0] for one in told(reading)] == ["SH225", "SH203"]


def test_a_column_of_units_beside_a_declared_figure_is_its_unit() -> None:
    """件 beside 実績値 belongs to the figure."""
    table = TABLE.replace("取組実績", "取組実績 | 実績値").replace("清掃した", "清掃した | 110")
    units = table.replace("| 110", "| 110 | 件")
    reading = read(sheet(units), table)
    assert [row.text("actual_value") for row in reading.rows] == ["110件"]


def test_a_filled_column_before_a_declared_table_is_named() -> None:
    """It stands under no heading that the layout knows."""
    table = """
    海辺市進捗管理表 |      |          |
    所属：           | 企画課 |        |
                     | 番号 | 達成状況 | 取組実績
                     | 1    | 達成     | 清掃した
    """
    filled = table.replace("                     | 1 ", "済                   | 1 ")
    reading = read(sheet(filled), table)
    assert [one[0] for one in told(reading)] == ["SH225"]


def test_a_heading_of_two_rows_reaches_over_the_blank_one_beside_it() -> None:
    """取組実績 stands in the upper row of the headings, and nothing beside it."""
    table = """
    海辺市進捗管理表 |          |          |        |
    所属：           | 企画課   |          |        |
    番号             | 達成状況 | 取組実績 |        | 実績値
                     |          |          |        | 単年度
    1                | 達成     | 清掃した |        | 110
    """
    reading = read(sheet(table.replace("清掃した |        |", "清掃した | 植えた |")), table)
    assert [(row.text("result_text"), row.text("actual_value")) for row in reading.rows] == [("", "110")]


def test_nothing_above_a_filled_column_before_the_table_is_no_heading() -> None:
    """The title stands over the table, and nothing over the column."""
    table = """
      | 海辺市進捗管理表 |          |
      | 番号             | 達成状況 | 取組実績
      | 1                | 達成     | 清掃した
    """
    reading = read(sheet(table.replace("  | 1   ", "済 | 1   ")), table)
    assert [one[0] for one in told(reading)] == ["SH225"]
