"""What a catalogue should hold, how that differs from what it holds, and what is derived from a release."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from builders.publications import Tree

from shinchoku.catalogue_kinds.manual.wanted import WebForm, form_sheet, former_digests, wanted_posts
from shinchoku.catalogues.derived import (
    addresses_in,
    derived_descriptor,
    derived_sums,
    file_name,
    original_descriptor,
    original_sums,
)
from shinchoku.catalogues.facts import Fact
from shinchoku.catalogues.failures import CatalogueFailedError, CatalogueRefusedError
from shinchoku.catalogues.file_tree import (
    file_things,
    index_thing,
    releases_index,
    require_continued,
    with_content,
)
from shinchoku.catalogues.planning import plan_steps
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.things import Do, Picture, Policy, Thing, ThingKind
from shinchoku.package.build import DESCRIPTOR, SUMS
from shinchoku.releases.history import version_order

REPAIR, LEAVE = Policy.REPAIR, Policy.LEAVE
A, B, C = "a", "b", "c"
GONE = None


def one(value: str | None) -> Picture:
    """Return a picture with one thing that has one value; without the thing if there is none."""
    return {"x": Thing(ThingKind.FILE, "x", {"value": value})} if value is not None else {}


@pytest.mark.parametrize(
    ("wanted", "present", "told", "policy", "do", "is_drift", "goal"),
    [
        # What is as it should be is kept, whoever made it so.
        (A, A, GONE, REPAIR, Do.KEEP, False, A),
        (A, A, A, REPAIR, Do.KEEP, False, A),
        (A, A, B, LEAVE, Do.KEEP, False, A),
        # What is missing is made; if it was there once, somebody took it away.
        (A, GONE, GONE, REPAIR, Do.CREATE, False, A),
        (A, GONE, GONE, LEAVE, Do.CREATE, False, A),
        (A, GONE, A, REPAIR, Do.CREATE, True, A),
        (A, GONE, A, LEAVE, Do.LEAVE, True, GONE),
        (A, GONE, B, LEAVE, Do.LEAVE, True, GONE),
        # What we want otherwise than before is changed.
        (B, A, A, REPAIR, Do.UPDATE, False, B),
        (B, A, A, LEAVE, Do.UPDATE, False, B),
        # What is another and was never told is ours to set.
        (B, A, GONE, REPAIR, Do.UPDATE, False, B),
        (B, A, GONE, LEAVE, Do.UPDATE, False, B),
        # What somebody else changed is put right or left, unless we want something new.
        (A, C, A, REPAIR, Do.UPDATE, True, A),
        (A, C, A, LEAVE, Do.LEAVE, True, C),
        (B, C, A, LEAVE, Do.UPDATE, True, B),
        # What should not be there goes; what we never told is somebody else's.
        (GONE, A, A, REPAIR, Do.REMOVE, False, GONE),
        (GONE, A, A, LEAVE, Do.REMOVE, False, GONE),
        (GONE, A, GONE, REPAIR, Do.REMOVE, True, GONE),
        (GONE, A, GONE, LEAVE, Do.LEAVE, True, GONE),
    ],
)
def test_a_step_follows_from_three_values(  # noqa: PLR0913 -- a row of the table
    wanted: str | None,
    present: str | None,
    told: str | None,
    policy: Policy,
    do: Do,
    is_drift: bool,  # noqa: FBT001 -- as above
    goal: str | None,
) -> None:
    """What should be there, what is, and what we told before decide together."""
    (step,) = plan_steps(one(wanted), one(present), one(told), policy)
    assert (step.do, step.is_drift) == (do, is_drift)
    assert (step.goal.fields["value"] if step.goal else None) == goal
    assert step.is_write == (do in {Do.CREATE, Do.UPDATE, Do.REMOVE})
    assert step.differs == (do is not Do.KEEP)


def test_fields_are_decided_one_by_one() -> None:
    """Of a thing with several fields, somebody's change is left while ours is made; what nobody asks for is ignored."""
    told = {"x": Thing(ThingKind.DATASET, "x", {"title": "a", "tags": ("p", "q"), "note": ""})}
    present = {
        "x": Thing(ThingKind.DATASET, "x", {"title": "theirs", "tags": ("p", "q"), "note": "", "extra": "z"})
    }
    wanted = {"x": Thing(ThingKind.DATASET, "x", {"title": "a", "tags": ("p",), "note": "new"})}
    (step,) = plan_steps(wanted, present, told, LEAVE)
    assert [(c.name, c.before, c.after, c.is_drift, c.is_left) for c in step.changes] == [
        ("title", "theirs", "a", True, True),
        ("tags", ("p", "q"), ("p",), False, False),
        ("note", "", "new", False, False),
    ]
    assert (step.do, step.is_drift) == (Do.UPDATE, True)
    assert step.goal == Thing(ThingKind.DATASET, "x", {"title": "theirs", "tags": ("p",), "note": "new"})


