"""One row held to every rule that is a function of the row; the contract of the table is `judging`'s business."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.headings import NARRATIVE
from shinchoku.checks.findings import Finding
from shinchoku.checks.personal_data import suspected_personal_data
from shinchoku.checks.pointing import on_cell
from shinchoku.checks.rules import (
    RULES_BY_NAME,
    cells,
    consistency,
    figures,
    names,
    register,
    shown_digits,
    units,
)
from shinchoku.checks.rules.privacy import PERSONAL_DATA
from shinchoku.checks.rules.register import UNKNOWN_ITEM
from shinchoku.intake.rows import Row
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan

_ROW_CHECKS = (
    *register.ROW_CHECKS,
    *names.ROW_CHECKS,
    *consistency.ROW_CHECKS,
    *figures.ROW_CHECKS,
    *units.ROW_CHECKS,
    *shown_digits.ROW_CHECKS,
)
_CELL_CHECKS = (*cells.CELL_CHECKS, *figures.CELL_CHECKS, *units.CELL_CHECKS, *shown_digits.CELL_CHECKS)


def rule_findings(plan: Plan, row: Row, item: ActionItem | None) -> Iterator[Finding]:
    """Hold one row, taken to be about `item`, to the rules on its cells, the register, its figures and privacy."""
    for check in _CELL_CHECKS:
        for rule, violation in check(plan, row):
            yield on_cell(plan, row, rule, violation.field, violation.values, basis=violation.basis)
    if item is not None:
        for violations in _ROW_CHECKS:
            for violation in violations(plan, item, row):
                rule = RULES_BY_NAME[violations.__name__]
                yield on_cell(plan, row, rule, violation.field, violation.values, basis=violation.basis)
    elif row.has_item_no:
        yield on_cell(plan, row, UNKNOWN_ITEM, "item_no")
    for column in NARRATIVE:
        what = suspected_personal_data(row.texts[column]) if row.texts[column] else None
        if what is not None:
            yield on_cell(plan, row, PERSONAL_DATA, column, {"what_ja": what.ja, "what_en": what.en})
