"""From a sample to a layout: what is found on a form, and that the sample reads the same through it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import code_of, sheet
from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import AchievementStatus
from shinchoku.errors import ConfigurationError
from shinchoku.intake.cells import parse_status
from shinchoku.intake.layout.answers import place_of
from shinchoku.intake.layout.labelled import label_in
from shinchoku.intake.layout.learning import propose
from shinchoku.intake.layout.proposal import LayoutProposal, Part
from shinchoku.intake.layout.reading import read_sheets
from shinchoku.intake.look import SheetLook
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Area, Reading, Sheet
from shinchoku.register.layouts import LayoutKind

FORM = """
取組進捗個票     |           |         |
部局課室名       | 企画課    | 年度    | 令和５年度
項目番号         | 12        | 取組項目| 浜の清掃
指標             | 単位      | 目標値  | 実績値
来訪者           | 人        | 100     | 110
達成状況         | 達成      |         |
取組実績         |           |         |
浜を清掃した     |           |         |
記入者           | 海辺 太郎 |         |
"""
TABLE = """
海辺市進捗管理表 |          |          |
所属：           | 企画課   |          |
番号             | 達成状況 | 取組実績 | 実績値
1                | 達成     | 清掃した |
2                | 未達成   | 調べた   | 40
"""


def learned(*sheets: Sheet) -> LayoutProposal:
    """Return what is proposed for a sample."""
    found = propose(sheets, "見本")
    assert found is not None
    return found


def places(found: LayoutProposal, part: Part = Part.FIELD) -> dict[str, tuple[str, str]]:
    """Return where each label and its answer stand, by name."""
    return {spot.name: (spot.label_cell, spot.cell) for spot in found.spots if spot.part is part}


def again(found: LayoutProposal, *sheets: Sheet) -> Reading:
    """Read sheets through the layout that was proposed."""
    return read_sheets(sheets, (found.layout,))


def codes(reading: Reading) -> list[tuple[str, str]]:
    """Return the rule and the cell of each problem."""
    return [(code_of(problem), problem.cell) for problem in reading.problems]


def test_answers_stand_beside_their_labels_or_below_a_row_of_labels() -> None:
    """A label alone has its answer beside it; labels that touch have theirs below; a full-width one too."""
    merged = (Area(6, 0, 6, 3), Area(7, 0, 7, 3))
    found = learned(replace(sheet(FORM), merged=merged))
    assert found.layout.kind is LayoutKind.FORM
    assert places(found) == {
        "item_no": ("A3", "B3"),
        "item_name": ("C3", "D3"),
        "indicator_name": ("A4", "A5"),
        "unit": ("B4", "B5"),
        "target_value": ("C4", "C5"),
        "actual_value": ("D4", "D5"),
        "achievement_status": ("A6", "B6"),
        "result_text": ("A7", "A8"),
    }
    assert places(found, Part.LABEL) == {"department": ("A2", "B2"), "fiscal_year": ("C2", "D2")}
    assert found.missing == ()
    assert "reason_not_achieved" in found.not_found


def test_the_title_makes_a_form_recognisable() -> None:
    """The mark is the text above the labels that holds no year; the form is called by it."""
    found = learned(sheet(FORM))
    assert [(mark.cell, mark.text) for mark in found.layout.marks] == [("A1", "取組進捗個票")]
    assert found.layout.name == "取組進捗個票"


def test_a_title_with_a_year_is_no_mark() -> None:
    """Next year's sheet has another title, so all labels are the marks instead, and it is said."""
    found = learned(sheet(FORM.replace("取組進捗個票", "令和５年度 個票")))
    assert found.is_known_by_labels
    assert found.layout.name == "見本"
    assert {mark.text for mark in found.layout.marks} >= {"項目番号", "達成状況", "取組実績"}


def test_a_title_that_only_one_sheet_has_is_no_mark() -> None:
    """What names the form stands on every sheet of it."""
    other = FORM.replace("取組進捗個票", "別の題名").replace("| 12 ", "| 13 ")
    found = learned(sheet(FORM), sheet(other, "No.13", 2))
    assert found.of_this_form == (1, 2)
    assert found.is_known_by_labels