def test_an_empty_field_is_no_change_of_a_new_thing() -> None:
    """What is made or removed is told by the fields that say something."""
    wanted = {"x": Thing(ThingKind.FILE, "x", {"value": "a", "note": ""})}
    (made,) = plan_steps(wanted, {}, {})
    (gone,) = plan_steps({}, wanted, wanted)
    assert [(c.name, c.before, c.after) for c in made.changes] == [("value", "", "a")]
    assert [(c.name, c.before, c.after) for c in gone.changes] == [("value", "a", "")]


def test_steps_stand_in_the_order_of_what_is_wanted() -> None:
    """What is wanted first comes first, and what is to be removed last."""
    wanted = {key: Thing(ThingKind.FILE, key, {}) for key in ("z", "a", "m")}
    present = {key: Thing(ThingKind.FILE, key, {}) for key in ("old", "a")}
    assert [step.key for step in plan_steps(wanted, present, present)] == ["z", "a", "m", "old"]


@pytest.mark.parametrize(
    ("version", "order"),
    [("2026-11-23", (date(2026, 11, 23), 1)), ("2026-11-23.2", (date(2026, 11, 23), 2))],
)
def test_versions_are_ordered_by_day_and_number(version: str, order: tuple[date, int]) -> None:
    """The second release of a day follows the first, the tenth the ninth."""
    assert version_order(version) == order
    assert version_order("2026-11-23.10") > version_order("2026-11-23.9")


def test_a_publication_tells_what_it_is(tmp_path: Path) -> None:
    """City, plan and newest version come from the packages, and a version is found by its name."""
    tree = Tree(tmp_path)
    tree.release("2026-11-23")
    publication = tree.release("2026-11-23.2")
    assert (publication.municipality_code, publication.plan_id) == ("204218", "umibe")
    assert publication.newest.version == "2026-11-23.2"
    assert publication.newest.order > publication.versions[0].order
    assert list(publication.newest.resources) == ["progress.csv", "codes.csv"]
    assert publication.version("2026-11-23") is publication.versions[0]
    assert publication.version("2026-11-24") is None


@pytest.mark.parametrize("illustrative", [True, False])
def test_an_illustrative_version_marks_the_publication(tmp_path: Path, *, illustrative: bool) -> None:
    """One version with what no source states is enough."""
    publication = Tree(tmp_path, illustrative=illustrative).release("2026-11-23")
    assert publication.is_illustrative is illustrative


def test_the_derived_descriptor_gives_the_original_back(tmp_path: Path) -> None:
    """Addresses go in and come out, byte for byte, whatever stands before the file's name and after it."""
    publication = Tree(tmp_path).release("2026-11-23")
    original = publication.content("2026-11-23", "datapackage.json")
    addresses = {
        name: f"https://data.example.jp/r/{number}/download/{name}?x=/y"
        for number, name in enumerate(publication.newest.files)
    }
    derived = json.loads(derived_descriptor(publication.about, addresses))
    assert [one["path"] for one in derived["resources"]] == [
        addresses["progress.csv"],
        addresses["codes.csv"],
    ]
    assert derived["companions"] == {name: addresses[name] for name in ("CHANGELOG.md", "SHA256SUMS")}
    assert original_descriptor(derived) == original
    assert file_name("https://x/a/b.csv?c=d#e") == "b.csv"


def served(publication: Publication) -> tuple[bytes, bytes, dict[str, str]]:
    """Return descriptor and sums as a catalogue derives them, which spells names in small letters, and the addresses."""
    newest = publication.newest
    at = {name: f"https://data.example.jp/r/{name.lower()}" for name in newest.files if name != DESCRIPTOR}
    descriptor = derived_descriptor(publication.about, at)
    sums = derived_sums({name: file.sha256 for name, file in newest.files.items()}, descriptor, at)
    return descriptor, sums, at


