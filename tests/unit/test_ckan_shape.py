"""How a publication lies in CKAN: which dataset holds which file, and where its stable address leads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from builders.ckan_servers import SITE, server
from builders.handovers import city_ckan
from builders.publications import CODES, PROGRESS, Tree

from shinchoku.catalogue_kinds.ckan.wanted.names import archived_id, stable_id
from shinchoku.catalogue_kinds.ckan.wanted.shape import Shape
from shinchoku.catalogues.derived import DERIVED, file_name, original_descriptor
from shinchoku.catalogues.publication import Publication
from shinchoku.package.build import DESCRIPTOR

HOMES = {"archive-2026": "a26", "archive-2027": "a27", "current": "cur"}
FILES = ["progress.csv", "codes.csv", "datapackage.json", "CHANGELOG.md", "SHA256SUMS"]


@pytest.fixture
def published(tmp_path: Path) -> Publication:
    """Three versions in two years."""
    tree = Tree(tmp_path)
    tree.release("2026-11-23")
    tree.release("2026-11-24")
    return tree.release("2027-01-02")


def lying(
    publication: Publication, *extensions: str, homes: Mapping[str, str] = HOMES, **settings: object
) -> Shape:
    """Return how it lies in a CKAN."""
    packages = {part: {"id": identifier} for part, identifier in homes.items()}
    return Shape(publication, city_ckan(**settings), server(*extensions), packages)


def held(shape: Shape) -> dict[str, list[str]]:
    """Return which versions' files lie in which part."""
    return {part: sorted({one.version.version for one in shape.uploads(part)}) for part in shape.parts}


@pytest.mark.parametrize(
    ("layout", "parts"),
    [
        (
            "archive",
            {"archive-2026": ["2026-11-23", "2026-11-24"], "archive-2027": ["2027-01-02"], "current": []},
        ),
        ("single", {"current": ["2027-01-02"]}),
        ("links", {"current": []}),
        ("datastore", {"current": []}),
    ],
)
def test_a_layout_says_which_dataset_holds_which_version(
    published: Publication, layout: str, parts: dict[str, list[str]]
) -> None:
    """Archives by calendar year; the simpler layouts have no second dataset."""
    shape = lying(published, layout=layout)
    assert held(shape) == parts
    assert shape.versions_in("elsewhere") == ()


@pytest.mark.parametrize(
    ("layout", "home"),
    [
        ("archive", f"{SITE}/dataset/a27/resource/{{id}}/download/"),
        ("single", f"{SITE}/dataset/cur/resource/{{id}}/download/"),
        ("links", "https://umibe.example.jp/data/releases/2027-01-02/"),
    ],
)
def test_stable_identifiers_lead_to_the_newest_files(published: Publication, layout: str, home: str) -> None:
    """In their archive, in the dataset itself, or on the city's own site."""
    shape = lying(published, layout=layout, files_url="https://umibe.example.jp/data/")
    newest = published.newest
    found = list(shape.newest_files())
    assert [file.name for file, _, _ in found] == FILES
    file, identifier, address = found[0]
    assert identifier == stable_id(published, "city", "progress.csv")
    place = newest.version if layout == "archive" else f"current-{newest.version}"
    archived = archived_id(published, "city", place, file)
    assert address == f"{home.format(id=archived)}progress.csv"


@pytest.mark.parametrize(
    ("files_url", "listed", "left_out"),
    [
        ("", FILES[:2], tuple(FILES[2:])),
        ("https://umibe.example.jp/data/", FILES, ()),
    ],
)
def test_where_nothing_but_tables_is_kept_they_lead_to_their_own_rows(
    published: Publication, files_url: str, listed: list[str], left_out: tuple[str, ...]
) -> None:
    """What is no table is a link to the city's own site, or is not there."""
    shape = lying(published, "datastore", layout="datastore", files_url=files_url)
    found = list(shape.newest_files())
    assert [file.name for file, _, _ in found] == listed
    assert shape.left_out() == left_out
    table = stable_id(published, "city", "progress.csv")
    assert found[0][1:] == (table, f"{SITE}/datastore/dump/{table}?bom=True")
    assert [one[2] for one in found[2:]] == [
        f"https://umibe.example.jp/data/releases/2027-01-02/{name}" for name in listed[2:]
    ]
    assert [shape.is_rows_alone(name) for name in FILES[:3]] == [True, True, False]


def test_every_other_layout_lists_every_file(published: Publication) -> None:
    """Nothing is left out, and no table is there without its file."""
    shape = lying(published)
    assert (shape.left_out(), shape.is_rows_alone("progress.csv")) == ((), False)


def test_addresses_are_known_when_their_dataset_is_there(published: Publication) -> None:
    """Before that they are empty; file names are spelled as CKAN spells them."""
    nowhere, there = lying(published, homes={}), lying(published)
    assert {one.address for one in nowhere.uploads("archive-2026")} == {""}
    assert nowhere.stable_address("SHA256SUMS") == ""
    identifier = stable_id(published, "city", "SHA256SUMS")
    assert (
        there.stable_address("SHA256SUMS") == f"{SITE}/dataset/cur/resource/{identifier}/download/sha256sums"
    )


def test_keys_say_where_a_file_lies(published: Publication) -> None:
    """The part, the version, the name."""
    keys = [one.key for one in lying(published).uploads("archive-2027")]
    assert keys == [f"archive-2027/2027-01-02/{name}" for name in FILES]


