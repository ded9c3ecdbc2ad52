"""What should stand in a CKAN, and what its answers say stands there, in the words of `catalogues.things`."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from shinchoku.bilingual import Bilingual
from shinchoku.catalogue_kinds.ckan.wanted.dcat import MD5, SHA256, distribution_addresses, distribution_kind
from shinchoku.catalogue_kinds.ckan.wanted.fields import archive_fields, current_fields, resource_fields
from shinchoku.catalogue_kinds.ckan.wanted.files import archived_fields, is_of
from shinchoku.catalogue_kinds.ckan.wanted.files import current_fields as link_fields
from shinchoku.catalogue_kinds.ckan.wanted.forms import shown
from shinchoku.catalogue_kinds.ckan.wanted.names import archive_name
from shinchoku.catalogue_kinds.ckan.wanted.placing import EXTRA, OF_RESOURCES, require_all
from shinchoku.catalogue_kinds.ckan.wanted.rows_only import as_listed
from shinchoku.catalogue_kinds.ckan.wanted.shape import CURRENT, Shape, StoredFile
from shinchoku.catalogues.derived import DERIVED
from shinchoku.catalogues.things import UNKNOWN, CatalogueStep, Picture, Thing, ThingKind, Value

JsonObject = Mapping[str, Any]
HAS_TABLE = "datastore_active"
"""What CKAN says of a resource that has a table; it keeps that by itself."""
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
        picture[part] = Thing(ThingKind.DATASET, part, fields)
        for upload in shape.uploads(part):
            picture[upload.key] = Thing(
                ThingKind.FILE, upload.key, _uploaded(shape, upload, also[upload.version.version][0])
            )
    for file, identifier, address in shape.newest_files():
        key = f"{CURRENT}/{file.name}"
        stable = shape.stable_address(file.name) or UNKNOWN
        link = link_fields(newest, file, identifier, address or UNKNOWN, stable)
        if file.name in DERIVED and not address:
            link = {**link, **dict.fromkeys(("hash", "size"), UNKNOWN)}
        listed = as_listed(shape, newest, file, _linked(shape, file.name, fields_of_newest, link))
        picture[key] = Thing(ThingKind.FILE, key, listed)
    _require_forms(shape, picture)
    return picture, warnings


def _uploaded(shape: Shape, upload: StoredFile, also: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return the fields of one version's file, `also` those that all of that version have."""
    server, name = shape.server, upload.file.name
    address = upload.address or UNKNOWN
    told = {
        **distribution_addresses(server, address, address),
        **also,
        **archived_fields(upload.version, upload.file, upload.identifier, address),
        **distribution_kind(server, shape.settings, name, is_link=False),
    }
    if server.has_datastore:  # whoever loaded it would have its rows stay, whatever becomes of the file
        told[HAS_TABLE] = "false"
    if server.has_md5:
        told["hash"] = hashlib.md5(shape.content(upload), usedforsecurity=False).hexdigest()
        told |= {"hash_algorithm": MD5} if told.get("hash_algorithm") == SHA256 else {}
    return {**told, **dict.fromkeys(_ids_of_homes, UNKNOWN)} if _waits(upload) else told


def _linked(
    shape: Shape, name: str, also: Mapping[str, Value], link: Mapping[str, Value]
) -> Mapping[str, Value]:
    """Return the fields of the resource that leads to the newest version of a file."""
    stable = shape.stable_address(name) or UNKNOWN
    return {
        **distribution_addresses(shape.server, stable, str(link["url"])),
        **also,
        **link,
        "url_type": shape.server.link_type,
        **distribution_kind(shape.server, shape.settings, name, is_link=True),
    }


def _waits(upload: StoredFile) -> bool:
    """Tell whether a file's bytes depend on what only the catalogue can say."""
    return upload.file.name in DERIVED and not upload.address


def _require_forms(shape: Shape, picture: Picture) -> None:
    """Require that the server's own forms are filled; what it names otherwise, or fills itself, counts."""
    dataset = {name for name, value in picture[CURRENT].fields.items() if value}
    tags = {"tag_string"} if "tags" in dataset else set()
    file = next(thing for thing in picture.values() if thing.kind is ThingKind.FILE)
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
    publication, settings, server = shape.publication, shape.settings, shape.server
    if part == CURRENT:
        archives = [_stands_for(shape, one) for one in shape.parts if one != CURRENT]
        return current_fields(publication, settings, server, shape.name, archives)
    year = int(part.rpartition("-")[2])
    name, current = archive_name(shape.name, year), [_stands_for(shape, CURRENT)]
    return archive_fields(publication, settings, server, name, year, current), ()


def _stands_for(shape: Shape, part: str) -> str:
    """Return the address by which ckanext-dcat knows a part's dataset, wherever somebody moves it."""
    home = shape.packages.get(part)
    return f"{shape.server.site_url}/dataset/{home['id']}" if home else UNKNOWN


def present_datasets(shape: Shape, packages: Mapping[str, JsonObject]) -> Picture:
    """Return what the answers about our datasets show, by part.

    What lies in an archive and is none of our versions is left alone; in the current dataset nothing may
    stand beside the newest version.
    """
    picture: dict[str, Thing] = {}
    for part, package in packages.items():
        address = f"{shape.server.site_url}/dataset/{package['name']}"
        picture[part] = Thing(ThingKind.DATASET, part, {**_dataset(package), "address": address})
        keys = {upload.identifier: upload.key for upload in shape.uploads(part)}
        for resource in package.get("resources", ()):
            key = keys.get(resource["id"]) or (current_key(shape, resource) if part == CURRENT else "")
            if key:
                picture[key] = Thing(ThingKind.FILE, key, texts_of(resource))
    return picture


def loaded_uploads(steps: Iterable[CatalogueStep]) -> list[str]:
    """Return the identifiers of uploaded files that somebody loaded into a table and that are to have none."""
    return [
        str(step.goal.fields["id"])
        for step in steps
        if step.goal is not None and step.goal.fields.get(HAS_TABLE) == "false"
        if any(change.name == HAS_TABLE and change.before == "true" for change in step.changes)
    ]


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


def current_key(shape: Shape, resource: JsonObject) -> str:
    """Return the key of a resource of the current dataset: of a file of ours, of any version, or of somebody else's."""
    url = str(resource.get("url", ""))
    names = [*shape.publication.newest.files, *_files_of_old(shape), url.rpartition("/")[2]]
    ours = next((name for name in names if shape.stable_id(name) == resource["id"]), None)
    if ours is not None:
        return f"{CURRENT}/{ours}"
    versions = reversed(shape.publication.versions)
    once = (f"{one.version}/{name}" for one in versions for name in one.files if is_of(resource, one, name))
    return f"{CURRENT}/{next(once, resource['id'])}"


def _files_of_old(shape: Shape) -> Iterator[str]:
    """Yield the names of files that earlier versions had."""
    for version in reversed(shape.publication.versions):
        yield from (name for name in version.files if name not in shape.publication.newest.files)
