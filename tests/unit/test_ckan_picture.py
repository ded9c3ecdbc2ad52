"""What should stand in a CKAN and what its answers show, in the same words, so that nothing else is compared."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders.ckan_servers import REQUIRED, SITE, TEXTS, field, server
from builders.handovers import city_ckan
from builders.publications import PROGRESS, Tree

from shinchoku.catalogue_kinds.ckan.wanted.datasets import (
    loaded_uploads,
    present_datasets,
    texts_of,
    wanted_datasets,
)
from shinchoku.catalogue_kinds.ckan.wanted.names import stable_id
from shinchoku.catalogue_kinds.ckan.wanted.shape import Shape
from shinchoku.catalogue_kinds.ckan.wanted.stored import (
    files_to_show,
    stored_rows,
    stored_table_thing,
    table_thing,
)
from shinchoku.catalogue_kinds.ckan.wanted.tables import as_stored, columns_of
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.planning import plan_steps
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.table_rows import published_rows
from shinchoku.catalogues.things import UNKNOWN, Policy, Thing, ThingKind

HOMES = {"archive-2026": "a26", "current": "cur"}


@pytest.fixture
def published(tmp_path: Path) -> Publication:
    """Two versions in a year; the second lacks a table."""
    tree = Tree(tmp_path)
    tree.release("2026-11-23")
    return tree.release("2026-11-24", {"progress": PROGRESS})


def lying(publication: Publication, homes: Mapping[str, str] = HOMES, **forms: Any) -> Shape:  # noqa: ANN401 -- fields of forms
    """Return how it lies in a CKAN."""
    packages = {part: {"id": identifier} for part, identifier in homes.items()}
    return Shape(publication, city_ckan(layout=forms.pop("layout", "archive")), server(**forms), packages)


def package(shape: Shape, *resources: Mapping[str, object], **more: object) -> dict[str, Any]:
    """Return the current dataset as CKAN answers."""
    return {"id": "cur", "name": shape.name, "resources": list(resources), **more}


def test_everything_that_should_be_there_has_a_key(published: Publication) -> None:
    """The datasets, every version's files in their archive, the newest files in the current dataset."""
    wanted, warnings = wanted_datasets(lying(published))
    assert [key for key, one in wanted.items() if one.kind is ThingKind.DATASET] == [
        "archive-2026",
        "current",
    ]
    assert [key for key in wanted if key.startswith("current/")] == [
        "current/progress.csv",
        "current/datapackage.json",
        "current/CHANGELOG.md",
        "current/SHA256SUMS",
    ]
    assert "archive-2026/2026-11-23/codes.csv" in wanted
    assert len(wanted) == 2 + 5 + 4 + 4
    assert ["タグ" in one.ja for one in warnings] == [True, True]


def test_what_only_ckan_can_say_is_not_known_before(published: Publication) -> None:
    """Addresses, and what is derived from them, while the datasets are not there."""
    wanted, _ = wanted_datasets(lying(published, {}))
    descriptor = wanted["archive-2026/2026-11-24/datapackage.json"].fields
    assert [descriptor[name] for name in ("id", "hash", "size")] == [UNKNOWN] * 3
    assert wanted["current/progress.csv"].fields["url"] == UNKNOWN
    assert wanted["archive-2026/2026-11-24/progress.csv"].fields["hash"] != UNKNOWN


IANA, FILE_TYPE = (
    "https://www.iana.org/assignments/media-types",
    "http://publications.europa.eu/resource/authority/file-type",
)


@pytest.mark.parametrize(
    ("version", "settings", "link", "uploaded"),
    [
        ("2.12.0", {}, f"{IANA}/text/csv", ""),
        ("2.10.4", {}, f"{IANA}/text/csv", ""),
        ("2.9.11", {}, f"{IANA}/text/csv", "text/csv"),
        ("", {}, f"{IANA}/text/csv", "text/csv"),
        ("2.12.0", {"formats": "words"}, "text/csv", "text/csv"),
    ],
)
def test_ckanext_dcat_is_told_kinds_as_addresses(
    published: Publication, version: str, settings: dict[str, str], link: str, uploaded: str
) -> None:
    """The page still has the word; an upload is never called what no download may be called."""
    at = replace(server("dcat"), version=version)
    wanted, _ = wanted_datasets(Shape(published, city_ckan(**settings), at, lying(published).packages))
    current, archived = (
        wanted[f"{part}/progress.csv"].fields for part in ("current", "archive-2026/2026-11-23")
    )
    assert (current["mimetype"], archived["mimetype"]) == (link, uploaded)
    is_word = bool(settings)
    assert {one["format"] for one in (current, archived)} == {"CSV" if is_word else f"{FILE_TYPE}/CSV"}
    assert {one.get("format_translated") for one in (current, archived)} == {
        None if is_word else '{"en": "CSV", "ja": "CSV"}'
    }
    assert wanted["current/CHANGELOG.md"].fields["format"] == ("MD" if is_word else f"{FILE_TYPE}/TXT")


