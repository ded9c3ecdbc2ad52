"""What files of one arrival are to each other, and of one place over time."""

from collections.abc import Iterator

from shinchoku.checks.findings import Finding
from shinchoku.checks.pointing import on_cell, place_of
from shinchoku.checks.rule_list import RULES_BY_NAME
from shinchoku.checks.scopes import PlanFrame, of_plans

CONFLICTING_FILES = RULES_BY_NAME["files_that_arrive_together_agree"]
OTHER_DEPARTMENT = RULES_BY_NAME["departments_do_not_overrule_each_other"]
ITEM_GONE = RULES_BY_NAME["later_files_keep_their_items"]
VALUE_RETURNED = RULES_BY_NAME["values_do_not_return_to_older_ones"]


@of_plans
def files_that_arrive_together_agree(frame: PlanFrame) -> Iterator[Finding]:
    """Yield a finding on each of two or more files of one arrival that say different things of an item."""
    for choice in frame.choices.values():
        for one in choice.in_conflict:
            others = [o.appearance.path for o in choice.in_conflict if o.content != one.content]
            words = {"others": "、".join(others)}
            said = one.appearance.sha256
            yield on_cell(frame.plan, one.row, CONFLICTING_FILES, "item_no", words, basis=said)


@of_plans
def departments_do_not_overrule_each_other(frame: PlanFrame) -> Iterator[Finding]:
    """Yield a finding where the row that counts says something else than another department's, which came earlier.

    Only the last word of the other department counts, and only while its file still lies there.
    """
    for key, choice in frame.choices.items():
        chosen = choice.row
        if chosen is None or choice.carried_from is not None:
            continue
        code = chosen.row.department.code
        others = [
            one
            for one in frame.by_item[key]
            if one.is_accepted
            and one.row.department.code != code
            and chosen.appearance.is_surely_after(one.appearance)
        ]
        last = max(others, key=lambda one: one.appearance, default=None)
        if last is not None and last.appearance.present and last.content != chosen.content:
            words = {"department": last.row.department.full_name, "since": last.appearance.as_of.isoformat()}
            said = last.appearance.sha256
            yield on_cell(frame.plan, chosen.row, OTHER_DEPARTMENT, "item_no", words, basis=said)


@of_plans
def values_do_not_return_to_older_ones(frame: PlanFrame) -> Iterator[Finding]:
    """Yield a finding where the newest content says again what an older one had said."""
    for choice in frame.choices.values():
        if choice.returned_to is not None:
            row = choice.newest[-1].row
            yield on_cell(
                frame.plan, row, VALUE_RETURNED, "item_no", {"since": choice.returned_to.isoformat()}
            )


@of_plans
def later_files_keep_their_items(frame: PlanFrame) -> Iterator[Finding]:
    """Yield a finding where a place's newest content no longer has an item that only it reported."""
    latest = {s.appearance.slot: s for s in frame.submissions if s.is_latest}
    for choice in frame.choices.values():
        now = [latest[one.appearance.slot] for one in choice.newest]
        replaced = all(
            one.appearance != by.appearance
            and by.placement.is_settled
            and by.placement.round == one.row.round
            and by.reading.rows
            for one, by in zip(choice.newest, now, strict=True)
        )
        if replaced:
            row = choice.newest[-1].row
            words = {"item": row.item_no}
            yield Finding(
                rule=ITEM_GONE,
                place=place_of(frame.plan, row, "item_no", now[-1].appearance),
                raw=row.item_no,
                message=ITEM_GONE.message.filled(**words),
                remedy=ITEM_GONE.remedy,
            )
