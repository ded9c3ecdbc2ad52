"""What a row must be to its own figures, and to the other rows of its file."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import assert_never

from schemas.codes import AchievementStatus, MissingReason, TargetDirection
from schemas.headings import HEADINGS
from shinchoku.checks.rules.blank import blank_words
from shinchoku.checks.scopes import FailingRow, RowFrame, Violation, of_files, of_rows
from shinchoku.intake.numbers import plain_figure
from shinchoku.intake.rows import Row, compared_field
from shinchoku.intake.sheets import Appearance
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan

_MOST_NAMED = 5
"""Cells that a finding names; of more, that there are more."""


@of_rows
def the_status_agrees_with_the_figures(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """The declared status is the input; with a numeric target it is cross-checked."""
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


@of_rows
def evaluated_targets_carry_their_figure(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """達成 and 未達成 of a numeric target stand on a figure."""
    del plan
    evaluated = row.status in {AchievementStatus.ACHIEVED, AchievementStatus.NOT_ACHIEVED}
    column = compared_field(item)
    if evaluated and item.indicator and row.reads[column].missing is MissingReason.BLANK:
        name = {"column_ja": HEADINGS[column][0], "column_en": column.replace("_", " ")}
        yield Violation(column, {**name, **blank_words(row, column)})


@of_rows
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


@of_files
def an_item_stands_once_in_a_file(frame: RowFrame) -> Iterator[FailingRow]:
    """Which of two rows about an item counts nobody can tell; each of them is told of."""
    places: dict[tuple[Appearance, str], list[int]] = defaultdict(list)
    for n, row in enumerate(frame.rows):
        if row.item_no:
            places[row.appearance, row.item_no].append(n)
    for same in places.values():
        sources = [frame.rows[n].source for n in same]
        several = len({source.sheet_number for source in sources}) > 1
        cells = "、".join(
            f"{source.sheet_name}!{source.cells['item_no'].cell}" if several else source.cells["item_no"].cell
            for source in sources[:_MOST_NAMED]
        ) + ("…" if len(sources) > _MOST_NAMED else "")
        words = {"count": str(len(same)), "cells": cells}
        for nth, n in enumerate(same if len(same) > 1 else ()):
            yield n, Violation("item_no", words, basis=str(nth))


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
