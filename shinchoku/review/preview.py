"""The preview of a release: exactly what an approval would change in public, why it waits, what approving does.

Row by row and rate by rate, in words: columns by their titles, codes by their labels. Nothing is left out of
the rows that are told one by one (`COMPARED`); the counts behind each rate follow from them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from schemas.codes import AchievementLevel, CodeList
from schemas.contract import OF_EVERY_TABLE
from shinchoku.bilingual import Bilingual, in_both
from shinchoku.figures.tables import TextRow, YearContent
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.releases.changes import COMPARED, RowChange, compare
from shinchoku.releases.published_labels import (
    column_name,
    in_column_order,
    row_name,
    table_name,
    value_words,
)
from shinchoku.review.awaiting import Awaiting, consequences
from shinchoku.review.open_items import OpenItem

_IN_THE_NAME = frozenset({*OF_EVERY_TABLE, "item_no", "level", "key", "label", "highlight_kind"})
"""Columns that the name of a row says already."""

_SAYS_NOTHING = frozenset({"", "false"})
"""An empty cell, and a flag that is off: of a row that comes or goes they are not told."""

_HEADLINES = frozenset({AchievementLevel.PLAN, AchievementLevel.BASIC_POLICY})
EMPTY = Bilingual("（空）", "(empty)")
"""What is said of a value that is none."""


class RowKind(CodeList):
    """What becomes of a published row."""

    ADDED = "added", "追加", "Added"
    CHANGED = "changed", "変更", "Changed"
    VANISHED = "removed", "なくなる", "Gone"


@dataclass(frozen=True, slots=True)
class RateLine:
    """One headline rate: before, which is nothing if it was not public, and after."""

    level: str
    key: str
    label: str
    old: Bilingual | None
    new: Bilingual | None

    @property
    def is_changed(self) -> bool:
        """Whether anything of it would change."""
        return self.old != self.new

    @property
    def sentence(self) -> Bilingual:
        """Say the rate in one line."""
        old, new = self.old or _NOT_PUBLIC, self.new or _NO_MORE
        if not self.is_changed:
            return Bilingual(f"{self.label}: {new.ja}（変更なし）", f"{self.label}: {new.en} (unchanged)")
        return Bilingual(f"{self.label}: {old.ja} → {new.ja}", f"{self.label}: {old.en} → {new.en}")


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One published value: its column's title, and what it says before and after; an empty cell says so."""

    field: str
    title: Bilingual
    old: Bilingual
    new: Bilingual


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row that comes, goes or changes.

    `values` are what changes; of a row that comes or goes everything that it says besides its key.
    """

    kind: RowKind
    key: tuple[str, ...]
    item_no: str
    name: Bilingual
    values: tuple[ValueLine, ...]


@dataclass(frozen=True, slots=True)
class TablePreview:
    """One table whose rows change."""

    table: str
    title: Bilingual
    rows: tuple[RowLine, ...]

    def count(self, kind: RowKind) -> int:
        """Return how many rows come, go or change."""
        return sum(row.kind is kind for row in self.rows)


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that an approver should have read."""

    awaiting: Awaiting
    rates: tuple[RateLine, ...]
    tables: tuple[TablePreview, ...]
    consequences: tuple[Bilingual, ...]
    elsewhere: Mapping[FiscalYear, tuple[TablePreview, ...]]
    """What changes of other years: how far their rates moved since the year before them."""
    open_items: tuple[OpenItem, ...] = ()
    """The items that would be public without being decided, and why."""

    @property
    def changes(self) -> int:
        """Return how many rows come, go or change."""
        return sum(len(one.rows) for one in self.tables)


_NOT_PUBLIC = Bilingual("未公表", "not public yet")
_NO_MORE = Bilingual("なくなる", "gone")


