"""What waits for a person, the approvals given, and the figures they made official."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Connection, select

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.codec import Codec
from shinchoku.adapters.state.contents import save_content
from shinchoku.adapters.state.rows import of_plan, record_of, values_of
from shinchoku.adapters.state.tables import approvals, official_figures, waiting
from shinchoku.register.entries import OfficialFigure
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.decision import Approval, Outcome, YearDecision
from shinchoku.review.transitions import YearState

OPEN, USED, VOID = "open", "used", "void"
RETURNED = YearState.RETURNED
_W = waiting.c
_HOLDS: Codec[tuple[tuple[str, ...], ...]] = Codec(tuple[tuple[str, ...], ...])
"""What held a candidate: the reason, what it is about in Japanese and in English, and the finding it follows from.

A hold that was kept before findings were named has none: who approved it is asked once more.
"""
_SENTENCES = 3


def record_waiting(change: Change, decisions: Sequence[YearDecision], as_of: date) -> None:
    """Keep what waits and why; a candidate that is still the same waits since it first did, as it did."""
    known = {row.fiscal_year: row for row in change.connection.execute(of_plan(waiting, change.plan_id))}
    change.delete(waiting)
    told: dict[str, str] = {}
    for decision in decisions:
        candidate = decision.waiting
        if candidate is None:
            continue
        save_content(change, decision.year, candidate.content)
        digest = candidate.content.digest
        before = known.get(decision.year.year)
        same = before if before is not None and before.digest == digest else None
        returned = same is not None and same.outcome == RETURNED and decision.outcome is Outcome.HELD
        outcome = Outcome.HELD if decision.outcome is Outcome.RELEASED else decision.outcome
        change.insert(
            waiting,
            fiscal_year=decision.year.year,
            digest=digest,
            outcome=RETURNED if returned else outcome,
            is_first=candidate.is_first,
            holds=_HOLDS.dump(
                tuple((hold.reason, hold.detail.ja, hold.detail.en, hold.finding) for hold in candidate.holds)
            ),
            since=same.since if same is not None else as_of,
            message=same.message if same is not None and returned else "",
            returned_by=same.returned_by if same is not None and returned else "",
        )
        told[str(decision.year.year)] = f"{outcome} {digest}"
    change.record("measure", as_of.isoformat(), told)


def no_longer_waiting(change: Change, year: FiscalYear) -> None:
    """Forget what waited of a year: it is public now, or was judged against rows that no longer are."""
    change.delete(waiting, _W.fiscal_year == year.year)


def mark_scheduled(change: Change, year: FiscalYear) -> None:
    """Record that what waits of a year has been approved and waits for its date."""
    scheduled = {"outcome": Outcome.SCHEDULED, "message": "", "returned_by": ""}
    change.update(waiting, _W.fiscal_year == year.year, **scheduled)


def mark_returned(change: Change, year: FiscalYear, digest: str, message: str) -> bool:
    """Record that a candidate was returned with a message; false if it no longer waits so."""
    waits = _W.fiscal_year == year.year, _W.digest == digest, _W.outcome != RETURNED
    returned = {"outcome": RETURNED, "message": message, "returned_by": change.actor.name}
    return change.update(waiting, *waits, **returned) == 1


def load_waiting(connection: Connection, plan_id: str) -> list[dict[str, object]]:
    """Return what waits, oldest year first; `holds` as [reason, Japanese, English]."""
    rows = connection.execute(of_plan(waiting, plan_id).order_by(_W.fiscal_year))
    return [
        {**row, "holds": [hold[:_SENTENCES] for hold in _HOLDS.load(row["holds"])]} for row in rows.mappings()
    ]


def record_approval(change: Change, year: FiscalYear, approval: Approval, as_of: date) -> None:
    """Keep an approval, with what held its candidate; an earlier one of the year has no more effect."""
    settle_approvals(change, year, VOID)
    candidate = _W.plan_id == change.plan_id, _W.fiscal_year == year.year, _W.digest == approval.digest
    holds = change.connection.scalar(select(_W.holds).where(*candidate))
    given = values_of(approvals, approval, actor=change.actor.name, embargo_at=approval.embargo)
    story = {"status": OPEN, "made_on": as_of, "holds": holds or _HOLDS.dump(())}
    change.insert(approvals, fiscal_year=year.year, **given, **story)


def approved_knowing(connection: Connection, plan_id: str) -> Mapping[FiscalYear, frozenset[str]]:
    """Return, for each year, the findings that held candidates which were approved nevertheless."""
    known: defaultdict[FiscalYear, frozenset[str]] = defaultdict(frozenset)
    for row in connection.execute(of_plan(approvals, plan_id, approvals.c.status != VOID)):
        known[FiscalYear(row.fiscal_year)] |= {
            finding for hold in _HOLDS.load(row.holds) for finding in hold[_SENTENCES:]
        }
    return known


def load_approvals(connection: Connection, plan_id: str) -> dict[FiscalYear, Approval]:
    """Return the approval of each year that is still to be carried out."""
    rows = connection.execute(
        of_plan(approvals, plan_id, approvals.c.status == OPEN).order_by(approvals.c.id)
    )
    return {FiscalYear(row.fiscal_year): record_of(Approval, row, embargo=row.embargo_at) for row in rows}


def is_due(connection: Connection, plan_id: str, at: datetime) -> bool:
    """Tell whether a candidate that waits was approved for a moment that has come."""
    query = (
        select(approvals.c.id)
        .join(
            waiting,
            (waiting.c.plan_id == approvals.c.plan_id)
            & (waiting.c.fiscal_year == approvals.c.fiscal_year)
            & (waiting.c.digest == approvals.c.digest),
        )
        .where(approvals.c.plan_id == plan_id, approvals.c.status == OPEN, approvals.c.embargo_at <= at)
    )
    return connection.scalar(query.limit(1)) is not None


def void_approval(change: Change, year: FiscalYear) -> None:
    """Take the effect from a year's approval: its candidate changed."""
    settle_approvals(change, year, VOID)


def settle_approvals(change: Change, year: FiscalYear, status: str, digest: str | None = None) -> None:
    """Close the open approvals of a year, all or those of one candidate."""
    which = [approvals.c.fiscal_year == year.year, approvals.c.status == OPEN]
    if digest is not None:
        which.append(approvals.c.digest == digest)
    change.update(approvals, *which, status=status)


def record_official(
    change: Change, figures: Sequence[OfficialFigure], role: str, document: str, as_of: date
) -> None:
    """Keep the figures of an approved year as official: since when, by which role, under which document."""
    for one in figures:
        key = {"fiscal_year": one.fiscal_year.year, "level": one.level, "key": one.key}
        change.delete(official_figures, *(official_figures.c[name] == value for name, value in key.items()))
        change.insert(
            official_figures,
            items=one.items,
            achieved=one.achieved,
            pending=one.pending,
            rate_percent=str(one.rate_percent),
            decided_on=as_of,
            role=role,
            document=document,
            **key,
        )


def load_official(connection: Connection, plan_id: str) -> list[OfficialFigure]:
    """Return the official figures that approvals recorded."""
    found = official_figures.c
    columns = found.fiscal_year, found.level, found.key, found["items"], found.achieved, found.pending
    rows = connection.execute(select(*columns, found.rate_percent).where(found.plan_id == plan_id))
    return [OfficialFigure.model_validate({**row, "illustrative": True}) for row in rows.mappings()]
