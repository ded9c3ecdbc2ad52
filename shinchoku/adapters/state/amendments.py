"""Amendments of the register that wait for a second person, and how they were decided."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from schemas.codes import CodeList
from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.rows import of_plan, record_of
from shinchoku.adapters.state.second_person import UNDECIDED, decide
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
    return change.insert(
        amendments,
        status=AmendmentStatus.PROPOSED,
        origin=origin,
        source=source,
        effective_year=effective_year.year,
        reason=change.reason,
        proposal=proposal,
        proposed_by=change.actor.name,
        proposed_role=change.actor.role,
        proposed_on=on,
        **UNDECIDED,
    )


def settle_amendment(change: Change, number: int, status: AmendmentStatus, on: date) -> bool:
    """Decide an amendment that waits; false if somebody was first."""
    return decide(change, amendments, status, on, _C.id == number, _C.status == AmendmentStatus.PROPOSED)


def load_amendments(
    connection: Connection, plan_id: str, status: AmendmentStatus | None = None
) -> list[AmendmentRecord]:
    """Return amendments, the newest first: all, or those of one status."""
    which = [] if status is None else [_C.status == status]
    rows = connection.execute(of_plan(amendments, plan_id, *which).order_by(_C.id.desc()))
    return [record_of(AmendmentRecord, row, number=row.id) for row in rows]
