"""One suite for every catalogue that is written to by machine: whatever it is, it comes to hold what was released.

Another kind of catalogue joins by a `Place` of its own in `PLACES`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from builders.bringing import bring, keys, planned
from builders.places import (
    DirectoryPlace,
    Place,
    bucket_in_memory,
    bucket_on_disk,
    files_of,
)
from builders.publications import CODES, PROGRESS, Tree

from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.things import Do, Policy

FIRST, SECOND, THIRD = "2026-11-23", "2026-11-24", "2026-11-24.2"
CHANGED = ("2023,1,not_achieved,80.1,false,2024-05-10", *PROGRESS[1:])
QUALITY = ("2023,SH203,4",)
SPOILT = b"\xef\xbb\xbf" + b"spoilt\r\n"
PLACES: dict[str, Callable[[Path], Place]] = {
    "directory": DirectoryPlace,
    "bucket on a disk": bucket_on_disk,
    "bucket in memory": bucket_in_memory,
}


@pytest.fixture(params=list(PLACES))
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A catalogue's place with nothing in it."""
    (tmp_path / "place").mkdir()
    return PLACES[request.param](tmp_path / "place")


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """The release folder."""
    return Tree(tmp_path / "published")


def test_the_first_publication_is_whole(place: Place, tree: Tree) -> None:
    """Every version there is stands in the catalogue afterwards, byte for byte, and the newest is shown."""
    tree.release(FIRST)
    publication = tree.release(SECOND, {"progress": CHANGED, "codes": CODES})
    done = bring(place.open(), publication)
    assert done.is_equal
    assert place.newest() == place.version(SECOND) == files_of(publication)
    assert place.version(FIRST) == files_of(publication, FIRST)


def test_looking_writes_nothing(place: Place, tree: Tree) -> None:
    """Describing and reading back an empty catalogue leave it empty."""
    publication = tree.release(FIRST)
    catalogue = place.open()
    assert catalogue.describe(publication).present == {}
    assert catalogue.read_back(publication, {}, {}).present == {}
    assert place.everything() == {}


def test_an_unchanged_night_writes_nothing(place: Place, tree: Tree) -> None:
    """A second run, by a process that remembers nothing, makes no write at all."""
    publication = tree.release(FIRST)
    bring(place.open(), publication)
    before = place.everything()
    again = bring(place.open(), publication)
    assert (again.writes, keys(again.planned, Do.CREATE, Do.UPDATE, Do.REMOVE, Do.LEAVE)) == (0, [])
    assert place.everything() == before


def test_a_changed_night_adds_a_version(place: Place, tree: Tree) -> None:
    """The new version is shown, and no file of the one before is written again."""
    bring(place.open(), tree.release(FIRST))
    before = place.everything()
    publication = tree.release(SECOND, {"progress": CHANGED, "codes": CODES})
    done = bring(place.open(), publication)
    assert done.is_equal
    assert place.newest() == files_of(publication)
    assert place.version(FIRST) == files_of(publication, FIRST)
    after = place.everything()
    kept = [name for name in before if f"/{FIRST}/" in name]
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}


def test_a_table_is_added_and_removed(place: Place, tree: Tree) -> None:
    """A table comes and goes with the versions that have it."""
    bring(place.open(), tree.release(FIRST, {"progress": PROGRESS, "codes": CODES}))
    with_quality = tree.release(SECOND, {"progress": PROGRESS, "codes": CODES, "quality": QUALITY})
    assert bring(place.open(), with_quality).is_equal
    assert "quality.csv" in place.newest()
    without_codes = tree.release(THIRD, {"progress": PROGRESS, "quality": QUALITY})
    assert bring(place.open(), without_codes).is_equal
    assert "codes.csv" not in place.newest()
    assert "codes.csv" in place.version(SECOND)


def test_a_rollback_marks_what_was_withdrawn(place: Place, tree: Tree) -> None:
    """The withdrawn version stays, marked, and the version that took its place is shown."""
    tree.release(FIRST)
    bring(place.open(), tree.release(SECOND, {"progress": CHANGED, "codes": CODES}))
    assert place.withdrawn() == set()
    publication = tree.release(THIRD, withdraws=SECOND)
    assert bring(place.open(), publication).is_equal
    assert place.withdrawn() == {SECOND}
    assert place.newest() == files_of(publication, THIRD)
    assert place.version(SECOND) == files_of(publication, SECOND)


