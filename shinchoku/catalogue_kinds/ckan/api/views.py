"""Previews of tables on the catalogue's pages: CKAN makes none for a table that was filled by the API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from shinchoku.catalogue_kinds.ckan.api.client import CkanClient
from shinchoku.catalogue_kinds.ckan.wanted.shape import Shape

JsonObject = Mapping[str, Any]
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
