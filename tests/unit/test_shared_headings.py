"""Columns that share a heading: the right one is read, or none is, and no filled column disappears."""

from __future__ import annotations

import pytest
from builders import checked, code_of, codes_of, grid, received

from shinchoku.checks.precedence import SILENCED
from shinchoku.intake.layout import read_sheets
from shinchoku.intake.layout.headings import heading_of
from shinchoku.intake.look import SheetLook
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Area, Reading, Sheet
from shinchoku.intake.steps import StepKind


def read(text: str, *merged: tuple[int, int, int, int], look: SheetLook | None = None) -> Reading:
    """Read a workbook of one sheet; `_` is an empty cell."""
    cells = tuple(tuple(cell.replace("_", "") for cell in line) for line in grid(text))
    areas = tuple(Area(*area) for area in merged)
    return read_sheets((Sheet("進捗", 1, cells, merged=areas, look=look or SheetLook()),))


def column(reading: Reading, name: str) -> list[str]:
    """Return the text of a column, row by row."""
    return [row.text(name) for row in reading.rows]


def marks(reading: Reading, name: str) -> list[tuple[str, ...]]:
    """Return the rules that the cells of a column break, row by row."""
    return [row.cells[name].marks for row in reading.rows]


def rules(reading: Reading) -> list[str]:
    """Return the rules of a reading's problems."""
    return [code_of(problem) for problem in reading.problems]


OVER_TWO = (0, 1, 0, 2)
OVER_THREE = (0, 1, 0, 3)


@pytest.mark.parametrize("merged", [[OVER_THREE], []], ids=["merged", "blank"])
@pytest.mark.parametrize(
    "parts",
    [
        "上期 | 下期 | 計",
        "上半期 | 下半期 | 年間計",
        "前期 | 後期 | 通期",
        "第１四半期 | 第２四半期 | 合計",
        "4～6月 | 7～3月 | 年度計",
        "４月 | ５月 | 総計",
        "4 | 5 | 計",
        "1Q | 2Q | 通年",
        "9月末 | うち新規 | 年度末",
        "前回 | 前々回 | 今回",
        "第1四半期（4～6月） | 第2四半期（7～9月） | 計（年間）",
    ],
)
def test_a_total_beside_its_parts_is_the_years_figure(
    parts: str, merged: list[tuple[int, int, int, int]]
) -> None:
    """計 is read wherever it stands and however the parts are called; the parts are named as not read."""
    reading = read(
        f"""
        番号 | 実績値 | _ | _ | 達成状況 | 取組実績
        _    | {parts}         | _        | _
        2    | 40     | 70 | 110 | A      | 実施
        5    | 90     | 60 | 150 | B      | 実施
        """,
        *merged,
    )
    assert column(reading, "actual_value") == ["110", "150"]
    assert rules(reading) == ["SH223"]
    assert reading.problems[0].values["columns"] == "B、C"


@pytest.mark.parametrize("merged", [[OVER_THREE], []], ids=["merged", "blank"])
@pytest.mark.parametrize(
    "parts",
    [
        "_ | _ | _",
        "上期 | 下期 | _",
        "上期 | 下期 | 3月末",
        "_ | 上期 | 下期",
        "市内 | 市外 | 計",
        "計 | 速報 | 確報",
        "計 | _ | _",
        "本庁 | 支所 | 出先",
        "4月 | 5月 | 6月",
    ],
)
def test_no_figure_is_read_where_nothing_says_which_one_is_the_years(
    parts: str, merged: list[tuple[int, int, int, int]]
) -> None:
    """The leftmost column is no answer by standing there; a row without any figure has nothing to doubt."""
    reading = read(
        f"""
        番号 | 実績値 | _ | _ | 達成状況 | 取組実績
        _    | {parts}         | _        | _
        2    | 40     | 70 | 110 | A      | 実施
        8    | _      | _  | _   | A      | 実施
        """,
        *merged,
    )
    rows = [row for row in reading.rows if row.text("item_no")]
    assert [row.text("actual_value") for row in rows] == ["", ""]
    assert [row.cells["actual_value"].marks for row in rows] == [(ProblemKind.UNDECIDED_COLUMNS,), ()]
    assert [row.cells["actual_value"].raw for row in rows] == ["40", ""]
    assert rows[0].cells["actual_value"].steps[-1].kind is StepKind.UNDECIDED


