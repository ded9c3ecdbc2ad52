"""Amendments of the register: what is asked of one action item, why, and from which fiscal year.

An amendment says nothing of how `plan.toml` is written: `amendment_edits` says what the item's entry shall
say afterwards, `mistakes_of_amendments` what is wrong with it, and whoever approves it decides.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import assert_never

from schemas.codes import CodeList, EndReason
from shinchoku.register.edits import EditKind, EntryEdit, EntryValue
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.spelling import folded

_LETTERS = {"令和": "R", "平成": "H", "昭和": "S"}
_TARGET = re.compile(r"indicator\.targets\.(\d{4})")
AMENDABLE = (
    "name",
    "policy_measure",
    "department",
    "related_departments",
    "page",
    "indicator.name",
    "indicator.unit",
    "indicator.direction",
    "indicator.accumulation",
    "indicator.baseline_fiscal_year",
    "indicator.baseline_value",
    "indicator.tolerance",
    "indicator.illustrative",
    "illustrative",
)
"""The fields that an amendment may name, besides the target of a fiscal year (`indicator.targets.2024`).

An item's number never changes; its first and last year and its successor follow from the kind of amendment.
"""


class AmendmentKind(CodeList):
    """区分: what is asked; the labels are the choices of the departments' own sheet."""

    ADD = "add", "新規", "New item"
    CHANGE = "change", "変更", "Change"
    DISCONTINUE = "discontinue", "廃止", "Discontinue"
    MERGE = "merge", "統合", "Merge into another item"
    COMPLETE = "complete", "完了", "Complete"


@dataclass(frozen=True, slots=True)
class Amendment:
    """What is asked of one item from a fiscal year on."""

    kind: AmendmentKind
    item_no: str
    """The item; of a new one, the number that it shall have."""
    fiscal_year: FiscalYear
    """適用年度: the first fiscal year in which it holds; an item that ends was in force until the year before."""
    reason: str
    values: Mapping[str, EntryValue] = field(default_factory=dict)
    """For a new or a changed item: what its fields shall say, by the keys of `AMENDABLE` and of its targets."""
    successor: str | None = None
    """For an item that ends: the number of the item that takes its place."""


def kind_of(text: str) -> AmendmentKind | None:
    """Return the kind that a department's word means, in any width; nothing if it is none of the choices."""
    wanted = folded(text)
    return next((one for one in AmendmentKind if wanted == folded(one.label_ja)), None)


def end_reason_of(kind: AmendmentKind) -> EndReason | None:
    """Return why an item ends by an amendment of a kind; nothing if it does not end."""
    match kind:
        case AmendmentKind.ADD | AmendmentKind.CHANGE:
            return None
        case AmendmentKind.DISCONTINUE:
            return EndReason.DISCONTINUED
        case AmendmentKind.MERGE:
            return EndReason.MERGED
        case AmendmentKind.COMPLETE:
            return EndReason.COMPLETED
        case _:
            assert_never(kind)


def number_prefix(year: FiscalYear) -> str:
    """Return what the numbers of items added in a fiscal year begin with: `R6-`."""
    return f"{_LETTERS[year.era]}{year.era_year}-"


def next_item_no(plan: Plan, year: FiscalYear) -> str:
    """Return the number of the next item added in a fiscal year: one above the highest, never a gap."""
    return f"{number_prefix(year)}{highest_number(plan, year) + 1}"


def highest_number(plan: Plan, year: FiscalYear) -> int:
    """Return the highest number among the items added in a fiscal year, ended ones too; 0 if there are none."""
    prefix = number_prefix(year)
    numbers = (no.removeprefix(prefix) for no in plan.items_by_no if no.startswith(prefix))
    return max((int(number) for number in numbers), default=0)


def target_year(key: str) -> int | None:
    """Return the Western year of a target's key: `indicator.targets.2024` → 2024; nothing for another key."""
    match = _TARGET.fullmatch(key)
    return int(match[1]) if match else None


def amendment_edits(plan: Plan, amendment: Amendment) -> list[EntryEdit]:
    """Return what an amendment that has no mistakes makes of the register."""
    year, reason = amendment.fiscal_year, end_reason_of(amendment.kind)
    if reason is not None:
        values: dict[str, EntryValue] = {
            "to_fiscal_year": FiscalYear(year.year - 1),
            "end_reason": str(reason),
            "successor": amendment.successor,
        }
        return [EntryEdit(EditKind.CHANGE, "items", (amendment.item_no,), values)]
    if amendment.kind is AmendmentKind.CHANGE:
        return [EntryEdit(EditKind.CHANGE, "items", (amendment.item_no,), amendment.values)]
    begins = {"from_fiscal_year": year} if year > plan.plan.first_fiscal_year else {}
    return [
        EntryEdit(EditKind.ADD, "items", (), {"no": amendment.item_no, **amendment.values, **begins}),
    ]
