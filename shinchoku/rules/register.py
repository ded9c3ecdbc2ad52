"""SH4xx and SH5xx: what a row must be to the register, and its status to its own figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import assert_never

from schemas.codes import AchievementStatus, Severity, TargetDirection
from shinchoku.bilingual import Bilingual
from shinchoku.cells import parse_text, plain_figure, same_unit
from shinchoku.findings import Rule
from shinchoku.plan import Plan
from shinchoku.plan_entries import ActionItem
from shinchoku.rows import Row, compared_field


@dataclass(frozen=True, slots=True)
class Violation:
    """One row that breaks a rule: the column to point at, and words for the message."""

    field: str
    values: dict[str, str]
    basis: str = ""


RowCheck = Callable[[Plan, ActionItem, Row], Iterator[Violation]]


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


def evaluated_targets_carry_their_figure(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """達成 and 未達成 of a numeric target stand on a figure."""
    del plan
    evaluated = row.status in {AchievementStatus.ACHIEVED, AchievementStatus.NOT_ACHIEVED}
    column = compared_field(item)
    empty = not parse_text(row.source.raw(column))
    if evaluated and item.indicator and empty:
        yield Violation(column, {})


def the_status_agrees_with_the_figures(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """The declared status is the input; with a numeric target it is cross-checked (design: the figures)."""
    del plan
    reached = target_reached(item, row)
    declared = row.status
    if reached is None or declared is None:
        return
    match declared:
        case AchievementStatus.ACHIEVED:
            contradicted = not reached
        case AchievementStatus.NOT_ACHIEVED:
            contradicted = reached
        case AchievementStatus.NOT_DUE:
            contradicted = True
        case AchievementStatus.PENDING | AchievementStatus.UNREPORTED:
            contradicted = False
        case _:
            assert_never(declared)
    if contradicted and item.indicator:
        value = row.compared_value(item)
        target = item.indicator.targets[row.round.fiscal_year]
        yield Violation(
            "achievement_status",
            {
                "value": "" if value is None else plain_figure(value),
                "target": plain_figure(target),
                "unit": item.indicator.unit,
                "direction_ja": item.indicator.direction.label_ja,
                "direction_en": item.indicator.direction.label_en.lower(),
            },
            basis=f"{value}/{target}",
        )


def target_reached(item: ActionItem, row: Row) -> bool | None:
    """Tell whether the figure reaches the year's target, or `None` if one of the two is not there.

    The register's accumulation says which figure counts, its direction which side of the target is
    good, and its tolerance how far a figure that should stay may lie from it.
    """
    if item.indicator is None:
        return None
    value = row.compared_value(item)
    target = item.indicator.targets.get(row.round.fiscal_year)
    if value is None or target is None:
        return None
    match item.indicator.direction:
        case TargetDirection.INCREASE:
            return value >= target
        case TargetDirection.DECREASE:
            return value <= target
        case TargetDirection.MAINTAIN:
            return abs(value - target) <= item.indicator.tolerance
        case _:
            assert_never(item.indicator.direction)


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

ROW_RULES: tuple[tuple[Rule, RowCheck], ...] = (
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
    (
        Rule(
            code="SH501",
            name="the_status_agrees_with_the_figures",
            severity=Severity.ERROR,
            title=Bilingual("達成状況と数値が矛盾しています", "The status contradicts the figures"),
            message=Bilingual(
                "No.{item}は「{raw}」ですが、実績{value}{unit}・目標{target}{unit}（{direction_ja}）と合いません。",
                "Item {item} declares {raw!r}, but the figure is {value} {unit} and the target {target} {unit} ({direction_en}).",
            ),
            remedy=Bilingual("達成状況か数値を見直してください。", "Check the status and the figures."),
            source="seed report",
            waivable=True,
        ),
        the_status_agrees_with_the_figures,
    ),
    (
        Rule(
            code="SH502",
            name="evaluated_targets_carry_their_figure",
            severity=Severity.ERROR,
            title=Bilingual("実績値がありません", "The figure is missing"),
            message=Bilingual(
                "No.{item}には数値目標がありますが、実績の数値が空です。",
                "Item {item} has a numeric target, but its figure is empty.",
            ),
            remedy=Bilingual(
                "実績の数値を書いてください。まだ出ていなければ「数値未確定」を選んでください。",
                "Give the figure; if it is not there yet, choose pending.",
            ),
            source="seed report",
        ),
        evaluated_targets_carry_their_figure,
    ),
)

STRAYS = frozenset({"SH402", "SH403"})
"""Rules whose rows say nothing of the item: another department's word replaces and contradicts nothing."""

RULES: tuple[Rule, ...] = (UNKNOWN_ITEM, *(rule for rule, _ in ROW_RULES))
