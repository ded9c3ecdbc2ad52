"""Writing datasets: every change of one is a single guarded `package_revise`, whole or not at all.

The guard (`match` on the moment of the last change) lets one of several writers through; the others are
told, look again, and find nothing left to do. Replacing a file in place is not atomic in CKAN, and a
resource that is created twice under one identifier breaks its dataset: so files only ever get new
resources, in the same write that lists them (shown in tests/contract/test_ckan.py).
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from shinchoku.catalogue_kinds.ckan.api.client import CkanClient, FileSource
from shinchoku.catalogue_kinds.ckan.api.client import FormFile as Sent
from shinchoku.catalogue_kinds.ckan.wanted.datasets import HAS_TABLE, STORED, current_key
from shinchoku.catalogue_kinds.ckan.wanted.files import media_type
from shinchoku.catalogue_kinds.ckan.wanted.forms import CkanForm, as_sent
from shinchoku.catalogue_kinds.ckan.wanted.placing import EXTRA
from shinchoku.catalogue_kinds.ckan.wanted.shape import CURRENT, Shape, StoredFile
from shinchoku.catalogues.things import UNKNOWN, CatalogueStep, Do, Value

JsonObject = Mapping[str, Any]
_OF_SERVER = frozenset({"package_id", "metadata_modified", "position", "created", "revision_id", "state"})
"""What the server keeps of a resource by itself."""
_MOST_FILES, _MOST_BYTES = 150, 32 * 1024 * 1024
"""What one write carries at most; a single file that is larger goes alone."""
_OF_BYTES = frozenset({"content", "size", "hash", "url", "url_type"})
"""Where one of these differs, the file itself may be another, or is no longer the one that is served."""
_NOT_SENT = frozenset({"content", STORED, HAS_TABLE})
"""What only the public's view of a file has, and what the server says of its table."""


def create_dataset(client: CkanClient, shape: Shape, fields: Mapping[str, Value]) -> None:
    """Make an empty dataset that nobody sees: `state=draft` would hide it from nobody but administrators."""
    known = {name: value for name, value in fields.items() if UNKNOWN not in value}
    client.write("package_create", {**_dataset(shape, known, ()), "private": True})


def revise_archive(
    client: CkanClient, shape: Shape, package: JsonObject, steps: Sequence[CatalogueStep]
) -> None:
    """Bring an archive to what the steps say, in as many writes as its files need.

    Nothing links to a version's files before the switch, so a version may be there in part until then; an
    archive that is new is shown to the public by the last of the writes.
    """
    part, form = steps[0].key.partition("/")[0], shape.server.resource_form
    by_key = {step.key: step for step in steps if step.is_write}
    of_dataset = dict(_dataset_change(shape, by_key.get(part), package))
    there = {str(one["id"]) for one in package.get("resources", ())}
    batches = _by_version(shape.uploads(part), by_key)
    for batch in batches:
        change = of_dataset if batch is batches[-1] else {}
        goals = [(one, goal.fields) for one in batch if (goal := by_key[one.key].goal) is not None]
        files, added = {}, [(one, fields) for one, fields in goals if one.identifier not in there]
        for one, fields in goals:
            if one.identifier in there:
                place = f"resources__{one.identifier}"
                change[f"update__{place}"] = resource = _resource(form, fields, {})
                change["filter"] = [*change.get("filter", ()), *_replaced(resource, f"{place}__")]
                if is_sent_again(by_key[one.key]):
                    files[f"update__resources__{one.identifier}__upload"] = _sent(shape, one)
        if added:
            change["update__resources__extend"] = [_resource(form, fields, {}) for _, fields in added]
            files |= {
                f"update__resources__-{n}__upload": _sent(shape, one)
                for n, (one, _) in zip(range(len(added), 0, -1), added, strict=True)
            }
        package = _revise(client, package, change, files)
    if of_dataset and not batches:
        _revise(client, package, of_dataset, {})


def revise_current(
    client: CkanClient, shape: Shape, package: JsonObject, steps: Sequence[CatalogueStep], *, is_hidden: bool
) -> JsonObject:
    """Switch the current dataset: its fields and the whole list of its resources, in one write.

    `is_hidden` keeps it from the public until its tables are there, too.
    """
    goals = {step.key: step.goal for step in steps if step.goal is not None}
    removed, form = {step.key for step in steps if step.do is Do.REMOVE}, shape.server.resource_form
    there = {str(one["id"]): one for one in package.get("resources", ())}
    links = [
        _resource(form, goals[key].fields, there)
        for file, _, _ in shape.newest_files()
        if (key := f"{CURRENT}/{file.name}") in goals
    ]
    uploads = [one for one in shape.uploads(CURRENT) if one.key in goals]
    stays = {str(one["id"]) for one in links} | {one.identifier for one in uploads}
    gone = stays | {identifier for identifier, one in there.items() if current_key(shape, one) in removed}
    others = [_kept(one) for identifier, one in there.items() if identifier not in gone]
    resources = [*links, *(_resource(form, goals[one.key].fields, there) for one in uploads), *others]
    by_key = {step.key: step for step in steps if step.is_write}
    fresh = [
        (len(links) + n, one)
        for n, one in enumerate(uploads)
        if one.identifier not in there or (one.key in by_key and is_sent_again(by_key[one.key]))
    ]
    goal = goals[CURRENT]
    update = {**_dataset(shape, goal.fields, package.get("extras", ())), "resources": resources}
    if is_hidden:
        update["private"] = True
    change = {"filter": _replaced(update), "update": update}
    files = {f"update__resources__{n}__upload": _sent(shape, one) for n, one in fresh}
    return _revise(client, package, change, files)