def test_a_person_is_no_sample() -> None:
    """The cell beside 記入者 is known as personal and never a mark or an answer."""
    found = learned(sheet(FORM))
    assert (8, 1) in found.personal
    assert all("海辺 太郎" not in (spot.sample, spot.label) for spot in found.spots)


def test_a_blank_answer_is_found_by_another_sheet_of_the_form() -> None:
    """The answer of 達成状況 stands below; only the second sheet of the form has it filled in."""
    empty = """
    個票        |    |
    項目番号    | 1  |
    達成状況    |    | 様式第1号
                |    |
    取組実績    | 行った |
    """
    filled = empty.replace("項目番号    | 1", "項目番号    | 2").replace(
        "                |    |\n", "    未達成      |    |\n"
    )
    found = learned(sheet(empty), sheet(filled, "2", 2))
    assert places(found)["achievement_status"] == ("A3", "A4")


def test_what_is_asked_twice_is_taken_where_it_is_answered() -> None:
    """`評価` in so few words gives way to `達成状況`, which says the same; neither is taken twice."""
    found = learned(sheet(FORM.replace("記入者           | 海辺 太郎", "評価             | Ａ")))
    assert places(found)["achievement_status"] == ("A6", "B6")


def test_an_item_number_may_stand_above_its_label() -> None:
    """Where beside and below hold no item number, the cell above that does is the answer."""
    sample = sheet("""
        個票      | 7        |
        題        | 項目番号 | ―
        達成状況  | 達成     |
        取組実績  | 行った   |
        """)
    found = learned(sample)
    assert places(found)["item_no"] == ("B2", "B1")
    (row,) = again(found, sample).rows
    assert row.text("item_no") == "7"


def test_an_answer_behind_a_colon_reads_without_its_label() -> None:
    """`項目番号：7` in one cell: the step that took the label off is recorded."""
    text = """
    個票        |
    項目番号：7 |
    達成状況：  | 達成
    取組実績：  | 行った
    """
    found = learned(sheet(text))
    assert places(found)["item_no"] == ("A2", "A2")
    (row,) = again(found, sheet(text)).rows
    assert (row.raw("item_no"), row.text("item_no")) == ("項目番号：7", "7")
    assert [step.kind for step in row.cells["item_no"].steps] == ["label"]


def test_boxes_in_several_cells_are_one_answer() -> None:
    """`□達成 | ☑未達成` in two cells declares 未達成."""
    text = """
    個票     |       |          |
    項目番号 | 7     |          |
    達成状況 | □達成 | ☑未達成 |
    取組実績 | 行った |         |
    """
    found = learned(sheet(text))
    assert found.layout.fields["achievement_status"].last_cell == "C3"
    (row,) = again(found, sheet(text)).rows
    scale = {"達成": AchievementStatus.ACHIEVED, "未達成": AchievementStatus.NOT_ACHIEVED}
    assert parse_status(row.text("achievement_status"), scale)[0] is AchievementStatus.NOT_ACHIEVED
    assert row.raw("achievement_status") == "□達成"


def test_a_table_is_declared_by_its_headings() -> None:
    """The layout of a table names the row of its headings, each column's letter and heading."""
    found = learned(sheet(TABLE))
    layout = found.layout
    assert (layout.kind, layout.heading_row) == (LayoutKind.TABLE, 3)
    assert {name: (one.column, one.heading) for name, one in layout.columns.items()} == {
        "item_no": ("A", "番号"),
        "achievement_status": ("B", "達成状況"),
        "result_text": ("C", "取組実績"),
        "actual_value": ("D", "実績値"),
    }
    assert places(found, Part.LABEL) == {"department": ("A2", "B2")}
    assert again(found, sheet(TABLE)).rows == read_sheets((sheet(TABLE),)).rows


