"""Departments' own proposals (新規・変更・廃止) and their answers: taken up as an amendment, or declined with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from schemas.codes import CodeList
from shinchoku.adapters.forms.register.waiting import PROPOSALS, StoredProposal
from shinchoku.adapters.state.amendments import (
    AmendmentOrigin,
    AmendmentRecord,
    AmendmentStatus,
    load_amendments,
    record_amendment,
    settle_amendment,
)
from shinchoku.adapters.state.sheet_proposals import SheetProposal, load_sheet_proposals
from shinchoku.bilingual import Bilingual, Language
from shinchoku.checks.personal_data import shown
from shinchoku.errors import ConfigurationError
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.people import Person
from shinchoku.review.permissions import Action, acting
from shinchoku.review.wording import require_publishable
from shinchoku.session import Session
from shinchoku.spelling import spelled
from shinchoku.usecases.register.amend_conditions import require_unanswered

_LONGEST = 300


class AnswerState(CodeList):
    """What became of a department's proposal."""

    UNANSWERED = "unanswered", "未回答", "Unanswered"
    TAKEN_UP = "taken_up", "起案中", "Taken up"
    ACCEPTED = "accepted", "反映済み", "In the register"
    DECLINED = "declined", "不採用", "Declined"


_STATES = {
    AmendmentStatus.PROPOSED: AnswerState.TAKEN_UP,
    AmendmentStatus.APPROVED: AnswerState.ACCEPTED,
    AmendmentStatus.DECLINED: AnswerState.DECLINED,
    AmendmentStatus.WITHDRAWN: AnswerState.UNANSWERED,
}


@dataclass(frozen=True, slots=True)
class Answered:
    """A department's proposal, where it stands, and the amendment that answers it."""

    asked: SheetProposal
    state: AnswerState
    amendment: AmendmentRecord | None = None


def load_answered(connection: Connection, plan_id: str) -> list[Answered]:
    """Return the proposals of the sheets that count now, each with its answer; the unanswered first."""
    asked = load_sheet_proposals(connection, plan_id)
    known = load_amendments(connection, plan_id) if asked else []
    found = [_answered(one, known) for one in asked]
    return sorted(found, key=lambda one: one.state is not AnswerState.UNANSWERED)


def decline_proposal(session: Session, person: Person, source: str, reason: str) -> int:
    """Record that a department's proposal is not taken up and why, and return the record's number.

    Raises:
        NotPermittedError: if the person may not.
        DecidedMeanwhileError: if it has been answered.
        ConfigurationError: if no sheet that counts now proposes it.
    """
    actor = acting(person, Action.PROPOSE_AMENDMENT)
    with session.change(actor, require_publishable(reason)) as change:
        asked = proposal_of(load_sheet_proposals(change.connection, session.plan.id), source)
        require_unanswered(load_amendments(change.connection, session.plan.id), source)
        year = year_asked_for(session, asked)
        said = {language: (in_words(asked).in_language(language),) for language in Language}
        kept = PROPOSALS.dump(StoredProposal("", "", said))
        number = record_amendment(change, AmendmentOrigin.SHEET, source, year, kept, session.as_of)
        settle_amendment(change, number, AmendmentStatus.DECLINED, session.as_of)
        told = {"source": source, "what": in_words(asked).ja}
        change.record("amendment_declined", f"amendment {number}", told)
    return number


def proposal_of(asked: Sequence[SheetProposal], source: str) -> SheetProposal:
    """Return the proposal of a source.

    Raises:
        ConfigurationError: if there is none.
    """
    for one in asked:
        if one.source == source:
            return one
    raise ConfigurationError(
        Bilingual(
            "この提案は、いま有効なシートにありません。差し替えられたか、取り下げられています。",
            "no sheet that counts now proposes this: it was replaced or taken back.",
        )
    )


def year_asked_for(session: Session, asked: SheetProposal) -> FiscalYear:
    """Return the fiscal year from which a department wants it; the next one if it does not say."""
    try:
        return FiscalYear.from_label(asked.proposal.from_year_text)
    except ValueError:
        return FiscalYear(FiscalYear.of_date(session.as_of).year + 1)


def in_words(asked: SheetProposal) -> Bilingual:
    """Return what a department proposes as one sentence that may be shown: nothing unseen, nobody named."""
    proposal = asked.proposal
    kind, content = (harmless_text(text) for text in (proposal.kind_text, proposal.content))
    item = f" No.{harmless_text(proposal.item_no)}" if proposal.item_no else ""
    return Bilingual(f"{kind}{item}: {content}", f"{kind}{item}: {content}")


def harmless_text(text: str) -> str:
    """Return a department's own words as they may be shown: bounded, spelled out, without personal data."""
    said = shown(text[:2000])
    return spelled(said[:_LONGEST].rstrip() + "…" if len(said) > _LONGEST else said, keep="\n")


def _answered(asked: SheetProposal, known: Sequence[AmendmentRecord]) -> Answered:
    """Return a proposal with its newest answer; `known` has the newest first."""
    for one in known:
        if one.origin is AmendmentOrigin.SHEET and one.source == asked.source:
            return Answered(asked, _STATES[one.status], one)
    return Answered(asked, AnswerState.UNANSWERED)
