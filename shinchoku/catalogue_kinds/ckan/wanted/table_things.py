"""A table of the DataStore in the words of `catalogues.things`: its columns, its key, its rows, its preview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from shinchoku.catalogue_kinds.ckan.wanted.shape import CURRENT
from shinchoku.catalogue_kinds.ckan.wanted.stored import StoredRows
from shinchoku.catalogue_kinds.ckan.wanted.tables import StoredColumn, as_stored
from shinchoku.catalogues.table_rows import TableColumn, TableRows
from shinchoku.catalogues.things import Kind, Step, Thing, Value

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


def files_to_show(steps: Iterable[Step]) -> list[str]:
    """Return the files whose tables a page is to show and does not."""
    return [
        step.key.removeprefix(f"{CURRENT}/").removesuffix(ROWS)
        for step in steps
        if step.kind is Kind.TABLE and step.goal is not None and step.goal.fields.get(PREVIEW)
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
    return Thing(Kind.TABLE, f"{CURRENT}/{file}{ROWS}", fields)
