"""Keeping the DataStore's tables in step with the CSV: changed rows upserted, vanished rows deleted.

The tables live under the stable identifiers, so they follow the switch a moment later. How long each took
is measured, and the publication is not done before they read back equal.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from itertools import islice
from typing import Any

from shinchoku.adapters.catalogues.ckan.client import CkanClient
from shinchoku.adapters.catalogues.ckan.reading import Stored
from shinchoku.catalogues.ckan.shape import Shape
from shinchoku.catalogues.ckan.tables import (
    TableRows,
    columns_of,
    new_rows,
    published_rows,
    vanished_rows,
)

ROWS_AT_ONCE = 5_000
"""Rows in one write, which is one transaction: some hundred kilobytes of JSON."""


def follow(
    client: CkanClient, shape: Shape, files: frozenset[str], stored: Mapping[str, Stored], switched: float
) -> dict[str, float]:
    """Bring the tables of `files` to the newest version, and return how many seconds after the switch each followed."""
    lag: dict[str, float] = {}
    for file in shape.tables():
        if file in files:
            bring_table(client, shape, file, stored.get(file))
            lag[file] = time.monotonic() - switched
    return lag


def drop(client: CkanClient, identifier: str) -> None:
    """Remove a table whose file is no longer published, before its resource goes: afterwards CKAN lets nobody."""
    client.write("datastore_delete", {"resource_id": identifier, "force": True})


def bring_table(client: CkanClient, shape: Shape, file: str, stored: Stored | None) -> None:
    """Bring one table to what its CSV says."""
    newest = shape.publication.newest
    columns = columns_of(newest.resources[file])
    wanted = published_rows(columns, shape.publication.content(newest.version, file))
    target: dict[str, Any] = {"resource_id": shape.stable_id(file), "force": True}
    if stored is not None and not stored.has_shape:
        drop(client, shape.stable_id(file))
        stored = None
    there = stored.rows if stored else TableRows(columns, {})
    rows = new_rows(wanted, there)
    if stored is None or stored.columns != columns:
        keys = [column.name for column in columns if column.is_key]
        fields = [column.field for column in columns]
        first = (
            list(islice(rows, ROWS_AT_ONCE)) if stored is None else []
        )  # it only inserts: no row may be there
        client.write("datastore_create", {**target, "fields": fields, "primary_key": keys, "records": first})
    while batch := list(islice(rows, ROWS_AT_ONCE)):
        client.write("datastore_upsert", {**target, "method": "upsert", "records": batch})
    numbers = [int(stored.numbers[key]) for key in vanished_rows(wanted, there)] if stored else []
    if numbers:
        client.write("datastore_delete", {**target, "filters": {"_id": numbers}})
