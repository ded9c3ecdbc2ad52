"""What would change in public: rows added, gone and changed between two states of a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from schemas.published import TABLES
from shinchoku.figures.tables import Table, TextRow, YearContent
from shinchoku.register.item_no import natural_key

COMPARED = ("action_items", "progress", "indicators", "achievement", "highlights")
"""The tables whose rows are told one by one; the items behind each count follow from them."""

_ATTENDANT = frozenset({"actual_value_missing", "carried_forward", "carried_forward_from", "value_status"})
"""Columns that only accompany a value: what they say follows from the change of the value."""
_KEY_COLUMNS = ("municipality_code", "plan_id", "fiscal_year")


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
    def fields(self) -> tuple[FieldChange, ...]:
        """The values that differ, of a row that stands on both sides."""
        if self.old is None or self.new is None:
            return ()
        old, new = self.old, self.new
        return tuple(
            FieldChange(name, old.get(name, ""), new.get(name, ""))
            for name in {**new, **old}
            if old.get(name, "") != new.get(name, "")
        )


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


def revised_fields(changes: list[RowChange]) -> Iterator[tuple[RowChange, FieldChange]]:
    """Yield the changes of values that readers may have cited: of progress and indicator rows."""
    for change in changes:
        if change.table in {"progress", "indicators"}:
            for field in change.fields:
                if field.field not in _ATTENDANT:
                    yield change, field


def _by_key(table: str, rows: Table) -> Mapping[tuple[str, ...], TextRow]:
    """Index rows by what tells them apart within a year."""
    columns = [name for name in TABLES[table].primary_key if name not in _KEY_COLUMNS]
    return {tuple(row[name] for name in columns): row for row in rows}


def _order(key: tuple[str, ...]) -> tuple[object, ...]:
    """Sort keys with item numbers in natural order."""
    return (len(key), key[:-1], natural_key(key[-1]))
