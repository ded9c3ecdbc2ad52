"""What a row must be to the register."""

from collections.abc import Iterator

from shinchoku.checks.scopes import Violation, of_cells, of_rows
from shinchoku.intake.numbers import plain_figure
from shinchoku.intake.rows import Row
from shinchoku.intake.units import same_unit
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan

STRAYS = frozenset({"SH402", "SH403"})
"""Rules whose rows say nothing of the item: another department's word replaces and contradicts nothing."""


@of_cells
def the_item_is_in_the_register(plan: Plan, row: Row) -> Iterator[Violation]:
    """What nobody registered counts for nothing."""
    if row.has_item_no and row.item(plan) is None:
        yield Violation("item_no")


@of_rows
def the_department_answers_for_the_item(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """Responsible, reporting or 関係課: only a department in none of these is wrong."""
    if row.department.code not in plan.departments_of(item, row.round):
        responsible = plan.reporting_department(item, row.round).full_name
        yield Violation("item_no", {"department": row.department.full_name, "responsible": responsible})


@of_rows
def the_item_is_in_force(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """An item reports only for the years in which it belongs to the plan."""
    del plan
    if not item.in_force(row.round.fiscal_year):
        yield Violation("item_no", {"year": row.round.fiscal_year.label})


@of_rows
def the_unit_is_the_registers(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """A unit that differs changes what every figure beside it means."""
    del plan
    unit = row.texts["unit"]
    if unit and item.indicator and not same_unit(unit, item.indicator.unit):
        yield Violation("unit", {"expected": item.indicator.unit})


@of_rows
def the_target_is_the_registers(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """The register decides the target; a sheet that says otherwise was filled in from something else."""
    del plan
    written = row.figures["target_value"]
    target = item.indicator.targets.get(row.round.fiscal_year) if item.indicator else None
    if written is not None and target is not None and written != target:
        yield Violation("target_value", {"expected": plain_figure(target)})


@of_rows
def figures_belong_to_numeric_targets(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """A figure for an item without a numeric target has nowhere to be published."""
    del plan
    if item.indicator is None:
        yield from (Violation(name, {}) for name, value in row.figures.items() if value is not None)


@of_rows
def the_baseline_is_the_registers(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """Where a sheet starts from another baseline, its department measures something else than the plan."""
    del plan
    written = row.reads["baseline_value"].value
    baseline = item.indicator.baseline_value if item.indicator else None
    if written is not None and baseline is not None and written != baseline:
        yield Violation("baseline_value", {"expected": plain_figure(baseline)})
