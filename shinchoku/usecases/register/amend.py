"""Amend: the register changes by a proposal with a reason and a second person's word.

What was approved is written into the plan's own file, in one step and only if the file still is what the
proposal was made from: the register stays one file that people can read, compare and keep versions of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shinchoku.adapters.state.amendments import (
    AmendmentOrigin,
    AmendmentRecord,
    AmendmentStatus,
    load_amendments,
    record_amendment,
    settle_amendment,
)
from shinchoku.adapters.state.releases import load_history
from shinchoku.bilingual import Bilingual
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError
from shinchoku.register.amendments import Amendment
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.four_eyes import require_second_person
from shinchoku.review.people import Person
from shinchoku.review.permissions import Action, acting
from shinchoku.review.wording import require_publishable
from shinchoku.session import Session
from shinchoku.usecases.register.amend_conditions import (
    released_years,
    require_not_released,
    require_unanswered,
    require_unchanged,
    require_unwritten,
    told_of,
)
from shinchoku.usecases.register.edit import propose_again, propose_amendment
from shinchoku.usecases.register.proposal import (
    accept_stored,
    proposal_from_json,
    proposal_to_json,
)
from shinchoku.usecases.register.workbook import propose as propose_workbook

_ITSELF = Bilingual("この変更の提案", "this proposal")


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal that was looked at and may be put up: its text, why, from which year on, where from."""

    proposal: str
    """What `register_proposal` writes and reads back."""
    reason: str
    year: FiscalYear
    origin: AmendmentOrigin
    source: str = ""
    """The department's proposal that it answers (`sha256:sheet:cell`), or the name of the workbook."""


def propose(session: Session, person: Person, amendment: Amendment, source: str = "") -> int:
    """Propose an amendment of one item and return its number; `source` names a department's own proposal.

    Raises:
        NotPermittedError: if the person may not.
        ConfigurationError: if anything stands against it: all of it, in sentences.
    """
    acting(person, Action.PROPOSE_AMENDMENT)
    found = propose_amendment(session.plan_file, amendment, released_years(session))
    origin = AmendmentOrigin.SHEET if source else AmendmentOrigin.CONSOLE
    draft = Draft(proposal_to_json(found), amendment.reason, amendment.fiscal_year, origin, source)
    return put_up(session, person, draft)


def propose_from_workbook(
    session: Session, person: Person, workbook: Path, reason: str, year: FiscalYear
) -> int:
    """Propose what an edited workbook of the register would change, from a fiscal year on.

    Raises:
        NotPermittedError: if the person may not.
        ConfigurationError: if the workbook has mistakes, or changes nothing.
    """
    acting(person, Action.PROPOSE_AMENDMENT)
    text = proposal_to_json(propose_workbook(session.plan_file, workbook))
    return put_up(session, person, Draft(text, reason, year, AmendmentOrigin.WORKBOOK, workbook.name))


def put_up(session: Session, person: Person, draft: Draft) -> int:
    """Keep a proposal until somebody decides, and return its number.

    Raises:
        NotPermittedError: if the person may not.
        DecidedMeanwhileError: if a department's proposal that it answers has been answered.
        ConfigurationError: if its year is public, or the plan's file is no longer what it was made from.
    """
    actor = acting(person, Action.PROPOSE_AMENDMENT)
    stored = proposal_from_json(draft.proposal)
    require_unchanged(session.plan_file, stored.before_sha256)
    with session.change(actor, require_publishable(draft.reason)) as change:
        require_not_released(draft.year, load_history(change.connection, session.plan.id))
        require_unanswered(load_amendments(change.connection, session.plan.id), draft.source)
        number = record_amendment(
            change, draft.origin, draft.source, draft.year, draft.proposal, session.as_of
        )
        told = {"year": str(draft.year.year), "what": told_of(stored), "source": draft.source}
        change.record("amendment_propose", f"amendment {number}", told)
    return number


