"""SH4xx: what a row must be to the register."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule
from shinchoku.checks.rules.rows import RowRule, Violation
from shinchoku.intake.cells import plain_figure, same_unit
from shinchoku.intake.rows import Row
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


UNKNOWN_ITEM = Rule(
    code="SH401",
    name="the_item_is_in_the_register",
    severity=Severity.ERROR,
    title=Bilingual("登録簿にない項目です", "The item is not in the register"),
    message=Bilingual("No.{raw}は計画の登録簿にありません。", "Item {raw} is not in the plan's register."),
    remedy=Bilingual(
        "項目番号を確かめてください。新しい項目なら登録を依頼してください。",
        "Check the number; ask for a new item to be registered.",
    ),
    source="seed report",
)

ROW_RULES: tuple[RowRule, ...] = (
    (
        Rule(
            code="SH402",
            name="the_department_answers_for_the_item",
            severity=Severity.ERROR,
            title=Bilingual("担当していない項目です", "The item belongs to another department"),
            message=Bilingual(
                "No.{item}は{department}の項目ではありません（担当: {responsible}）。",
                "Item {item} is not {department}'s; {responsible} answers for it.",
            ),
            remedy=Bilingual(
                "行を消すか、担当課に確かめてください。", "Remove the row, or ask the responsible department."
            ),
            source="seed report",
            waivable=True,
        ),
        the_department_answers_for_the_item,
    ),
    (
        Rule(
            code="SH403",
            name="the_item_is_in_force",
            severity=Severity.ERROR,
            title=Bilingual("この年度の項目ではありません", "The item is not in force that year"),
            message=Bilingual(
                "No.{item}は{year}の計画にありません。", "Item {item} is not part of the plan in {year}."
            ),
            remedy=Bilingual("年度と項目番号を確かめてください。", "Check the year and the item number."),
            source="seed report",
        ),
        the_item_is_in_force,
    ),
    (
        Rule(
            code="SH404",
            name="the_unit_is_the_registers",
            severity=Severity.ERROR,
            title=Bilingual("単位が登録と違います", "The unit differs from the register"),
            message=Bilingual(
                "No.{item}の単位「{raw}」は登録の「{expected}」と違います。",
                "Item {item} has the unit {raw!r}, the register {expected!r}.",
            ),
            remedy=Bilingual(
                "「{expected}」に直し、数値もその単位で書いてください。",
                "Use {expected!r} and give the figures in it.",
            ),
            source="MIC rule 1-9, rule L3-04",
        ),
        the_unit_is_the_registers,
    ),
    (
        Rule(
            code="SH405",
            name="the_target_is_the_registers",
            severity=Severity.WARNING,
            title=Bilingual("目標値が登録と違います", "The target differs from the register"),
            message=Bilingual(
                "No.{item}の目標値「{raw}」は登録の{expected}と違います。",
                "Item {item} has the target {raw}, the register {expected}.",
            ),
            remedy=Bilingual(
                "登録の目標値で評価しています。変更なら登録の変更を依頼してください。",
                "The register's target counts; ask for it to be changed if it should.",
            ),
            source="seed report",
        ),
        the_target_is_the_registers,
    ),
    (
        Rule(
            code="SH406",
            name="figures_belong_to_numeric_targets",
            severity=Severity.WARNING,
            title=Bilingual(
                "数値目標のない項目に数値があります", "A figure for an item without a numeric target"
            ),
            message=Bilingual(
                "No.{item}には数値目標がないため、数値「{raw}」は公表しません。",
                "Item {item} has no numeric target; the figure {raw} is not published.",
            ),
            remedy=Bilingual("取組実績の文に書いてください。", "Put it into the result text."),
            source="seed report",
        ),
        figures_belong_to_numeric_targets,
    ),
)

STRAYS = frozenset({"SH402", "SH403"})
"""Rules whose rows say nothing of the item: another department's word replaces and contradicts nothing."""

RULES: tuple[Rule, ...] = (UNKNOWN_ITEM, *(rule for rule, _ in ROW_RULES))
