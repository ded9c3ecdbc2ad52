"""Where tables stand on sheets as city halls make them, and what each cell of them says."""

from __future__ import annotations

import pytest
from builders import code_of

from shinchoku.intake.account import RowFate, SheetFate
from shinchoku.intake.layout import read_sheets
from shinchoku.intake.look import SheetLook
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Area, Reading, Sheet
from shinchoku.intake.steps import StepKind


def grid(text: str) -> tuple[tuple[str, ...], ...]:
    """Read a sheet from its lines, cells between `|`; `_` is an empty cell."""
    lines = [
        [cell.strip().replace("_", "") for cell in line.split("|")] for line in text.strip("\n").splitlines()
    ]
    width = max(map(len, lines))
    return tuple(tuple(line + [""] * (width - len(line))) for line in lines)


def read(text: str, *merged: tuple[int, int, int, int], look: SheetLook | None = None) -> Reading:
    """Read a workbook of one sheet."""
    areas = tuple(Area(*area) for area in merged)
    return read_sheets((Sheet("進捗状況", 1, grid(text), merged=areas, look=look or SheetLook()),))


def column(reading: Reading, name: str) -> list[str]:
    """Return a column of the rows that were read, as text that counts."""
    return [row.text(name) for row in reading.rows]


def rules(reading: Reading) -> list[str]:
    """Return the rules that were broken."""
    return [code_of(problem) for problem in reading.problems]


def skipped(reading: Reading) -> list[tuple[int, RowFate]]:
    """Return the rows of the first table that are no data."""
    return list(reading.account.sheets[0].tables[0].skipped)


TWO_ROWS = """
番号 | 取組項目 | 実績値 | _    | 達成状況 | 取組実績
_    | _        | 単年度 | 累計 | _        | _
1    | 清掃     | 3      | 10   | A        | 実施
"""
TWO_ROW_MERGES = ((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4), (0, 5, 1, 5))


def test_headings_of_two_merged_rows_are_read_as_one() -> None:
    """実績値 over 単年度 and 累計; the other headings span both rows."""
    reading = read(TWO_ROWS, *TWO_ROW_MERGES)
    assert column(reading, "actual_value") == ["3"]
    assert column(reading, "cumulative_value") == ["10"]
    assert column(reading, "result_text") == ["実施"]
    assert reading.problems == ()
    assert reading.account.sheets[0].tables[0].header_rows == (1, 2)


def test_headings_of_three_rows_are_read_as_one() -> None:
    """数値目標 over 令和5年度 over 目標値 and 実績値."""
    reading = read(
        """
        番号 | 数値目標  | _      | 達成状況 | 取組実績
        _    | 令和5年度 | _      | _        | _
        _    | 目標値    | 実績値 | _        | _
        1    | 10        | 12     | A        | 実施
        """,
        (0, 0, 2, 0),
        (0, 1, 0, 2),
        (1, 1, 1, 2),
        (0, 3, 2, 3),
        (0, 4, 2, 4),
    )
    assert column(reading, "target_value@2023") == ["10"]
    assert column(reading, "actual_value@2023") == ["12"]


def test_years_side_by_side_keep_their_year() -> None:
    """Which year counts is decided when the round is known."""
    reading = read(
        """
        番号 | 実績値 | _  | 達成状況 | 取組実績
        _    | R4     | R5 | _        | _
        1    | 8      | 12 | A        | 実施
        """,
        (0, 0, 1, 0),
        (0, 1, 0, 2),
        (0, 3, 1, 3),
        (0, 4, 1, 4),
    )
    assert (column(reading, "actual_value@2022"), column(reading, "actual_value@2023")) == (["8"], ["12"])


def test_a_text_file_has_no_merged_headings() -> None:
    """A heading over two columns stands above the first one; the second is under it all the same."""
    reading = read("""
        番号 | 実績値 | _  | 達成状況 | 取組実績
        _    | R4     | R5 | _        | _
        1    | 8      | 12 | A        | 実施
    """)
    assert (column(reading, "actual_value@2022"), column(reading, "actual_value@2023")) == (["8"], ["12"])
    assert reading.problems == ()