@pytest.mark.parametrize("version", [FIRST, SECOND])
@pytest.mark.parametrize("is_as_long", [True, False])
def test_what_somebody_changed_is_put_right(
    place: Place, tree: Tree, version: str, *, is_as_long: bool
) -> None:
    """Other bytes in a file of any version are seen as somebody else's change, and the released ones come back."""
    tree.release(FIRST)
    publication = tree.release(SECOND)
    told = bring(place.open(), publication).picture
    released = files_of(publication, version)["progress.csv"]
    place.change(version, "progress.csv", released[::-1] if is_as_long else SPOILT)
    done = bring(place.open(), publication, told)
    assert [(step.do, step.is_drift) for step in done.planned if step.differs] == [(Do.UPDATE, True)]
    assert (done.writes, done.is_equal) == (1, True)
    assert place.version(version) == files_of(publication, version)


def test_what_somebody_deleted_comes_back(place: Place, tree: Tree) -> None:
    """A file that is gone is seen as somebody else's change, and is written again."""
    publication = tree.release(FIRST)
    told = bring(place.open(), publication).picture
    place.delete(FIRST, "codes.csv")
    done = bring(place.open(), publication, told)
    assert [(step.do, step.is_drift) for step in done.planned if step.differs] == [(Do.CREATE, True)]
    assert done.is_equal
    assert place.newest() == files_of(publication)


def test_what_somebody_changed_may_be_left(place: Place, tree: Tree) -> None:
    """If the settings say so it is told every night and stays; what is newly released is brought all the same."""
    told = bring(place.open(), tree.release(FIRST)).picture
    place.change(FIRST, "progress.csv", SPOILT)
    place.delete(FIRST, "codes.csv")
    publication = tree.release(SECOND, {"progress": CHANGED, "codes": CODES})
    done = bring(place.open(), publication, told, Policy.LEAVE)
    assert len(keys(done.planned, Do.LEAVE)) == len(keys(done.left, Do.LEAVE)) == 2
    assert place.newest() == files_of(publication)
    assert place.version(FIRST)["progress.csv"] == SPOILT
    assert "codes.csv" not in place.version(FIRST)


def test_an_older_publication_is_refused(place: Place, tmp_path: Path) -> None:
    """What was restored from an old backup does not take the newest version away, and nothing is written."""
    old = Tree(tmp_path / "old").release(FIRST)
    new = Tree(tmp_path / "new")
    new.release(FIRST)
    publication = new.release(SECOND)
    catalogue = place.open()
    steps = planned(catalogue, old)
    bring(place.open(), publication)
    before = place.everything()
    for act in (lambda: catalogue.describe(old), lambda: catalogue.apply(old, steps)):
        with pytest.raises(CatalogueRefusedError) as refused:
            act()
        assert f"newer than our newest {FIRST}" in refused.value.message.en
    assert place.everything() == before
    assert place.newest() == files_of(publication)


def test_a_publication_cut_off_anywhere_shows_nothing_half(place: Place, tree: Tree) -> None:
    """Whichever step is the last that is carried out, readers get the old version or the new one, and the next run finishes."""
    old = tree.release(FIRST)
    before = files_of(old)
    told = bring(place.open(), old).picture
    new = tree.release(SECOND, {"progress": CHANGED, "codes": CODES})
    after = files_of(new)
    shown = []
    while writes := [step for step in planned(place.open(), new, told) if step.is_write]:
        place.open().apply(new, writes[:1])
        shown.append(place.newest())
    assert [one in (before, after) for one in shown] == [True] * len(shown)
    assert [one == before for one in shown] == sorted((one == before for one in shown), reverse=True)
    assert shown[0] == before
    assert place.newest() == after
    assert bring(place.open(), new, told).writes == 0


def test_what_is_not_ours_is_left_alone(place: Place, tree: Tree) -> None:
    """Another file beside ours is neither shown nor touched."""
    bring(place.open(), tree.release(FIRST))
    foreign = place.put_foreign()
    before = place.everything()[foreign]
    done = bring(place.open(), tree.release(SECOND))
    assert not [step for step in done.planned if "index.html" in step.key]
    assert place.everything()[foreign] == before


def test_what_the_public_gets_is_read_back(place: Place, tree: Tree) -> None:
    """Every file of the newest version is told by the hash of the bytes that a reader gets."""
    tree.release(FIRST)
    publication = tree.release(SECOND, {"progress": CHANGED, "codes": CODES})
    picture = bring(place.open(), publication).picture
    got = {str(thing.fields["content"]) for thing in picture.values() if "content" in thing.fields}
    assert {file.sha256 for file in publication.newest.files.values()} <= got
