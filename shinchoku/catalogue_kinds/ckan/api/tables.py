"""Keeping the DataStore's tables in step with the CSV: changed rows upserted, vanished rows deleted.

The tables live under the stable identifiers, so they follow the switch a moment later. How long each took
is measured, and the publication is not done before they read back equal.
"""

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from shinchoku.catalogue_kinds.ckan.api.client import CkanClient
from shinchoku.catalogue_kinds.ckan.api.reading import Stored
from shinchoku.catalogue_kinds.ckan.wanted.shape import Shape
from shinchoku.catalogue_kinds.ckan.wanted.stored import StoredRows, new_rows, vanished_rows
from shinchoku.catalogue_kinds.ckan.wanted.tables import as_declared, as_stored, columns_of
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.table_rows import published_rows

ROWS_AT_ONCE, _BATCH_BYTES = 5_000, 4 * 1024 * 1024
"""Rows in one write, and their bytes as JSON: web servers refuse long requests before CKAN sees them."""
JsonObject = dict[str, Any]


def follow(
    client: CkanClient, shape: Shape, files: Mapping[str, bool], stored: Mapping[str, Stored], switched: float
) -> dict[str, float]:
    """Bring tables to the newest version, and return how many seconds after the switch each followed.

    `files` are those to bring, each with whether its rows are to be brought, too.
    """
    lag: dict[str, float] = {}
    for file in shape.tables():
        if file in files:
            bring_table(client, shape, file, stored.get(file), has_rows=files[file])
            lag[file] = time.monotonic() - switched
    return lag


def drop(client: CkanClient, identifier: str) -> None:
    """Remove a table whose file is no longer published, before its resource goes: afterwards CKAN lets nobody."""
    client.write("datastore_delete", {"resource_id": identifier, "force": True})


def without_tables(
    client: CkanClient, package: Mapping[str, Any], identifiers: Sequence[str]
) -> Mapping[str, Any]:
    """Remove the tables of some resources, and return their dataset as it is afterwards."""
    for identifier in identifiers:
        drop(client, identifier)
        package = client.read("package_show", id=str(package["id"]))
    return package


def bring_table(
    client: CkanClient, shape: Shape, file: str, stored: Stored | None, *, has_rows: bool = True
) -> None:
    """Bring one table to what its CSV says; one that cannot be compared row by row is made anew.

    Without `has_rows` the plan leaves rows that others changed: then only what is said of the columns is brought.
    """
    newest = shape.publication.newest
    columns = columns_of(newest.resources[file])
    wanted = published_rows(columns, shape.publication.content(newest.version, file))
    target: dict[str, Any] = {"resource_id": shape.stable_id(file), "force": True}
    keys = [column.name for column in columns if column.is_key]
    declared = {**target, "fields": [as_declared(column) for column in columns], "primary_key": keys}
    if stored is not None and not stored.is_comparable:
        drop(client, shape.stable_id(file))
        stored = None
    if stored is None:
        _fill(client, declared, target, _batches(new_rows(wanted, StoredRows())))
        return
    is_declared = stored.columns == tuple(as_stored(column) for column in columns) and stored.key == tuple(
        keys
    )
    if not is_declared or not stored.is_key_told:  # an upsert into a table with another key mixes rows up
        client.write("datastore_create", {**declared, "records": []})
    if not has_rows:
        return
    for batch in _batches(new_rows(wanted, stored.rows)):
        client.write("datastore_upsert", {**target, "method": "upsert", "records": batch})
    numbers = vanished_rows(wanted, stored.rows)
    while gone := list(islice(numbers, ROWS_AT_ONCE)):
        client.write("datastore_delete", {**target, "filters": {"_id": gone}})


def _fill(
    client: CkanClient, declared: JsonObject, target: JsonObject, batches: Iterator[list[JsonObject]]
) -> None:
    """Make a table and fill it: where nothing is, nothing has to be looked for before a row is inserted.

    A row that is there already is refused, because somebody else, or a server on the way, sent it as well; so
    the same rows are then brought as those of any other table.
    """
    client.write("datastore_create", {**declared, "records": next(batches, [])})
    for batch in batches:
        try:
            client.write("datastore_upsert", {**target, "method": "insert", "records": batch})
        except CatalogueRefusedError:
            client.write("datastore_upsert", {**target, "method": "upsert", "records": batch})


def _batches(rows: Iterable[JsonObject]) -> Iterator[list[JsonObject]]:
    """Yield rows in portions that a write may have, by their number and by their bytes."""
    batch: list[JsonObject] = []
    size = 0
    for row in rows:
        length = len(json.dumps(row))
        if batch and (len(batch) == ROWS_AT_ONCE or size + length > _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(row)
        size += length
    if batch:
        yield batch


_TITLE = "表 / Table"


def read_previews(client: CkanClient, shape: Shape, files: Iterable[str]) -> frozenset[str]:
    """Return which of the files' tables a page shows; nothing is asked of a server that cannot show any."""
    if not shape.server.table_views:
        return frozenset()
    return frozenset(file for file in files if _is_shown(client, shape, file))


def show(client: CkanClient, shape: Shape, file: str) -> None:
    """Have a page show a table: as the catalogue shows tables by its own settings, or else in the best way it can."""
    identifier = shape.stable_id(file)
    resource = client.read("resource_show", id=identifier)
    usual = {"resource": resource, "create_datastore_views": True}
    client.write("resource_create_default_resource_views", usual)
    if not _is_shown(client, shape, file):
        view = {"resource_id": identifier, "view_type": shape.server.table_views[0], "title": _TITLE}
        client.write("resource_view_create", view)


def _is_shown(client: CkanClient, shape: Shape, file: str) -> bool:
    """Tell whether a resource has a view of its table."""
    views: list[JsonObject] = client.find("resource_view_list", id=shape.stable_id(file)) or []
    return any(one.get("view_type") in shape.server.table_views for one in views)
