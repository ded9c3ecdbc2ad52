"""The name beside an item's number is the register's."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from shinchoku.checks.scopes import Violation, of_rows
from shinchoku.intake.rows import Row
from shinchoku.intake.steps import StepKind
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan

_LEAST_ALIKE = 0.4
"""Below this share of common characters two names are hardly one name written in two ways."""
_NUMBER_IN_FRONT = re.compile(r"^(?:no\.?)?[\d(].{0,4}?[).:、]|^\d+")


@of_rows
def the_name_is_no_other_items(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """A running number in the column of item numbers, or two rows swapped, reports for another item."""
    written = _own_name(row)
    if not written or written == _folded(item.name):
        return
    others = [one for one in plan.items if one.no != item.no and _folded(one.name) == written]
    if others:
        yield Violation("item_no", {"name": row.texts["item_name"], "other": "、".join(o.no for o in others)})


@of_rows
def the_name_is_the_registers(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """A name that is nothing like the register's was perhaps written for something else."""
    written, name = _own_name(row), _folded(item.name)
    if not written or written in name or name in written:
        return
    if any(written == _folded(one.name) for one in plan.items):
        return  # the other rule says more
    if not _is_alike(written, name):
        yield Violation("item_name", {"expected": item.name})


def _is_alike(written: str, name: str) -> bool:
    """Tell whether two names share enough; lengths that differ too much need no comparison, which takes their product."""
    matcher = SequenceMatcher(None, written, name, autojunk=False)
    return matcher.real_quick_ratio() >= _LEAST_ALIKE and matcher.ratio() >= _LEAST_ALIKE


def _own_name(row: Row) -> str:
    """Return the name that a row has of its own; one merged over several rows is that of a group."""
    shared = {StepKind.MERGED, StepKind.DITTO}
    return "" if any(s.kind in shared for s in row.steps["item_name"]) else _folded(row.texts["item_name"])


@lru_cache(maxsize=4_096)
def _folded(name: str) -> str:
    """Return a name in one width and case, without spaces, signs and a number in front."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).casefold()
    return re.sub(r"[\W_]", "", _NUMBER_IN_FRONT.sub("", plain, count=1))
