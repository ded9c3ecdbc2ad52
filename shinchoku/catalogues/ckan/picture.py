"""What should stand in a CKAN, and what its answers say stands there, in the words of `catalogues.things`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.ckan.fields import archive_fields, current_fields, resource_fields
from shinchoku.catalogues.ckan.files import archived_fields
from shinchoku.catalogues.ckan.files import current_fields as link_fields
from shinchoku.catalogues.ckan.forms import shown
from shinchoku.catalogues.ckan.names import archive_name
from shinchoku.catalogues.ckan.placing import EXTRA, OF_RESOURCES, require_all
from shinchoku.catalogues.ckan.rows_only import as_listed
from shinchoku.catalogues.ckan.shape import CURRENT, Shape
from shinchoku.catalogues.ckan.stored import StoredRows
from shinchoku.catalogues.ckan.tables import Column, StoredColumn, TableRows
from shinchoku.catalogues.derived import DERIVED
from shinchoku.catalogues.things import UNKNOWN, Kind, Picture, Thing, Value

JsonObject = Mapping[str, Any]
ROWS = "/rows"
"""What the key of a table ends with, after its file's."""
STORED = "stored"
"""The field of a file that says when the server took its bytes, as seen when they were last equal to ours."""


def wanted_datasets(shape: Shape) -> tuple[dict[str, Thing], tuple[Bilingual, ...]]:
    """Return every dataset and file that should be there, and what had to be changed to fit CKAN.

    Raises:
        CatalogueRefusedError: if the server's form requires what we have nothing for.
        ConfigurationError: if the plan puts something into a field that is no fact.
    """
    picture: dict[str, Thing] = {}
    versions, newest = shape.publication.versions, shape.publication.newest
    also = {
        one.version: resource_fields(shape.publication, one, shape.settings, shape.server) for one in versions
    }
    fields_of_newest, warnings = also[newest.version]
    for part in shape.parts:
        fields, said = dataset_fields(shape, part)
        warnings += said
        picture[part] = Thing(Kind.DATASET, part, fields)
        for upload in shape.uploads(part):
            known = archived_fields(upload.version, upload.file, upload.identifier, upload.address or UNKNOWN)
            hidden = _ids_of_homes if upload.file.name in DERIVED and not upload.address else ()
            told = {**also[upload.version.version][0], **known, **dict.fromkeys(hidden, UNKNOWN)}
            picture[upload.key] = Thing(Kind.FILE, upload.key, told)
    for file, identifier, address in shape.newest_files():
        key = f"{CURRENT}/{file.name}"
        stable = shape.stable_address(file.name) or UNKNOWN
        link = link_fields(newest, file, identifier, address or UNKNOWN, stable)
        listed = as_listed(shape, newest, file, {**fields_of_newest, **link})
        picture[key] = Thing(Kind.FILE, key, listed)
    _require_forms(shape, picture)
    return picture, warnings


def _require_forms(shape: Shape, picture: Picture) -> None:
    """Require that the server's own forms are filled; what it names otherwise, or fills itself, counts.

    Raises:
        CatalogueRefusedError: if something is missing.
    """
    dataset = {name for name, value in picture[CURRENT].fields.items() if value}
    tags = {"tag_string"} if "tags" in dataset else set()
    file = next(thing for thing in picture.values() if thing.kind is Kind.FILE)
    require_all(
        (
            (shape.server.dataset_form, frozenset(dataset | tags), ""),
            (shape.server.resource_form, frozenset({*file.fields, "url"}), OF_RESOURCES),
        )
    )


_ids_of_homes = ("id", "hash", "size")
"""What a derived file has only when its dataset is there: its addresses hold the dataset's identifier."""


def dataset_fields(shape: Shape, part: str) -> tuple[Mapping[str, Value], tuple[Bilingual, ...]]:
    """Return the fields of a part's dataset, and what had to be changed to fit CKAN."""
    if part == CURRENT:
        return current_fields(shape.publication, shape.settings, shape.server, shape.name)
    year = int(part.rpartition("-")[2])
    name = archive_name(shape.name, year)
    return archive_fields(shape.publication, shape.settings, shape.server, name, year), ()


