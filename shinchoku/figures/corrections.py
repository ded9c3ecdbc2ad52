"""訂正: one published value of one item in one fiscal year, replaced with a reason and its evidence.

A steward types no figures into the data: a correction binds to the value that it corrects, is held to the
rules that a sheet is held to, waits for a second person, and is published as a revision, old beside new.
"""

from dataclasses import dataclass, replace
from datetime import date

from schemas.headings import FIGURES
from schemas.published import CORRECTABLE
from shinchoku.bilingual import Bilingual
from shinchoku.figures.source_columns import source_column
from shinchoku.intake.numbers import read_figure
from shinchoku.intake.rows import Row, read_row
from shinchoku.intake.sheets import CellText
from shinchoku.register.entries import ActionItem
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan

_NO_CELL = CellText("", "")


@dataclass(frozen=True, slots=True)
class Correction:
    """One value as the sheet has it, the value that replaces it, why, and what shows that.

    `number` is unique in a plan and rises. `field` is one of `CORRECTABLE`. `old_value` and `new_value` are texts as they are published: the
    code of a status, a text, a figure in the register's unit; an empty text is no value. `recorded_by` is an
    account and stays inside; reason, evidence, day and role are published.
    """

    number: int
    fiscal_year: FiscalYear
    item_no: str
    field: str
    old_value: str
    new_value: str
    reason: str
    evidence: str
    recorded_by: str
    recorded_by_role: str
    recorded_on: date

    @property
    def title(self) -> Bilingual:
        """What people call the column."""
        column = CORRECTABLE[self.field]
        return Bilingual(column.title_ja, column.title_en)


def rewritten(plan: Plan, item: ActionItem, row: Row, correction: Correction) -> Row:
    """Return a row as if its cell said what the correction says; a figure is in the register's unit.

    What the new value is, the readers decide as for any cell: a text that is no figure has the problem that
    it would have on a sheet, a status that is not on the plan's scale is none.
    """
    column = source_column(item, correction.field)
    text = _as_on_a_sheet(plan, correction)
    cell = CellText(row.source.cells.get(column, _NO_CELL).cell, text)
    source = replace(row.source, cells={**row.source.cells, column: cell})
    if column in FIGURES:
        unit = item.indicator.unit if item.indicator else ""
        read = read_figure(text, unit, plan.reporting.symbols)
        return replace(
            row,
            source=source,
            figures={**row.figures, column: read.value},
            reads={**row.reads, column: read},
            steps={**row.steps, column: read.steps},
        )
    again = read_row(plan, row.appearance, source, row.round, row.department)
    return replace(row, source=source, status=again.status, texts=again.texts, steps=again.steps)


def _as_on_a_sheet(plan: Plan, correction: Correction) -> str:
    """Return the new value as a department would write it: a status by its first label on the scale."""
    if correction.field != "achievement_status":
        return correction.new_value
    labels = (label for label, status in plan.reporting.scale.items() if status == correction.new_value)
    return next(labels, correction.new_value)
