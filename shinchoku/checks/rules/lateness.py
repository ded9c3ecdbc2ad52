"""Who has not reported although the round is due."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from schemas.codes import AchievementStatus
from shinchoku.checks.checked_row import CheckedRow
from shinchoku.checks.findings import Finding, Place
from shinchoku.checks.rule_list import RULES_BY_NAME
from shinchoku.checks.scopes import PlanFrame, of_plans
from shinchoku.intake.submissions import ItemKey
from shinchoku.intake.supersession import Choice
from shinchoku.register.entries import ActionItem, Round, RoundCoverage
from shinchoku.register.plan import Plan

NOT_SUBMITTED = RULES_BY_NAME["departments_submit_by_the_due_date"]


@of_plans
def departments_submit_by_the_due_date(frame: PlanFrame) -> Iterator[Finding]:
    """Yield one finding for each department with items nobody has reported after a round's due date.

    An item in review, whose row was not accepted or whose file could not be taken, read or placed, has its own finding and is
    not counted as missing.
    """
    plan, choices = frame.plan, frame.choices
    for asked in plan.rounds:
        if not (asked.is_open(frame.as_of) and asked.due < frame.as_of):
            continue
        missing: dict[str, list[str]] = defaultdict(list)
        for item in covered_items(plan, asked, choices):
            key = (asked.id, item.no)
            choice = choices.get(key)
            is_there = choice is not None and (choice.row is not None or choice.in_review)
            if not is_there and key not in frame.came:
                missing[plan.reporting_department(item, asked).code].append(item.no)
        for department, items in sorted(missing.items()):
            words = NOT_SUBMITTED.message.filled(
                department=plan.departments_by_code[department].full_name,
                count=len(items),
                due=asked.due.isoformat(),
                items="、".join(items),
            )
            place = Place(plan.id, asked.fiscal_year, asked.id, department)
            yield Finding(NOT_SUBMITTED, place, "", words, NOT_SUBMITTED.remedy)


def covered_items(
    plan: Plan, asked: Round, choices: Mapping[ItemKey, Choice[CheckedRow]]
) -> tuple[ActionItem, ...]:
    """Return the items that a round asks about: all in force, or those left pending by earlier rounds."""
    items = plan.items_in_force(asked.fiscal_year)
    if asked.covers is RoundCoverage.ALL:
        return items
    earlier = [one for one in plan.rounds_of(asked.fiscal_year) if one.opens < asked.opens]
    pending: list[ActionItem] = []
    for item in items:
        rows = [choices[one.id, item.no].row for one in earlier if (one.id, item.no) in choices]
        said = [row.row.status for row in rows if row is not None]
        if said and said[-1] is AchievementStatus.PENDING:
            pending.append(item)
    return tuple(pending)
