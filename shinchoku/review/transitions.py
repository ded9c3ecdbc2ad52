"""How findings and fiscal years move from state to state, and who may move them: one table for each.

The diagrams of the documentation are drawn from these tables, and nothing else moves anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from schemas.codes import CodeList
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import FindingState
from shinchoku.errors import DecidedMeanwhileError
from shinchoku.review.permissions import Action


class YearState(CodeList):
    """Where a fiscal year stands between its sheets and the public."""

    COLLECTING = "collecting", "収集中", "Collecting"
    HELD = "held", "保留", "Held"
    RETURNED = "returned", "差戻し", "Returned"
    APPROVED = "approved", "承認済み", "Approved"
    SCHEDULED = "scheduled", "公表日待ち", "Scheduled"
    RELEASED = "released", "公表", "Released"


PUBLIC_WITH_CHANGE = Bilingual("公表中・変更案あり", "Public, a change waits")
_PUBLIC: dict[YearState, Bilingual] = {
    YearState.HELD: PUBLIC_WITH_CHANGE,
    YearState.RETURNED: Bilingual("公表中・変更案は差戻し", "Public, a change was returned"),
    YearState.APPROVED: Bilingual("公表中・変更案は承認済み", "Public, a change is approved"),
    YearState.SCHEDULED: Bilingual("公表中・変更案は公表日待ち", "Public, a change waits for its date"),
}


def year_words(state: YearState, *, is_public: bool) -> Bilingual:
    """Return how a year's state is told: of a year that is public, what waits is a change of it."""
    plain = Bilingual(state.label_ja, state.label_en)
    return _PUBLIC.get(state, plain) if is_public else plain


class FindingMove(CodeList):
    """What may happen to a finding."""

    RETURN = "return", "差し戻す", "Return to the department"
    REQUEST_WAIVER = "request_waiver", "理由付き確認を申請する", "Request a waiver"
    APPROVE_WAIVER = "approve_waiver", "理由付き確認を認める", "Approve the waiver"
    DECLINE_WAIVER = "decline_waiver", "理由付き確認を認めない", "Decline the waiver"
    WITHDRAW = "withdraw", "取り下げる", "Withdraw"
    END = "end", "期限が来る", "Its end date passes"
    RESOLVE = "resolve", "原因がなくなる", "The cause is gone"
    FIND_AGAIN = "find_again", "同じ値が戻る", "The same value comes back"
    RESUME = "resume", "認められた値が戻る", "A waived value comes back"


class YearMove(CodeList):
    """What may happen to a fiscal year."""

    HOLD = "hold", "保留する", "Hold"
    RELEASE = "release", "公表する", "Release"
    APPROVE = "approve", "承認する", "Approve"
    RETURN = "return", "差し戻す", "Return"
    SCHEDULE = "schedule", "公表日を待つ", "Wait for the date"
    CHANGE = "change", "公表案が変わる", "The candidate changes"


S = TypeVar("S", FindingState, YearState)
M = TypeVar("M", FindingMove, YearMove)


@dataclass(frozen=True, slots=True)
class Transition(Generic[S, M]):
    """One move: from which states, to which, and by what right; without a right only the night moves it.

    `second_person` is somebody other than the one who asked for it, unless the plan says otherwise.
    """

    move: M
    sources: tuple[S, ...]
    target: S
    action: Action | None = None
    second_person: bool = False

    @property
    def is_by_night(self) -> bool:
        """Whether no person moves it: the night does, as sheets and dates say."""
        return self.action is None


_UNRESOLVED = (
    FindingState.OPEN,
    FindingState.RETURNED,
    FindingState.WAIVER_REQUESTED,
    FindingState.WAIVED,
)

