"""Amendments of the register that wait for a second person, and how they were decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from schemas.codes import CodeList
from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.tables_of_people import amendments
from shinchoku.register.fiscal_year import FiscalYear

_C = amendments.c


class AmendmentStatus(CodeList):
    """Where an amendment stands."""

    PROPOSED = "proposed", "承認待ち", "Waits for approval"
    APPROVED = "approved", "承認済み", "Approved"
    DECLINED = "declined", "不承認", "Declined"
    WITHDRAWN = "withdrawn", "取下げ", "Withdrawn"


class AmendmentOrigin(CodeList):
    """Where an amendment came from."""

    WORKBOOK = "workbook", "登録簿のブック", "The register's workbook"
    SHEET = "sheet", "所属の提案", "A department's proposal"
    CONSOLE = "console", "画面・端末での変更", "The console or a terminal"


@dataclass(frozen=True, slots=True)
class AmendmentRecord:
    """An amendment with its story; `proposal` is the text that `register_proposal` reads back.

    `source` names the department's proposal that it answers: `sha256:sheet:cell`.
    """

    number: int
    status: AmendmentStatus
    origin: AmendmentOrigin
    source: str
    effective_year: FiscalYear
    reason: str
    proposal: str
    proposed_by: str
    proposed_on: date
    decided_by: str
    decided_on: date | None
    decided_reason: str


def record_amendment(
    change: Change,
    origin: AmendmentOrigin,
    source: str,
    effective_year: FiscalYear,
    proposal: str,
    on: date,
) -> int:
    """Keep an amendment that waits, and return its number; its reason is the change's."""
    result = change.connection.execute(
        insert(amendments).values(
            plan_id=change.plan_id,
            status=AmendmentStatus.PROPOSED,
            origin=origin,
            source=source,
            effective_year=effective_year.year,
            reason=change.reason,
            proposal=proposal,
            proposed_by=change.actor.name,
            proposed_role=change.actor.role,
            proposed_on=on,
            decided_by="",
            decided_role="",
            decided_on=None,
            decided_reason="",
        )
    )
    number: int = result.inserted_primary_key[0] if result.inserted_primary_key else 0
    return number


def settle_amendment(change: Change, number: int, status: AmendmentStatus, on: date) -> bool:
    """Decide an amendment that waits; false if somebody was first."""
    done = change.connection.execute(
        update(amendments)
        .where(_C.plan_id == change.plan_id, _C.id == number, _C.status == AmendmentStatus.PROPOSED)
        .values(
            status=status,
            decided_by=change.actor.name,
            decided_role=change.actor.role,
            decided_on=on,
            decided_reason=change.reason,
        )
    )
    return done.rowcount == 1


def load_amendments(
    connection: Connection, plan_id: str, status: AmendmentStatus | None = None
) -> list[AmendmentRecord]:
    """Return amendments, the newest first: all, or those of one status."""
    query = select(amendments).where(_C.plan_id == plan_id).order_by(_C.id.desc())
    if status is not None:
        query = query.where(_C.status == status)
    return [_record(row) for row in connection.execute(query)]


def _record(row: Row[Any]) -> AmendmentRecord:
    """Read an amendment back."""
    return AmendmentRecord(
        number=row.id,
        status=AmendmentStatus.of(row.status),
        origin=AmendmentOrigin.of(row.origin),
        source=row.source,
        effective_year=FiscalYear(row.effective_year),
        reason=row.reason,
        proposal=row.proposal,
        proposed_by=row.proposed_by,
        proposed_on=row.proposed_on,
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        decided_reason=row.decided_reason,
    )