def test_every_filled_cell_is_named_that_was_not_read() -> None:
    """The finding lies on the row and names all its cells, so that nobody looks for the others."""
    found = checked(
        received("""
            番号 | 実績値 |     | 達成状況 | 取組実績
            2    | 40     | 110 | A        | 実施
        """)
    ).findings
    (finding,) = [one for one in found if one.is_error]
    assert finding.rule.code == "SH222"
    assert "B2, C2" in finding.message.ja
    assert finding.place.field == "actual_value"


def test_what_was_not_read_is_not_called_missing() -> None:
    """A cell that was not read breaks no second rule for being empty or for what stands in it."""
    assert {"SH301", "SH303", "SH308", "SH502", "SH304", "SH404"} <= SILENCED["SH222"] & SILENCED["SH224"]


@pytest.mark.parametrize("text", ["今回", "本年度", "今年度", "令和5年度", "'23"])
def test_last_times_answer_is_not_this_times(text: str) -> None:
    """Of 前回 and 今回 below 達成状況 the latter counts."""
    reading = read(
        f"""
        番号 | 達成状況 | _ | 取組実績
        _    | 前回     | {text} | _
        2    | B        | A | 実施
        """,
        OVER_TWO,
    )
    (row,) = reading.rows
    assert [cell.text for name, cell in row.cells.items() if name.startswith("achievement_status")] == ["A"]


def test_a_group_of_last_time_holds_nothing_of_this_one() -> None:
    """前回 over 実績値 and 達成状況 is another time; 今回 over the same headings is this one."""
    reading = read(
        """
        番号 | 前回   | _        | 今回   | _        | 取組実績
        _    | 実績値 | 達成状況 | 実績値 | 達成状況 | _
        2    | 90     | B        | 110    | A        | 実施
        """,
        OVER_TWO,
        (0, 3, 0, 4),
    )
    assert (column(reading, "actual_value"), column(reading, "achievement_status")) == (["110"], ["A"])


def test_a_half_of_the_year_above_the_headings_makes_them_others() -> None:
    """上半期 above 実績値 says what stands below it: no figure of the year is read, and the reason is told."""
    reading = read(
        """
        _    | 上半期 | _        | _
        番号 | 実績値 | 達成状況 | 取組実績
        2    | 110    | A        | 実施
        """,
        OVER_TWO,
    )
    assert (column(reading, "actual_value"), column(reading, "achievement_status")) == ([""], [""])
    assert rules(reading) == ["SH226", "SH226"]


@pytest.mark.parametrize("below", ["自己評価 | 二次評価", "上期 | 下期", "評価 | 委員会", "本庁 | 支所"])
def test_of_two_evaluations_none_is_chosen_by_its_place(below: str) -> None:
    """Which of two filled columns is the status is asked, not guessed."""
    reading = read(
        f"""
        番号 | 達成状況 | _ | 取組実績
        _    | {below}      | _
        2    | B        | A | 実施
        """,
        OVER_TWO,
    )
    assert column(reading, "achievement_status") == [""]
    assert marks(reading, "achievement_status") == [(ProblemKind.UNDECIDED_COLUMNS,)]


@pytest.mark.parametrize(
    ("heading", "below"),
    [
        ("取組実績", "上期 | 下期"),
        ("取組実績", "_ | _"),
        ("未達成の理由", "内的 | 外的"),
        ("今後の取組", "短期 | 長期"),
    ],
)
def test_no_half_of_a_text_is_lost(heading: str, below: str) -> None:
    """A text in two columns is not published by its first half."""
    other = " | 実施状況" if heading != "取組実績" else ""
    reading = read(
        f"""
        番号 | {heading} | _ | 達成状況 | 実績値{other}
        _    | {below}       | _        | _
        2    | 春に開いた | 秋に閉じた | A | 110 | 実施
        """,
        OVER_TWO,
    )
    name = {"取組実績": "result_text", "未達成の理由": "reason_not_achieved", "今後の取組": "next_action"}[
        heading
    ]
    row = next(row for row in reading.rows if row.text("item_no"))
    assert (row.text(name), row.cells[name].marks) == ("", (ProblemKind.UNDECIDED_COLUMNS,))


