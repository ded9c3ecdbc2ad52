"""What waits for whom, counted: by the database's indexes alone, for a page that is opened all day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, Table, func, select

from schemas.codes import Severity
from shinchoku.adapters.state.amendments import AmendmentStatus
from shinchoku.adapters.state.findings import RANKS
from shinchoku.adapters.state.outbox import OutboxStatus
from shinchoku.adapters.state.tables import findings
from shinchoku.adapters.state.tables_of_people import amendments, outbox, waivers
from shinchoku.adapters.state.waivers import WaiverStatus
from shinchoku.checks.findings import FindingState


@dataclass(frozen=True, slots=True)
class WaitingCount:
    """How much of something waits, and since when the oldest does."""

    count: int = 0
    oldest: date | None = None


def unresolved_by_severity(
    connection: Connection, plan_id: str, departments: Collection[str] | None = None
) -> Mapping[Severity, WaitingCount]:
    """Count the findings whose cause is still there: all, or those that lie with some departments."""
    of_rank = {rank: severity for severity, rank in RANKS.items()}
    found = findings.c
    query = select(found.rank, func.count(), func.min(found.first_seen)).where(
        found.plan_id == plan_id, found.is_open
    )
    if departments is not None:
        query = query.where(found.department.in_(sorted(departments)))
    piles = {
        of_rank[rank]: WaitingCount(count, day)
        for rank, count, day in connection.execute(query.group_by("rank"))
    }
    return {severity: piles.get(severity, WaitingCount()) for severity in Severity}


def findings_in(connection: Connection, plan_id: str, state: FindingState) -> int:
    """Count the findings in a state."""
    return _count(connection, findings, findings.c.plan_id == plan_id, findings.c.state == state)


def waivers_to_decide(connection: Connection, plan_id: str, but_of: str = "") -> WaitingCount:
    """Count the waivers that were asked for, but for those of one person."""
    return _to_decide(connection, plan_id, waivers, WaiverStatus.REQUESTED, but_of)


def amendments_to_decide(connection: Connection, plan_id: str, but_of: str = "") -> WaitingCount:
    """Count the amendments that were proposed, but for those of one person."""
    return _to_decide(connection, plan_id, amendments, AmendmentStatus.PROPOSED, but_of)


def messages_given_up(connection: Connection, plan_id: str) -> int:
    """Count the messages that nobody tries to send any more."""
    return _count(connection, outbox, outbox.c.plan_id == plan_id, outbox.c.status == OutboxStatus.GIVEN_UP)


def _count(connection: Connection, table: Table, *which: ColumnElement[bool]) -> int:
    """Count the rows of a table under conditions."""
    return connection.scalar(select(func.count()).select_from(table).where(*which)) or 0


def _to_decide(connection: Connection, plan_id: str, table: Table, waits: str, but_of: str) -> WaitingCount:
    """Count what waits for a second person, and find the oldest; its columns are called as its status is."""
    by, since = table.c[f"{waits}_by"], table.c[f"{waits}_on"]
    which = table.c.plan_id == plan_id, table.c.status == waits, by != but_of
    count, oldest = connection.execute(select(func.count(), func.min(since)).where(*which)).one()
    return WaitingCount(count, oldest)