def test_what_is_derived_is_true_of_what_is_served_and_gives_the_release_s_own_back(
    published: Publication,
) -> None:
    """Hashes, sizes and the lines of the sums are those of what CKAN serves; every other file is the release's own."""
    shape = lying(published)
    served = {file_name(one.address): shape.content(one) for one in shape.uploads("archive-2027")}
    for upload in shape.uploads("archive-2027"):
        content = shape.content(upload)
        assert hashlib.sha256(content).hexdigest() == upload.file.sha256
        assert len(content) == upload.file.size
        released = published.content("2027-01-02", upload.file.name)
        assert (content == released) == (upload.file.name not in DERIVED)
    derived = json.loads(served[DESCRIPTOR])
    lines = [line.split("  ") for line in served["sha256sums"].decode().splitlines()]
    assert {name: hashlib.sha256(served.pop(name)).hexdigest() for _, name in lines} == {
        name: digest for digest, name in lines
    }
    assert list(served) == ["sha256sums"], "all but itself"
    assert original_descriptor(derived) == published.content("2027-01-02", DESCRIPTOR)


@pytest.mark.parametrize(
    ("extensions", "settings", "tables"),
    [
        (("datastore",), {}, ["progress.csv", "codes.csv"]),
        (("datastore",), {"datastore": False}, []),
        ((), {}, []),
    ],
)
def test_tables_are_kept_where_there_is_a_datastore(
    published: Publication, extensions: tuple[str, ...], settings: dict[str, bool], tables: list[str]
) -> None:
    """And where the plan wants them."""
    assert list(lying(published, *extensions, **settings).tables()) == tables


@pytest.mark.parametrize(
    ("extensions", "link_type", "dcat", "views"),
    [
        ((), "", False, ()),
        (("xloader", "image_view"), "datapusher", False, ()),
        (("datapusher",), "datapusher", False, ()),
        (("dcat", "recline_view"), "", True, ("recline_view",)),
        (("structured_data",), "", True, ()),
        (("recline_view", "datatables_view"), "", False, ("datatables_view", "recline_view")),
    ],
)
def test_a_server_is_known_by_its_extensions(
    extensions: tuple[str, ...], link_type: str, dcat: object, views: tuple[str, ...]
) -> None:
    """What fills tables by itself, what makes DCAT of datasets, and what shows tables, the best first."""
    at = server(*extensions)
    assert (at.link_type, at.has_md5) == (link_type, bool(link_type))
    assert (at.has_dcat, at.table_views) == (dcat, views)


def test_a_version_that_text_was_taken_out_of_keeps_its_addresses(tmp_path: Path) -> None:
    """Its files have other bytes, and are the resources that the archive has of that version, its descriptor included."""
    tree = Tree(tmp_path)
    tree.release("2026-11-23")
    before = list(lying(tree.release("2026-11-24")).uploads("archive-2026"))
    packages = {
        "current": {"id": "cur"},
        "archive-2026": {
            "id": HOMES["archive-2026"],
            "resources": [
                {"id": one.identifier, "url": one.address, "name": f"表（{one.version.version}）"}
                for one in before
            ],
        },
    }
    publication = tree.take_down("2026-11-24", {"progress": PROGRESS[:1], "codes": CODES})
    after = list(Shape(publication, city_ckan(), server(), packages).uploads("archive-2026"))
    assert [(one.key, one.identifier, one.address) for one in after] == [
        (one.key, one.identifier, one.address) for one in before
    ]
    assert [one.file.sha256 for one in after] != [one.file.sha256 for one in before]
    elsewhere = list(lying(publication).uploads("archive-2026"))  # a catalogue that never had it
    assert {one.identifier for one in elsewhere} - {one.identifier for one in before}


def listed(shape: Shape, part: str, of: str = "表") -> list[dict[str, str]]:
    """Return the files of a part as CKAN lists them."""
    return [
        {"id": one.identifier, "url": one.address, "name": f"{of}（{one.version.version}）"}
        for one in shape.uploads(part)
    ]


def test_a_catalogue_that_moved_to_another_address_keeps_its_archived_files(published: Publication) -> None:
    """The descriptor names other addresses, so its bytes are others; it is the resource that it was."""
    before = lying(published)
    packages = {"archive-2027": {"id": "a27", "resources": listed(before, "archive-2027")}}
    moved = replace(server(), site_url="https://data.umibe.example.jp")
    after = Shape(published, city_ckan(), moved, packages)
    pairs = list(zip(before.uploads("archive-2027"), after.uploads("archive-2027"), strict=True))
    assert [one.identifier for one, _ in pairs] == [other.identifier for _, other in pairs]
    changed = {one.file.name for one, other in pairs if one.file.sha256 != other.file.sha256}
    assert changed == {DESCRIPTOR, "SHA256SUMS"}


def test_a_copy_that_somebody_made_in_an_archive_is_not_taken_for_ours(published: Publication) -> None:
    """Where the resource that we made is there, it is the file, whatever else calls itself so."""
    before = lying(published)
    ours = listed(before, "archive-2027")
    copies = [{**one, "id": f"copy-{number}"} for number, one in enumerate(ours)]
    packages = {"archive-2027": {"id": "a27", "resources": [*ours, *copies]}}
    after = Shape(published, city_ckan(), server(), packages)
    assert [one.identifier for one in after.uploads("archive-2027")] == [one["id"] for one in ours]


def test_the_sums_are_the_resource_that_an_older_program_made(published: Publication) -> None:
    """Their identifier comes from the release's own bytes, so what is served can become true in its place."""
    (sums,) = [one for one in lying(published).uploads("archive-2027") if one.file.name == "SHA256SUMS"]
    released = published.newest.files["SHA256SUMS"]
    assert sums.identifier == archived_id(published, "city", "2027-01-02", released)
    assert sums.file.sha256 != released.sha256