def propose_anew(session: Session, person: Person, number: int, reason: str) -> int:
    """Take a proposal back that was overtaken, and put the same up on the register as it is now.

    Raises:
        NotPermittedError: if the person may not.
        DecidedMeanwhileError: if it no longer waits.
        ConfigurationError: if it cannot be made again: why, in sentences.
    """
    actor = acting(person, Action.PROPOSE_AMENDMENT)
    with session.change(actor, require_publishable(reason)) as change:
        old = _waiting(load_amendments(change.connection, session.plan.id), number)
        text = proposal_to_json(propose_again(session.plan_file, proposal_from_json(old.proposal)))
        require_not_released(old.effective_year, load_history(change.connection, session.plan.id))
        if not settle_amendment(change, number, AmendmentStatus.WITHDRAWN, session.as_of):
            raise _decided(number)
        made = record_amendment(change, old.origin, old.source, old.effective_year, text, session.as_of)
        told = {
            "year": str(old.effective_year.year),
            "what": told_of(proposal_from_json(text)),
            "source": old.source,
            "instead_of": str(number),
        }
        change.record("amendment_propose", f"amendment {made}", told)
    return made


def decide(session: Session, person: Person, number: int, reason: str, *, approve: bool) -> AmendmentRecord:
    """Approve an amendment, which writes it into the plan's file, or decline it. Runs under the lock.

    Raises:
        NotPermittedError: if the person may not, or proposed it (four eyes).
        DecidedMeanwhileError: if it no longer waits.
        ConfigurationError: if the plan's file has changed since it was proposed.
    """
    actor = acting(person, Action.DECIDE_AMENDMENT)
    status = AmendmentStatus.APPROVED if approve else AmendmentStatus.DECLINED
    with session.change(actor, require_publishable(reason)) as change:
        found = _waiting(load_amendments(change.connection, session.plan.id), number)
        if approve:
            require_second_person(session.plan, actor.name, [found.proposed_by], _ITSELF)
            require_not_released(found.effective_year, load_history(change.connection, session.plan.id))
        else:
            require_unwritten(session.plan_file, proposal_from_json(found.proposal))
        if not settle_amendment(change, number, status, session.as_of):
            raise _decided(number)
        change.record(f"amendment_{status}", f"amendment {number}", {"why_proposed": found.reason})
        if approve:
            # Last, so that a file that cannot be written leaves the amendment waiting; writing it twice
            # after a crash in between changes nothing.
            stored = proposal_from_json(found.proposal)
            accept_stored(session.plan_file, stored.before_sha256, stored.after)
    return found


def withdraw_amendment(session: Session, person: Person, number: int, reason: str) -> None:
    """Take a proposal back.

    Raises:
        NotPermittedError: if the person may not.
        DecidedMeanwhileError: if it no longer waits.
        ConfigurationError: if an interrupted approval has written it already.
    """
    actor = acting(person, Action.PROPOSE_AMENDMENT)
    with session.change(actor, require_publishable(reason)) as change:
        found = _waiting(load_amendments(change.connection, session.plan.id), number)
        require_unwritten(session.plan_file, proposal_from_json(found.proposal))
        if not settle_amendment(change, number, AmendmentStatus.WITHDRAWN, session.as_of):
            raise _decided(number)
        change.record("amendment_withdraw", f"amendment {number}")


def _waiting(amendments: Sequence[AmendmentRecord], number: int) -> AmendmentRecord:
    """Return the amendment of a number, if it still waits."""
    for one in amendments:
        if one.number == number and one.status is not AmendmentStatus.PROPOSED:
            raise _decided(number)
        if one.number == number:
            return one
    raise ConfigurationError(f"登録の変更{number}はありません。", f"there is no amendment {number}.")


def _decided(number: int) -> DecidedMeanwhileError:
    """Say that an amendment no longer waits."""
    return DecidedMeanwhileError(
        f"登録の変更{number}は、先に決まったか取り下げられています。",
        f"amendment {number} was decided or withdrawn in the meantime.",
    )