def test_ckanext_dcat_is_told_where_a_file_is_now_and_where_it_stays(published: Publication) -> None:
    """The current dataset's address stays and leads to the version's; datasets know each other by what CKAN calls them."""
    shape = Shape(published, city_ckan(), server("dcat"), lying(published).packages)
    wanted, _ = wanted_datasets(shape)
    current, archived = (
        wanted["current/progress.csv"].fields,
        wanted["archive-2026/2026-11-24/progress.csv"].fields,
    )
    assert current["access_url"] == shape.stable_address("progress.csv")
    assert current["download_url"] == archived["download_url"] == archived["access_url"] == current["url"]
    assert wanted["current"].fields["extras:related_resource"] == f"{SITE}/dataset/a26"
    assert wanted["archive-2026"].fields["extras:is_version_of"] == f"{SITE}/dataset/cur"
    nowhere, _ = wanted_datasets(Shape(published, city_ckan(), server("dcat"), {}))
    assert nowhere["archive-2026"].fields["extras:is_version_of"] == UNKNOWN
    plain, _ = wanted_datasets(lying(published))
    assert (
        not {"access_url", "download_url", "format_translated"} & plain["current/progress.csv"].fields.keys()
    )


def test_loaders_of_tables_find_nothing_to_load(published: Publication) -> None:
    """A link is of a kind that they leave alone, and an upload has the hash by which they know it: its MD5."""
    shape = Shape(published, city_ckan(), server("datastore", "xloader", "dcat"), lying(published).packages)
    wanted, _ = wanted_datasets(shape)
    content = published.content("2026-11-24", "progress.csv")
    archived, current = (
        wanted["archive-2026/2026-11-24/progress.csv"].fields,
        wanted["current/progress.csv"].fields,
    )
    assert archived["hash"] == hashlib.md5(content).hexdigest()  # noqa: S324 -- what loaders compare by
    assert (archived["datastore_active"], "datastore_active" in current) == ("false", False)
    assert archived["hash_algorithm"] == "http://spdx.org/rdf/terms#checksumAlgorithm_md5"
    assert (current["url_type"], current["hash"]) == ("datapusher", hashlib.sha256(content).hexdigest())
    descriptor = Shape(published, city_ckan(), server("xloader"), {})
    waiting, _ = wanted_datasets(descriptor)
    assert waiting["archive-2026/2026-11-24/datapackage.json"].fields["hash"] == UNKNOWN
    assert "hash_algorithm" not in waiting["archive-2026/2026-11-24/progress.csv"].fields


def test_a_form_of_the_server_is_filled_in_datasets_and_files(published: Publication) -> None:
    """What it requires is there: texts, and tags under the name that forms have for them."""
    dataset = [field("tag_string", **REQUIRED), field("title", **REQUIRED), field("language", **TEXTS)]
    resource = [field("url", **REQUIRED), field("name", **REQUIRED), field("language", **TEXTS, **REQUIRED)]
    wanted, _ = wanted_datasets(lying(published, dataset=dataset, resource=resource))
    assert {key for key, one in wanted.items() if one.fields.get("language") == ("ja",)} == wanted.keys()


@pytest.mark.parametrize("layout", ["archive", "single", "links"])
def test_a_form_that_cannot_be_filled_is_refused_before_anything_is_written(
    published: Publication, layout: str
) -> None:
    """In every layout; what is missing in datasets and in files is told together."""
    dataset, resource = [field("theme", **REQUIRED)], [field("availability", **REQUIRED)]
    with pytest.raises(CatalogueRefusedError, match=r"theme, resources\.availability"):
        wanted_datasets(lying(published, dataset=dataset, resource=resource, layout=layout))


def test_a_dataset_without_tags_lacks_them(published: Publication) -> None:
    """A form that requires tags is not filled by an empty list."""
    for version in published.versions:
        version.descriptor["keywords"].clear()
    with pytest.raises(CatalogueRefusedError, match="tag_string"):
        wanted_datasets(lying(published, dataset=[field("tag_string", **REQUIRED)]))


def test_answers_are_read_in_the_same_words(published: Publication) -> None:
    """Extra fields, tags and groups in their order, no difference between kinds of line ends."""
    shape = lying(published)
    answer = package(
        shape,
        private=False,
        notes="a\r\nb",
        tags=[{"name": "計画"}, {"name": "KPI"}],
        groups=[{"name": "b"}, {"name": "a"}],
        extras=[{"key": "管理ID", "value": "1"}],
        language=["ja"],
        contact=[{"name": "課"}],
        author=None,
    )
    picture = present_datasets(shape, {"current": answer})
    assert picture["current"].fields == {
        "id": "cur",
        "name": shape.name,
        "private": "false",
        "notes": "a\nb",
        "tags": ("KPI", "計画"),
        "groups": ("a", "b"),
        "extras:管理ID": "1",
        "language": ("ja",),
        "contact": '[{"name": "課"}]',
        "address": f"{SITE}/dataset/{shape.name}",
    }


