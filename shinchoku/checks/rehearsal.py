"""A rehearsal of judging: whatever a file makes of the checks happens where it can be ended.

The night judges all rows in its own process, and would stay with one that takes for ever. So the process that
reads a content also judges it once, for every year, as if each row were about an item. What comes of it is of no
interest but this: it ended (ADR 0031).
"""

from collections import deque
from collections.abc import Iterator
from datetime import date

from shinchoku.checks.families import ROW_JUDGES
from shinchoku.checks.findings import Finding
from shinchoku.checks.pointing import on_file, on_violation
from shinchoku.checks.scopes import RowFrame, RowJudge
from shinchoku.intake.rows import read_row
from shinchoku.intake.sheets import Appearance, Reading
from shinchoku.intake.submissions import submissions_of
from shinchoku.register.plan import Plan

_NOWHERE = Appearance(0, "", 0, "", date.min)


def rehearse(plan: Plan, reading: Reading) -> None:
    """Place a reading, say its problems and hold its rows to the rules; nothing is kept."""
    for submission in submissions_of(plan, [(_NOWHERE, reading)], date.min):
        deque((on_file(plan, submission, one) for one in submission.problems), maxlen=0)
    _rehearse_rows(plan, reading)


def _rehearse_rows(plan: Plan, reading: Reading) -> None:
    """Hold every row to every rule, in each year that a column can mean."""
    by_year = {one.fiscal_year: one for one in plan.rounds}
    for asked in by_year.values() if plan.departments else ():
        for source in reading.rows:
            row = read_row(plan, _NOWHERE, source, asked, plan.departments[0])
            item = row.item(plan) or next(iter(plan.items), None)
            frame = RowFrame(plan, [row], [item])
            deque((one for judge in ROW_JUDGES for one in _told(frame, judge)), maxlen=0)


def _told(frame: RowFrame, judge: RowJudge) -> Iterator[Finding]:
    """Yield what a rule says of a frame."""
    for n, violation in judge.failing(frame):
        yield on_violation(frame.plan, frame.rows[n], judge.rule, violation)
