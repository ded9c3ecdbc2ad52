"""What waits for whom, counted, for the first page: each pile with its size and since when its oldest waits."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.codes import Severity
from shinchoku.adapters.state.accounts import load_accounts
from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.waiting_counts import (
    WaitingCount,
    amendments_to_decide,
    findings_in,
    messages_given_up,
    unresolved_by_severity,
    waivers_to_decide,
)
from shinchoku.checks.findings import FindingState
from shinchoku.review.transitions import YearState
from shinchoku.session import Session
from shinchoku.views.sheet_proposals import AnswerState, list_sheet_proposals

__all__ = [
    "ForAdministrator",
    "ForApprover",
    "ForSteward",
    "WaitingCount",
    "count_candidates",
    "for_administrator",
]
__all__ += ["for_approver", "for_steward", "unresolved_of"]

_SOON = timedelta(days=45)
"""How long before its end an account is mentioned."""


@dataclass(frozen=True, slots=True)
class ForApprover:
    """What an approver decides; what they asked for themselves waits for another."""

    candidates: WaitingCount
    waivers: WaitingCount
    amendments: WaitingCount


@dataclass(frozen=True, slots=True)
class ForSteward:
    """What a steward looks at."""

    unresolved: Mapping[Severity, WaitingCount]
    returned: int
    proposals: WaitingCount
    """Departments' proposals without an answer."""
    candidates: WaitingCount
    """Candidates that the approver returned."""


@dataclass(frozen=True, slots=True)
class ForAdministrator:
    """What an administrator looks at: accounts that end soon, and messages that could not be sent."""

    accounts: WaitingCount
    """`oldest` is the day on which the first ends."""
    messages: int


def count_candidates(session: Session, state: YearState) -> WaitingCount:
    """Count the candidates in a state."""
    since = [one["since"] for one in session.ask(load_waiting) if one["outcome"] == state]
    days = [day for day in since if isinstance(day, date)]
    return WaitingCount(len(since), min(days, default=None))


def for_approver(session: Session, *, but_of: str = "") -> ForApprover:
    """Count what an approver decides, but for what one person asked for."""
    with session.engine.connect() as connection:
        waivers = waivers_to_decide(connection, session.plan.id, but_of)
        amendments = amendments_to_decide(connection, session.plan.id, but_of)
    return ForApprover(count_candidates(session, YearState.HELD), waivers, amendments)


def for_steward(session: Session) -> ForSteward:
    """Count what a steward looks at."""
    plan_id = session.plan.id
    with session.engine.connect() as connection:
        unresolved = unresolved_by_severity(connection, plan_id)
        returned = findings_in(connection, plan_id, FindingState.RETURNED)
    asked = [one.asked for one in list_sheet_proposals(session) if one.state is AnswerState.UNANSWERED]
    proposals = WaitingCount(len(asked), min((one.first_seen for one in asked), default=None))
    return ForSteward(unresolved, returned, proposals, count_candidates(session, YearState.RETURNED))


def unresolved_of(session: Session, departments: Collection[str]) -> Mapping[Severity, WaitingCount]:
    """Count the findings that lie with some departments."""
    return session.ask(unresolved_by_severity, departments)


def for_administrator(session: Session) -> ForAdministrator:
    """Count what an administrator looks at."""
    as_of = session.as_of
    with session.engine.connect() as connection:
        accounts = load_accounts(connection)
        messages = messages_given_up(connection, session.plan.id)
    ending = [one.ends_on for one in accounts if one.is_active(as_of) and one.ends_on <= as_of + _SOON]
    return ForAdministrator(WaitingCount(len(ending), min(ending, default=None)), messages)
