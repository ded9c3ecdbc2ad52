"""A table in CKAN's DataStore beside its CSV: types, exact values, a keyed digest, and the rows that differ.

Everything is compared as text that PostgreSQL and our CSV spell alike, so that no figure passes through a
float. An empty cell and an empty text are the same: CSV knows no other nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from schemas.columns import ColumnType
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.publication import JsonObject
from shinchoku.errors import ConfigurationError
from shinchoku.package.csv_text import read_csv

_MOST_BYTES = 63
"""PostgreSQL cuts longer names: a Japanese name of 22 characters loses one."""

STORED_TYPES = {
    ColumnType.STRING: "text",
    ColumnType.INTEGER: "int8",
    ColumnType.NUMBER: "numeric",
    ColumnType.BOOLEAN: "bool",
    ColumnType.DATE: "date",
}
_FLAGS = {"t": "true", "f": "false"}
Record = tuple[str, ...]
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """A column as the DataStore shows it; its type is ours where the DataStore's is exactly that, else its own word."""

    name: str
    type: str
    label: str
    notes: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its type, what people call it, and whether it is part of the key."""

    name: str
    type: ColumnType
    label: str
    notes: str
    is_key: bool

    @property
    def field(self) -> dict[str, Any]:
        """The column as the DataStore declares it, with its words for the field dictionary."""
        return {
            "id": self.name,
            "type": STORED_TYPES[self.type],
            "info": {"label": self.label, "notes": self.notes},
        }

    @property
    def stored(self) -> StoredColumn:
        """The column as the DataStore shows it once it is there."""
        return StoredColumn(self.name, self.type, self.label, self.notes)


@dataclass(frozen=True)
class TableRows:
    """A published table's rows by key, each as text in the order of the columns."""

    columns: tuple[Column, ...]
    rows: Mapping[Key, Record]

    @property
    def digest(self) -> str:
        """A hash of all rows, independent of their order."""
        return digest_of(line_of(row) for row in self.rows.values())


def columns_of(resource: JsonObject) -> tuple[Column, ...]:
    """Return the columns that a package declares for a table.

    Raises:
        ConfigurationError: if CKAN would cut a name, or the table has no key.
    """
    schema = resource["schema"]
    keys = set(schema.get("primaryKey", ()))
    columns = tuple(
        Column(
            str(field["name"]),
            ColumnType(field["type"]),
            _in_both(field, "title", " / "),
            _in_both(field, "description", "\n\n"),
            field["name"] in keys,
        )
        for field in schema["fields"]
    )
    cut = [one.name for one in columns if len(one.name.encode()) > _MOST_BYTES or one.name.startswith("_")]
    if cut or not keys:
        raise _unfit(str(resource["name"]), cut[0] if cut else "")
    return columns


def _in_both(field: JsonObject, word: str, between: str) -> str:
    """Return what a package says of a column in both languages, as one text: CKAN's dictionary has one."""
    texts = (str(field.get(name) or "") for name in (word, f"{word}_en"))
    return between.join(text for text in texts if text)


def published_rows(columns: Sequence[Column], content: bytes) -> TableRows:
    """Return the rows of a published CSV."""
    header, rows = read_csv(content)
    named = {column.name: column for column in columns}
    ordered = [named[name] for name in header]
    records = (record_of(ordered, [row[name] for name in header]) for row in rows)
    return TableRows(tuple(ordered), {key_of(ordered, record): record for record in records})


def line_of(row: Record) -> str:
    """Return a row as one text that no other row has."""
    return "\x1f".join(row)


def digest_of(lines: Iterable[str]) -> str:
    """Return a hash of lines, independent of their order."""
    return hashlib.sha256("\x1e".join(sorted(lines)).encode()).hexdigest()


def record_of(columns: Sequence[Column], record: Sequence[str]) -> Record:
    """Return a row in the one spelling that both sides share."""
    return tuple(_spelled(column, text) for column, text in zip(columns, record, strict=True))


def key_of(columns: Sequence[Column], row: Record) -> Key:
    """Return the key of a row."""
    return tuple(text for column, text in zip(columns, row, strict=True) if column.is_key)


def _spelled(column: Column, text: str) -> str:
    """Return a value as both sides spell it; what is none stays as it is, and differs."""
    match column.type:
        case ColumnType.BOOLEAN:
            return _FLAGS.get(text, text)
        case ColumnType.INTEGER | ColumnType.NUMBER if text:
            try:
                return f"{Decimal(text).normalize():f}"
            except InvalidOperation:
                return text
        case _:
            return text


def as_sent(column: Column, text: str) -> Any:  # noqa: ANN401 -- what JSON has
    """Return a value as the DataStore takes it; a figure goes as text, which PostgreSQL reads exactly."""
    if not text:
        return "" if column.is_key and column.type is ColumnType.STRING else None
    return text == "true" if column.type is ColumnType.BOOLEAN else text


def _unfit(table: str, column: str) -> ConfigurationError:
    """Say why a table cannot be kept in the DataStore."""
    if not column:
        words = Bilingual(
            f"表「{table}」に主キーがないため、DataStoreと同期できません。計画ファイルの catalogues で datastore = false にしてください。",
            f"the table {table!r} has no key and cannot follow in the DataStore: set datastore = false for the catalogue.",
        )
        return ConfigurationError(words)
    return ConfigurationError(
        Bilingual(
            f"表「{table}」の列名「{column}」は、CKANのDataStoreで切り詰められるか使えません（63バイトまで、先頭に _ は不可）。列名を短くしてください。",
            f"the column {column!r} of the table {table!r} would be cut or refused by CKAN's DataStore (63 bytes, no leading _): give it a shorter name.",
        )
    )
