"""What a row must be to the register."""

from __future__ import annotations

from collections.abc import Iterator

from shinchoku.checks.rules import RULES
from shinchoku.checks.rules.rows import RowCheck, Violation
from shinchoku.intake.numbers import plain_figure
from shinchoku.intake.rows import Row
from shinchoku.intake.units import same_unit
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan


def the_item_is_in_force(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """An item reports only for the years in which it belongs to the plan."""
    del plan
    if not item.in_force(row.round.fiscal_year):
        yield Violation("item_no", {"year": row.round.fiscal_year.label})


def the_department_answers_for_the_item(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """Responsible, reporting or 関係課: only a department in none of these is wrong."""
    if row.department.code not in plan.departments_of(item, row.round):
        responsible = plan.reporting_department(item, row.round).full_name
        yield Violation("item_no", {"department": row.department.full_name, "responsible": responsible})


def the_unit_is_the_registers(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """A unit that differs changes what every figure beside it means."""
    del plan
    unit = row.texts["unit"]
    if unit and item.indicator and not same_unit(unit, item.indicator.unit):
        yield Violation("unit", {"expected": item.indicator.unit})


def the_target_is_the_registers(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """The register decides the target; a sheet that says otherwise was filled in from something else."""
    del plan
    written = row.figures["target_value"]
    target = item.indicator.targets.get(row.round.fiscal_year) if item.indicator else None
    if written is not None and target is not None and written != target:
        yield Violation("target_value", {"expected": plain_figure(target)})


def figures_belong_to_numeric_targets(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """A figure for an item without a numeric target has nowhere to be published."""
    del plan
    if item.indicator is None:
        yield from (Violation(name, {}) for name, value in row.figures.items() if value is not None)


def the_baseline_is_the_registers(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """Where a sheet starts from another baseline, its department measures something else than the plan."""
    del plan
    written = row.reads["baseline_value"].value
    baseline = item.indicator.baseline_value if item.indicator else None
    if written is not None and baseline is not None and written != baseline:
        yield Violation("baseline_value", {"expected": plain_figure(baseline)})


UNKNOWN_ITEM = RULES["SH401"]

ROW_CHECKS: tuple[RowCheck, ...] = (
    the_department_answers_for_the_item,
    the_item_is_in_force,
    the_unit_is_the_registers,
    the_target_is_the_registers,
    figures_belong_to_numeric_targets,
    the_baseline_is_the_registers,
)

STRAYS = frozenset({"SH402", "SH403"})
"""Rules whose rows say nothing of the item: another department's word replaces and contradicts nothing."""