def present_datasets(shape: Shape, packages: Mapping[str, JsonObject]) -> Picture:
    """Return what the answers about our datasets show, by part.

    What lies in an archive and is none of our versions is left alone; in the current dataset nothing may
    stand beside the newest version.
    """
    picture: dict[str, Thing] = {}
    for part, package in packages.items():
        address = f"{shape.server.site_url}/dataset/{package['name']}"
        picture[part] = Thing(Kind.DATASET, part, {**_dataset(package), "address": address})
        keys = {upload.identifier: upload.key for upload in shape.uploads(part)}
        for resource in package.get("resources", ()):
            key = keys.get(resource["id"]) or (_current_key(shape, resource) if part == CURRENT else "")
            if key:
                picture[key] = Thing(Kind.FILE, key, texts_of(resource))
    return picture


def table_thing(file: str, columns: Sequence[Column], rows: TableRows) -> Thing:
    """Return a table as it should be: its columns, its key, how many rows, and the digest of all of them."""
    key = tuple(one.name for one in columns if one.is_key)
    return _table(file, [one.stored for one in columns], key, len(rows.rows), rows.digest)


def stored_table_thing(
    file: str, columns: Sequence[StoredColumn], key: Sequence[str], rows: StoredRows
) -> Thing:
    """Return a table as the DataStore holds it, in the same words; `key` are the columns of its unique key."""
    return _table(file, columns, key, rows.count, rows.digest)


def _table(file: str, columns: Iterable[StoredColumn], key: Iterable[str], count: int, digest: str) -> Thing:
    """Return a table as a thing."""
    told = tuple(f"{one.name} {one.type} {one.label} {one.notes}".strip() for one in columns)
    fields: dict[str, Value] = {"columns": told, "key": tuple(key), "rows": str(count), "digest": digest}
    return Thing(Kind.TABLE, f"{CURRENT}/{file}{ROWS}", fields)


def texts_of(answer: JsonObject) -> Mapping[str, Value]:
    """Return an answer's values as pictures have them; a date loses what lies behind its seconds."""
    values = {name: told for name, value in answer.items() if (told := shown(value))}
    moment = values.get("last_modified")
    return {**values, "last_modified": moment.partition(".")[0]} if isinstance(moment, str) else values


def _dataset(package: JsonObject) -> Mapping[str, Value]:
    """Return a dataset's fields, its extra ones under their prefix."""
    tags = tuple(sorted(str(tag["name"]) for tag in package.get("tags", ())))
    groups = tuple(sorted(str(group["name"]) for group in package.get("groups", ())))
    extras = {f"{EXTRA}{one['key']}": str(one["value"]) for one in package.get("extras", ())}
    notes = str(package.get("notes") or "").replace("\r\n", "\n")
    own = {name: value for name, value in package.items() if name not in _LISTED}
    return {**texts_of(own), **extras, "tags": tags, "groups": groups, "notes": notes}


_LISTED = frozenset({"resources", "tags", "groups", "extras", "organization"})
"""What an answer about a dataset lists, and what is told otherwise."""


def _current_key(shape: Shape, resource: JsonObject) -> str:
    """Return the key of a resource of the current dataset: of a file of ours, or of somebody else's."""
    url = str(resource.get("url", ""))
    names = [*shape.publication.newest.files, *_files_of_old(shape), url.rpartition("/")[2]]
    ours = next((name for name in names if shape.stable_id(name) == resource["id"]), None)
    return f"{CURRENT}/{ours or resource['id']}"


def _files_of_old(shape: Shape) -> Iterator[str]:
    """Yield the names of files that earlier versions had."""
    for version in reversed(shape.publication.versions):
        yield from (name for name in version.files if name not in shape.publication.newest.files)