def test_a_heading_row_is_told_from_a_title_and_from_data() -> None:
    """Neither the title above nor the row below joins the headings, whatever words they use."""
    reading = read("""
        令和５年度　取組実績
        番号 | 達成状況 | 取組実績 | 単位
        1    | A        | 評価     | 件
    """)
    assert reading.account.sheets[0].tables[0].header_rows == (2, 2)
    assert column(reading, "result_text") == ["評価"]


def test_two_tables_beside_each_other_are_two_tables() -> None:
    """Headings that begin anew to the right are another table."""
    reading = read("""
        番号 | 達成状況 | 取組実績 | _ | 番号 | 達成状況 | 取組実績
        1    | A        | 実施     | _ | 2    | B        | 中止
    """)
    assert column(reading, "item_no") == ["1", "2"]
    assert column(reading, "result_text") == ["実施", "中止"]
    assert reading.problems == ()


def test_a_stronger_heading_takes_the_column() -> None:
    """評価 beside 達成状況 is not read, and said."""
    reading = read("""
        番号 | 評価 | 達成状況 | 取組実績
        1    | 良   | A        | 実施
    """)
    assert column(reading, "achievement_status") == ["A"]
    assert rules(reading) == ["SH217"]


def test_two_rows_of_headings_that_contradict_each_other_are_refused() -> None:
    """達成状況 over 取組実績 and the reverse: nobody can tell which row holds."""
    reading = read("""
        番号 | 達成状況 | 取組実績
        番号 | 取組実績 | 達成状況
        1    | A        | 実施
    """)
    assert reading.rows == ()
    assert rules(reading) == ["SH213"]
    assert reading.account.sheets[0].fate is SheetFate.REFUSED


def test_a_heading_that_stands_twice_is_refused() -> None:
    """Two headings of the same words name no column."""
    reading = read("""
        番号 | 達成状況 | 達成状況 | 取組実績
        1    | A        | B        | 実施
    """)
    assert rules(reading) == ["SH205"]
    assert reading.problems[0].stops_reading


@pytest.mark.parametrize(
    ("row", "fate"),
    [
        ("※ 累計は計画期間の合計 | _ | _ | _", RowFate.REMARK),
        ("（注）速報値を含む | _ | _ | _", RowFate.REMARK),
        ("_ | 合　計 | _ | 12", RowFate.TOTAL),
        ("小計 | _ | _ | 12", RowFate.TOTAL),
        ("基本方針１ 海と暮らす | _ | _ | _", RowFate.SECTION),
        ("例 | A | ○○を実施 | 5", RowFate.EXAMPLE),
        ("（記入例） | A | ○○を実施 | 5", RowFate.EXAMPLE),
    ],
)
def test_rows_that_are_no_data_are_named(row: str, fate: RowFate) -> None:
    """They are no rows, no errors, and not forgotten."""
    reading = read(f"番号 | 達成状況 | 取組実績 | 実績値\n1 | A | 実施 | 12\n{row}\n2 | A | 実施 | 3")
    assert column(reading, "item_no") == ["1", "2"]
    assert skipped(reading) == [(3, fate)]
    assert reading.problems == ()


def test_a_row_with_texts_in_other_columns_alone_is_named() -> None:
    """Two remarks beside the table are no row of it, and the account says where they stand."""
    reading = read("番号 | 達成状況 | 取組実績 | 備考 | メモ\n1 | A | 実施 | | \n | | | 要確認 | 済")
    assert column(reading, "item_no") == ["1"]
    assert skipped(reading) == [(3, RowFate.OTHER)]


def test_answers_without_a_number_keep_the_item_above_waiting() -> None:
    """Another item whose number was forgotten, or more of the same: nobody can tell, and nothing disappears."""
    reading = read("番号 | 達成状況 | 取組実績\n1 | A | 実施\n_ | A | 実施した\n_ | _ | 続き")
    assert column(reading, "result_text") == ["実施"]
    assert reading.rows[0].cells["item_no"].marks == (ProblemKind.ROWS_GO_ON_BELOW,)
    assert skipped(reading) == [(3, RowFate.CONTINUED), (4, RowFate.CONTINUED)]


