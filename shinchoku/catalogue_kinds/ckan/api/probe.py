"""What a CKAN serves to anybody, a file and a table, asked with a few requests that write nothing.

What is asked for is whatever is public there: first of our own organisation, else of anybody. A resource
without an address answers 500 by CKAN's own doing, and shows nothing of the server: only uploaded files, or
links where the plan wants links, are asked for.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import requests

from shinchoku.adapters.catalogues.http_session import BoundedSession, HttpSettings
from shinchoku.catalogue_kinds.ckan.settings import CkanLayout, CkanSettings
from shinchoku.catalogue_kinds.ckan.wanted.fitting import NO_ANSWER, Served
from shinchoku.catalogue_kinds.ckan.wanted.server import Server

JsonObject = Mapping[str, Any]
_MOST_DATASETS = 30
_MOST_FILES = 2
"""Files that are asked for: one that is broken says nothing of the rest."""
_REFUSALS = 400


@dataclass(frozen=True, slots=True)
class _Public:
    """What a list of public datasets has to ask for: addresses of files, and tables."""

    files: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()


def probe(settings: CkanSettings, server: Server, http_settings: HttpSettings) -> Served:
    """Return how a download and a table of a CKAN answer anybody; what is not there to ask for stays unknown."""
    session = BoundedSession(http_settings)
    try:
        found = _found(session, settings, server)
        return Served(
            downloads=_downloads(session, found.files, settings.layout),
            dumps=_of_table(session, found.tables, f"{server.site_url}/datastore/dump/{{table}}?limit=1"),
            searches=_of_table(
                session,
                found.tables,
                f"{settings.url.rstrip('/')}/api/3/action/datastore_search?resource_id={{table}}&limit=0",
            ),
        )
    finally:
        session.close()


def _found(session: BoundedSession, settings: CkanSettings, server: Server) -> _Public:
    """Return what there is to ask for: of our own organisation, and where it has none, of anybody."""
    files: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    for query in (f"organization:{settings.organization}", ""):
        resources = list(_public_resources(session, settings.url, query))
        files = files or tuple(_files(resources, server, settings.layout))
        tables = tables or tuple(str(one["id"]) for one in resources if one.get("datastore_active"))
        if files and tables:
            break
    return _Public(files, tables)


def _public_resources(session: BoundedSession, url: str, query: str) -> Iterator[JsonObject]:
    """Yield the resources of public datasets, the newest first; none if the search gives no answer."""
    asked = urlencode({"fq": query, "rows": _MOST_DATASETS, "sort": "metadata_modified desc"})
    try:
        answer = session.get(f"{url.rstrip('/')}/api/3/action/package_search?{asked}")
        packages = json.loads(answer.content)["result"]["results"]
        for package in packages:
            yield from ({**one, "package_id": package["id"]} for one in package["resources"] if "id" in one)
    except (requests.RequestException, ValueError, KeyError, TypeError, RecursionError):
        return


def _files(resources: list[JsonObject], server: Server, layout: CkanLayout) -> Iterator[str]:
    """Yield addresses at which CKAN serves files, or leads to them if the plan wants links; the smallest first."""
    wants_links = layout is CkanLayout.LINKS
    chosen = [
        one for one in resources if one.get("url") and (one.get("url_type") == "upload") is not wants_links
    ]
    for one in sorted(chosen, key=_size):
        yield f"{server.site_url}/dataset/{one['package_id']}/resource/{one['id']}/download"


def _size(resource: JsonObject) -> int:
    """Return how large a file is said to be; one that says nothing may be any size."""
    said = str(resource.get("size") or "")
    return int(said) if said.isdigit() else 2**62


def _downloads(session: BoundedSession, addresses: tuple[str, ...], layout: CkanLayout) -> int | None:
    """Return the status of the first download that is served, else of the last; a link is not followed."""
    status: int | None = None
    for address in addresses[:_MOST_FILES]:
        status = _status(session, address, is_followed=layout is not CkanLayout.LINKS)
        if status == NO_ANSWER or status < _REFUSALS:
            break
    return status


def _of_table(session: BoundedSession, tables: tuple[str, ...], address: str) -> int | None:
    """Return the status of a table's address, if there is a table."""
    return _status(session, address.format(table=tables[0]), is_followed=True) if tables else None


def _status(session: BoundedSession, address: str, *, is_followed: bool) -> int:
    """Return what an address answers anybody, of whose body one byte is enough."""
    try:
        return session.get(address, headers={"Range": "bytes=0-0"}, allow_redirects=is_followed).status_code
    except requests.RequestException:
        return NO_ANSWER
