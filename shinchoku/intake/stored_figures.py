"""What a figure would be if the digits that its cell stores were taken, and not those that the sheet shows."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from schemas.codes import MissingReason
from shinchoku.intake.sheets import CellText, SheetRow
from shinchoku.intake.stated_units import read_with_its_unit
from shinchoku.intake.steps import Step, StepKind


def rounded(cell: CellText) -> Step | None:
    """Return the step that left no more than the shown digits of a cell, if there was one."""
    return next((step for step in cell.steps if step.kind is StepKind.ROUNDED), None)


def stored_figure(
    source: SheetRow, name: str, unit: str, symbols: Mapping[str, MissingReason]
) -> Decimal | None:
    """Return a figure with all the digits that are stored; `None` where the sheet shows all of them."""
    cell = source.cells.get(name)
    step = rounded(cell) if cell else None
    if cell is None or step is None:
        return None
    as_stored = cell._replace(steps=tuple(_without(step, one) for one in cell.steps if one is not step))
    return read_with_its_unit(
        replace(source, cells={**source.cells, name: as_stored}), name, unit, symbols
    ).value


def _without(rounding: Step, step: Step) -> Step:
    """Return a step as it would be without the one that rounded."""
    before, after = (text.replace(rounding.after, rounding.before, 1) for text in (step.before, step.after))
    return step if step.after == rounding.before else replace(step, before=before, after=after)
