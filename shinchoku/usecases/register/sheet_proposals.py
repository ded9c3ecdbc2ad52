"""Departments' own proposals (新規・変更・廃止) and their answers: taken up as an amendment, or declined with a reason."""

from collections.abc import Sequence

from shinchoku.adapters.forms.register.waiting import PROPOSALS, StoredProposal
from shinchoku.adapters.state.amendments import (
    AmendmentOrigin,
    AmendmentStatus,
    load_amendments,
    record_amendment,
    settle_amendment,
)
from shinchoku.adapters.state.sheet_proposals import SheetProposal, load_sheet_proposals
from shinchoku.bilingual import Language
from shinchoku.errors import ConfigurationError
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.people import Person
from shinchoku.review.permissions import Action, acting
from shinchoku.review.wording import require_publishable
from shinchoku.session import Session
from shinchoku.usecases.register.amend_conditions import require_unanswered
from shinchoku.views.sheet_proposals import in_words


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


def unanswered_proposal(session: Session, source: str) -> SheetProposal:
    """Return the proposal of a source that nobody has answered yet.

    Raises:
        DecidedMeanwhileError: if it has been answered.
        ConfigurationError: if no sheet proposes it any more.
    """
    with session.engine.connect() as connection:
        require_unanswered(load_amendments(connection, session.plan.id), source)
        return proposal_of(load_sheet_proposals(connection, session.plan.id), source)


def proposal_of(proposals: Sequence[SheetProposal], source: str) -> SheetProposal:
    """Return the proposal of a source.

    Raises:
        ConfigurationError: if there is none.
    """
    for one in proposals:
        if one.source == source:
            return one
    raise ConfigurationError(
        "この提案は、いま有効なシートにありません。差し替えられたか、取り下げられています。",
        "no sheet that counts now proposes this: it was replaced or taken back.",
    )


def year_asked_for(session: Session, proposal: SheetProposal) -> FiscalYear:
    """Return the fiscal year from which a department wants it; the next one if it does not say."""
    try:
        return FiscalYear.from_label(proposal.proposal.from_year_text)
    except ValueError:
        return FiscalYear(FiscalYear.of_date(session.as_of).year + 1)
