"""A published table as rows to compare: exact values by key, a digest of all, one spelling for both sides.

Everything is compared as text that a database and our CSV spell alike, so that no figure passes through a
float. An empty cell and an empty text are the same: CSV knows no other nothing.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from schemas.field import ColumnType
from shinchoku.catalogues.publication import JsonObject
from shinchoku.package.csv_text import read_csv

_FLAGS = {"t": "true", "f": "false"}
RowValues = tuple[str, ...]
RowKey = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column: its name, its type, what people call it, and whether it is part of the key."""

    name: str
    type: ColumnType
    label: str
    notes: str
    is_key: bool


@dataclass(frozen=True)
class TableRows:
    """A published table's rows by key, each as text in the order of the columns."""

    columns: tuple[TableColumn, ...]
    rows: Mapping[RowKey, RowValues]

    @property
    def digest(self) -> str:
        """A hash of all rows, independent of their order."""
        return digest_of(line_of(row) for row in self.rows.values())


def declared_columns(resource: JsonObject) -> tuple[TableColumn, ...]:
    """Return the columns that a package declares for a table."""
    schema = resource["schema"]
    keys = set(schema.get("primaryKey", ()))
    return tuple(
        TableColumn(
            str(field["name"]),
            ColumnType(field["type"]),
            _in_both(field, "title", " / "),
            _in_both(field, "description", "\n\n"),
            field["name"] in keys,
        )
        for field in schema["fields"]
    )


def published_rows(columns: Sequence[TableColumn], content: bytes) -> TableRows:
    """Return the rows of a published CSV."""
    header, rows = read_csv(content)
    named = {column.name: column for column in columns}
    ordered = [named[name] for name in header]
    records = (record_of(ordered, [row[name] for name in header]) for row in rows)
    return TableRows(tuple(ordered), {key_of(ordered, record): record for record in records})


def line_of(row: RowValues) -> str:
    """Return a row as one text that no other row has."""
    return "\x1f".join(row)


def digest_of(lines: Iterable[str]) -> str:
    """Return a hash of lines, independent of their order."""
    return hashlib.sha256("\x1e".join(sorted(lines)).encode()).hexdigest()


def record_of(columns: Sequence[TableColumn], record: Sequence[str]) -> RowValues:
    """Return a row in the one spelling that both sides share."""
    return tuple(_spelled(column, text) for column, text in zip(columns, record, strict=True))


def key_of(columns: Sequence[TableColumn], row: RowValues) -> RowKey:
    """Return the key of a row."""
    return tuple(text for column, text in zip(columns, row, strict=True) if column.is_key)


def _in_both(field: JsonObject, word: str, between: str) -> str:
    """Return what a package says of a column in both languages, as one text."""
    texts = (str(field.get(name) or "") for name in (word, f"{word}_en"))
    return between.join(text for text in texts if text)


def _spelled(column: TableColumn, text: str) -> str:
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
