"""A folder with every version: the release folder itself, or a copy elsewhere on a disk."""

from __future__ import annotations

import json
import stat
import tempfile
import threading
from pathlib import Path

import pytest
from builders.bringing import bring, keys
from builders.places import DATASET, DirectoryPlace, files_in, files_of, stamps
from builders.publications import PROGRESS, Tree
from filelock import FileLock
from golden.demonstration import DATASET as DEMONSTRATION

from shinchoku.adapters.catalogues.tree import read_publication
from shinchoku.catalogue_kinds.directory.client import Directory
from shinchoku.catalogues.failures import CatalogueFailedError, CatalogueRefusedError
from shinchoku.catalogues.things import Do

FIRST, SECOND = "2026-11-23", "2026-11-24"


@pytest.fixture
def place(tmp_path: Path) -> DirectoryPlace:
    """A folder with nothing in it."""
    (tmp_path / "place").mkdir()
    return DirectoryPlace(tmp_path / "place")


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """The release folder."""
    return Tree(tmp_path / "published")


def itself(tree: Tree) -> Directory:
    """Return the catalogue that the release folder is: what a plan has that names none."""
    return Directory(name="directory", root=tree.folder.parent, staging=tree.folder.parent.parent / "staging")


def test_the_release_folder_is_its_own_catalogue(first_night: Path, tmp_path: Path) -> None:
    """What a night released needs nothing: every file of every version is verified, and nothing is written."""
    published = first_night / "published"
    publication = read_publication(published / DEMONSTRATION)
    assert publication is not None
    before = stamps(published)
    done = bring(Directory(name="directory", root=published, staging=tmp_path), publication)
    assert (done.writes, keys(done.planned, Do.CREATE, Do.UPDATE, Do.REMOVE)) == (0, [])
    assert stamps(published) == before


@pytest.mark.parametrize("version", [FIRST, SECOND])
def test_a_damaged_release_is_told_by_its_file(tree: Tree, version: str) -> None:
    """The release folder cannot be put right from itself: the damaged file is named, and a backup asked for."""
    tree.release(FIRST)
    publication = tree.release(SECOND)
    file = tree.folder / "releases" / version / "codes.csv"
    file.write_bytes(file.read_bytes()[::-1])
    for act in (itself(tree).describe, lambda one: itself(tree).read_back(one, {}, {})):
        with pytest.raises(CatalogueRefusedError) as refused:
            act(publication)
        assert str(file) in refused.value.message.ja
        assert "restore it from a backup" in refused.value.message.en


def test_a_release_that_is_gone_is_told_by_its_file(tree: Tree) -> None:
    """So is a file that was deleted after the release folder was read."""
    publication = tree.release(FIRST)
    file = tree.folder / "releases" / FIRST / "codes.csv"
    file.unlink()
    with pytest.raises(CatalogueRefusedError) as refused:
        itself(tree).describe(publication)
    assert str(file) in refused.value.message.ja


def test_a_link_that_points_elsewhere_is_put_right(tree: Tree, place: DirectoryPlace) -> None:
    """Whatever `latest` points to, it comes to point to the newest version, by a relative link."""
    tree.release(FIRST)
    publication = tree.release(SECOND)
    told = bring(place.open(), publication).picture
    latest = place.folder / "latest"
    for target in (f"releases/{FIRST}", "/etc", "nowhere"):
        latest.unlink()
        latest.symlink_to(target)
        done = bring(place.open(), publication, told)
        assert (done.writes, done.is_equal) == (1, True)
        assert str(latest.readlink()) == f"releases/{SECOND}"


def test_a_newer_link_is_refused(tree: Tree, place: DirectoryPlace) -> None:
    """A folder whose link somebody moved on to a newer version is not brought back."""
    publication = tree.release(FIRST)
    bring(place.open(), publication)
    latest = place.folder / "latest"
    latest.unlink()
    latest.symlink_to(f"releases/{SECOND}")
    with pytest.raises(CatalogueRefusedError) as refused:
        place.open().describe(publication)
    assert SECOND in refused.value.message.en


def test_a_version_that_we_do_not_have_is_refused(tree: Tree, place: DirectoryPlace) -> None:
    """A list of versions that names one of which we know nothing is not written over."""
    publication = tree.release(FIRST)
    bring(place.open(), publication)
    index = place.folder / "releases.json"
    told = json.loads(index.read_bytes())
    told["releases"].append({**told["releases"][0], "version": "2026-11-01"})
    index.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(CatalogueRefusedError) as refused:
        place.open().describe(publication)
    assert "2026-11-01" in refused.value.message.ja


