"""SH408 and SH409: the name beside an item's number is the register's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule
from shinchoku.checks.rules.rows import RowRule, Violation
from shinchoku.intake.rows import Row
from shinchoku.intake.steps import StepKind
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan

_LEAST_ALIKE = 0.4
"""Below this share of common characters two names are hardly one name written in two ways."""
_NUMBER_IN_FRONT = re.compile(r"^(?:no\.?)?[\d(].{0,4}?[).:、]|^\d+")


def the_name_is_no_other_items(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """A running number in the column of item numbers, or two rows swapped, reports for another item."""
    written = _own_name(row)
    if not written or written == _folded(item.name):
        return
    others = [one for one in plan.items if one.no != item.no and _folded(one.name) == written]
    if others:
        yield Violation("item_no", {"name": row.texts["item_name"], "other": "、".join(o.no for o in others)})


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


ROW_RULES: tuple[RowRule, ...] = (
    (
        Rule(
            code="SH408",
            name="the_name_is_no_other_items",
            severity=Severity.ERROR,
            title=Bilingual("番号と取組項目名が別の項目です", "Number and name are of different items"),
            message=Bilingual(
                "No.{item}の行の取組項目名「{name}」は、登録簿ではNo.{other}です。",
                "The row of item {item} is named {name!r}, which the register has as item {other}.",
            ),
            remedy=Bilingual(
                "項目番号と取組項目名のどちらが正しいか確かめ、直してください。",
                "Find out which of the two is right, and correct the other.",
            ),
            reason=Bilingual(
                "番号が行の通し番号だったり行が入れ替わったりすると、別の項目の実績が公表されます。",
                "With a running number, or two rows swapped, one item's results are published as another's.",
            ),
            source="rule L3-02",
            rests_on=("item_no", "item_name"),
            waivable=True,
        ),
        the_name_is_no_other_items,
    ),
    (
        Rule(
            code="SH409",
            name="the_name_is_the_registers",
            severity=Severity.WARNING,
            title=Bilingual("取組項目名が登録と違います", "The name is not the register's"),
            message=Bilingual(
                "No.{item}の取組項目名「{raw}」は、登録の「{expected}」と違います。",
                "Item {item} is named {raw!r}; the register calls it {expected!r}.",
            ),
            remedy=Bilingual(
                "項目番号が正しいか確かめてください。名称が変わったときは登録簿を改めます。",
                "Make sure of the item number; a new name belongs into the register.",
            ),
            reason=Bilingual(
                "名称の違う行は、別の項目や小項目の行かもしれません。",
                "A row with another name may be that of another item, or of a part of one.",
            ),
            source="rule L3-02",
            rests_on=("item_no", "item_name"),
        ),
        the_name_is_the_registers,
    ),
)

RULES: tuple[Rule, ...] = tuple(rule for rule, _ in ROW_RULES)