MATRIX = """
    番号 | 達成状況 | _ | _ | 取組実績
    _    | 未達成   | 達成 | 数値未確定 | _
    2    | _        | ○ | _ | 実施
    5    | ✓        | □ | _ | 実施
    8    | ○        | ○ | _ | 実施
    11   | _        | △ | _ | 実施
    12   | _        | _ | _ | 実施
"""


@pytest.mark.parametrize("merged", [[OVER_THREE], []], ids=["merged", "blank"])
def test_a_mark_below_a_choice_is_that_choice(merged: list[tuple[int, int, int, int]]) -> None:
    """The heading of the marked column is the status, never the mark; two marks and a grade are no answer."""
    reading = read(MATRIX, *merged)
    assert column(reading, "achievement_status") == ["達成", "未達成", "", "", ""]
    assert marks(reading, "achievement_status") == [
        (),
        (),
        (ProblemKind.UNCLEAR_CHOICE,),
        (ProblemKind.UNCLEAR_CHOICE,),
        (),
    ]
    assert reading.rows[0].cells["achievement_status"].cell == "C3"


def test_choices_need_no_heading_above_them() -> None:
    """達成 beside 未達成, each a column of marks, are the status where nothing else is."""
    reading = read("""
        番号 | 達成 | 未達成 | 取組実績
        2    | ○    | _      | 実施
        5    | _    | ○      | 実施
    """)
    assert column(reading, "achievement_status") == ["達成", "未達成"]


def test_letters_below_a_heading_are_choices_and_no_references() -> None:
    """S, A and B below 達成状況 are columns to tick."""
    reading = read(
        """
        番号 | 達成状況 | _ | _ | 取組実績
        _    | S        | A | B | _
        2    | _        | ○ | _ | 実施
        """,
        OVER_THREE,
    )
    assert column(reading, "achievement_status") == ["A"]


def test_circles_of_two_halves_are_no_choice() -> None:
    """Where ○ is a status of its own, ○ below 上期 says nothing of 下期, and neither of the year."""
    reading = read(
        """
        番号 | 達成状況 | _    | 取組実績
        _    | 上期     | 下期 | _
        2    | ○        | _    | 実施
        """,
        OVER_TWO,
    )
    assert column(reading, "achievement_status") == [""]


@pytest.mark.parametrize("look", [SheetLook(hidden_columns=frozenset({1})), SheetLook()])
def test_a_hidden_column_is_no_part_of_what_is_seen(look: SheetLook) -> None:
    """A column that nobody sees is named as hidden; the one that is left over speaks for itself."""
    reading = read(
        """
        番号 | 実績値 | _   | 達成状況 | 取組実績
        2    | 40     | 110 | A        | 実施
        """,
        OVER_TWO,
        look=look,
    )
    hidden = bool(look.hidden_columns)
    assert column(reading, "actual_value") == (["110"] if hidden else [""])
    assert ("SH212" in rules(reading)) is hidden


@pytest.mark.parametrize(
    ("unit", "read_as"), [("人 | 件", "110人"), ("人 | 速報値", ""), ("※速報 | 人", ""), ("_ | _", "110")]
)
def test_a_column_of_units_beside_a_figure_is_one(unit: str, read_as: str) -> None:
    """Units and nothing else beside a figure belong to it; whatever else stands there stops it."""
    first, second = unit.split(" | ")
    reading = read(
        f"""
        番号 | 実績値 | _        | 達成状況 | 取組実績
        2    | 110    | {first}  | A        | 実施
        5    | 120    | {second} | A        | 実施
        """,
        OVER_TWO,
    )
    assert column(reading, "actual_value")[0] == read_as


