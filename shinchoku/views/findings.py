"""Findings as lists and pages show them: the queue, and one in full with everything that belongs to it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shinchoku.adapters.state.findings import find_finding
from shinchoku.adapters.state.queue import (
    PAGE,
    FindingFilter,
    QueueKey,
    QueuePage,
    findings_by_file,
    findings_named,
    fingerprints_of,
    queue_counts,
    queue_page,
    similar_findings,
)
from shinchoku.adapters.state.trail import AuditEntry, history_of
from shinchoku.adapters.state.waivers import WaiverRecord, WaiverStatus, load_waivers
from shinchoku.checks.findings import FindingState
from shinchoku.checks.waivers import may_be_waived
from shinchoku.register.plan import Plan
from shinchoku.review.transitions import FindingMove, moves_from
from shinchoku.session import Session

__all__ = [
    "AuditEntry",
    "FindingFilter",
    "FindingInFull",
    "FindingRow",
    "QueueKey",
    "QueuePage",
    "WaiverRecord",
    "WaiverStatus",
    "count_by",
    "find_by_prefix",
    "finding_in_full",
    "list_findings",
    "list_fingerprints",
    "list_named",
    "list_page",
    "list_waivers",
    "moves_of",
]

FindingRow = dict[str, Any]
"""A finding as the state keeps it, by column."""
_CURRENT = (WaiverStatus.REQUESTED, WaiverStatus.APPROVED)


@dataclass(frozen=True, slots=True)
class FindingInFull:
    """A finding with everything that belongs to it."""

    finding: FindingRow
    history: tuple[AuditEntry, ...]
    """Everything that was done to it, the oldest first."""
    waivers: tuple[WaiverRecord, ...]
    """All that were ever asked for, the oldest first."""
    similar: tuple[FindingRow, ...]
    moves: tuple[FindingMove, ...]
    """What can be done to it in its state, by whoever may."""

    @property
    def waiver(self) -> WaiverRecord | None:
        """The waiver that is asked for or holds."""
        if self.finding["state"] not in {FindingState.WAIVER_REQUESTED, FindingState.WAIVED}:
            return None
        return next((one for one in reversed(self.waivers) if one.status in _CURRENT), None)


def list_findings(session: Session, wanted: FindingFilter) -> tuple[FindingRow, ...]:
    """Return every finding of a filter, file by file, as people read them."""
    return tuple(session.ask(findings_by_file, wanted))


def list_page(
    session: Session,
    wanted: FindingFilter,
    *,
    after: QueueKey | None = None,
    before: QueueKey | None = None,
    most: int = PAGE,
) -> QueuePage:
    """Return one page of the queue, what weighs most first: after a key, before one, or the first."""
    return session.ask(queue_page, wanted, after=after, before=before, most=most)


def count_by(session: Session, wanted: FindingFilter, column: str) -> Mapping[str, int]:
    """Count the findings of a filter by one column."""
    counts = session.ask(queue_counts, wanted, column)
    return {one.value: one.count for one in counts}


def list_fingerprints(session: Session, wanted: FindingFilter, *, most: int) -> list[str]:
    """Return the fingerprints of a filter in the order of the queue."""
    return session.ask(fingerprints_of, wanted, most)


def list_named(session: Session, fingerprints: Collection[str]) -> Mapping[str, FindingRow]:
    """Return findings by their whole fingerprints; what is none is left out."""
    return session.ask(findings_named, fingerprints)


def find_by_prefix(session: Session, fingerprint: str) -> FindingRow:
    """Return the finding that a fingerprint, or the beginning of one, names.

    Raises:
        ConfigurationError: if there is none, or more than one.
    """
    return session.ask(find_finding, fingerprint)


def finding_in_full(
    session: Session, fingerprint: str, *, departments: Collection[str] | None = None, most_similar: int = 5
) -> FindingInFull:
    """Return a finding with all that belongs to it; `departments` are the only ones whose findings are beside it.

    Raises:
        ConfigurationError: if there is none of that fingerprint, or more than one begins so.
    """
    plan = session.plan
    with session.engine.connect() as connection:
        finding = find_finding(connection, plan.id, fingerprint)
        whole = str(finding["fingerprint"])
        return FindingInFull(
            finding,
            tuple(history_of(connection, plan.id, f"finding {whole}")),
            tuple(load_waivers(connection, plan.id, fingerprint=whole)),
            tuple(similar_findings(connection, plan.id, finding, departments, most_similar)),
            moves_of(plan, finding),
        )


def moves_of(plan: Plan, finding: FindingRow) -> tuple[FindingMove, ...]:
    """Return what can be done to a finding in its state; what leaves no usable value cannot be waived."""
    return tuple(
        move
        for move in moves_from(FindingState.of(str(finding["state"])))
        if move is not FindingMove.REQUEST_WAIVER or may_be_waived(plan, str(finding["rule"]))
    )


def list_waivers(session: Session, statuses: Sequence[WaiverStatus]) -> tuple[WaiverRecord, ...]:
    """Return the waivers in some states, the oldest first."""
    return tuple(session.ask(load_waivers, statuses))
