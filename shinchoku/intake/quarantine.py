"""A content that nobody opens: what it said before stays as far as it was accepted, the rest counts as unread."""

from dataclasses import dataclass, replace
from datetime import date

from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem, Reading

RowPlace = tuple[int, int]
"""The number of a sheet, and of a row on it."""


@dataclass(frozen=True, slots=True)
class Quarantine:
    """Since when a content is set aside, where its rows stand that were accepted until then, and whether its bytes are gone."""

    since: date
    kept: frozenset[RowPlace] = frozenset()
    is_destroyed: bool = False


def quarantined_reading(reading: Reading, quarantine: Quarantine) -> Reading:
    """Return what still counts of a reading: the rows that were accepted, and that nothing more is read."""
    rows = tuple(one for one in reading.rows if (one.sheet_number, one.row_number) in quarantine.kept)
    kind = ProblemKind.DESTROYED if quarantine.is_destroyed else ProblemKind.QUARANTINED
    problem = Problem(kind, stops_reading=True, values={"since": quarantine.since.isoformat()})
    return replace(reading, rows=rows, problems=(problem,), proposals=())
