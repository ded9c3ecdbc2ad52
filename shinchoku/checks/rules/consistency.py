"""SH501 to SH503 and SH511: what a row must be to its own figures, and to the other rows of its file."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import assert_never

from schemas.codes import AchievementStatus, MissingReason, Severity, TargetDirection
from schemas.headings import HEADINGS
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule
from shinchoku.checks.rules.rows import RowRule, Violation, blank_words
from shinchoku.intake.numbers import plain_figure
from shinchoku.intake.rows import Row, compared_field
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan


def evaluated_targets_carry_their_figure(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """達成 and 未達成 of a numeric target stand on a figure."""
    del plan
    evaluated = row.status in {AchievementStatus.ACHIEVED, AchievementStatus.NOT_ACHIEVED}
    column = compared_field(item)
    if evaluated and item.indicator and row.reads[column].missing is MissingReason.BLANK:
        name = {"column_ja": HEADINGS[column][0], "column_en": column.replace("_", " ")}
        yield Violation(column, {**name, **blank_words(row, column)})


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
        case AchievementStatus.PENDING | AchievementStatus.IN_REVIEW | AchievementStatus.UNREPORTED:
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
    return reaches(item.indicator.direction, item.indicator.tolerance, value, target)


def reaches(direction: TargetDirection, tolerance: Decimal, value: Decimal, target: Decimal) -> bool:
    """Tell whether a figure is on the good side of a target, or within the tolerance of one that it should keep."""
    match direction:
        case TargetDirection.INCREASE:
            return value >= target
        case TargetDirection.DECREASE:
            return value <= target
        case TargetDirection.MAINTAIN:
            return abs(value - target) <= tolerance
        case _:
            assert_never(direction)


def the_targets_follow_the_direction(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """A "should fall" indicator whose targets rise has been asked about by a council: one of the two is wrong."""
    del plan
    indicator = item.indicator
    if indicator is None:
        return
    until = [value for year, value in sorted(indicator.targets.items()) if year <= row.round.fiscal_year]
    match indicator.direction:
        case TargetDirection.INCREASE:
            contrary = [(one, other) for one, other in pairwise(until) if other < one]
        case TargetDirection.DECREASE:
            contrary = [(one, other) for one, other in pairwise(until) if other > one]
        case TargetDirection.MAINTAIN:
            contrary = []
        case _:
            assert_never(indicator.direction)
    if contrary:
        one, other = contrary[-1]
        yield Violation(
            "target_value",
            {
                "before": plain_figure(one),
                "after": plain_figure(other),
                "direction_ja": indicator.direction.label_ja,
                "direction_en": indicator.direction.label_en.lower(),
            },
            basis=f"{one}/{other}",
        )


ROW_RULES: tuple[RowRule, ...] = (
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
            reason=Bilingual(
                "達成状況は集計の元になる申告です。数値と矛盾したまま公表すると、達成率の信頼が失われます。",
                "The declared status is what the rate is made of; contradicting its own figure it discredits the rate.",
            ),
            source="seed report",
            rests_on=("actual_value", "cumulative_value", "target_value"),
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
                "No.{item}には数値目標がありますが、{column_ja}{said_ja}。",
                "Item {item} has a numeric target, but its {column_en} {said_en}.",
            ),
            remedy=Bilingual(
                "実績の数値を書いてください。まだ出ていなければ「数値未確定」を選んでください。",
                "Give the figure; if it is not there yet, choose pending.",
            ),
            reason=Bilingual(
                "数値目標の達成・未達成は、数値を見て確かめられなければなりません。",
                "Whether a numeric target was reached must be visible from its figure.",
            ),
            source="seed report",
            rests_on=("achievement_status", "target_value"),
            fixed=True,
        ),
        evaluated_targets_carry_their_figure,
    ),
    (
        Rule(
            code="SH511",
            name="the_targets_follow_the_direction",
            severity=Severity.WARNING,
            title=Bilingual("目標の動きが向きと逆です", "The targets move against the direction"),
            message=Bilingual(
                "No.{item}は「{direction_ja}」指標ですが、目標が{before}から{after}に変わります。",
                "Item {item} is an indicator that {direction_en}, but its target goes from {before} to {after}.",
            ),
            remedy=Bilingual(
                "登録の向きと目標値のどちらが正しいか、計画の担当に確かめてください。",
                "Ask those in charge of the plan whether the registered direction or the target is wrong.",
            ),
            reason=Bilingual(
                "向きを取り違えると、達成と未達成が逆になります。",
                "With the wrong direction every success is a miss.",
            ),
            source="seed report",
        ),
        the_targets_follow_the_direction,
    ),
)

DUPLICATE_ITEM = Rule(
    code="SH503",
    name="an_item_stands_once_in_a_file",
    severity=Severity.ERROR,
    title=Bilingual("同じ項目が2回あります", "An item stands twice"),
    message=Bilingual(
        "No.{item}が{count}行にあります（{cells}）。", "Item {item} stands on {count} rows ({cells})."
    ),
    remedy=Bilingual(
        "どの行が正しいか確かめ、内容を1行にまとめてください。別の項目の行なら、番号を直してください。",
        "Find out which row is right and bring them together on one; correct the number of a row that is another item's.",
    ),
    reason=Bilingual(
        "2行のどちらを数えるかで、件数も達成率も変わります。",
        "Which of the two rows counts would decide the rate.",
    ),
    source="rule L1-03",
    fixed=True,
)

RULES: tuple[Rule, ...] = (*(rule for rule, _ in ROW_RULES), DUPLICATE_ITEM)
