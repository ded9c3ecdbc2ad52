"""Waivers as they are asked for, decided, ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from schemas.codes import CodeList
from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.rows import of_plan, record_of, values_of
from shinchoku.adapters.state.second_person import UNDECIDED, decide
from shinchoku.adapters.state.tables import findings
from shinchoku.adapters.state.tables_of_people import waivers
from shinchoku.checks.findings import FindingState
from shinchoku.checks.waivers import Waiver


class WaiverStatus(CodeList):
    """Where a waiver stands."""

    REQUESTED = "requested", "申請中", "Requested"
    APPROVED = "approved", "承認済み", "Approved"
    DECLINED = "declined", "不承認", "Declined"
    WITHDRAWN = "withdrawn", "取下げ", "Withdrawn"
    ENDED = "ended", "期限切れ", "Ended"


@dataclass(frozen=True, slots=True)
class WaiverRecord:
    """A waiver with its story: who asked for it and who decided, as the record names people."""

    number: int
    status: WaiverStatus
    waiver: Waiver
    requested_on: date
    decided_on: date | None
    decided_reason: str


def record_request(change: Change, waiver: Waiver, on: date) -> int:
    """Keep a request and return its number."""
    requested = {"requested_by": change.actor.name, "requested_on": on, "status": WaiverStatus.REQUESTED}
    return change.insert(waivers, **values_of(waivers, waiver, **requested), **UNDECIDED)


def settle_waiver(change: Change, number: int, status: WaiverStatus, on: date) -> None:
    """Record how a waiver was decided, by whom and why."""
    decide(change, waivers, status, on, waivers.c.id == number)


def end_waivers(change: Change, as_of: date) -> int:
    """End the waivers whose date has passed; return how many."""
    ended = waivers.c.status == WaiverStatus.APPROVED, waivers.c.ends_on < as_of
    return change.update(waivers, *ended, status=WaiverStatus.ENDED)


def drop_unneeded_requests(change: Change, on: date) -> None:
    """Withdraw the requests whose finding is no longer asked about: it was resolved meanwhile."""
    asked = select(findings.c.fingerprint).where(
        findings.c.plan_id == change.plan_id, findings.c.state == FindingState.WAIVER_REQUESTED
    )
    unneeded = waivers.c.status == WaiverStatus.REQUESTED, waivers.c.fingerprint.not_in(asked)
    withdrawn = {"status": WaiverStatus.WITHDRAWN, "decided_by": change.actor.name, "decided_on": on}
    change.update(waivers, *unneeded, **withdrawn)


def load_waivers(
    connection: Connection,
    plan_id: str,
    statuses: Sequence[WaiverStatus] = (),
    fingerprint: str | None = None,
) -> list[WaiverRecord]:
    """Return waivers, the oldest first: all, those in some states, or those of one finding."""
    which: list[ColumnElement[bool]] = [waivers.c.status.in_(statuses)] if statuses else []
    which += [] if fingerprint is None else [waivers.c.fingerprint == fingerprint]
    query = of_plan(waivers, plan_id, *which).order_by(waivers.c.id)
    return [_record(row) for row in connection.execute(query)]


def approved_waivers(connection: Connection, plan_id: str) -> list[Waiver]:
    """Return the waivers that a second person approved and that no night has ended yet."""
    return [one.waiver for one in load_waivers(connection, plan_id, [WaiverStatus.APPROVED])]


def _record(row: Row[Any]) -> WaiverRecord:
    """Read a waiver back."""
    waiver = record_of(Waiver, row, approved_by=row.decided_by, approved_by_role=row.decided_role)
    return record_of(WaiverRecord, row, number=row.id, waiver=waiver)
