"""What should stand in a CKAN and what its answers show, in the same words, so that nothing else is compared."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from builders.ckan_servers import REQUIRED, SITE, TEXTS, field, server
from builders.handovers import city_ckan
from builders.publications import PROGRESS, Tree

from shinchoku.catalogues.ckan.names import stable_id
from shinchoku.catalogues.ckan.picture import (
    present_datasets,
    stored_table_thing,
    table_thing,
    texts_of,
    wanted_datasets,
)
from shinchoku.catalogues.ckan.shape import Shape
from shinchoku.catalogues.ckan.stored import stored_rows
from shinchoku.catalogues.ckan.tables import columns_of, published_rows
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.things import UNKNOWN, Kind

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
    assert [key for key, one in wanted.items() if one.kind is Kind.DATASET] == ["archive-2026", "current"]
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
    assert [key for key, one in picture.items() if one.kind is Kind.FILE] == [
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
    assert (thing.kind, thing.key, thing.fields["rows"]) == (Kind.TABLE, "current/progress.csv/rows", "2")
    assert thing.fields["columns"][0] == "fiscal_year integer fiscal_yearの列 説明"
    assert (thing.fields["key"], thing.fields["digest"]) == (("fiscal_year", "item_no"), rows.digest)


def test_a_table_that_lost_its_key_is_seen(published: Publication) -> None:
    """All else may be equal: then only the key differs."""
    columns = columns_of(published.newest.resources["progress.csv"])
    rows = published_rows(columns, published.content("2026-11-24", "progress.csv"))
    records = ([str(n), *row] for n, row in enumerate(rows.rows.values(), 1))
    stored = stored_table_thing(
        "progress.csv", [one.stored for one in columns], (), stored_rows(columns, records)
    )
    wanted = table_thing("progress.csv", columns, rows)
    differs = {name for name, value in wanted.fields.items() if stored.fields[name] != value}
    assert (stored.key, differs) == (wanted.key, {"key"})
