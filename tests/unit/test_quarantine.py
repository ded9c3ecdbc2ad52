"""What still counts of a content that nobody opens."""

from __future__ import annotations

from datetime import date

from builders import code_of

from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.quarantine import Quarantine, quarantined_reading
from shinchoku.intake.sheets import CellText, Problem, Reading, SheetRow


def row(number: int) -> SheetRow:
    """Return a row of a sheet."""
    return SheetRow(1, "進捗", number, {"item_no": CellText(f"A{number}", "2")})


def test_accepted_rows_stay_and_one_problem_says_why_nothing_else_does() -> None:
    """What the reader had said before is said no more."""
    reading = Reading((row(2), row(3)), problems=(Problem(ProblemKind.SHEET_WITHOUT_TABLE),))
    left = quarantined_reading(reading, Quarantine(date(2024, 5, 2), frozenset({(1, 3)})))
    assert [one.row_number for one in left.rows] == [3]
    assert [(code_of(one), one.stops_reading, dict(one.values)) for one in left.problems] == [
        ("SH117", True, {"since": "2024-05-02"})
    ]


def test_of_a_content_that_was_never_read_nothing_stays() -> None:
    """There is only the problem."""
    assert quarantined_reading(Reading(), Quarantine(date(2024, 5, 2))).rows == ()