def test_a_table_with_merged_headings_reads_the_same() -> None:
    """Headings merged over two rows are declared by their last text, wherever in the column it stands."""
    text = """
    進捗管理表 |      |      |      |
    番号 | 実績値 |      | 達成状況 | 取組実績
         | 当年度 | 累計 |          |
    1    | 4      | 9    | 達成     | 清掃した
    """
    merged = (Area(1, 1, 1, 2), Area(1, 0, 2, 0), Area(1, 3, 2, 3), Area(1, 4, 2, 4))
    sample = replace(sheet(text), merged=merged)
    found = learned(sample)
    assert (found.layout.heading_row, found.layout.columns["item_no"].heading) == (3, "番号")
    assert again(found, sample).rows == read_sheets((sample,)).rows


def test_required_labels_that_are_missing_are_named() -> None:
    """A form without 達成状況 is proposed with what it lacks."""
    found = learned(sheet("個票 |\n項目番号 | 7\n取組実績 | 行った\n単位 | 人"))
    assert found.missing == ("achievement_status",)


def test_a_heading_over_a_hidden_column_has_no_cell_to_be_known_by() -> None:
    """番号 merged over a hidden column: the column reads, and is named as one that cannot be declared."""
    sample = replace(
        sheet("進捗管理表 | | |\n番号 | | 達成状況 | 取組実績\n | 1 | 達成 | 清掃した"),
        merged=(Area(1, 0, 1, 1),),
        look=SheetLook(hidden_columns=frozenset({0})),
    )
    assert [row.text("item_no") for row in read_sheets((sample,)).rows] == ["1"]
    assert learned(sample).missing == ("item_no",)


def test_a_sheet_that_asks_for_nothing_has_no_layout() -> None:
    """A letter is no form; an example sheet is not looked at."""
    assert propose((sheet("拝啓 |\n時下 | ますます"),), "x") is None
    assert propose((sheet(FORM, "記入例"),), "x") is None


def test_a_moved_label_is_reported_and_nothing_is_read() -> None:
    """A row inserted above the answers leaves no row read, and names each label that is not in its place."""
    found = learned(sheet(FORM))
    lines = FORM.strip().splitlines()
    reading = again(found, sheet("\n".join([*lines[:5], "||", *lines[5:]])))
    assert reading.rows == ()
    assert codes(reading) == [("SH218", "A6"), ("SH218", "A7")]


def test_a_department_is_not_read_from_a_moved_label() -> None:
    """Where 部局課室名 has moved, what stands in its old answer's cell is nobody's department."""
    found = learned(sheet(FORM))
    first, *rest = FORM.strip().splitlines()
    reading = again(found, sheet("\n".join([first, "担当 | 別の課", *rest])))
    assert "department" not in {label.name for label in reading.labels}


def test_a_label_that_the_layout_does_not_know_is_reported() -> None:
    """今後の取組 was added to the form after it was learned: the sheet is read, and the label is named."""
    found = learned(sheet(FORM))
    reading = again(found, sheet(FORM + "今後の取組 | 続ける"))
    assert (len(reading.rows), codes(reading)) == (1, [("SH203", "A10")])


def test_a_column_that_the_layout_does_not_know_is_reported() -> None:
    """課長確認欄 beside the declared columns is named; 備考 is known and deliberately not taken."""
    found = learned(sheet(TABLE))
    wider = TABLE.replace("取組実績 | 実績値", "取組実績 | 実績値 | 課長確認欄 | 備考")
    assert codes(again(found, sheet(wider))) == [("SH203", "E3")]


def test_hidden_rows_of_a_declared_table_are_reported() -> None:
    """What a layout reads is held to the same rules as what is searched for."""
    found = learned(sheet(TABLE))
    hidden = replace(sheet(TABLE), look=SheetLook(hidden_rows=frozenset({4})))
    reading = again(found, hidden)
    assert (len(reading.rows), codes(reading)) == (1, [("SH211", "A5")])


def test_a_sheet_without_the_mark_is_searched_as_before() -> None:
    """Another department's table is none of the declared form's business."""
    found = learned(sheet(FORM))
    assert again(found, sheet(TABLE)) == read_sheets((sheet(TABLE),))