def test_something_else_below_the_table_is_reported() -> None:
    """A block after a blank row without any number of an item."""
    reading = read("""
        番号 | 達成状況 | 取組実績
        1    | A        | 実施
        _    | _        | _
        区分 | 予算     | 決算
        国費 | 多       | 少
    """)
    assert column(reading, "item_no") == ["1"]
    assert rules(reading) == ["SH219"]
    assert reading.problems[0].values["rows"] == "4-5"


def test_a_number_merged_over_two_rows_of_answers_is_asked_about() -> None:
    """A second status under one number: which of them counts is not guessed."""
    reading = read("番号 | 達成状況 | 取組実績\n1 | A | 実施\n_ | B | 追記", (1, 0, 2, 0))
    assert column(reading, "item_no") == ["1"]
    assert reading.rows[0].cells["item_no"].marks == (ProblemKind.ROWS_GO_ON_BELOW,)
    assert skipped(reading) == [(3, RowFate.CONTINUED)]


def test_a_merged_number_counts_for_its_years() -> None:
    """One item, one row a year; the fill is recorded with the cell it came from."""
    reading = read("番号 | 年度 | 達成状況 | 取組実績\n1 | R5 | A | 実施\n_ | R4 | B | 昨年", (1, 0, 2, 0))
    assert column(reading, "item_no") == ["1", "1"]
    step = reading.rows[1].cells["item_no"].steps[0]
    assert (step.kind, step.before, step.after, step.where) == (StepKind.MERGED, "", "1", "A2")


def test_rows_that_are_covered_altogether_are_none() -> None:
    """An item merged over two rows in every column is one row."""
    reading = read(
        "番号 | 達成状況 | 取組実績\n1 | A | 実施\n_ | _ | _", (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 2, 2)
    )
    assert column(reading, "item_no") == ["1"]


def test_text_merged_over_two_items_is_not_given_to_both() -> None:
    """A narrative must be written out (MIC rule 1-6): the covered cell carries the rule."""
    reading = read("番号 | 達成状況 | 取組実績\n1 | A | 共通\n2 | A | _", (1, 2, 2, 2))
    assert [row.cells["result_text"].marks for row in reading.rows] == [(), (ProblemKind.DITTO,)]


def test_ditto_is_filled_where_a_column_allows_it() -> None:
    """〃 in 単位 is the unit above; in a narrative it stays and becomes a finding."""
    reading = read(
        "番号 | 単位 | 達成状況 | 取組実績\n1 | 件 | A | 実施\n2 | 〃 | A | 〃\n3 | 同上 | A | 実施"
    )
    assert column(reading, "unit") == ["件", "件", "件"]
    assert column(reading, "result_text") == ["実施", "〃", "実施"]
    assert reading.rows[2].cells["unit"].steps[0].where == "B3"


def test_a_blank_means_the_cell_above_only_for_policies() -> None:
    """基本方針 is written once; a blank unit is a blank."""
    reading = read(
        "基本方針 | 番号 | 単位 | 達成状況 | 取組実績\n海 | 1 | 件 | A | 実施\n_ | 2 | _ | A | 実施"
    )
    assert column(reading, "basic_policy") == ["海", "海"]
    assert column(reading, "unit") == ["件", ""]
    assert reading.rows[1].cells["basic_policy"].steps[0].kind is StepKind.BLANK_ABOVE


def test_the_unit_of_a_heading_goes_with_its_numbers() -> None:
    """Numbers take it, text that has its own does not."""
    reading = read(
        "番号 | 実績値（千円） | 達成状況 | 取組実績\n1 | 1,200 | A | 実施\n2 | 3百万円 | A | 実施"
    )
    assert column(reading, "actual_value") == ["1,200千円", "3百万円"]


def test_a_number_format_is_read_as_it_is_seen() -> None:
    """0.985 shown as 98.5% is 98.5%; a format that nobody can interpret is a mark."""
    look = SheetLook(formats={(1, 1): "0.0%", (2, 1): '[>1]"多";"少"'})
    reading = read("番号 | 実績値 | 達成状況 | 取組実績\n1 | 0.985 | A | 実施\n2 | 3 | A | 実施", look=look)
    assert column(reading, "actual_value") == ["98.5%", "3"]
    assert reading.rows[0].cells["actual_value"].steps[0].kind is StepKind.FORMATTED
    assert reading.rows[1].cells["actual_value"].marks == (ProblemKind.UNCLEAR_FORMAT,)