def test_files_are_known_by_their_identifiers(published: Publication) -> None:
    """Whatever their names and addresses say: of this version, of an earlier one, of a city's later one, of others."""
    shape = lying(published)
    current = [
        {"id": shape.stable_id("progress.csv"), "url": f"{SITE}/x"},
        {"id": shape.stable_id("codes.csv"), "url": f"{SITE}/x"},
        {"id": stable_id(published, "city", "extra.csv"), "url": f"{SITE}/extra.csv"},
        {"id": "somebody-s", "url": f"{SITE}/progress.csv"},
    ]
    upload = next(shape.uploads("archive-2026"))
    archive: list[dict[str, object]] = [
        {"id": upload.identifier, "size": 3, "last_modified": None},
        {"id": "somebody-s"},
    ]
    packages = {
        "archive-2026": {**package(shape, *archive), "name": "a"},
        "current": package(shape, *current),
    }
    picture = present_datasets(shape, packages)
    assert [key for key, one in picture.items() if one.kind is ThingKind.FILE] == [
        "archive-2026/2026-11-23/progress.csv",
        "current/progress.csv",
        "current/codes.csv",
        "current/extra.csv",
        "current/somebody-s",
    ]
    assert picture["archive-2026/2026-11-23/progress.csv"].fields["size"] == "3"


@pytest.mark.parametrize(
    ("answer", "texts"),
    [
        ({"last_modified": "2026-11-23T00:00:00.123456"}, {"last_modified": "2026-11-23T00:00:00"}),
        ({"last_modified": None, "size": 0}, {"size": "0"}),
    ],
)
def test_a_date_loses_what_lies_behind_its_seconds(answer: dict[str, object], texts: dict[str, str]) -> None:
    """CKAN adds it by itself."""
    assert texts_of(answer) == texts


def test_a_table_is_its_columns_its_rows_and_their_digest(published: Publication) -> None:
    """Words of the field dictionary included."""
    columns = columns_of(published.newest.resources["progress.csv"])
    rows = published_rows(columns, published.content("2026-11-24", "progress.csv"))
    thing = table_thing("progress.csv", columns, rows)
    assert (thing.kind, thing.key, thing.fields["rows"]) == (
        ThingKind.TABLE,
        "current/progress.csv/rows",
        "2",
    )
    assert thing.fields["columns"][0] == "fiscal_year integer fiscal_yearの列 / fiscal_year 説明"
    assert (thing.fields["key"], thing.fields["digest"]) == (("fiscal_year", "item_no"), rows.digest)
    shown = table_thing("progress.csv", columns, rows, has_preview=True)
    assert (shown.fields["preview"], "preview" in thing.fields) == ("true", False)


def test_a_table_that_lost_its_key_is_seen(published: Publication) -> None:
    """All else may be equal: then only the key differs."""
    columns = columns_of(published.newest.resources["progress.csv"])
    rows = published_rows(columns, published.content("2026-11-24", "progress.csv"))
    records = ([str(n), *row] for n, row in enumerate(rows.rows.values(), 1))
    stored = stored_table_thing(
        "progress.csv", [as_stored(one) for one in columns], (), stored_rows(columns, records)
    )
    wanted = table_thing("progress.csv", columns, rows)
    differs = {name for name, value in wanted.fields.items() if stored.fields[name] != value}
    assert (stored.key, differs) == (wanted.key, {"key"})


def told(kind: ThingKind, key: str, **fields: str) -> dict[str, Thing]:
    """Return a picture of one thing."""
    return {key: Thing(kind, key, fields)}


@pytest.mark.parametrize(
    ("there", "policy", "shown"),
    [
        ({}, Policy.REPAIR, ["a.csv"]),
        (told(ThingKind.TABLE, "current/a.csv/rows", rows="1"), Policy.REPAIR, ["a.csv"]),
        (told(ThingKind.TABLE, "current/a.csv/rows", rows="2"), Policy.LEAVE, []),
        (told(ThingKind.TABLE, "current/a.csv/rows", rows="2", preview="true"), Policy.REPAIR, []),
    ],
)
def test_a_page_is_made_to_show_a_table_where_it_does_not(
    there: dict[str, Thing], policy: Policy, shown: list[str]
) -> None:
    """A new table, one whose view is gone; not where the plan leaves it so, nor twice."""
    wanted = told(ThingKind.TABLE, "current/a.csv/rows", rows="1", preview="true")
    assert files_to_show(plan_steps(wanted, there, wanted, policy)) == shown


@pytest.mark.parametrize(
    ("there", "policy", "loaded"),
    [("true", Policy.REPAIR, ["a1"]), ("false", Policy.REPAIR, []), ("true", Policy.LEAVE, [])],
)
def test_an_uploaded_file_is_to_have_no_table(there: str, policy: Policy, loaded: list[str]) -> None:
    """Whoever loaded it; a loader would not know that the file is another one later."""
    wanted = told(ThingKind.FILE, "archive-2026/v/a.csv", id="a1", datastore_active="false")
    present = told(ThingKind.FILE, "archive-2026/v/a.csv", id="a1", datastore_active=there)
    assert loaded_uploads(plan_steps(wanted, present, wanted, policy)) == loaded
