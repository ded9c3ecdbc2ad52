"""Figures whose unit is missing, contradicted, or overruled by the cell itself."""

from collections.abc import Iterator

from schemas.headings import FIGURES
from shinchoku.checks.scopes import Violation, of_rows
from shinchoku.intake.rows import Row
from shinchoku.intake.stated_units import overruled, stated_units, words_of
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan


@of_rows
def units_in_cells_are_those_around_them(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """The unit in a cell counts; that a heading, a note or, for a yen sign, the unit's column differs is told."""
    del plan
    unit = item.indicator.unit if item.indicator else ""
    for field in FIGURES:
        pair = overruled(stated_units(row.source, field, unit))
        if pair and row.reads[field].value is not None:
            yield Violation(field, words_of(pair))