def test_the_derived_sums_are_of_what_is_served_and_give_the_original_back(tmp_path: Path) -> None:
    """Every name as it is served, none twice, sorted as the release's own; and back again, byte for byte."""
    publication = Tree(tmp_path).release("2026-11-23")
    descriptor, sums, at = served(publication)
    lines = dict(reversed(line.split("  ")) for line in sums.decode().splitlines())
    assert list(lines) == ["changelog.md", "codes.csv", "datapackage.json", "progress.csv"]
    assert lines[DESCRIPTOR] == hashlib.sha256(descriptor).hexdigest()
    assert addresses_in(json.loads(descriptor)) == at
    assert original_sums(sums, descriptor, at) == publication.content("2026-11-23", SUMS)


def test_what_a_catalogue_serves_of_the_release_itself_is_left_as_it_is(tmp_path: Path) -> None:
    """Its own sums beside a derived descriptor; and a hash that fits nothing, to be found by whoever compares."""
    publication = Tree(tmp_path).release("2026-11-23")
    descriptor, sums, at = served(publication)
    own = publication.content("2026-11-23", SUMS)
    assert original_sums(own, descriptor, at) == own
    of_descriptor = hashlib.sha256(descriptor).hexdigest().encode()
    forged = sums.replace(of_descriptor, b"0" * 64) + b"no line of a sum\n"
    assert b"0" * 64 in original_sums(forged, descriptor, at)
    assert original_sums(forged, descriptor, at) != own


def test_a_table_without_an_address_is_a_broken_program(tmp_path: Path) -> None:
    """No descriptor is derived that leaves a table out."""
    with pytest.raises(KeyError):
        derived_descriptor(Tree(tmp_path).release("2026-11-23").about, {})


def test_how_long_to_wait_goes_with_the_failure() -> None:
    """What a catalogue asks us to wait is kept for whoever tries again."""
    assert CatalogueFailedError("後で", "later").wait_seconds == 0
    assert CatalogueFailedError("後で", "later", 30).wait_seconds == 30


def two_versions(root: Path) -> Publication:
    """Return a publication whose second version takes the first back and lacks one of its tables."""
    tree = Tree(root)
    tree.release("2026-11-23", {"progress": (), "quality": ("2023,SH203,4",)})
    return tree.release("2026-11-24", {"progress": ()}, withdraws="2026-11-23")


def test_a_tree_holds_every_version(tmp_path: Path) -> None:
    """Every file is a thing under its path, oldest version first, with its hash and its size."""
    publication = two_versions(tmp_path)
    things = list(file_things(publication))
    assert [thing.key for _, _, thing in things] == [
        *(f"releases/2026-11-23/{name}" for name in publication.versions[0].files),
        *(f"releases/2026-11-24/{name}" for name in publication.newest.files),
    ]
    version, name, thing = things[0]
    content = publication.content(version.version, name)
    digest = hashlib.sha256(content).hexdigest()
    assert thing.fields == {"sha256": digest, "size": str(len(content))}
    assert with_content(thing, "0a").fields == {**thing.fields, "content": "0a"}


def test_the_list_of_versions_is_a_thing(tmp_path: Path) -> None:
    """It tells the newest version, every version and the withdrawn ones; what nobody can read, only its bytes."""
    publication = two_versions(tmp_path)
    content = releases_index(publication)
    assert content == (tmp_path / "umibe-plan" / "releases.json").read_bytes()
    assert index_thing(content) == Thing(
        ThingKind.POINTER,
        "releases.json",
        {
            "latest": "2026-11-24",
            "versions": ("2026-11-24", "2026-11-23"),
            "withdrawn": ("2026-11-23",),
            "sha256": hashlib.sha256(content).hexdigest(),
            "size": str(len(content)),
        },
    )
    assert set(index_thing(b"[").fields) == {"sha256", "size"}


@pytest.mark.parametrize(
    ("index", "latest"),
    [
        (b"", ""),
        (b"", "2026-11-24"),
        (b"", "../elsewhere"),
        (b"[", "2026-11-23"),
        (b'{"releases": [{"version": "2026-11-23", "withdrawn": false}]}', ""),
        (b'{"releases": [{"version": "soon", "withdrawn": false}]}', ""),
    ],
)
def test_a_catalogue_that_holds_what_we_have_is_gone_on_from(
    tmp_path: Path, index: bytes, latest: str
) -> None:
    """Nothing there, an older version, or a list that nobody can read stand in no way."""
    require_continued(two_versions(tmp_path), "city", index, latest)


