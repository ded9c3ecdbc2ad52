"""What handing in a checked sheet will do, item by item: the night's own check without it and with it, compared."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from schemas.codes import CodeList
from shinchoku.bilingual import Bilingual
from shinchoku.checks.checked_row import CheckedRow
from shinchoku.checks.checking import Checked
from shinchoku.figures.taken_values import REASON, REPORTED, TakenValue, field_name, values_of_row
from shinchoku.intake.sheets import Appearance
from shinchoku.intake.supersession import Choice
from shinchoku.register.entries import Department, Round
from shinchoku.register.plan import Plan

_NOTHING = Bilingual("", "")
_NO_CHOICE: Choice[CheckedRow] = Choice(None, ())


class EffectKind(CodeList):
    """What handing in a sheet does to one item."""

    CHANGES = "changes", "変わる", "Changes"
    NEW = "new", "新しく使われる", "Counts for the first time"
    GOES = "goes", "使われる内容がなくなる", "Nothing counts any more"
    KEPT = "kept", "エラーのため、いまの内容のまま", "Has an error: what counts now stays"
    IN_REVIEW = "in_review", "エラーのため、まだ使われない", "Has an error: does not count yet"
    MISSING = "missing", "このシートにない（いまの内容のまま）", "Not on this sheet: what counts now stays"
    UNREPORTED = "unreported", "このシートにもなく、未提出のまま", "Not on this sheet: still not submitted"
    SAME = "same", "変わらない", "Stays as it is"


@dataclass(frozen=True, slots=True)
class EffectOnField:
    """One published value that changes: what counts now, and what would count; empty where there is none."""

    name: Bilingual
    old: Bilingual
    new: Bilingual


@dataclass(frozen=True, slots=True)
class ItemEffect:
    """What handing in a sheet does to one item, and since when and from which path something counts of it today."""

    item_no: str
    kind: EffectKind
    changes: tuple[EffectOnField, ...] = ()
    received_on: date | None = None
    path: str = ""


def submit_effects(
    plan: Plan, round_: Round, department: Department, handed_in: Appearance, sides: tuple[Checked, Checked]
) -> tuple[ItemEffect, ...]:
    """Return what a sheet does to the items that it names, that its place held, or that its department is asked for.

    `sides` are what is checked today and what would be, with `handed_in` among what was received; items that the
    round asks of the department come first. An item that only other files speak of is not told.
    """
    items = plan.items_in_force(round_.fiscal_year)
    own = [item.no for item in items if plan.reporting_department(item, round_) == department]
    others = [item.no for item in items if item.no not in own]
    found: list[ItemEffect] = []
    for no in (*own, *others):
        before, after = (side.choices.get((round_.id, no), _NO_CHOICE) for side in sides)
        kind = _kind(plan, before, after, handed_in)
        if kind is None and no in own and (round_.id, no) not in sides[1].came and not _is_there(after):
            kind = EffectKind.UNREPORTED
        if kind is not None:
            found.append(_effect(plan, no, kind, before.row, after.row))
    return tuple(found)


def _kind(
    plan: Plan, before: Choice[CheckedRow], after: Choice[CheckedRow], handed_in: Appearance
) -> EffectKind | None:
    """Return what becomes of an item; nothing where the sheet has no part in it."""
    is_named = any(row.appearance == handed_in for row in after.newest)
    counts = after.row is not None and after.row.appearance == handed_in
    if before.row is None:
        return EffectKind.NEW if after.row else EffectKind.IN_REVIEW if is_named else None
    if after.row is None:
        return EffectKind.GOES
    if any(_changes(_values(plan, before.row), _values(plan, after.row))):
        return EffectKind.CHANGES
    if is_named:
        return EffectKind.SAME if counts else EffectKind.KEPT
    held = (before.row, *before.newest)
    return EffectKind.MISSING if any(row.appearance.slot == handed_in.slot for row in held) else None


def _is_there(choice: Choice[CheckedRow]) -> bool:
    """Tell whether somebody's word on an item lies there, accepted or not."""
    return choice.row is not None or choice.in_review


def _effect(
    plan: Plan, no: str, kind: EffectKind, old: CheckedRow | None, new: CheckedRow | None
) -> ItemEffect:
    """Return what happens to one item with the values that change."""
    changes = tuple(_changes(_values(plan, old), _values(plan, new)))
    if old is None:
        return ItemEffect(no, kind, changes)
    return ItemEffect(no, kind, changes, old.appearance.as_of, old.appearance.path)


def _values(plan: Plan, row: CheckedRow | None) -> dict[str, TakenValue]:
    """Return the values that a row reports and that are published, by the column of each or of its figure."""
    taken = values_of_row(plan, row) if row is not None else ()
    by_column = {one.field.removesuffix(REASON): one for one in taken if one.accepted}
    return {column: one for column, one in by_column.items() if column in REPORTED}


def _changes(old: Mapping[str, TakenValue], new: Mapping[str, TakenValue]) -> Iterator[EffectOnField]:
    """Yield the values that differ, in the order of the columns."""
    for column in REPORTED:
        was, will_be = old.get(column), new.get(column)
        if (was and (was.field, was.value)) != (will_be and (will_be.field, will_be.value)):
            words = (one.words if one else _NOTHING for one in (was, will_be))
            yield EffectOnField(field_name(column), *words)
