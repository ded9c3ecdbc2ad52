"""Figures whose unit is missing, contradicted, or overruled by the cell itself."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.headings import FIGURES
from shinchoku.checks.findings import Rule
from shinchoku.checks.rules import RULES_BY_PROBLEM
from shinchoku.checks.rules.rows import CellCheck, RowCheck, Violation
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.rows import Row
from shinchoku.intake.stated_units import overruled, stated_units, words_of
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan

_PROBLEMS = frozenset({ProblemKind.SCALE_WITHOUT_UNIT, ProblemKind.UNITS_DISAGREE})


def figures_have_one_unit(plan: Plan, row: Row) -> Iterator[tuple[Rule, Violation]]:
    """A scale is no unit, and of two units that are stated none is better than the other."""
    del plan
    for field in FIGURES:
        read = row.reads[field]
        if read.problem in _PROBLEMS:
            yield RULES_BY_PROBLEM[read.problem], Violation(field, dict(read.words))


def units_in_cells_are_those_around_them(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """The unit in a cell counts; that a heading, a note or, for a yen sign, the unit's column differs is told."""
    del plan
    unit = item.indicator.unit if item.indicator else ""
    for field in FIGURES:
        pair = overruled(stated_units(row.source, field, unit))
        if pair and row.reads[field].value is not None:
            yield Violation(field, words_of(pair))


CELL_CHECKS: tuple[CellCheck, ...] = (figures_have_one_unit,)
ROW_CHECKS: tuple[RowCheck, ...] = (units_in_cells_are_those_around_them,)
