"""Decide: what people do with findings, by the table of transitions and the table of permissions."""

from collections.abc import Sequence
from datetime import date

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.findings import find_finding, move_finding
from shinchoku.adapters.state.waivers import (
    WaiverRecord,
    WaiverStatus,
    load_waivers,
    record_request,
    settle_waiver,
)
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import FindingState
from shinchoku.checks.waivers import Waiver, may_be_waived
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.four_eyes import require_second_person
from shinchoku.review.people import Person
from shinchoku.review.permissions import Action, acting
from shinchoku.review.transitions import FindingMove, finding_transition
from shinchoku.review.wording import require_publishable, require_said
from shinchoku.session import Session

_LONGEST_WAIVER_DAYS = 366
_ITS_WAIVER = Bilingual("この理由付き確認", "this waiver")


def return_findings(session: Session, fingerprints: Sequence[str], person: Person, message: str) -> int:
    """Return findings to their departments, all with one message or none of them; return how many.

    Raises:
        NotPermittedError: if the person may not.
        DecidedMeanwhileError: if one of them was moved in the meantime; nothing is returned then.
        ConfigurationError: if there is no such finding, none is named, or there is no message.
    """
    actor, said = acting(person, Action.RETURN_FINDING), require_said(message)
    with session.change(actor, said) as change:
        named = [find_finding(change.connection, change.plan_id, one)["fingerprint"] for one in fingerprints]
        chosen = list(dict.fromkeys(named))
        if not chosen:
            raise ConfigurationError(
                "差し戻す指摘を1つ以上選んでください。", "choose at least one finding to return."
            )
        for fingerprint in chosen:
            _move(change, fingerprint, FindingMove.RETURN, said)
    return len(chosen)


def request_waiver(
    session: Session, fingerprint: str, person: Person, reason: str, ends_on: date
) -> WaiverRecord:
    """Ask that a finding hold nothing back until a date; nothing changes before a second person agrees.

    Raises:
        NotPermittedError: if the person may not.
        ConfigurationError: if the rule leaves no usable value, the reason may not be published, or the
            date is not within a year from now.
    """
    plan, actor = session.plan, acting(person, Action.REQUEST_WAIVER)
    said = require_publishable(reason)
    _require_within_a_year(ends_on, session.as_of)
    with session.change(actor, said) as change:
        finding = find_finding(change.connection, plan.id, fingerprint)
        if not may_be_waived(plan, finding["rule"]):
            raise ConfigurationError(
                f"{finding['rule']} は理由付き確認の対象ではありません。差し戻してください。",
                f"{finding['rule']} cannot be waived: return it to the department.",
            )
        _move(change, finding["fingerprint"], FindingMove.REQUEST_WAIVER, said)
        year = finding["fiscal_year"]
        waiver = Waiver(
            fingerprint=finding["fingerprint"],
            rule=finding["rule"],
            fiscal_year=FiscalYear(year) if year is not None else None,
            item_no=finding["item_no"],
            reason=said,
            ends_on=ends_on,
            requested_by=actor.name,
            approved_by="",
            approved_by_role="",
        )
        record_request(change, waiver, session.as_of)
        return load_waivers(change.connection, plan.id, fingerprint=waiver.fingerprint)[-1]


def decide_waiver(session: Session, fingerprint: str, person: Person, reason: str, *, approve: bool) -> None:
    """Approve or decline the waiver that was asked for.

    Raises:
        NotPermittedError: if the person may not, or asked for it (four eyes).
        DecidedMeanwhileError: if it was decided or withdrawn in the meantime.
        ConfigurationError: if its end date has passed before anybody agreed.
    """
    plan, actor = session.plan, acting(person, Action.DECIDE_WAIVER)
    move = FindingMove.APPROVE_WAIVER if approve else FindingMove.DECLINE_WAIVER
    said = require_publishable(reason)
    with session.change(actor, said) as change:
        finding = find_finding(change.connection, plan.id, fingerprint)
        asked = _asked_for(change, finding["fingerprint"])
        if approve:
            require_second_person(plan, actor.name, [asked.waiver.requested_by], _ITS_WAIVER)
            _require_within_a_year(asked.waiver.ends_on, session.as_of)
        note = asked.waiver.reason if approve else said
        _move(change, finding["fingerprint"], move, note)
        status = WaiverStatus.APPROVED if approve else WaiverStatus.DECLINED
        settle_waiver(change, asked.number, status, session.as_of)


def withdraw(session: Session, fingerprint: str, person: Person, reason: str) -> None:
    """Take a return, a request or a waiver back: the finding is open again.

    Raises:
        NotPermittedError: if the person may not.
        DecidedMeanwhileError: if there is nothing to take back any more.
    """
    plan, actor = session.plan, acting(person, Action.REQUEST_WAIVER)
    said = require_said(reason)
    with session.change(actor, said) as change:
        finding = find_finding(change.connection, plan.id, fingerprint)
        _move(change, finding["fingerprint"], FindingMove.WITHDRAW, "")
        current = [WaiverStatus.REQUESTED, WaiverStatus.APPROVED]
        for one in load_waivers(change.connection, plan.id, current, finding["fingerprint"]):
            settle_waiver(change, one.number, WaiverStatus.WITHDRAWN, session.as_of)


def _move(change: Change, fingerprint: str, move: FindingMove, note: str) -> None:
    """Make one move of the table and record it."""
    finding = find_finding(change.connection, change.plan_id, fingerprint)
    state = FindingState.of(finding["state"])
    transition = finding_transition(move, state)
    move_finding(change, finding["fingerprint"], [state], transition.target, note)
    detail = {"from": state, "to": transition.target, "rule": finding["rule"], "item_no": finding["item_no"]}
    change.record(f"finding_{move}", f"finding {finding['fingerprint']}", detail)


def _asked_for(change: Change, fingerprint: str) -> WaiverRecord:
    """Return the request that waits for a second person."""
    found = load_waivers(change.connection, change.plan_id, [WaiverStatus.REQUESTED], fingerprint)
    if not found:
        raise DecidedMeanwhileError(
            "申請中の理由付き確認はありません。先に決まったか、取り下げられています。",
            "no waiver is asked for: it was decided or withdrawn in the meantime.",
        )
    return found[-1]


def _require_within_a_year(ends_on: date, as_of: date) -> None:
    """Refuse an end date that is past, or so far away that nobody will look again."""
    if not 0 <= (ends_on - as_of).days <= _LONGEST_WAIVER_DAYS:
        raise ConfigurationError(
            f"期限は今日（{as_of}）から1年以内の日付にしてください。",
            f"the end date must lie within a year from today ({as_of}).",
        )
