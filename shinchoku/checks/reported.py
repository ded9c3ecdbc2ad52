"""What readers met in a single cell, as the rules that tell of it: they marked the cell, or could make no figure of its text.

A kind that is looked for in texts as well, or that needs words of its own, has a function among the rules.
"""

from collections.abc import Iterator

from shinchoku.checks.rule_list import RULES_BY_PROBLEM
from shinchoku.checks.scopes import FailingRow, Judge, RowFrame, RowJudge, Scope, Violation
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import CellText
from shinchoku.intake.steps import StepKind

_MARKS = (
    ProblemKind.UNDECIDED_COLUMNS,
    ProblemKind.UNCLEAR_CHOICE,
    ProblemKind.UNVALUED_FORMULA,
    ProblemKind.STALE_FORMULA,
    ProblemKind.STRUCK_THROUGH,
    ProblemKind.UNCLEAR_FORMAT,
    ProblemKind.COLUMNS_DISAGREE,
    ProblemKind.ROWS_GO_ON_BELOW,
    ProblemKind.TEXT_CUT_OFF,
)
_FIGURES = (
    ProblemKind.OTHER_UNIT,
    ProblemKind.SEVERAL_FIGURES,
    ProblemKind.INEXACT_FIGURE,
    ProblemKind.FRACTION,
    ProblemKind.OVERFLOW,
    ProblemKind.UNDEFINED_SYMBOL,
    ProblemKind.SCALE_WITHOUT_UNIT,
    ProblemKind.UNITS_DISAGREE,
)


def _marked(kind: ProblemKind) -> RowJudge:
    """Return the rule on cells that readers marked."""

    def failing(frame: RowFrame) -> Iterator[FailingRow]:
        for n, field in frame.marked.get(kind, ()):
            yield n, Violation(field, {"cells": _cells_of(frame.rows[n].source.cells[field])})

    return Judge(RULES_BY_PROBLEM[kind], Scope.CELL, failing)


def _no_figure(kind: ProblemKind) -> RowJudge:
    """Return the rule on cells of which readers could make no figure."""

    def failing(frame: RowFrame) -> Iterator[FailingRow]:
        for n, field in frame.unread.get(kind, ()):
            yield n, Violation(field, frame.rows[n].reads[field].words)

    return Judge(RULES_BY_PROBLEM[kind], Scope.CELL, failing)


def _cells_of(cell: CellText) -> str:
    """Name the cells that a cell was put together from, or itself."""
    return next((step.where for step in cell.steps if step.kind is StepKind.UNDECIDED), cell.cell)


MARKED: tuple[RowJudge, ...] = tuple(map(_marked, _MARKS))
NO_FIGURE: tuple[RowJudge, ...] = tuple(map(_no_figure, _FIGURES))