@pytest.mark.parametrize(
    ("heading", "columns"),
    [("備考 | _", "E"), ("備考 | _ | _", "E"), ("確認欄 | _", "E")],
)
def test_a_filled_column_without_a_heading_is_named(heading: str, columns: str) -> None:
    """What belongs to no answer is not read, and that is said."""
    reading = read(f"""
        番号 | 達成状況 | 取組実績 | {heading}
        2    | A        | 実施     | x | 係長確認済み
    """)
    assert column(reading, "result_text") == ["実施"]
    (problem,) = [problem for problem in reading.problems if code_of(problem) == "SH225"]
    assert problem.values["columns"] == columns


def test_two_columns_of_numbers_below_the_number_are_asked_about() -> None:
    """With the wrong item numbers every value would be another item's."""
    reading = read(
        """
        番号 | _ | 達成状況 | 取組実績
        1    | 8 | A        | 実施
        2    | 5 | A        | 実施
        """,
        (0, 0, 0, 1),
    )
    assert reading.rows == ()
    assert rules(reading) == ["SH227"]


def test_a_name_below_the_number_is_no_second_number() -> None:
    """The name of an item without its heading is named as not read, and takes nothing away."""
    reading = read("""
        番号 | _          | 達成状況 | 取組実績
        8    | 浜の清掃   | A        | 実施
    """)
    assert (column(reading, "item_no"), rules(reading)) == (["8"], ["SH225"])


def test_a_serial_number_beside_the_item_number_is_told_apart() -> None:
    """項目番号 is clearer than No. beside it."""
    reading = read("""
        No. | 項目番号 | 達成状況 | 取組実績
        101 | 8        | A        | 実施
        102 | 2        | A        | 実施
    """)
    assert (column(reading, "item_no"), rules(reading)) == (["8", "2"], ["SH217"])


def test_figures_that_are_only_compared_with_refuse_no_row() -> None:
    """A baseline in two columns is not read; it is never published."""
    reading = read(
        """
        番号 | 基準値 | _  | 実績値 | 達成状況 | 取組実績
        _    | 年度   | 値 | _      | _        | _
        2    | R4     | 90 | 110    | A        | 実施
        """,
        OVER_TWO,
    )
    assert column(reading, "actual_value") == ["110"]
    assert not any(row.cells.get("baseline_value", row.cells["item_no"]).marks for row in reading.rows)
    assert "SH222" not in codes_of(checked(received(reading)).findings)


def test_a_rate_and_a_reason_are_something_else() -> None:
    """達成率 below 実績値 and 理由 below 達成状況 take nothing away from the answers beside them."""
    reading = read(
        """
        番号 | 実績値 | _      | 達成状況 | _    | 取組実績
        _    | 数値   | 達成率 | 区分     | 理由 | _
        2    | 110    | 110％  | A        | 増加 | 実施
        """,
        OVER_TWO,
        (0, 3, 0, 4),
    )
    assert (column(reading, "actual_value"), column(reading, "achievement_status")) == (["110"], ["A"])
    assert rules(reading) == ["SH226", "SH226"]


def test_sub_headings_stand_in_two_rows_as_well() -> None:
    """Months below halves are parts of the year below which the total stands."""
    reading = read(
        """
        番号 | 実績値 | _    | _    | _    | _    | 達成状況 | 取組実績
        _    | 上期   | _    | 下期 | _    | 年間 | _        | _
        _    | 4月    | 小計 | 10月 | 小計 | _    | _        | _
        2    | 10     | 20   | 30   | 90   | 110  | A        | 実施
        """,
        (0, 1, 0, 5),
        (1, 1, 1, 2),
        (1, 3, 1, 4),
    )
    assert column(reading, "actual_value") == ["110"]


def test_a_row_of_an_item_without_its_number_is_no_sub_heading() -> None:
    """The first row of data that lost its number is asked for it."""
    reading = read("""
        番号 | 達成状況 | 取組実績
        _    | A        | 実施
        8    | B        | 実施
    """)
    assert column(reading, "achievement_status") == ["A", "B"]


@pytest.mark.parametrize(
    "note",
    ["（上半期のみ記入）", "上半期", "市内分", "〔速報値〕", "国の値を参照", "※4～9月の数値を記入"],
)
def test_words_below_one_heading_may_make_it_another(note: str) -> None:
    """What stands between a heading and the first item is a sub-heading, and no row of data."""
    reading = read(f"""
        番号 | 実績値 | 達成状況 | 取組実績
        _    | {note} | _        | _
        2    | 110    | A        | 実施
    """)
    assert column(reading, "item_no") == ["2"]
    assert column(reading, "actual_value") == [""]
    assert rules(reading) == ["SH226"]