FINDING_TRANSITIONS: tuple[Transition[FindingState, FindingMove], ...] = (
    Transition(
        FindingMove.RETURN,
        (FindingState.OPEN,),
        FindingState.RETURNED,
        Action.RETURN_FINDING,
    ),
    Transition(
        FindingMove.REQUEST_WAIVER,
        (FindingState.OPEN,),
        FindingState.WAIVER_REQUESTED,
        Action.REQUEST_WAIVER,
    ),
    Transition(
        FindingMove.APPROVE_WAIVER,
        (FindingState.WAIVER_REQUESTED,),
        FindingState.WAIVED,
        Action.DECIDE_WAIVER,
        second_person=True,
    ),
    Transition(
        FindingMove.DECLINE_WAIVER,
        (FindingState.WAIVER_REQUESTED,),
        FindingState.OPEN,
        Action.DECIDE_WAIVER,
    ),
    Transition(
        FindingMove.WITHDRAW,
        (FindingState.RETURNED, FindingState.WAIVER_REQUESTED, FindingState.WAIVED),
        FindingState.OPEN,
        Action.REQUEST_WAIVER,
    ),
    Transition(FindingMove.END, (FindingState.WAIVED,), FindingState.OPEN),
    Transition(FindingMove.RESOLVE, _UNRESOLVED, FindingState.RESOLVED),
    Transition(FindingMove.FIND_AGAIN, (FindingState.RESOLVED,), FindingState.OPEN),
    Transition(FindingMove.RESUME, (FindingState.RESOLVED,), FindingState.WAIVED),
)
"""How findings move."""

YEAR_TRANSITIONS: tuple[Transition[YearState, YearMove], ...] = (
    Transition(
        YearMove.RELEASE,
        (YearState.COLLECTING, YearState.APPROVED, YearState.SCHEDULED),
        YearState.RELEASED,
    ),
    Transition(
        YearMove.HOLD,
        (YearState.COLLECTING, YearState.RELEASED),
        YearState.HELD,
    ),
    Transition(
        YearMove.APPROVE,
        (YearState.HELD, YearState.RETURNED),
        YearState.APPROVED,
        Action.APPROVE_RELEASE,
        second_person=True,
    ),
    Transition(
        YearMove.RETURN,
        (YearState.HELD, YearState.SCHEDULED),
        YearState.RETURNED,
        Action.RETURN_RELEASE,
    ),
    Transition(YearMove.SCHEDULE, (YearState.APPROVED,), YearState.SCHEDULED),
    Transition(YearMove.CHANGE, (YearState.RETURNED, YearState.SCHEDULED), YearState.HELD),
)
"""How fiscal years move."""


def finding_transition(move: FindingMove, state: FindingState) -> Transition[FindingState, FindingMove]:
    """Return the transition that a move is, from a state.

    Raises:
        DecidedMeanwhileError: if the move does not exist from there (any more).
    """
    return _transition(FINDING_TRANSITIONS, move, state)


def year_transition(move: YearMove, state: YearState) -> Transition[YearState, YearMove]:
    """Return the transition that a move is, from a state.

    Raises:
        DecidedMeanwhileError: if the move does not exist from there (any more).
    """
    return _transition(YEAR_TRANSITIONS, move, state)


def moves_from(state: FindingState) -> tuple[FindingMove, ...]:
    """Return what a person can do to a finding in a state."""
    return tuple(one.move for one in FINDING_TRANSITIONS if state in one.sources and not one.is_by_night)


def year_moves_from(state: YearState) -> tuple[YearMove, ...]:
    """Return what a person can do to a fiscal year in a state."""
    return tuple(one.move for one in YEAR_TRANSITIONS if state in one.sources and not one.is_by_night)


def _transition(table: Sequence[Transition[S, M]], move: M, state: S) -> Transition[S, M]:
    """Find the row of a table."""
    for one in table:
        if one.move is move and state in one.sources:
            return one
    raise DecidedMeanwhileError(
        f"いまは「{state.label_ja}」のため、「{move.label_ja}」はできません。最新の内容を確かめてください。",
        f"it is “{state.label_en}” now, so “{move.label_en}” is not possible: look at it again.",
    )
