"""A table in CKAN's DataStore beside its CSV: its types, its columns with their words, what it could not keep."""

from dataclasses import dataclass
from typing import Any

from schemas.field import ColumnType
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.publication import JsonObject
from shinchoku.catalogues.table_rows import TableColumn, declared_columns
from shinchoku.errors import ConfigurationError

_MOST_BYTES = 63
"""PostgreSQL cuts longer names: a Japanese name of 22 characters loses one."""

STORED_TYPES = {
    ColumnType.STRING: "text",
    ColumnType.INTEGER: "int8",
    ColumnType.NUMBER: "numeric",
    ColumnType.BOOLEAN: "bool",
    ColumnType.DATE: "date",
}


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """A column as the DataStore shows it; its type is ours where the DataStore's is exactly that, else its own word."""

    name: str
    type: str
    label: str
    notes: str


def as_declared(column: TableColumn) -> dict[str, Any]:
    """Return a column as the DataStore declares it, with its words for the field dictionary."""
    return {
        "id": column.name,
        "type": STORED_TYPES[column.type],
        "info": {"label": column.label, "notes": column.notes},
    }


def as_stored(column: TableColumn) -> StoredColumn:
    """Return a column as the DataStore shows it once it is there."""
    return StoredColumn(column.name, column.type, column.label, column.notes)


def columns_of(resource: JsonObject) -> tuple[TableColumn, ...]:
    """Return the columns that a package declares for a table.

    Raises:
        ConfigurationError: if CKAN would cut a name, or the table has no key.
    """
    columns = declared_columns(resource)
    cut = [one.name for one in columns if len(one.name.encode()) > _MOST_BYTES or one.name.startswith("_")]
    if cut or not any(one.is_key for one in columns):
        raise _unfit(str(resource["name"]), cut[0] if cut else "")
    return columns


def as_sent(column: TableColumn, text: str) -> Any:  # noqa: ANN401 -- what JSON has
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
        return ConfigurationError.of(words)
    return ConfigurationError(
        f"表「{table}」の列名「{column}」は、CKANのDataStoreで切り詰められるか使えません（63バイトまで、先頭に _ は不可）。列名を短くしてください。",
        f"the column {column!r} of the table {table!r} would be cut or refused by CKAN's DataStore (63 bytes, no leading _): give it a shorter name.",
    )
