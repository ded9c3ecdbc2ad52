"""Departments' own proposals (新規・変更・廃止) as lists show them: what each asks for, and its answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.codes import CodeList
from shinchoku.adapters.state.amendments import (
    AmendmentOrigin,
    AmendmentRecord,
    AmendmentStatus,
    load_amendments,
)
from shinchoku.adapters.state.sheet_proposals import SheetProposal, load_sheet_proposals
from shinchoku.bilingual import Bilingual
from shinchoku.checks.personal_data import shown
from shinchoku.session import Session
from shinchoku.spelling import spelled

__all__ = [
    "AnswerState",
    "AnsweredProposal",
    "SheetProposal",
    "harmless_text",
    "in_words",
    "list_sheet_proposals",
]

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
class AnsweredProposal:
    """A department's proposal, where it stands, and the amendment that answers it."""

    asked: SheetProposal
    state: AnswerState
    amendment: AmendmentRecord | None = None


def list_sheet_proposals(session: Session) -> tuple[AnsweredProposal, ...]:
    """Return the proposals of the sheets that count now, each with its answer; the unanswered first."""
    with session.engine.connect() as connection:
        asked = load_sheet_proposals(connection, session.plan.id)
        known = load_amendments(connection, session.plan.id) if asked else []
    found = [_answered(one, known) for one in asked]
    return tuple(sorted(found, key=lambda one: one.state is not AnswerState.UNANSWERED))


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


def _answered(proposal: SheetProposal, known: Sequence[AmendmentRecord]) -> AnsweredProposal:
    """Return a proposal with its newest answer; `known` has the newest first."""
    for one in known:
        if one.origin is AmendmentOrigin.SHEET and one.source == proposal.source:
            return AnsweredProposal(proposal, _STATES[one.status], one)
    return AnsweredProposal(proposal, AnswerState.UNANSWERED)