def test_everybody_may_read_what_lies_there(tree: Tree, place: DirectoryPlace) -> None:
    """A web server reads every folder and file, and nobody is invited to write to a version."""
    bring(place.open(), tree.release(FIRST))
    modes = {
        path.relative_to(place.folder).as_posix(): stat.S_IMODE(path.lstat().st_mode)
        for path in (place.folder, *place.folder.rglob("*"))
        if not path.is_symlink()
    }
    versions = {mode for path, mode in modes.items() if path.startswith(f"releases/{FIRST}/")}
    assert versions == {0o444}
    assert [modes[path] for path in (".", "releases", f"releases/{FIRST}", "releases.json")] == [
        0o755,
        0o755,
        0o755,
        0o644,
    ]


def test_nothing_is_left_on_the_way(tree: Tree, place: DirectoryPlace) -> None:
    """After a publication nothing but the lock lies in staging, whatever a run that died had left there."""
    parts = place.staging / "catalogue-directory" / "parts" / SECOND
    parts.mkdir(parents=True)
    (parts / "progress.csv").write_bytes(b"half")
    publication = tree.release(SECOND)
    assert bring(place.open(), publication).is_equal
    assert place.newest() == files_of(publication)
    assert {path.name for path in place.staging.rglob("*") if path.is_file()} <= {"lock"}


def test_another_disk_is_staged_on_itself(tree: Tree, tmp_path: Path) -> None:
    """Where a rename from our disk would copy, versions are written aside over there, and nothing stays but the lock."""
    shared = Path("/dev/shm")  # noqa: S108 -- another file system than that of the tests, wherever there is one
    if not shared.is_dir() or shared.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second file system")
    publication = tree.release(FIRST)
    with tempfile.TemporaryDirectory(dir=shared) as root:
        catalogue = Directory(name="share", root=Path(root), staging=tmp_path / "staging")
        assert bring(catalogue, publication).is_equal
        assert files_in(Path(root) / DATASET / "latest") == files_of(publication)
        assert {path.name for path in (Path(root) / ".catalogue-share").iterdir()} <= {"lock"}


def test_two_at_once_do_not_meet(tree: Tree, place: DirectoryPlace) -> None:
    """While somebody else writes there, a second run says so and writes nothing."""
    publication = tree.release(FIRST)
    staging = place.staging / "catalogue-directory"
    staging.mkdir(parents=True)
    with FileLock(staging / "lock"), pytest.raises(CatalogueFailedError) as failed:
        bring(place.open(), publication)
    assert "別の処理が書き込み中" in failed.value.message.ja
    assert place.everything() == {}


def test_a_folder_that_is_not_there_is_not_made(tree: Tree, tmp_path: Path) -> None:
    """A share that is not connected is told, and nothing is written to the bare disk below it."""
    share = tmp_path / "share"
    catalogue = Directory(name="share", root=share, staging=tmp_path / "staging")
    with pytest.raises(CatalogueFailedError) as failed:
        catalogue.describe(tree.release(FIRST))
    assert str(share) in failed.value.message.ja
    assert not share.exists()


def test_a_disk_that_fails_is_told_with_its_path(tree: Tree, place: DirectoryPlace) -> None:
    """What the operating system refuses is told with the path, and is tried again another night."""
    publication = tree.release(FIRST)
    (place.root / DATASET).write_bytes(b"a file where the dataset should lie")
    with pytest.raises(CatalogueFailedError) as failed:
        bring(place.open(), publication)
    assert DATASET in failed.value.message.en
    assert "tried again the next night" in failed.value.message.en


def test_a_reader_of_the_newest_never_gets_a_part(tree: Tree, place: DirectoryPlace) -> None:
    """Somebody who polls `latest` while versions are brought finds one version whole, and never an older one after it."""
    publications = [tree.release(FIRST)]
    publications += [tree.release(f"2026-11-{day}", {"progress": [*PROGRESS] * day}) for day in range(24, 29)]
    sums = {publication.newest.version: files_of(publication) for publication in publications}
    seen: list[str] = []
    wrong: list[str] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            folder = (place.folder / "latest").resolve()
            if folder.name not in sums:
                continue  # no link yet
            seen.append(folder.name)
            if files_in(folder) != sums[folder.name]:
                wrong.append(folder.name)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for publication in publications:
            assert bring(place.open(), publication).is_equal
    finally:
        is_over.set()
        reader.join()
    assert wrong == []
    assert seen == sorted(seen)
    assert len(set(seen)) > 1
