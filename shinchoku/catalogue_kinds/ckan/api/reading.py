"""Reading what a CKAN holds of ours: datasets wherever somebody moved them, and the tables of the DataStore."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from shinchoku.catalogue_kinds.ckan.api.client import CkanClient
from shinchoku.catalogue_kinds.ckan.api.troubles import (
    CatalogueNotOfferedError,
    changed_meanwhile,
    name_taken,
    out_of_sight,
    unforeseen,
)
from shinchoku.catalogue_kinds.ckan.wanted.names import MARK, archive_name, mark, version_in
from shinchoku.catalogue_kinds.ckan.wanted.shape import CURRENT, Shape
from shinchoku.catalogue_kinds.ckan.wanted.stored import (
    StoredRows,
    has_key,
    read_lines,
    stored_columns,
    stored_rows,
    stored_table_thing,
)
from shinchoku.catalogue_kinds.ckan.wanted.tables import StoredColumn, columns_of
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.table_rows import TableColumn
from shinchoku.catalogues.things import Thing
from shinchoku.releases.history import version_order

JsonObject = Mapping[str, Any]
_PAGE = 32_000
"""As many rows as are asked for at once; how many come is the server's affair (`ckan.datastore.search.rows_max`)."""


@dataclass(frozen=True)
class Stored:
    """A table as the DataStore holds it, asked of it and not taken to be what we once made."""

    columns: tuple[StoredColumn, ...]
    key: tuple[str, ...]
    """The columns of its unique key; none if it has lost that."""
    is_key_told: bool
    """Whether the server told of its indexes; else the key is only taken to be there."""
    rows: StoredRows
    is_comparable: bool
    """Whether columns and types are the ones that are wanted, and no two rows have one key; else it is made anew."""

    def thing(self, file: str, *, has_preview: bool) -> Thing:
        """Return it in the words of pictures."""
        return stored_table_thing(file, self.columns, self.key, self.rows, has_preview=has_preview)


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
    raise name_taken(client.host, name)


def _by_resource(client: CkanClient, shape: Shape, part: str) -> JsonObject | None:
    """Return a part's dataset by one of its resources: somebody renamed it, or the slug changed."""
    known = next(iter(_identifiers(shape, part)), None)
    try:
        resource = client.find("resource_show", id=known) if known else None
    except CatalogueRefusedError:
        raise out_of_sight(client.host, str(known)) from None
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


def _table(client: CkanClient, identifier: str, wanted: tuple[TableColumn, ...]) -> Stored | None:
    """Return one table, page by page.

    Raises:
        CatalogueFailedError: if its pages do not follow each other, or it changes meanwhile.
    """
    pages = _pages(client, identifier)
    first = next(pages, None)
    if first is None:
        return None
    columns, rows = stored_columns(first.fields), StoredRows(first.total)
    is_comparable = [(one.name, one.type) for one in columns] == [(one.name, one.type) for one in wanted]
    if is_comparable:
        try:
            rows = stored_rows(wanted, chain(first.records, *(page.records for page in pages)))
        except ValueError as error:
            raise unforeseen(client.host, "datastore_search", str(error)) from error
    keys = tuple(one.name for one in wanted if one.is_key)
    indexes = _indexes(client, identifier)
    key = keys if indexes is None or has_key(wanted, indexes) else ()
    return Stored(columns, key, indexes is not None, rows, is_comparable and not rows.has_repeats)


@dataclass(frozen=True, slots=True)
class _RowsPage:
    """One answer about a table: its columns, some of its rows, and how many there are, if that is told."""

    fields: Sequence[JsonObject]
    records: Sequence[Sequence[str]]
    total: int


def _pages(client: CkanClient, identifier: str) -> Iterator[_RowsPage]:
    """Yield a table's rows as the server hands them out, which may be fewer at once than it is asked for.

    Raises:
        CatalogueFailedError: if a page does not begin after the one before, or there is no table any more.
    """
    read, last, total = 0, 0, 0
    while True:
        answer = client.find(
            "datastore_search",
            resource_id=identifier,
            records_format="csv",
            sort="_id",
            include_total="false" if read else "true",
            limit=str(_PAGE),
            offset=str(read),
        )
        if answer is None:
            if read:
                raise changed_meanwhile(client.host, "datastore_search")
            return
        page = _page(client, answer)
        total = total or page.total
        numbers = [int(one[0]) for one in page.records]
        if numbers != sorted(set(numbers)) or (numbers and numbers[0] <= last):
            raise unforeseen(client.host, "datastore_search", "_id")
        yield page
        read, last = read + len(numbers), numbers[-1] if numbers else last
        if not numbers or (total and read >= total):
            return


def _page(client: CkanClient, answer: JsonObject) -> _RowsPage:
    """Return an answer as a page.

    Raises:
        CatalogueFailedError: if its rows are none.
    """
    is_told = not answer.get("total_was_estimated")
    try:
        records = read_lines(answer["records"])
        if not all(one and one[0].isdecimal() for one in records):
            raise ValueError("_id")  # noqa: TRY301 -- told as what else is wrong with the rows
    except ValueError as error:
        raise unforeseen(client.host, "datastore_search", str(error)) from error
    return _RowsPage(answer["fields"], records, (answer.get("total") or 0) if is_told else 0)


def _indexes(client: CkanClient, identifier: str) -> Mapping[str, str] | None:
    """Return the name of an index for each column that has one; nothing if the server tells of none, as 2.9 does."""
    try:
        told = client.find("datastore_info", resource_id=identifier)
    except CatalogueNotOfferedError:
        return None
    schemas = {one["id"]: one["schema"] for one in (told or {}).get("fields", ()) if one.get("schema")}
    return {name: one["index_name"] or "" for name, one in schemas.items()} if schemas else None


def _require_not_ahead(client: CkanClient, shape: Shape, package: JsonObject) -> None:
    """Refuse to go back: another machine of ours has published a newer version there."""
    there, ours = version_in(package), shape.publication.newest
    if there and version_order(there) > ours.order:
        raise CatalogueRefusedError(
            f"カタログ {client.host} には、手元の最新版（{ours.version}）より新しい版（{there}）があります。"
            "別のコンピューターから公開していないか、古いバックアップから戻していないかを確かめてください。カタログは変更していません。",
            f"the catalogue {client.host} shows version {there}, newer than ours ({ours.version}): is another machine"
            " publishing, or was an old backup restored? Nothing was changed there.",
        )