def test_an_answer_is_read_with_its_number_format_and_marks() -> None:
    """0.985 under `0.0%` reads as 98.5%; a struck answer carries its rule."""
    text = FORM.replace("110", "0.985")
    look = SheetLook(formats={(4, 3): "0.0%"}, struck=frozenset({(5, 1)}))
    found = learned(sheet(text))
    (row,) = again(found, replace(sheet(text), look=look)).rows
    assert row.text("actual_value") == "98.5%"
    assert row.cells["achievement_status"].marks == (ProblemKind.STRUCK_THROUGH,)


def test_the_unit_of_a_label_belongs_to_its_answer() -> None:
    """`実績値（千円）` makes 110 into 110千円, with its step."""
    text = FORM.replace("実績値", "実績値（千円）")
    (row,) = again(learned(sheet(text)), sheet(text)).rows
    assert row.text("actual_value") == "110千円"


ANSWER = st.text(st.sampled_from("あ亜A1０９年○、。 "), min_size=1, max_size=8).map(lambda t: f"答{t}")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["取組項目", "指標", "単位", "今後の取組", "未達成の理由"]), ANSWER, st.booleans()
        ),
        unique_by=lambda one: one[0],
        max_size=5,
    )
)
def test_whatever_stands_where_reads_back(more: list[tuple[str, str, bool]]) -> None:
    """Labels in any order, answered beside or below: the sample reads the same through its layout."""
    rows = [["個票", ""], ["項目番号", "3"], ["達成状況", "達成"], ["取組実績", "行った"]]
    for label, answer, below in more:
        rows += [[label, ""], [answer, ""]] if below else [[label, answer]]
    sample = Sheet("1", 1, tuple(map(tuple, rows)))
    found = learned(sample)
    (row,) = again(found, sample).rows
    names = {spot.label: spot.name for spot in found.spots}
    assert {label: row.raw(names[label]) for label, _, _ in more} == {label: text for label, text, _ in more}


def test_a_cell_that_is_no_cell_is_said() -> None:
    """What a layout's file names is checked before; a slip in the program is not passed over."""
    with pytest.raises(ValueError, match="not a cell: '7C'"):
        place_of("7C")


def test_an_answer_may_be_declared_inside_a_merged_area_or_below_the_sheet() -> None:
    """The area's text is the answer; a sheet that ends above it has none."""
    text = """
    個票     |      |
    項目番号 | 7    |
    達成状況 | 達成 |
    取組実績 | 行った |
    """
    whole = replace(sheet(text), merged=(Area(1, 1, 1, 2),))
    found = learned(whole)
    fields = found.layout.fields
    moved = fields["item_no"].model_copy(update={"cell": "C2"})
    below = fields["result_text"].model_copy(update={"label": "項目番号", "label_cell": "A2", "cell": "B9"})
    layout = found.layout.model_copy(update={"fields": fields | {"item_no": moved, "next_action": below}})
    (row,) = read_sheets((whole,), (layout,)).rows
    assert (row.cells["item_no"].cell, row.text("item_no"), row.text("next_action")) == ("B2", "7", "")


def test_a_long_text_is_no_label_and_a_label_in_a_corner_has_no_answer() -> None:
    """A sentence is not searched for labels; what has labels beside and below it is left out."""
    assert label_in("項目番号" * 20) is None
    text = """
    個票     |      |      |
    項目番号 | 7    |      |
    達成状況 | 達成 |      |
    取組実績 | 行った | 目標値 | 実績値
             |      | 単位 | 件
    """
    assert "target_value" not in learned(sheet(text)).layout.fields


def test_a_blank_answer_stands_where_the_others_of_the_form_do() -> None:
    """実績値 at the right edge is blank on the sample: its answer is beside it, outside what is filled in."""
    text = """
    個票     |      |
    項目番号 | 7    | 実績値
    達成状況 | 達成 |
    取組実績 | 行った |
    """
    assert places(learned(sheet(text)))["actual_value"] == ("C2", "D2")


