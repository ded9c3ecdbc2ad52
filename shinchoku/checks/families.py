"""Every rule that judges, by what it is given: collected from the modules of the families, in the order in which they are told."""

from types import ModuleType
from typing import Any

from shinchoku.checks.reported import MARKED, NO_FIGURE
from shinchoku.checks.rules import (
    cells,
    consistency,
    figures,
    lateness,
    machine_readability,
    names,
    over_rounds,
    over_time,
    over_years,
    privacy,
    register,
    shown_digits,
    units,
)
from shinchoku.checks.scopes import Judge, PlanJudge, RoundJudge, RowJudge, Scope, SheetJudge


def _judges(*modules: ModuleType) -> list[Judge[Any, Any]]:
    """Return the rules of some modules, in their order."""
    return [one for module in modules for one in vars(module).values() if isinstance(one, Judge)]


_OF_ROWS = _judges(cells, figures, shown_digits, register, names, consistency, units, privacy)

ROW_JUDGES: tuple[RowJudge, ...] = (
    *MARKED,
    *NO_FIGURE,
    *(one for one in _OF_ROWS if one.scope is Scope.CELL),
    *(one for one in _OF_ROWS if one.scope is Scope.ROW),
)
"""Rules on rows by themselves."""

FILE_JUDGES: tuple[RowJudge, ...] = tuple(one for one in _OF_ROWS if one.scope is Scope.FILE)
"""Rules on the rows of whole files."""

YEAR_JUDGES: tuple[RowJudge, ...] = tuple(_judges(over_years))
"""Rules on rows beside those that counted the year before."""

SHEET_JUDGES: tuple[SheetJudge, ...] = tuple(_judges(machine_readability))
"""Rules on sheets as wholes."""

_OF_PLANS = _judges(over_time, over_rounds, lateness)

ROUND_JUDGES: tuple[RoundJudge, ...] = tuple(one for one in _OF_PLANS if one.scope is Scope.ROUNDS)
"""Rules on the rows about an item in the rounds of a year."""

PLAN_JUDGES: tuple[PlanJudge, ...] = tuple(one for one in _OF_PLANS if one.scope is Scope.PLAN)
"""Rules on all that was received for a plan."""
