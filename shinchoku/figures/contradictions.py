"""The items of a year whose declared status their own figure contradicts: said openly, never corrected."""

from decimal import Decimal

from schemas.codes import AchievementStatus, TargetDirection
from shinchoku.checks.rule_list import RULES_BY_NAME
from shinchoku.checks.rules.consistency import reaches
from shinchoku.figures.tables import TextRow, YearContent

CONTRADICTION = RULES_BY_NAME["the_status_agrees_with_the_figures"].code
"""The rule that returns such a report."""
_DECLARED = {AchievementStatus.ACHIEVED: True, AchievementStatus.NOT_ACHIEVED: False}


def uncounted_items(content: YearContent) -> list[str]:
    """Return the contradicted items that a plan which returns them would not have counted.

    Those that were waived or carried forward stand all the same.
    """
    waived = {row["item_no"] for row in content.table("waivers") if row["rule"] == CONTRADICTION}
    carried = {row["item_no"] for row in content.table("progress") if row["carried_forward"] == "true"}
    return [no for no in contradicted_items(content) if no not in waived | carried]


def contradicted_items(content: YearContent) -> list[str]:
    """Return the numbers of the items, in the order of the table, whose figure says otherwise than their status."""
    declared = {row["item_no"]: row["achievement_status"] for row in content.table("progress")}
    return [
        row["item_no"]
        for row in content.table("indicators")
        if row["actual_value"] and row["target_value"] and _contradicts(row, declared[row["item_no"]])
    ]


def _contradicts(row: TextRow, status: str) -> bool:
    """Tell whether a figure reaches its target although the status denies it, or the other way round."""
    if status == AchievementStatus.NOT_DUE:
        return True
    said = _DECLARED.get(AchievementStatus.of(status))
    value, target = Decimal(row["actual_value"]), Decimal(row["target_value"])
    direction = TargetDirection.of(row["target_direction"])
    return said is not None and said != reaches(direction, Decimal(row["tolerance"] or 0), value, target)