def test_a_blank_answer_is_the_merged_area_that_touches_its_label() -> None:
    """今後の取組 is blank; the large merged area below it is where people write."""
    text = """
    個票       |      |
    項目番号   | 7    |
    達成状況   | 達成 |
    取組実績   | 行った |
    今後の取組 |      |
               |      |
    """
    area = replace(sheet(text), merged=(Area(5, 0, 7, 2),))
    assert places(learned(area))["next_action"] == ("A5", "A6")
    beside = replace(sheet(text), merged=(Area(4, 1, 4, 2),))
    assert places(learned(beside))["next_action"] == ("A5", "B5")


def test_a_blank_answer_below_a_label_in_a_row_of_labels_stays_below() -> None:
    """Whatever stands beside the last label of a row, and wherever the other answers are."""
    text = """
    個票     |        |      |
    項目番号 | 7      |      |
    達成状況 | 達成   |      |
    取組実績 | 行った |      |
    目標値   | 実績値 | 累計 |
    100      | 110    |      |
    """
    assert places(learned(sheet(text)))["cumulative_value"] == ("C5", "C6")


def test_most_answers_below_make_a_blank_one_stand_below() -> None:
    """未達成の理由 is blank on a form that has its answers below their labels."""
    text = """
    個票         |
    項目番号     |
    7            |
    達成状況     |
    達成         |
    取組実績     |
    行った       |
    未達成の理由 |
                 |
    """
    assert places(learned(sheet(text)))["reason_not_achieved"] == ("A8", "A9")


TWO_CARDS = """
取組進捗個票 |      |          |
項目番号     | 7    | 項目番号 | 8
達成状況     | 達成 | 達成状況 | 未達成
取組実績     | 行った | 取組実績 | 調べた
"""


@pytest.mark.parametrize(
    "text",
    [
        TWO_CARDS,
        TWO_CARDS.replace("| 8", "|").replace("未達成", "").replace("調べた", ""),
        "個票 | | |\n項目番号 | 7 | 項目番号 | 8\n達成状況 | 達成 | |\n取組実績 | 行った | |",
    ],
)
def test_two_forms_on_one_sheet_are_refused(text: str) -> None:
    """Only the first could be read, and the second would be lost without a word; a blank one too."""
    with pytest.raises(ConfigurationError) as stopped:
        propose((sheet(text, "カード"),), "見本")
    assert "シート「カード」" in stopped.value.message.ja
    assert "A2、C2" in stopped.value.message.ja
    assert "(A2、C2)" in stopped.value.message.en


def test_boxes_end_at_the_next_label() -> None:
    """`□達成 | ☑未達成 | 取組実績 | …`: the choice is the two cells before the label."""
    text = """
    個票     |       |          |          |
    項目番号 | 7     |          |          |
    達成状況 | □達成 | ☑未達成 | 取組実績 | 行った
    """
    fields = learned(sheet(text)).layout.fields
    assert (fields["achievement_status"].last_cell, fields["result_text"].cell) == ("C3", "E3")


def test_two_labels_do_not_share_one_answer() -> None:
    """A cell under one label and beside another is the answer of the one that stands first."""
    text = """
    個票     |          |
    項目番号 | 7        |
             | 取組実績 | 次年度の取組
    達成状況 | 達成     | 続ける
    """
    found = places(learned(sheet(text)))
    assert found["result_text"] == ("B3", "B4")
    assert "achievement_status" not in found


def test_a_person_behind_a_colon_is_no_sample() -> None:
    """`記入者：海辺 太郎` in one cell is blanked as a whole in the picture."""
    text = """
    個票              |      |
    記入者：海辺 太郎 |      |
    項目番号          | 7    |
    達成状況          | 達成 |
    取組実績          | 行った |
    """
    assert (1, 0) in learned(sheet(text)).personal


def test_a_blank_answer_stands_where_most_answers_do() -> None:
    """Beside its label like those of the others; an answer behind a colon says nothing of sides."""
    text = """
    個票       |        |
    項目番号：7 |        |
    達成状況   | 達成   |
    単位       | 人     |
    取組実績   |        |
               |        |
    """
    assert places(learned(sheet(text)))["result_text"] == ("A5", "B5")