def test_hidden_rows_and_columns_are_not_read_and_are_named() -> None:
    """What the person who submitted it could not see is not taken for an answer."""
    look = SheetLook(hidden_rows=frozenset({2, 3}), hidden_columns=frozenset({3}))
    reading = read(
        "番号 | 達成状況 | 取組実績 | 実績値\n1 | A | 実施 | 5\n2 | A | 実施 | 5\n3 | A | 実施 | 5", look=look
    )
    assert column(reading, "item_no") == ["1"]
    assert "actual_value" not in reading.rows[0].cells
    told = [(code_of(problem), dict(problem.values)) for problem in reading.problems]
    assert ("SH211", {"rows": "3-4"}) in told
    assert [values["columns"] for rule, values in told if rule == "SH212"] == ["D"]


def test_what_only_the_eye_sees_is_named() -> None:
    """Comments, objects, struck cells, formulas without a value, a colour that stands out."""
    look = SheetLook(
        comments={(1, 2): "確認済み"},
        objects=("テキスト: 提出済",),
        struck=frozenset({(1, 2)}),
        unvalued_formulas=frozenset({(2, 2)}),
        tinted={(3, 1): "fill=FFFF0000"},
    )
    reading = read("番号 | 達成状況 | 取組実績\n1 | A | 実施\n2 | A | _\n3 | A | 実施", look=look)
    assert rules(reading) == ["SH214", "SH215", "SH323"]
    assert reading.rows[0].cells["result_text"].marks == (ProblemKind.STRUCK_THROUGH,)
    assert reading.rows[1].cells["result_text"].marks == (ProblemKind.UNVALUED_FORMULA,)
    assert dict(reading.account.sheets[0].facts)["comments"] == 1


def test_an_untouched_form_is_not_yet_filled_in() -> None:
    """Pre-filled numbers and targets are no answers."""
    reading = read(
        "番号 | 取組項目 | 目標値 | 達成状況 | 取組実績\n1 | 清掃 | 10 | _ | _\n2 | 植樹 | 5 | _ | _"
    )
    assert reading.rows == ()
    assert rules(reading) == ["SH216"]


def test_a_label_may_stand_above_its_answer() -> None:
    """部局課室名 over the name, 年度 over the year; a label with a colon is answered beside only."""
    reading = read("""
        部局課室名   | _ | 年度      | 記入者：
        総務部企画課 | _ | 令和5年度 | 海辺太郎
        番号 | 達成状況 | 取組実績
        1    | A        | 実施
    """)
    assert [(label.name, label.answer.raw) for label in reading.labels] == [
        ("department", "総務部企画課"),
        ("fiscal_year", "令和5年度"),
    ]


def test_sheets_of_examples_lists_and_returned_findings_are_not_read() -> None:
    """記入例 is no data, and neither is the list of findings of a copy that was given back."""
    table = grid("番号 | 達成状況 | 取組実績\n1 | A | 実施")
    names = ("指摘一覧", "進捗", "記入例", "選択肢リスト", "新規・変更・廃止")
    reading = read_sheets([Sheet(name, n, table) for n, name in enumerate(names, start=1)])
    assert [sheet.fate for sheet in reading.account.sheets] == [
        SheetFate.EXAMPLE,
        SheetFate.READ,
        SheetFate.EXAMPLE,
        SheetFate.EXAMPLE,
        SheetFate.EXAMPLE,
    ]
    assert [row.sheet_number for row in reading.rows] == [2]


def test_a_file_without_a_table_names_what_came_nearest() -> None:
    """The account says which row, and which of its words are known."""
    reading = read("調査票\n番号 | 施設名 | 備考\n1 | 公民館 | 済")
    assert rules(reading) == ["SH201"]
    assert reading.account.sheets[0].fate is SheetFate.NO_TABLE
    assert reading.account.sheets[0].runner_up == "2: 番号、備考"


