"""What a night decides for each fiscal year: release, hold, wait or leave as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas.codes import CodeList
from shinchoku.figures.tables import YearContent
from shinchoku.register.entries import OfficialFigure
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.settings import ReleaseLimits
from shinchoku.releases.history import Cause, YearEntry
from shinchoku.releases.hold import Hold
from shinchoku.releases.release_holds import first_release_holds, revision_holds, rolled_back_hold


class Outcome(CodeList):
    """What becomes of a year tonight."""

    RELEASED = "released", "公表", "Released"
    HELD = "held", "保留", "Held"
    SCHEDULED = "scheduled", "公表日待ち", "Scheduled"
    UNCHANGED = "unchanged", "変更なし", "Unchanged"


@dataclass(frozen=True, slots=True)
class Approval:
    """A person's word that exactly one candidate may go out, from a date on."""

    digest: str
    reason: str
    role: str
    embargo: datetime | None = None
    document: str = ""
    actor: str = ""
    """Who approved, as the record names people: never published."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A content that waits, and why."""

    content: YearContent
    holds: tuple[Hold, ...]
    is_first: bool


@dataclass(frozen=True, slots=True)
class YearDecision:
    """A year's outcome: what goes out, under which entry, and what waits behind it."""

    year: FiscalYear
    outcome: Outcome
    content: YearContent | None = None
    entry: YearEntry | None = None
    waiting: Candidate | None = None


@dataclass(frozen=True, slots=True)
class YearSoFar:
    """Where a year stands before the night's decision.

    `first_round` is the content from the first round that feeds the rate, which a first release
    is made of; `all_rounds` adds the later rounds. `released` is in the shape of today; `released_as` is the
    digest under which it is public, another one if it was kept in an older shape.
    """

    year: FiscalYear
    first_round: YearContent
    all_rounds: YearContent
    released: YearContent | None
    official: Sequence[OfficialFigure]
    approval: Approval | None = None
    is_rolled_back: bool = False
    overruled: tuple[Hold, ...] = ()
    """What newer rows of earlier rounds say otherwise, as far as nobody has approved the year knowing it."""
    released_as: str = ""

    @property
    def reshaped(self) -> YearEntry | None:
        """The entry of what is public in the shape of today, if it is public in an older one."""
        if self.released is None or self.released_as in {"", self.released.digest}:
            return None
        return YearEntry(self.released.digest, Cause.RESHAPED)


def decide(state: YearSoFar, limits: ReleaseLimits, moment: datetime) -> YearDecision:
    """Decide one year, at the moment of the run. A first release and its revision never go out on the same night."""
    if state.released is None:
        holds = [
            *first_release_holds(state.year, state.first_round, state.official, limits),
            *state.overruled,
        ]
        if state.is_rolled_back:
            holds = [rolled_back_hold(state.year), *holds]
        decision = _decide(state, state.first_round, holds, Cause.FIRST, moment)
        if decision.outcome is not Outcome.RELEASED or state.all_rounds.digest == state.first_round.digest:
            return decision
        later = revision_holds(state.first_round, state.all_rounds, limits)
        waiting = Candidate(state.all_rounds, tuple(later), is_first=False)
        return YearDecision(state.year, decision.outcome, decision.content, decision.entry, waiting)
    if state.released.digest == state.all_rounds.digest:
        return _unchanged(state)
    holds = [*revision_holds(state.released, state.all_rounds, limits), *state.overruled]
    if state.is_rolled_back:
        holds = [rolled_back_hold(state.year), *holds]
    return _decide(state, state.all_rounds, holds, Cause.REVISION, moment)


def _unchanged(state: YearSoFar) -> YearDecision:
    """Leave a year as it is, in the shape of today; held, if what is public is not the newest word on an item."""
    if not state.overruled:
        outcome = Outcome.RELEASED if state.reshaped else Outcome.UNCHANGED
        return YearDecision(state.year, outcome, state.released, state.reshaped)
    waiting = Candidate(state.all_rounds, state.overruled, is_first=False)
    return YearDecision(state.year, Outcome.HELD, state.released, state.reshaped, waiting)


def _decide(
    state: YearSoFar, candidate: YearContent, holds: Sequence[Hold], cause: Cause, moment: datetime
) -> YearDecision:
    """Release a candidate that nothing holds or that was approved; else it waits."""
    waiting = Candidate(candidate, tuple(holds), is_first=cause is Cause.FIRST)
    approval = state.approval
    if approval is not None and approval.digest == candidate.digest:
        if approval.embargo is not None and moment < approval.embargo:
            return YearDecision(
                state.year, Outcome.SCHEDULED, state.released, state.reshaped, waiting=waiting
            )
        entry = YearEntry(candidate.digest, Cause.APPROVED, approval.reason, approval.role)
        return YearDecision(state.year, Outcome.RELEASED, candidate, entry)
    if holds:
        return YearDecision(state.year, Outcome.HELD, state.released, state.reshaped, waiting=waiting)
    return YearDecision(state.year, Outcome.RELEASED, candidate, YearEntry(candidate.digest, cause))
