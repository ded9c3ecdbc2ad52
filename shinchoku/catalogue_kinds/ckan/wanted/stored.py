"""A table as the DataStore shows it: its columns, its key, its rows, and which of them are not as they should be.

Nothing is taken to be what we once made: somebody may have made the table anew, ckanext-xloader among them.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shinchoku.catalogue_kinds.ckan.wanted.shape import CURRENT
from shinchoku.catalogue_kinds.ckan.wanted.tables import STORED_TYPES, StoredColumn, as_sent, as_stored
from shinchoku.catalogues.publication import JsonObject
from shinchoku.catalogues.table_rows import (
    RowKey,
    RowValues,
    TableColumn,
    TableRows,
    digest_of,
    key_of,
    line_of,
    record_of,
)
from shinchoku.catalogues.things import CatalogueStep, Thing, ThingKind, Value


@dataclass(frozen=True)
class StoredRows:
    """The rows that the DataStore holds: how many, the hash of all, and by key each one's number and fingerprint.

    Their text is not kept: all tables of a catalogue are looked at before any is written.
    """

    count: int = 0
    digest: str = ""
    by_key: Mapping[RowKey, tuple[int, bytes]] = field(default_factory=dict)

    @property
    def has_repeats(self) -> bool:
        """Whether several rows have one key: then the table has lost its unique one."""
        return self.count > len(self.by_key)


def stored_columns(fields: Sequence[JsonObject]) -> tuple[StoredColumn, ...]:
    """Return the columns that the DataStore shows, but for its own row number."""
    types = {stored: column_type for column_type, stored in STORED_TYPES.items()}
    return tuple(
        StoredColumn(
            str(one["id"]),
            types.get(str(one["type"]), str(one["type"])),
            str((one.get("info") or {}).get("label") or ""),
            str((one.get("info") or {}).get("notes") or ""),
        )
        for one in fields
        if one["id"] != "_id"
    )


def has_key(columns: Sequence[TableColumn], indexes: Mapping[str, str]) -> bool:
    """Tell whether there is an index over exactly the columns of the key, by the name of one for each column.

    That it is a unique one is not told. The DataStore makes none over all of them otherwise, unless it is asked to.
    """
    keys = {one.name for one in columns if one.is_key}
    over = {indexes.get(name, "") for name in keys}
    return "" not in over and over.isdisjoint(name for one, name in indexes.items() if one not in keys)


def read_lines(text: str) -> list[list[str]]:
    """Return the records of the CSV that the DataStore answers; a value may hold line breaks.

    Raises:
        ValueError: if it is no CSV, or a value is longer than any of ours.
    """
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise ValueError(str(error)) from error


def stored_rows(columns: Sequence[TableColumn], records: Iterable[Sequence[str]]) -> StoredRows:
    """Return the rows that the DataStore shows as records, `_id` first.

    Raises:
        ValueError: if a record has not as many values as there are columns, or its number is none.
    """
    by_key: dict[RowKey, tuple[int, bytes]] = {}
    lines = []
    for record in records:
        row = record_of(columns, record[1:])
        lines.append(line_of(row))
        by_key[key_of(columns, row)] = int(record[0]), _fingerprint(row)
    return StoredRows(len(lines), digest_of(lines), by_key)


def new_rows(wanted: TableRows, stored: StoredRows) -> Iterator[dict[str, Any]]:
    """Yield the rows that are missing or differ, as the DataStore takes them."""
    for key, row in wanted.rows.items():
        there = stored.by_key.get(key)
        if there is None or there[1] != _fingerprint(row):
            yield {
                column.name: as_sent(column, text) for column, text in zip(wanted.columns, row, strict=True)
            }


def vanished_rows(wanted: TableRows, stored: StoredRows) -> Iterator[int]:
    """Yield the DataStore's numbers of rows that are no longer published."""
    yield from (number for key, (number, _) in stored.by_key.items() if key not in wanted.rows)


def _fingerprint(row: RowValues) -> bytes:
    """Return what tells a row from every other, in few bytes."""
    return hashlib.blake2b(line_of(row).encode(), digest_size=16).digest()


PREVIEW = "preview"
"""Whether the catalogue's page shows a table's rows; wanted where the server has a plugin for it."""
ROWS = "/rows"
"""What the key of a table ends with, after its file's."""


def table_thing(
    file: str, columns: Sequence[TableColumn], rows: TableRows, *, has_preview: bool = False
) -> Thing:
    """Return a table as it should be: its columns, its key, how many rows, the digest of all, and its preview."""
    key = tuple(one.name for one in columns if one.is_key)
    return _table(file, [as_stored(one) for one in columns], key, (len(rows.rows), rows.digest), has_preview)


def stored_table_thing(
    file: str,
    columns: Sequence[StoredColumn],
    key: Sequence[str],
    rows: StoredRows,
    *,
    has_preview: bool = False,
) -> Thing:
    """Return a table as the DataStore holds it, in the same words; `key` are the columns of its unique key."""
    return _table(file, columns, key, (rows.count, rows.digest), has_preview)


def files_to_show(steps: Iterable[CatalogueStep]) -> list[str]:
    """Return the files whose tables a page is to show and does not."""
    return [
        step.key.removeprefix(f"{CURRENT}/").removesuffix(ROWS)
        for step in steps
        if step.kind is ThingKind.TABLE and step.goal is not None and step.goal.fields.get(PREVIEW)
        if any(change.name == PREVIEW for change in step.changes)
    ]


def _table(
    file: str,
    columns: Iterable[StoredColumn],
    key: Iterable[str],
    rows: tuple[int, str],
    has_preview: bool,  # noqa: FBT001 -- given by the two above alone
) -> Thing:
    """Return a table as a thing."""
    count, digest = rows
    told = tuple(f"{one.name} {one.type} {one.label} {one.notes}".strip() for one in columns)
    fields: dict[str, Value] = {"columns": told, "key": tuple(key), "rows": str(count), "digest": digest}
    if has_preview:
        fields[PREVIEW] = "true"
    return Thing(ThingKind.TABLE, f"{CURRENT}/{file}{ROWS}", fields)
