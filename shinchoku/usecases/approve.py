"""Approve, return or schedule: exactly the rows of one candidate go out, at once or from a moment on."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from shinchoku.adapters.state.approvals import (
    USED,
    load_approvals,
    load_waiting,
    mark_returned,
    mark_scheduled,
    no_longer_waiting,
    record_approval,
    settle_approvals,
    void_approval,
)
from shinchoku.adapters.state.audit import decided_since
from shinchoku.adapters.state.contents import load_content
from shinchoku.adapters.state.nights import last_date
from shinchoku.adapters.state.releases import load_history
from shinchoku.adapters.state.waivers import approved_waivers
from shinchoku.bilingual import Bilingual
from shinchoku.errors import DecidedMeanwhileError
from shinchoku.night.release import recover, release, require_forward
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.decision import Approval
from shinchoku.releases.history import Cause, Release, YearEntry
from shinchoku.review.four_eyes import require_second_person
from shinchoku.review.people import NIGHTLY, Person
from shinchoku.review.permissions import Action, acting
from shinchoku.review.transitions import YearMove, YearState, year_transition
from shinchoku.review.wording import require_publishable, require_said
from shinchoku.session import Session
from shinchoku.usecases.refresh import refresh
from shinchoku.views.candidates import authors_in, find_waiting

_IN_IT = Bilingual("この公表案に含まれる理由付き確認または訂正", "a waiver or correction in this candidate")


@dataclass(frozen=True, slots=True)
class Approved:
    """What an approval did: which year, and the version it went out in, unless it waits for its date."""

    year: FiscalYear
    digest: str
    release: Release | None
    is_public: bool = False
    """Whether exactly this is public already: somebody looked at what held it, and lets it stay."""


def approve(
    session: Session,
    digest: str,
    person: Person,
    *,
    reason: str,
    document: str = "",
    embargo: datetime | None = None,
) -> Approved:
    """Approve the waiting candidate that a digest (or its beginning) names.

    When a year's first release goes out by approval, its figures become official. What is public already is
    approved as it is, and makes no release. Runs under the lock.

    Raises:
        NotPermittedError: if the person may not, or has a part in what waits.
        DecidedMeanwhileError: if it has been approved already, or somebody decides on what is in it just now.
        ConfigurationError: if no such candidate waits now, the date lies before the last run, or the
            reason may not be published.
    """
    plan, actor = session.plan, acting(person, Action.APPROVE_RELEASE)
    reason = require_publishable(reason)
    recover(session)
    _compose_anew(session)
    with session.change(actor, reason) as change:
        connection = change.connection
        _require_composed(connection, plan.id)
        year, full = find_waiting(connection, plan.id, digest)
        _require_move(connection, plan.id, year, YearMove.APPROVE)
        require_second_person(plan, actor.name, authors_in(connection, plan.id, year), _IN_IT)
        content = load_content(connection, plan.id, full)
        record_approval(change, year, Approval(full, reason, actor.role, embargo, document), session.as_of)
        detail = {"digest": full, "document": document, "embargo": embargo.isoformat() if embargo else ""}
        change.record("approve", str(year), detail)
        is_public = _is_public(connection, plan.id, year, full)
        waits = not is_public and embargo is not None and session.moment < embargo
        if is_public:
            settle_approvals(change, year, USED, full)
            no_longer_waiting(change, year)
        elif waits:
            mark_scheduled(change, year)
    if waits or is_public:
        return Approved(year, full, None, is_public=is_public)
    entry = YearEntry(full, Cause.APPROVED, reason, actor.role)
    return Approved(year, full, release(session, {year: (entry, content)}, actor))


def return_candidate(session: Session, digest: str, person: Person, message: str) -> FiscalYear:
    """Return a waiting candidate with a message; it waits no more until it changes or is approved.

    Runs under the lock: what is being released can no longer be returned.

    Raises:
        NotPermittedError: if the person may not.
        DecidedMeanwhileError: if somebody returned it already.
        ConfigurationError: if no such candidate waits, or there is no message.
    """
    plan_id, actor = session.plan.id, acting(person, Action.RETURN_RELEASE)
    said = require_said(message)
    with session.change(actor, said) as change:
        year, full = find_waiting(change.connection, plan_id, digest)
        _require_move(change.connection, plan_id, year, YearMove.RETURN)
        mark_returned(change, year, full, said)
        void_approval(change, year)
        change.record("return_release", str(year), {"digest": full})
    return year


def release_due(session: Session) -> Release | None:
    """Release every approved candidate whose embargo is over; nothing, if none is. Runs under the lock."""
    plan_id = session.plan.id
    recover(session)
    _compose_anew(session)
    with session.engine.connect() as connection:
        due = {
            year: approval
            for year, approval in load_approvals(connection, plan_id).items()
            if approval.embargo is not None and approval.embargo <= session.moment
        }
        waiting = {str(one["digest"]) for one in load_waiting(connection, plan_id)}
        fresh = {
            year: (
                YearEntry(one.digest, Cause.APPROVED, one.reason, one.role),
                load_content(connection, plan_id, one.digest),
            )
            for year, one in due.items()
            if one.digest in waiting
        }
    return release(session, fresh, NIGHTLY) if fresh else None


def _compose_anew(session: Session) -> None:
    """Compose what waits anew if a decision or a waiver's end came later: nobody approves what is past."""
    with session.engine.connect() as connection:
        require_forward(session, last_date(connection, session.plan.id))
        ended = [one for one in approved_waivers(connection, session.plan.id) if one.ends_on < session.as_of]
        stale = bool(ended) or decided_since(connection, session.plan.id, "measure")
    if stale:
        refresh(session, "decided or ended after what waits was composed")


def _is_public(connection: Connection, plan_id: str, year: FiscalYear, digest: str) -> bool:
    """Tell whether a content is what the newest release has of its year."""
    history = load_history(connection, plan_id)
    entry = history[-1].years.get(year) if history else None
    return entry is not None and entry.digest == digest


def _require_composed(connection: Connection, plan_id: str) -> None:
    """Refuse to approve in the moment in which somebody decides on what is in it."""
    if decided_since(connection, plan_id, "measure"):
        raise DecidedMeanwhileError(
            "ちょうど別の人が理由付き確認か訂正を決めました。公表案を開き直して確かめてください。",
            "somebody decided on a waiver or a correction just now: look at what waits again.",
        )


def _require_move(connection: Connection, plan_id: str, year: FiscalYear, move: YearMove) -> None:
    """Refuse what the table of transitions does not have from where a year stands."""
    (one,) = [one for one in load_waiting(connection, plan_id) if one["fiscal_year"] == year.year]
    year_transition(move, YearState.of(str(one["outcome"])))