def test_rows_of_items_above_the_first_table_are_reported() -> None:
    """A table whose headings are not known, above one whose headings are."""
    reading = read("""
        甲 | 乙 | 丙 | 丁
        1  | A  | 済 | 5
        番号 | 達成状況 | 取組実績
        2    | A        | 実施
    """)
    assert column(reading, "item_no") == ["2"]
    assert [(code_of(p), p.values["rows"]) for p in reading.problems] == [("SH219", "2")]


def test_the_upper_rows_of_a_second_stack_are_no_rows_of_the_table_above() -> None:
    """They are a part of headings, and the account says so."""
    reading = read("""
        番号 | 達成状況 | 取組実績
        1    | A        | 実施
        _    | 令和5年度 | _
        _    | （選択）  | （200字以内で記入）
        2    | A        | 実施
    """)
    assert column(reading, "item_no") == ["1", "2"]
    assert [fate for _, fate in skipped(reading)] == [RowFate.HEADING, RowFate.HEADING]


def test_a_table_of_something_else_below_is_not_read_as_items() -> None:
    """Its first column may hold numbers: it has headings of its own."""
    reading = read("""
        番号 | 達成状況 | 取組実績
        1    | A        | 実施
        _    | _        | _
        順位 | 施設     | 利用者
        2    | 公民館   | 300
    """)
    assert column(reading, "item_no") == ["1"]
    assert rules(reading) == ["SH219"]


def test_a_row_that_holds_nothing_but_a_repeated_cell_is_no_row() -> None:
    """基本方針 alone, merged or not, says nothing of an item."""
    reading = read(
        "基本方針 | 番号 | 達成状況 | 取組実績\n海 | 1 | A | 実施\n浜 | _ | _ | _\n浜 | 2 | A | 実施"
    )
    assert column(reading, "item_no") == ["1", "2"]


def test_a_text_merged_across_a_row_heads_the_rows_below() -> None:
    """Whatever column it begins in, an answer's included."""
    reading = read("番号 | 達成状況 | 取組実績\n_ | 基本方針１ | _\n1 | A | 実施", (1, 1, 1, 2))
    assert column(reading, "item_no") == ["1"]
    assert skipped(reading) == [(2, RowFate.SECTION)]


def test_an_empty_area_merged_into_the_headings_heads_nothing() -> None:
    """It covers cells beside the table, and says nothing about any of them."""
    lines = [f"{line} | _" for line in TWO_ROWS.strip().splitlines()]
    reading = read("\n".join(lines), (0, 6, 1, 6), *TWO_ROW_MERGES)
    assert [column(reading, name) for name in ("actual_value", "cumulative_value")] == [["3"], ["10"]]
    assert reading.problems == ()


def test_merged_areas_that_overlap_are_read_as_far_as_the_grid_goes() -> None:
    """Only a crafted workbook has them: reading ends, with what the cells themselves say."""
    text = "番号 | 達成状況 | 取組実績\n_ | _ | _\n1 | A | 実施"
    reading = read(text, *[(0, 0, 5, 5)] * 50, (9, 9, 9, 9), (0, 70, 0, 71))
    assert column(reading, "item_no") in (["1"], [])


def test_hidden_columns_are_named_one_by_one_and_in_runs() -> None:
    """B, and D to E."""
    look = SheetLook(hidden_columns=frozenset({1, 3, 4, 9}))
    reading = read("番号 | 秘 | 達成状況 | 秘 | 秘 | 取組実績\n1 | 秘 | A | 秘 | 秘 | 実施", look=look)
    assert [problem.values["columns"] for problem in reading.problems] == ["B, D-E"]


def test_a_label_in_the_last_row_above_a_table_has_nothing_below() -> None:
    """The headings are no answer."""
    reading = read("部局課室名 | _\n番号 | 達成状況 | 取組実績\n1 | A | 実施")
    assert reading.labels == ()


def test_nothing_is_read_below_headings_without_a_number() -> None:
    """The missing heading is reported, and the rows are not taken for something else."""
    reading = read("達成状況 | 取組実績 | 単位\nA | 実施 | 件")
    assert rules(reading) == ["SH202"]
