"""Reading what a CKAN holds of ours: datasets wherever somebody moved them, and the tables of the DataStore."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shinchoku.adapters.catalogues.ckan.client import CkanClient
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.ckan.names import MARK, archive_name, mark, version_in
from shinchoku.catalogues.ckan.picture import table_thing
from shinchoku.catalogues.ckan.shape import CURRENT, Shape
from shinchoku.catalogues.ckan.tables import Column, Key, TableRows, columns_of, stored_columns, stored_rows
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.things import Thing
from shinchoku.releases.history import version_order

JsonObject = Mapping[str, Any]
_PAGE = 32_000
"""As many rows as `datastore_search` gives at once."""


@dataclass(frozen=True)
class Stored:
    """A table as the DataStore holds it; `numbers` are its own row numbers by key."""

    columns: tuple[Column, ...]
    rows: TableRows
    numbers: Mapping[Key, str]
    has_shape: bool
    """Whether names and types are the ones that are wanted; else no row can be compared."""

    def thing(self, file: str) -> Thing:
        """Return it in the words of pictures."""
        return table_thing(file, self.columns, self.rows)


def find_packages(client: CkanClient, shape: Shape) -> dict[str, JsonObject]:
    """Return our datasets by part, deleted ones included; a part that is not there is left out.

    Raises:
        CatalogueRefusedError: if a name is taken by a dataset that is not ours, or the catalogue is ahead.
    """
    found: dict[str, JsonObject] = {}
    for part in shape.parts:
        package = _by_name(client, shape, part) or _by_resource(client, shape, part)
        if package is not None:
            found[part] = package
    if CURRENT in found:
        _require_not_ahead(client, shape, found[CURRENT])
    return found


def _by_name(client: CkanClient, shape: Shape, part: str) -> JsonObject | None:
    """Return a part's dataset by its name, if it is ours."""
    name = name_of(shape, part)
    package: JsonObject | None = client.find("package_show", id=name)
    if package is None or _is_ours(shape, part, package) or shape.settings.adopt:
        return package
    raise _taken(client.host, name)


def _by_resource(client: CkanClient, shape: Shape, part: str) -> JsonObject | None:
    """Return a part's dataset by one of its resources: somebody renamed it, or the slug changed."""
    known = next(iter(_identifiers(shape, part)), None)
    resource = client.find("resource_show", id=known) if known else None
    if resource is None:
        return None
    package: JsonObject | None = client.find("package_show", id=str(resource["package_id"]))
    return package


def name_of(shape: Shape, part: str) -> str:
    """Return the name of a part's dataset."""
    return shape.name if part == CURRENT else archive_name(shape.name, int(part.rpartition("-")[2]))


def _is_ours(shape: Shape, part: str, package: JsonObject) -> bool:
    """Tell whether a dataset is ours: by its mark, by its resources, or because it was just made and is empty."""
    ours = mark(shape.publication, shape.settings.name, part)
    if any(one["key"] == MARK and one["value"] == ours for one in package.get("extras", ())):
        return True
    resources = {str(one["id"]) for one in package.get("resources", ())}
    is_empty_draft = not resources and bool(package.get("private"))
    return is_empty_draft or not resources.isdisjoint(_identifiers(shape, part))


def _identifiers(shape: Shape, part: str) -> Iterator[str]:
    """Yield the identifiers of a part's resources that do not depend on where the dataset lies."""
    if part == CURRENT:
        yield from (identifier for _, identifier, _ in shape.newest_files())
    else:
        yield from (one.identifier for one in shape.uploads(part) if one.file.name.endswith(".csv"))


def read_tables(client: CkanClient, shape: Shape) -> dict[str, Stored]:
    """Return the tables that the DataStore holds under our stable identifiers, by file name."""
    found: dict[str, Stored] = {}
    for file in shape.tables():
        columns = columns_of(shape.publication.newest.resources[file])
        stored = _table(client, shape.stable_id(file), columns)
        if stored is not None:
            found[file] = stored
    return found


def _table(client: CkanClient, identifier: str, wanted: tuple[Column, ...]) -> Stored | None:
    """Return one table, page by page."""
    lines: list[str] = []
    fields: list[JsonObject] = []
    while True:
        page = client.find(
            "datastore_search",
            resource_id=identifier,
            records_format="csv",
            sort="_id",
            include_total="false",
            limit=str(_PAGE),
            offset=str(len(lines) * _PAGE),
        )
        if page is None:
            return None
        fields = page["fields"]
        lines.append(str(page["records"]))
        if lines[-1].count("\n") < _PAGE:
            break
    columns = stored_columns(fields, wanted)
    has_shape = [(one.name, one.type) for one in columns] == [(one.name, one.type) for one in wanted]
    rows, numbers = stored_rows(wanted, "".join(lines)) if has_shape else (TableRows(wanted, {}), {})
    return Stored(columns, rows, numbers, has_shape)


def _require_not_ahead(client: CkanClient, shape: Shape, package: JsonObject) -> None:
    """Refuse to go back: another machine of ours has published a newer version there.

    Raises:
        CatalogueRefusedError: if the catalogue shows a newer version than ours.
    """
    there, ours = version_in(package), shape.publication.newest
    if there and version_order(there) > ours.order:
        raise CatalogueRefusedError(
            Bilingual(
                f"カタログ {client.host} には、手元の最新版（{ours.version}）より新しい版（{there}）があります。"
                "別のコンピューターから公開していないか、古いバックアップから戻していないかを確かめてください。カタログは変更していません。",
                f"the catalogue {client.host} shows version {there}, newer than ours ({ours.version}): is another machine"
                " publishing, or was an old backup restored? Nothing was changed there.",
            )
        )


def _taken(host: str, name: str) -> CatalogueRefusedError:
    """Say that the name belongs to a dataset that is not ours."""
    return CatalogueRefusedError(
        Bilingual(
            f"カタログ {host} には、データセット「{name}」がすでにあり、このシステムが作ったものではありません。"
            "計画ファイルの catalogues の dataset に別の名前を書くか、引き継いでよければ adopt = true にしてください。",
            f"the catalogue {host} has a dataset {name!r} that this system did not make: give another name as `dataset`"
            " in the plan file, or set adopt = true to take it over.",
        )
    )