def is_sent_again(step: CatalogueStep) -> bool:
    """Tell whether a file that is there has to be uploaded again: never in place of what a person keeps."""
    return not step.keeps_bytes and any(change.name in _OF_BYTES for change in step.changes)


def delete_dataset(client: CkanClient, package: JsonObject) -> None:
    """Take a dataset away again that a person wants to stay deleted."""
    client.write("package_delete", {"id": package["id"]})


def list_resources(
    client: CkanClient, shape: Shape, package: JsonObject, wanted: Iterable[Mapping[str, Value]]
) -> JsonObject:
    """List those of the resources that are not there yet, and leave everything else as it is."""
    there = {str(one["id"]) for one in package.get("resources", ())}
    form = shape.server.resource_form
    added = [_resource(form, fields, {}) for fields in wanted if fields["id"] not in there]
    return _revise(client, package, {"update__resources__extend": added}, {}) if added else package


def unveil(client: CkanClient, package: JsonObject) -> None:
    """Show a complete dataset to the public."""
    _revise(client, package, {"update": {"private": False}}, {})


def _revise(
    client: CkanClient, package: JsonObject, change: Mapping[str, Any], files: Mapping[str, Sent]
) -> JsonObject:
    """Carry out one guarded change and return the dataset as it is afterwards."""
    guard = {"id": package["id"], "metadata_modified": package["metadata_modified"]}
    data: dict[str, Any] = {"match": guard, **change}
    if files:  # a multipart request carries texts alone
        data = {name: json.dumps(value) for name, value in data.items()}
    answer: JsonObject = client.write("package_revise", data, files)["package"]
    return answer


def _dataset_change(
    shape: Shape, step: CatalogueStep | None, package: JsonObject
) -> Iterator[tuple[str, Any]]:
    """Yield what brings a dataset's own fields to their goal."""
    if step is not None and step.goal is not None:
        update = _dataset(shape, step.goal.fields, package.get("extras", ()))
        yield "filter", _replaced(update)
        yield "update", update


def _replaced(update: Mapping[str, Any], place: str = "") -> list[str]:
    """Return what is to be taken away first: `package_revise` merges lists item by item, and objects key by key."""
    return [f"-{place}{name}" for name, value in update.items() if isinstance(value, (list, dict))]


def _dataset(shape: Shape, fields: Mapping[str, Value], extras: Iterable[JsonObject]) -> dict[str, Any]:
    """Return fields as CKAN takes them; extra fields that are not ours stay."""
    ours = {name.removeprefix(EXTRA): value for name, value in fields.items() if name.startswith(EXTRA)}
    others = [{"key": one["key"], "value": one["value"]} for one in extras if one["key"] not in ours]
    plain = as_sent(
        shape.server.dataset_form,
        {name: value for name, value in fields.items() if not name.startswith(EXTRA)},
    )
    plain["extras"] = [*others, *({"key": key, "value": value} for key, value in ours.items())]
    plain["private"] = fields.get("private") == "true"
    for name in ("tags", "groups"):
        plain[name] = [{"name": one} for one in fields.get(name, ())]
    return plain


def _resource(form: CkanForm, fields: Mapping[str, Value], there: Mapping[str, JsonObject]) -> dict[str, Any]:
    """Return a resource as CKAN takes it: what it has of its own stays, such as whether it has a table."""
    kept = _kept(there.get(str(fields["id"]), {}))
    ours = {name: value for name, value in fields.items() if name not in _NOT_SENT and value != UNKNOWN}
    return {**kept, **as_sent(form, ours)}


def _kept(resource: JsonObject) -> dict[str, Any]:
    """Return a resource that is there without what the server keeps by itself."""
    return {name: value for name, value in resource.items() if name not in _OF_SERVER and value is not None}


def _by_version(uploads: Iterable[StoredFile], by_key: Mapping[str, CatalogueStep]) -> list[list[StoredFile]]:
    """Return the files that a step is for in portions, version after version, none larger than a write should be."""
    portions: list[list[StoredFile]] = []
    size = 0
    for one in uploads:
        if one.key not in by_key:
            continue
        size += one.file.size
        if not portions or len(portions[-1]) == _MOST_FILES or size > _MOST_BYTES:
            portions.append([])
            size = one.file.size
        portions[-1].append(one)
    return portions


def _sent(shape: Shape, upload: StoredFile) -> Sent:
    """Return a file to send: where it lies, or its bytes if it is derived from the release's own."""
    name, version = upload.file.name, upload.version
    if upload.file != version.files.get(name):
        return name, shape.content(upload), media_type(name)
    source = FileSource(upload.file.size, partial(shape.publication.open, version.version, name))
    return name, source, media_type(name)
