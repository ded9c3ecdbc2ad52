"""How much of a text is carried further."""

from __future__ import annotations

import pytest
from builders import code_of, umibe

from shinchoku.checks.rehearsal import rehearse
from shinchoku.intake import bounds
from shinchoku.intake.bounds import (
    MOST_IN_A_CELL,
    MOST_IN_A_NAME,
    MOST_MARKS,
    bounded,
    bounded_reading,
    bounded_sheet,
    is_too_much,
)
from shinchoku.intake.layout import read_sheets
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem, Reading, Sheet, SheetRow

TABLE = (("番号", "達成状況", "取組実績"), ("2", "A", "迎えた"), ("99", "A", "迎えた"))


def test_what_a_cell_can_hold_is_kept_and_of_more_only_the_beginning() -> None:
    """Excel's own limit is the limit."""
    assert bounded("あ" * MOST_IN_A_CELL) == "あ" * MOST_IN_A_CELL
    assert 0 < len(bounded("あ" * (MOST_IN_A_CELL + 1))) < MOST_IN_A_CELL


@pytest.mark.parametrize("sign", ["\u0301", "\u3099", "\u302a", "\U0001d165"])
def test_of_a_run_of_marks_thirty_are_kept(sign: str) -> None:
    """Whatever the script they belong to; a letter between them begins a new run."""
    assert bounded(f"か{sign * 40}き{sign * 30}") == f"か{sign * MOST_MARKS}き{sign * 30}"


def test_signs_that_are_no_marks_may_repeat() -> None:
    """A line of dashes or blanks is left alone."""
    for text in ("―" * 200, "\u3000" * 200, "…※" * 200, "か\u3099" * 200):
        assert bounded(text) == text


def test_a_sheet_tells_which_cells_were_cut() -> None:
    """And leaves every other one as it was."""
    sheet = bounded_sheet(Sheet("表", 1, (("a", "b" * 40_000), ("c", "d"))))
    assert sheet.look.too_long == {(0, 1)}
    assert (sheet.grid[0][0], sheet.grid[1]) == ("a", ("c", "d"))


def test_the_name_of_a_sheet_is_cut() -> None:
    """Other programs than Excel write names of any length."""
    assert len(bounded_sheet(Sheet("進" * 4_000, 1, TABLE)).name) == MOST_IN_A_NAME
    assert len(bounded_sheet(Sheet("進" * 4_000, 1, (("x" * 40_000,),))).name) == MOST_IN_A_NAME
    whole = Sheet("進捗", 1, TABLE)
    assert bounded_sheet(whole) is whole


def test_a_reading_of_more_than_any_sheet_says_only_that(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows, problems, or the text of either."""
    reading = read_sheets([Sheet("進捗", 1, TABLE)])
    assert bounded_reading(reading) is reading
    for name, most in (("MOST_ROWS", 1), ("MOST_IN_A_FILE", 3)):
        with monkeypatch.context() as patched:
            patched.setattr(bounds, name, most)
            assert [code_of(one) for one in bounded_reading(reading).problems] == ["SH114"]
    many = Reading(problems=(Problem(ProblemKind.SHEET_WITHOUT_TABLE),) * 2_001)
    assert [code_of(one) for one in bounded_reading(many).problems] == ["SH114"]
    assert is_too_much([Sheet("表", 1, (("a" * 1_000_000,) * 21,))])
    assert not is_too_much([Sheet("進捗", 1, TABLE)])


def test_a_rehearsal_holds_every_row_to_the_rules_and_keeps_nothing() -> None:
    """Rows of items that are not registered, of columns of other years and of no year at all come to their end."""
    plan = umibe()
    reading = read_sheets([Sheet("進捗", 1, TABLE), Sheet("空", 2, (("x",),))])
    assert any(isinstance(row, SheetRow) for row in reading.rows)
    rehearse(plan, reading)
    rehearse(plan.model_copy(update={"rounds": ()}), reading)