def test_a_note_that_only_says_how_to_fill_in_changes_nothing() -> None:
    """（必須） below a heading is no other heading."""
    reading = read("""
        番号 | 実績値           | 達成状況             | 取組実績
        _    | （半角で入力）   | プルダウンから選択   | 200字以内で具体的に記入
        2    | 110              | A                    | 実施
    """)
    (row,) = reading.rows
    assert {row.text(name) for name in ("item_no", "actual_value", "achievement_status", "result_text")} == {
        "2",
        "110",
        "A",
        "実施",
    }


@pytest.mark.parametrize(
    ("total", "read_as"),
    [("計（千円）", "110千円"), ("合計（単位：人）", "110人"), ("年間 [％]", "110％")],
)
def test_a_total_keeps_the_unit_of_its_heading(total: str, read_as: str) -> None:
    """計（千円） below 実績値 says both: the whole year, and in which unit."""
    reading = read(
        f"""
        番号 | 実績値       | _       | 達成状況 | 取組実績
        _    | 上期（千円） | {total} | _        | _
        2    | 40           | 110     | A        | 実施
        """,
        OVER_TWO,
    )
    assert column(reading, "actual_value") == [read_as]


def test_a_baseline_in_two_columns_is_left_out_and_refuses_nothing() -> None:
    """Which of them is the baseline is not known; it is only compared with."""
    reading = read(
        """
        番号 | 基準値 | _    | 実績値 | 達成状況 | 取組実績
        2    | 90     | 95   | 110    | A        | 実施
        """,
        OVER_TWO,
    )
    (row,) = reading.rows
    assert ("baseline_value" in row.cells, row.text("actual_value")) == (False, "110")
    assert rules(reading) == ["SH225"]


def test_an_answer_that_is_read_elsewhere_is_not_stopped_by_a_second_heading() -> None:
    """Two unknown columns below 実績値 are reported; the year's own 実績値 beside them is read."""
    reading = read(
        """
        番号 | 当年度実績値 | 実績値 | _    | 達成状況 | 取組実績
        _    | _            | 市内   | 市外 | _        | _
        2    | 110          | 40     | 70   | A        | 実施
        """,
        (0, 2, 0, 3),
        (0, 1, 1, 1),
    )
    (row,) = reading.rows
    assert row.text("actual_value") == "110"
    assert rules(reading) == ["SH226", "SH226"]


def test_notes_apart_from_the_table_belong_to_no_answer() -> None:
    """What stands behind an empty column is named, and stops nothing."""
    reading = read("""
        番号 | 達成状況 | 取組実績 | _ | _
        8    | A        | 実施     | _ | 4月に確認
    """)
    assert (column(reading, "result_text"), rules(reading)) == (["実施"], ["SH225"])


@pytest.mark.parametrize(
    "row", ["_ | 浜の清掃 | A | 実施", "_ | _ | A | 春に実施した。", "_ | _ | 5 | _", "記入例 | _ | A | 実施"]
)
def test_what_reads_like_an_answer_is_no_sub_heading(row: str) -> None:
    """A name, a sentence, a number below a heading of its own: the row is one of data, whatever it lacks."""
    reading = read(f"""
        番号 | 取組項目 | 達成状況 | 取組実績
        {row}
        8    | 空き家   | B        | 実施
    """)
    assert reading.rows[-1].text("achievement_status") == "B"
    assert ProblemKind.UNDECIDED_COLUMNS not in {
        rule for one in reading.rows for cell in one.cells.values() for rule in cell.marks
    }


@pytest.mark.parametrize("path", [("達成状況", "前年度"), ("達成状況（件）",), ("取組実績", "（人）")])
def test_words_that_belong_to_figures_make_no_other_answer(path: tuple[str, ...]) -> None:
    """Last year's status is no figure of last year, and a text has no unit."""
    assert heading_of(path) is None
