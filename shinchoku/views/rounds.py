"""The rounds of the plan, each with where it stands on a day."""

from dataclasses import dataclass
from datetime import date

from schemas.codes import CodeList
from shinchoku.register.entries import Round
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan


class RoundState(CodeList):
    """Where a round stands on a day."""

    AHEAD = "ahead", "開始前", "Not open yet"
    OPEN = "open", "受付中", "Open"
    PAST = "past", "締切後", "Past due"


@dataclass(frozen=True, slots=True)
class ListedRound:
    """A round, and where it stands."""

    asked: Round
    state: RoundState


def list_rounds(plan: Plan, as_of: date, year: FiscalYear | None = None) -> tuple[ListedRound, ...]:
    """Return the rounds of the plan, or of one fiscal year, in the order of the register."""
    return tuple(
        ListedRound(one, _state(one, as_of)) for one in plan.rounds if year in {None, one.fiscal_year}
    )


def _state(one: Round, as_of: date) -> RoundState:
    """Return where a round stands."""
    if not one.is_open(as_of):
        return RoundState.AHEAD
    return RoundState.PAST if one.due < as_of else RoundState.OPEN
