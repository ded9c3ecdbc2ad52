"""What handing in a checked sheet will do, item by item: told before it is handed in, never guessed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from schemas.codes import CodeList
from shinchoku.bilingual import Bilingual

NOTHING = Bilingual("", "")
"""The words of a value that is not there."""


class EffectKind(CodeList):
    """What handing in a sheet does to one item."""

    CHANGES = "changes", "変わる", "Changes"
    NEW = "new", "新しく使われる", "Counts for the first time"
    KEPT = "kept", "エラーのため、いまの内容のまま", "Has an error: what counts now stays"
    IN_REVIEW = "in_review", "エラーのため、まだ使われない", "Has an error: does not count yet"
    MISSING = "missing", "このシートにない（いまの内容のまま）", "Not on this sheet: what counts now stays"
    UNREPORTED = "unreported", "このシートにもなく、未提出のまま", "Not on this sheet: still not submitted"
    SAME = "same", "変わらない", "Stays as it is"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of an item in words: the name of its field, and what it says."""

    name: Bilingual
    words: Bilingual


Values = Mapping[str, Value]
"""The published values of an item by column; a reason in place of a figure stands under the figure's column."""


@dataclass(frozen=True, slots=True)
class Counting:
    """What counts for an item now, since when, and from which path."""

    values: Values
    received_on: date
    path: str


@dataclass(frozen=True, slots=True)
class Said:
    """What the checked sheet says of an item, and whether its row would count."""

    values: Values
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that changes: what counts now, and what would count."""

    name: Bilingual
    old: Bilingual
    new: Bilingual


@dataclass(frozen=True, slots=True)
class ItemEffect:
    """What handing in a sheet does to one item; `counting` is what counts of it today, if anything does."""

    item_no: str
    kind: EffectKind
    changes: tuple[FieldChange, ...] = field(default=())
    counting: Counting | None = None


def submit_effects(
    asked: Sequence[str],
    said: Mapping[str, Said],
    counting: Mapping[str, Counting],
    before: Collection[str],
) -> tuple[ItemEffect, ...]:
    """Return what a sheet would do to each item, in the order of `asked`, then of the sheet.

    `asked` are the items that the round asks of the department, `said` what the sheet says, `counting` what counts
    now, `before` the items on the content whose place the sheet takes. An item that counts from another file, and
    that the sheet does not name, is not told.
    """
    numbers = dict.fromkeys([*asked, *said, *before])
    effects = (_effect(no, said.get(no), counting.get(no), is_before=no in before) for no in numbers)
    return tuple(one for one in effects if one is not None)


def _effect(no: str, said: Said | None, now: Counting | None, *, is_before: bool) -> ItemEffect | None:
    """Return what happens to one item; nothing where the sheet has no part in it."""
    if said is None:
        if now is None:
            return ItemEffect(no, EffectKind.UNREPORTED)
        return ItemEffect(no, EffectKind.MISSING, counting=now) if is_before else None
    if not said.is_accepted:
        return ItemEffect(no, EffectKind.KEPT if now else EffectKind.IN_REVIEW, counting=now)
    changes = tuple(_changes(now.values if now else {}, said.values))
    kind = EffectKind.NEW if now is None else EffectKind.CHANGES if changes else EffectKind.SAME
    return ItemEffect(no, kind, changes, now)


def _changes(old: Values, new: Values) -> Iterator[FieldChange]:
    """Yield the fields that differ, in the order of the sheet."""
    for column in dict.fromkeys([*new, *old]):
        was, will_be = old.get(column), new.get(column)
        if (was and was.words) != (will_be and will_be.words):
            name = (will_be or was or Value(NOTHING, NOTHING)).name
            yield FieldChange(name, was.words if was else NOTHING, will_be.words if will_be else NOTHING)
