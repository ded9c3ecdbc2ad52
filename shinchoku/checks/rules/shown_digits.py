"""Figures of which the sheet shows fewer digits than it stores (ADR 0027)."""

from collections.abc import Iterator

from schemas.headings import CONTEXT_FIGURES, FIGURES
from shinchoku.checks.rules.consistency import reaches
from shinchoku.checks.scopes import Violation, of_cells, of_rows
from shinchoku.intake.numbers import plain_figure
from shinchoku.intake.rows import Row, compared_field
from shinchoku.intake.stored_figures import rounded, stored_figure
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan


@of_cells
def figures_are_read_as_shown(plan: Plan, row: Row) -> Iterator[Violation]:
    """A format that hides digits leaves those that are shown; the step keeps the others."""
    del plan
    for field in (*FIGURES, *CONTEXT_FIGURES):
        cell = row.source.cells.get(field)
        if cell is not None and (step := rounded(cell)):
            yield Violation(field, {"shown": step.after, "stored": step.before})


@of_rows
def hidden_digits_do_not_decide(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """79.96 that is shown as 80.0 reaches a target of 80 or does not: nobody but its author can tell."""
    if item.indicator is None:
        return
    column, unit = compared_field(item), item.indicator.unit
    target, shown = item.indicator.targets.get(row.round.fiscal_year), row.figures[column]
    stored = stored_figure(row.source, column, unit, plan.reporting.symbols)
    if target is None or shown is None or stored is None:
        return
    direction, tolerance = item.indicator.direction, item.indicator.tolerance
    if reaches(direction, tolerance, shown, target) != reaches(direction, tolerance, stored, target):
        words = {"shown": plain_figure(shown), "stored": plain_figure(stored), "target": plain_figure(target)}
        yield Violation(column, words | {"unit": unit}, basis=f"{shown}/{target}")
