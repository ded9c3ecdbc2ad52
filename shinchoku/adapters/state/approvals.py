"""What waits for a person, the approvals given, and the figures they made official."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, delete, insert, select, update

from schemas.codes import AchievementLevel
from shinchoku.adapters.state.contents import save_content
from shinchoku.adapters.state.tables import approvals, official_figures, waiting
from shinchoku.register.entries import OfficialFigure
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.decision import Approval, Outcome, YearDecision

OPEN, USED, VOID = "open", "used", "void"


def record_waiting(
    connection: Connection, plan_id: str, decisions: Sequence[YearDecision], as_of: date
) -> None:
    """Keep what waits and why; a candidate that is still the same waits since it first did."""
    since = {
        row.fiscal_year: (row.digest, row.since)
        for row in connection.execute(select(waiting).where(waiting.c.plan_id == plan_id))
    }
    connection.execute(delete(waiting).where(waiting.c.plan_id == plan_id))
    for decision in decisions:
        candidate = decision.waiting
        if candidate is None:
            continue
        save_content(connection, plan_id, decision.year, candidate.content)
        digest = candidate.content.digest
        known = since.get(decision.year.year)
        outcome = Outcome.HELD if decision.outcome is Outcome.RELEASED else decision.outcome
        connection.execute(
            insert(waiting).values(
                plan_id=plan_id,
                fiscal_year=decision.year.year,
                digest=digest,
                outcome=outcome,
                is_first=candidate.is_first,
                holds=json.dumps(
                    [[h.reason, h.detail.ja, h.detail.en] for h in candidate.holds], ensure_ascii=False
                ),
                since=known[1] if known and known[0] == digest else as_of,
            )
        )


def no_longer_waiting(connection: Connection, plan_id: str, year: FiscalYear) -> None:
    """Forget what waited of a year: it is public now, or was judged against rows that no longer are."""
    connection.execute(
        delete(waiting).where(waiting.c.plan_id == plan_id, waiting.c.fiscal_year == year.year)
    )


def mark_scheduled(connection: Connection, plan_id: str, year: FiscalYear) -> None:
    """Record that what waits of a year has been approved and waits for its date."""
    connection.execute(
        update(waiting)
        .where(waiting.c.plan_id == plan_id, waiting.c.fiscal_year == year.year)
        .values(outcome=Outcome.SCHEDULED)
    )


def load_waiting(connection: Connection, plan_id: str) -> list[dict[str, object]]:
    """Return what waits, oldest year first; `holds` as [reason, Japanese, English]."""
    rows = connection.execute(
        select(waiting).where(waiting.c.plan_id == plan_id).order_by(waiting.c.fiscal_year)
    )
    return [{**row._mapping, "holds": json.loads(row.holds)} for row in rows]  # noqa: SLF001 -- public despite its name


def record_approval(
    connection: Connection, plan_id: str, year: FiscalYear, approval: Approval, actor: str, as_of: date
) -> None:
    """Keep an approval; an earlier one of the year has no more effect."""
    settle_approvals(connection, plan_id, year, VOID)
    connection.execute(
        insert(approvals).values(
            plan_id=plan_id,
            fiscal_year=year.year,
            digest=approval.digest,
            status=OPEN,
            reason=approval.reason,
            role=approval.role,
            actor=actor,
            embargo=approval.embargo,
            document=approval.document,
            made_on=as_of,
        )
    )


def load_approvals(connection: Connection, plan_id: str) -> dict[FiscalYear, Approval]:
    """Return the approval of each year that is still to be carried out."""
    rows = connection.execute(
        select(approvals)
        .where(approvals.c.plan_id == plan_id, approvals.c.status == OPEN)
        .order_by(approvals.c.id)
    )
    return {
        FiscalYear(row.fiscal_year): Approval(row.digest, row.reason, row.role, row.embargo, row.document)
        for row in rows
    }


def void_approval(connection: Connection, plan_id: str, year: FiscalYear) -> None:
    """Take the effect from a year's approval: its candidate changed."""
    settle_approvals(connection, plan_id, year, VOID)


def settle_approvals(
    connection: Connection, plan_id: str, year: FiscalYear, status: str, digest: str | None = None
) -> None:
    """Close the open approvals of a year, all or those of one candidate."""
    which = (
        (approvals.c.plan_id == plan_id)
        & (approvals.c.fiscal_year == year.year)
        & (approvals.c.status == OPEN)
    )
    if digest is not None:
        which &= approvals.c.digest == digest
    connection.execute(update(approvals).where(which).values(status=status))


def record_official(
    connection: Connection,
    plan_id: str,
    figures: Sequence[OfficialFigure],
    role: str,
    document: str,
    as_of: date,
) -> None:
    """Keep the figures of an approved year as official: since when, by which role, under which document."""
    for one in figures:
        key = {"plan_id": plan_id, "fiscal_year": one.fiscal_year.year, "level": one.level, "key": one.key}
        which = [official_figures.c[name] == value for name, value in key.items()]
        connection.execute(delete(official_figures).where(*which))
        counts = {"items": one.items, "achieved": one.achieved, "pending": one.pending}
        connection.execute(
            insert(official_figures).values(
                **key,
                **counts,
                rate_percent=str(one.rate_percent),
                decided_on=as_of,
                role=role,
                document=document,
            )
        )


def load_official(connection: Connection, plan_id: str) -> list[OfficialFigure]:
    """Return the official figures that approvals recorded."""
    rows = connection.execute(select(official_figures).where(official_figures.c.plan_id == plan_id))
    return [
        OfficialFigure(
            fiscal_year=FiscalYear(row.fiscal_year),
            level=AchievementLevel.of(row.level),
            key=row.key,
            items=row.items,
            achieved=row.achieved,
            pending=row.pending,
            rate_percent=Decimal(row.rate_percent),
            illustrative=True,
        )
        for row in rows
    ]