def preview(
    plan: Plan,
    awaiting: Awaiting,
    old: YearContent | None,
    new: YearContent,
    elsewhere: Mapping[FiscalYear, Sequence[RowChange]] = MappingProxyType({}),
) -> Preview:
    """Return what approving a candidate would change; `old` is what is public of the year today."""
    changes = compare(old, new)
    told = changes if awaiting.has_been_public else []
    revised = sum(len(one.values) for found in (told, *elsewhere.values()) for one in found)
    return Preview(
        awaiting,
        tuple(_rates(old, new)),
        changed_tables(changes),
        consequences(plan, awaiting, new, revised),
        {year: changed_tables(found) for year, found in elsewhere.items()},
    )


def changed_tables(changes: Sequence[RowChange]) -> tuple[TablePreview, ...]:
    """Tell every row that comes, goes or changes, table by table; a table without any is left out."""
    return tuple(
        TablePreview(table, in_both(table_name, table), rows)
        for table in COMPARED
        if (rows := tuple(_row_line(one) for one in changes if one.table == table))
    )


def changed_rates(changes: Sequence[RowChange]) -> tuple[RateLine, ...]:
    """Tell the headline rates that come, go or change; without any, none moved."""
    return tuple(
        RateLine(
            row["level"],
            row["key"],
            row["label"],
            _rate_words(one.old) if one.old else None,
            _rate_words(one.new) if one.new else None,
        )
        for one in changes
        if one.table == "achievement" and (row := one.new or one.old or {})["level"] in _HEADLINES
    )


def _rates(old: YearContent | None, new: YearContent) -> Iterator[RateLine]:
    """Yield the headline rates of both sides, in the order of the newer one."""
    before, after = (_headlines(content) for content in (old, new))
    for level, key in {**after, **before}:
        was, will = before.get((level, key)), after.get((level, key))
        label = (will or was or {})["label"]
        yield RateLine(
            level, key, label, _rate_words(was) if was else None, _rate_words(will) if will else None
        )


def _headlines(content: YearContent | None) -> dict[tuple[str, str], TextRow]:
    """Return the rows of the headline rates by level and key."""
    rows = content.table("achievement") if content else ()
    return {(row["level"], row["key"]): row for row in rows if row["level"] in _HEADLINES}


def _rate_words(row: TextRow) -> Bilingual:
    """Say a rate with the counts that it is made of."""
    items, achieved, pending, missing = (row[n] for n in ("items", "achieved", "pending", "unreported"))
    in_review = row.get("in_review", "0")
    rate = row["rate_percent"]
    return Bilingual(
        f"{rate + '%' if rate else '率なし'}（{items}項目中{achieved}項目達成、未確定{pending}、確認中{in_review}、未提出{missing}）",
        f"{rate + '%' if rate else 'no rate'} ({achieved} of {items} achieved, {pending} pending, {in_review} in review, {missing} unreported)",
    )


def _row_line(change: RowChange) -> RowLine:
    """Tell one row."""
    row = change.new or change.old or {}
    label = row.get("label", "") if change.table == "achievement" else ""
    return RowLine(
        kind=RowKind.of(change.kind),
        key=change.key,
        item_no=change.item_no,
        name=in_both(row_name, change.table, change.key, label),
        values=tuple(_values(change)),
    )


def _values(change: RowChange) -> Iterator[ValueLine]:
    """Yield the values that change; of a row that comes or goes, what it says besides its key."""
    changed = {one.field: one for one in change.fields}
    if changed:
        for field in in_column_order(change.table, changed):
            yield _value_line(change.table, field, changed[field].old, changed[field].new)
        return
    row = change.new or change.old or {}
    for field in in_column_order(change.table, row.keys() - _IN_THE_NAME):
        if row[field] not in _SAYS_NOTHING:
            old, new = (row[field], "") if change.new is None else ("", row[field])
            yield _value_line(change.table, field, old, new)


def _value_line(table: str, field: str, old: str, new: str) -> ValueLine:
    """Tell one value."""
    return ValueLine(
        field,
        in_both(column_name, table, field),
        _shown(table, field, old),
        _shown(table, field, new),
    )


def _shown(table: str, field: str, value: str) -> Bilingual:
    """Return a value in words; an empty one says that it is empty."""
    return in_both(value_words, table, field, value) if value else EMPTY
