"""What would change in public: rows added, gone and changed between two states of a year."""

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.codes import RevisionKind
from schemas.published import TABLES
from shinchoku.figures.tables import Table, TextRow, YearContent
from shinchoku.register.item_no import natural_key

COMPARED = ("action_items", "progress", "indicators", "achievement", "highlights")
"""The tables whose rows are told one by one; the items behind each count follow from them."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One published value that differs; an empty text is an empty cell."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that was added (`old` is nothing), vanished (`new` is nothing) or changed."""

    table: str
    key: tuple[str, ...]
    old: TextRow | None
    new: TextRow | None

    @property
    def item_no(self) -> str:
        """The item that the row is about, empty for achievement rows."""
        row = self.new or self.old or {}
        return row.get("item_no", "")

    @property
    def kind(self) -> RevisionKind:
        """What becomes of the row."""
        if self.old is None:
            return RevisionKind.ADDED
        return RevisionKind.REMOVED if self.new is None else RevisionKind.CHANGED

    @property
    def values(self) -> tuple[FieldChange, ...]:
        """Every published value that comes, goes or changes with the row, but for its key."""
        old, new = self.old or {}, self.new or {}
        changed = (FieldChange(name, old.get(name, ""), new.get(name, "")) for name in {**new, **old})
        key = TABLES[self.table].primary_key
        return tuple(one for one in changed if one.old != one.new and one.field not in key)

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """The values that differ, of a row that stands on both sides."""
        return self.values if self.kind is RevisionKind.CHANGED else ()


def compare(old: YearContent | None, new: YearContent | None) -> list[RowChange]:
    """Return every difference between two states of a year, by table and in natural order."""
    changes: list[RowChange] = []
    for table in COMPARED:
        before = _by_key(table, old.table(table) if old else ())
        after = _by_key(table, new.table(table) if new else ())
        changes.extend(
            RowChange(table, key, before.get(key), after.get(key))
            for key in sorted(before.keys() | after.keys(), key=_order)
            if before.get(key) != after.get(key)
        )
    return changes


def _by_key(table: str, rows: Table) -> Mapping[tuple[str, ...], TextRow]:
    """Index rows by what tells them apart within a year."""
    columns = TABLES[table].key_within_year
    return {tuple(row[name] for name in columns): row for row in rows}


def _order(key: tuple[str, ...]) -> tuple[object, ...]:
    """Sort keys with item numbers in natural order."""
    return (len(key), key[:-1], natural_key(key[-1]))