@pytest.mark.parametrize(
    ("there", "latest", "told"),
    [
        ("2026-11-25", "", "has version 2026-11-25, newer than our newest 2026-11-24"),
        ("2026-11-23", "2026-11-24.2", "has version 2026-11-24.2, newer than our newest 2026-11-24"),
        ("2026-11-22", "", "lists version 2026-11-22, which our release folder does not have"),
    ],
)
def test_a_catalogue_that_holds_more_than_we_have_is_refused(
    tmp_path: Path, there: str, latest: str, told: str
) -> None:
    """A newer version, or one of which we know nothing, would be lost."""
    index = json.dumps({"releases": [{"version": there, "withdrawn": False}]}).encode()
    with pytest.raises(CatalogueRefusedError) as refused:
        require_continued(two_versions(tmp_path), "city", index, latest)
    assert told in refused.value.message.en
    assert "カタログ「city」" in refused.value.message.ja


FORM = WebForm(
    "city",
    "https://data.example.jp/form",
    "https://data.example.jp/files/{file}",
    {"題名": Fact.TITLE, "備考": None, "版": Fact.VERSION},
    "shinchoku publish --catalogue city",
)


def test_a_form_takes_files_and_facts(tmp_path: Path) -> None:
    """Tables come first and the descriptor last; a field that is left out is in no picture."""
    wanted = wanted_posts(two_versions(tmp_path), FORM)
    assert list(wanted) == ["progress.csv", "CHANGELOG.md", "SHA256SUMS", "datapackage.json", "form"]
    assert wanted["form"].fields == {"題名": "海辺市の計画", "版": "2026-11-24"}
    assert FORM.address("人口 1.csv") == "https://data.example.jp/files/%E4%BA%BA%E5%8F%A3%201.csv"


def test_without_settings_a_form_takes_every_fact() -> None:
    """Each under its Japanese label."""
    form = WebForm("city", "", "", {}, "")
    assert form.taken == {fact.label_ja: fact for fact in Fact}


def test_a_sheet_asks_for_what_differs(tmp_path: Path) -> None:
    """Equal files and fields are left out, changed ones told from new ones, and what is gone is to be removed."""
    publication = two_versions(tmp_path)
    wanted = wanted_posts(publication, FORM)
    old = Thing(ThingKind.FILE, "x", {"size": "1", "content": "0a"})
    fields = Thing(ThingKind.DATASET, "form", {"題名": "海辺市の計画", "版": "2026-11-23"})
    present = {
        **wanted,
        "progress.csv": old,
        "form": fields,
        "quality.csv": old,
    }
    del present["CHANGELOG.md"]
    sheet = form_sheet(publication, plan_steps(wanted, present, present), FORM)
    assert [(one.name, one.do) for one in sheet.uploads] == [
        ("progress.csv", Do.UPDATE),
        ("CHANGELOG.md", Do.CREATE),
    ]
    assert sheet.uploads[0].address == "https://data.example.jp/files/progress.csv"
    assert [one.name for one in sheet.removals] == ["quality.csv"]
    assert [(one.label, one.text, one.file_name, one.is_new) for one in sheet.fields] == [
        ("版", "2026-11-24", "02-version.txt", False)
    ]
    assert (sheet.title, sheet.version, sheet.is_first) == ("海辺市の計画", "2026-11-24", False)


def test_the_first_sheet_says_so(tmp_path: Path) -> None:
    """Where nothing is posted yet a new dataset is begun, and every field is new."""
    publication = two_versions(tmp_path)
    sheet = form_sheet(publication, plan_steps(wanted_posts(publication, FORM), {}, {}), FORM)
    assert sheet.is_first
    assert [one.is_new for one in sheet.fields] == [True, True]


def test_files_that_only_older_versions_have_are_known_by_their_bytes(tmp_path: Path) -> None:
    """So what somebody else serves under such a name is not taken for ours."""
    publication = two_versions(tmp_path)
    digest = publication.versions[0].files["quality.csv"].sha256
    assert former_digests(publication) == {"quality.csv": frozenset({digest})}
