"""SH504, SH602 and SH603: what files of one night are to each other, and of one path over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from shinchoku.findings import Finding
from shinchoku.plan import Plan
from shinchoku.pointing import on_cell, place_of
from shinchoku.rules.across import CONFLICTING_FILES, ITEM_GONE, VALUE_RETURNED
from shinchoku.submissions import CheckedRow, ItemKey, Submission
from shinchoku.supersession import Choice

Choices = Mapping[ItemKey, Choice[CheckedRow]]


def disagreements(plan: Plan, choices: Choices) -> Iterator[Finding]:
    """Yield a finding on each of two or more files of one night that say different things of an item."""
    for choice in choices.values():
        for one in choice.in_conflict:
            others = [o.appearance.path for o in choice.in_conflict if o.content != one.content]
            yield on_cell(plan, one.row, CONFLICTING_FILES, "item_no", {"others": "、".join(others)})


def returned_values(plan: Plan, choices: Choices) -> Iterator[Finding]:
    """Yield a finding where the newest content says again what an older one had said."""
    for choice in choices.values():
        if choice.returned_to is not None:
            row = choice.newest[-1].row
            yield on_cell(plan, row, VALUE_RETURNED, "item_no", {"since": choice.returned_to.isoformat()})


def gone_items(plan: Plan, submissions: Sequence[Submission], choices: Choices) -> Iterator[Finding]:
    """Yield a finding where a path's newest content no longer has an item that only it reported."""
    latest = {s.appearance.path: s for s in submissions if s.is_latest}
    for choice in choices.values():
        now = [latest[one.appearance.path] for one in choice.newest]
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
                place=place_of(plan, row, "item_no", now[-1].appearance),
                raw=row.item_no,
                message=ITEM_GONE.message.filled(**words),
                remedy=ITEM_GONE.remedy,
            )
