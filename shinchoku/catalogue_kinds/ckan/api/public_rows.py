"""What anybody gets of a catalogue of tables alone: the dump of each table with its types, and the linked files.

The dump is what the button of a table's page gives; it says nothing of types, so a search is asked for those.
Where dumps are refused and searches are not, the rows come from pages of a search.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from shinchoku.adapters.catalogues.anonymous import AnonymousReader
from shinchoku.adapters.catalogues.port import Described
from shinchoku.catalogue_kinds.ckan.api.client import CkanClient
from shinchoku.catalogue_kinds.ckan.wanted.rows_only import Dump, dump_of, lines_of
from shinchoku.catalogue_kinds.ckan.wanted.shape import CURRENT, Shape
from shinchoku.catalogue_kinds.ckan.wanted.stored import (
    read_lines,
    stored_columns,
    stored_table_thing,
    table_thing,
)
from shinchoku.catalogue_kinds.ckan.wanted.tables import columns_of
from shinchoku.catalogues.failures import CatalogueFailedError
from shinchoku.catalogues.publication import PublishedFile
from shinchoku.catalogues.table_rows import published_rows
from shinchoku.catalogues.things import Thing, ThingKind

JsonObject = Mapping[str, Any]
_PAGE = 32_000
"""As many rows as a search gives at once by CKAN's own setting; a server may give fewer."""
_LOOKS = 2
"""One answer that is not what it should be proves nothing: it is asked for again."""


class PublicRows:
    """A reader without rights of what a catalogue of tables shows; making it opens no connection."""

    def __init__(self, client: CkanClient) -> None:
        """Keep where to look, and how to ask."""
        self._host, self._url = client.host, client.url
        self._reader = AnonymousReader(client.host, client.http_settings)

    def read_back(self, shape: Shape, package: JsonObject, tables: Collection[str]) -> Described:
        """Return every table and every linked file as it should be, and as anybody gets it.

        `tables` are the files whose tables are there: what somebody took away, and the plan leaves away, is
        not asked for.

        Raises:
            CatalogueFailedError: if a table or a file cannot be read, even when asked again.
        """
        wanted: dict[str, Thing] = {}
        present: dict[str, Thing] = {}
        leads = {str(one["id"]): one.get("url") for one in package.get("resources", ())}
        for file, identifier, address in shape.newest_files():
            if leads.get(identifier) != address:
                continue  # somebody leads it elsewhere, and the plan leaves that so
            if shape.is_rows_alone(file.name):
                if file.name not in tables:
                    continue
                should, shown = self._table(shape, file.name, identifier, address)
            else:
                should, shown = self._file(file, identifier, address)
            wanted[should.key], present[should.key] = should, shown
        return Described(wanted, present)

    def close(self) -> None:
        """Give the connections back."""
        self._reader.close()

    def _table(self, shape: Shape, file: str, identifier: str, address: str) -> tuple[Thing, Thing]:
        """Return a table as it should be, and as anybody gets it."""
        newest = shape.publication.newest
        columns = columns_of(newest.resources[file])
        should = table_thing(
            file, columns, published_rows(columns, shape.publication.content(newest.version, file))
        )
        key = tuple(one.name for one in columns if one.is_key)  # anybody is told of rows, and of no indexes
        for _ in range(_LOOKS):
            fields: Sequence[JsonObject] = self._search(identifier, limit="0")["fields"]
            typed = stored_columns(fields)
            names = [str(one["id"]) for one in fields]
            dump = dump_of(columns, self._dumped(address)) or self._searched(identifier, names, columns)
            shown = stored_table_thing(file, typed, key, dump.rows)
            if shown == should:
                break
        return should, shown

    def _dumped(self, address: str) -> bytes:
        """Return what a dump gives anybody; nothing if it is refused."""
        try:
            return self._reader.read(address) or b""
        except CatalogueFailedError:
            return b""

    def _searched(self, identifier: str, names: Sequence[str], columns: Sequence[Any]) -> Dump:
        """Return what searches give anybody, page by page, as many rows at once as the server gives."""
        lines, offset = "", 0
        while True:
            page = str(
                self._search(
                    identifier, limit=str(_PAGE), offset=str(offset), records_format="csv", sort="_id"
                )["records"]
            )
            if not page:
                break
            lines += page
            offset += len(read_lines(page))
        found = lines_of(names, columns, lines)
        if found is None:
            raise self._unreadable(identifier)
        return found

    def _search(self, identifier: str, **asked: str) -> JsonObject:
        """Return what a search of a table answers anybody."""
        query = urlencode({"resource_id": identifier, "include_total": "false", **asked})
        content = self._reader.read(f"{self._url}/api/3/action/datastore_search?{query}")
        try:
            found: JsonObject = json.loads(content or b"")["result"]
            if not isinstance(found["fields"], list) or "records" not in found:
                raise self._unreadable(identifier)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise self._unreadable(identifier) from error
        return found

    def _file(self, file: PublishedFile, identifier: str, address: str) -> tuple[Thing, Thing]:
        """Return a linked file as it should be, and as anybody gets it where it lies."""
        got = ""
        for _ in range(_LOOKS):
            content = self._reader.read(address)
            got = hashlib.sha256(content).hexdigest() if content is not None else "HTTP 404"
            if got == file.sha256:
                break
        key = f"{CURRENT}/{file.name}"
        return _seen(key, identifier, file.sha256), _seen(key, identifier, got)

    def _unreadable(self, identifier: str) -> CatalogueFailedError:
        """Say that nobody can read a table."""
        return CatalogueFailedError(
            f"カタログ {self._host} の表（リソース {identifier}）を、だれでも読める形で取得できません（/datastore/dump/ と datastore_search）。"
            "次の夜に自動でやり直します。続くときは、DataStoreを公開する設定かどうかを、カタログの管理者に確かめてください。",
            f"nobody can read the table of the resource {identifier} of the catalogue {self._host}, neither by"
            " /datastore/dump/ nor by datastore_search. It is tried again the next night; if this goes on, ask those"
            " who run the catalogue whether its DataStore is public.",
        )


def _seen(key: str, identifier: str, content: str) -> Thing:
    """Return a file as anybody gets it."""
    return Thing(ThingKind.FILE, key, {"id": identifier, "content": content})
