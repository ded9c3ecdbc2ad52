"""A bucket: what readers follow is written last, every object appears whole, and no message holds a secret."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from pathlib import Path
from typing import Any

import fsspec
import pytest
from builders.bringing import bring, keys
from builders.folder_site import folder_site
from builders.packages import verified
from builders.places import DATASET, bucket_on_disk, files_of
from builders.publications import CODES, PROGRESS, Tree
from builders.small_site import Page, SmallSite
from fsspec.implementations.dirfs import DirFileSystem
from fsspec.implementations.memory import MemoryFileSystem
from golden.demonstration import DATASET as DEMONSTRATION

from shinchoku.adapters.catalogues.http_session import HttpSettings
from shinchoku.adapters.catalogues.tree import read_publication
from shinchoku.adapters.package_reader import read_package
from shinchoku.catalogue_kinds.bucket.client import Bucket
from shinchoku.catalogues.derived import derived_descriptor
from shinchoku.catalogues.failures import CatalogueFailedError, CatalogueRefusedError
from shinchoku.catalogues.file_tree import releases_index
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.things import Do
from shinchoku.errors import ConfigurationError, OperationalError

FIRST, SECOND = "2026-11-23", "2026-11-24"
AT_ONCE = HttpSettings(timeout_seconds=5, per_second=1000, attempts=1, wait_seconds=0.01)
CHANGED = ("2023,1,not_achieved,80.1,false,2024-05-10", *PROGRESS[1:])


class ToldMemory(MemoryFileSystem):
    """An object store in memory that tells MD5s in its listings, and counts what is read."""

    protocol = "toldmemory"
    reads = 0
    encrypted = False
    """Whether what it tells is another hash, as of objects under a key of their own."""

    def find(self, path: str, *args: Any, **more: Any) -> Any:  # noqa: ANN401 -- as fsspec declares them
        """List with ETags."""
        found = super().find(path, *args, **more)
        if not more.get("detail"):
            return found
        for name, info in found.items():
            content = b"key" * self.encrypted + super().cat_file(name)
            info["ETag"] = f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'
        return found

    def cat_file(self, path: str, *args: Any, **more: Any) -> Any:  # noqa: ANN401 -- as above
        """Count, and read."""
        ToldMemory.reads += 1
        return super().cat_file(path, *args, **more)


class Moving(DirFileSystem):
    """A file system of which nothing is known: an object grows while it is written."""

    protocol = "moving"


class Hanging(MemoryFileSystem):
    """A file system that never answers."""

    protocol = "hanging"

    def find(self, *_: object, **__: object) -> Any:  # noqa: ANN401 -- as fsspec declares it
        """Hang for longer than anybody waits."""
        time.sleep(30)


class Leaking(MemoryFileSystem):
    """A file system whose errors quote the whole address."""

    protocol = "leaking"

    def find(self, path: str, *_: object, **__: object) -> Any:  # noqa: ANN401 -- as above
        """Fail, with the password in the message."""
        message = f"login of kikaku with pa%40ss and pa@ss failed at leaking://kikaku:pa%40ss@{path}"
        raise RuntimeError(message)

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(path).partition("@")[2]


@pytest.fixture(scope="module", autouse=True)
def _known() -> None:
    """The file systems of this module, known to fsspec."""
    for made in (ToldMemory, Moving, Hanging, Leaking):
        fsspec.register_implementation(str(made.protocol), made, clobber=True)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """The release folder."""
    return Tree(tmp_path / "published")


def test_the_address_of_the_newest_package_verifies_whole(first_night: Path, tmp_path: Path) -> None:
    """`verify` of the catalogue's own descriptor follows its addresses, and every hash and figure holds."""
    publication = read_publication(first_night / "published" / DEMONSTRATION)
    assert publication is not None
    (tmp_path / "bucket").mkdir()
    with folder_site(tmp_path / "bucket") as address:
        bucket = Bucket(
            name="bucket", url=str(tmp_path / "bucket"), public_url=f"{address}/", http_settings=AT_ONCE
        )
        assert bring(bucket, publication).is_equal
        for at in (f"{address}/{DEMONSTRATION}", f"{address}/{DEMONSTRATION}/datapackage.json"):
            files = read_package(at).files
            assert files == files_of(publication)
            assert verified(files) == []


def test_only_what_differs_of_the_descriptor_are_addresses(tmp_path: Path, tree: Tree) -> None:
    """The catalogue's descriptor has absolute addresses of a version's files, and is as released otherwise."""
    publication = tree.release(FIRST)
    with folder_site(tmp_path) as address:
        (tmp_path / "open").mkdir()
        bucket = Bucket(
            name="bucket", url=str(tmp_path / "open"), public_url=f"{address}/open", http_settings=AT_ONCE
        )
        bring(bucket, publication)
    derived = json.loads((tmp_path / "open" / DATASET / "datapackage.json").read_bytes())
    home = f"{address}/open/{DATASET}/releases/{FIRST}"
    assert [one["path"] for one in derived["resources"]] == [f"{home}/progress.csv", f"{home}/codes.csv"]
    assert derived["companions"] == {name: f"{home}/{name}" for name in ("CHANGELOG.md", "SHA256SUMS")}
    released = json.loads(files_of(publication)["datapackage.json"])
    assert {**derived, "resources": [], "companions": None} == {
        **released,
        "resources": [],
        "companions": None,
    }


def test_a_descriptor_elsewhere_is_not_followed(tmp_path: Path, tree: Tree) -> None:
    """From a folder nothing is fetched: addresses are followed only where the package came from the web."""
    publication = tree.release(FIRST)
    with SmallSite() as site:
        (tmp_path / "bucket").mkdir()
        bucket = Bucket(
            name="bucket", url=str(tmp_path / "bucket"), public_url=site.url, http_settings=AT_ONCE
        )
        bring(bucket, publication, rounds=1)
        site.asked.clear()
        files = read_package(str(tmp_path / "bucket" / DATASET)).files
        assert site.asked == []
    assert set(files) == {"datapackage.json", "releases.json"}


@pytest.mark.parametrize(
    "descriptor",
    [
        b'{"resources": [{"path": "file:///etc/passwd"}], "companions": {}}',
        b'{"resources": [{"path": "http://x/a.csv"}], "companions": {"SHA256SUMS": "file:///etc/passwd"}}',
        b'{"resources": [{"path": "http://x/a.csv"}], "companions": []}',
        b'{"resources": [], "companions": 3}',
        b"[" * 100_000,
    ],
)
def test_no_other_address_is_followed(descriptor: bytes) -> None:
    """A descriptor on the web leads to web addresses alone, and one that makes no sense leads nowhere."""
    with SmallSite({"/datapackage.json": Page(descriptor)}) as site:
        files = read_package(f"{site.url}/datapackage.json").files
    assert files == {"datapackage.json": descriptor}


def test_a_file_that_is_gone_is_told_by_the_verification(tree: Tree) -> None:
    """An address that the catalogue no longer serves is a file that is missing; one that fails stops the reading."""
    publication = tree.release(FIRST)
    with SmallSite() as site:
        at = {name: f"{site.url}/r/{name}" for name in publication.newest.files}
        site.pages = {f"/r/{name}": Page(content) for name, content in files_of(publication).items()}
        site.pages["/datapackage.json"] = Page(derived_descriptor(publication.about, at))
        assert read_package(site.url).files == files_of(publication)
        del site.pages["/r/codes.csv"]
        assert "codes.csv" not in read_package(site.url).files
        site.pages["/r/codes.csv"] = Page(b"", 500)
        with pytest.raises(OperationalError) as failed:
            read_package(site.url)
        assert f"{site.url}/r/codes.csv" in failed.value.message.ja


def test_the_package_goes_with_the_public_address(tmp_path: Path, tree: Tree) -> None:
    """Without a public address any more, the descriptor that named it is removed; somebody else's would stay."""
    publication = tree.release(FIRST)
    (tmp_path / "bucket").mkdir()
    descriptor = tmp_path / "bucket" / DATASET / "datapackage.json"
    url = str(tmp_path / "bucket")
    with folder_site(tmp_path / "bucket") as address:
        with_address = Bucket(name="bucket", url=url, public_url=address, http_settings=AT_ONCE)
        told = bring(with_address, publication).picture
        with_address.close()
    done = bring(Bucket(name="bucket", url=url), publication, told)
    assert (keys(done.planned, Do.REMOVE), done.is_equal) == (["datapackage.json"], True)
    assert not descriptor.exists()
    for foreign in (b"{}", b"[", b"1"):
        descriptor.write_bytes(foreign)
        assert bring(Bucket(name="bucket", url=url), publication, told).writes == 0
        assert descriptor.read_bytes() == foreign


def test_what_the_public_gets_is_what_counts(tmp_path: Path, tree: Tree) -> None:
    """A public address that serves something else is never taken for done, and one that is down is told."""
    publication = tree.release(FIRST)
    (tmp_path / "bucket").mkdir()
    with SmallSite() as site:
        base = f"/open/{DATASET}/"
        bucket = Bucket(
            name="bucket", url=str(tmp_path / "bucket"), public_url=f"{site.url}/open", http_settings=AT_ONCE
        )
        assert not bring(bucket, publication).is_equal
        bucket_files = [path for path in (tmp_path / "bucket" / DATASET).rglob("*") if path.is_file()]
        for path in bucket_files:
            name = path.relative_to(tmp_path / "bucket" / DATASET).as_posix()
            site.pages[base + name] = Page(path.read_bytes())
        assert bring(bucket, publication).is_equal
        site.pages[f"{base}releases/{FIRST}/codes.csv"] = Page(b"<html>down for maintenance</html>")
        differing = bring(bucket, publication)
        assert keys(differing.left, Do.UPDATE) == [f"releases/{FIRST}/codes.csv"]
        site.pages[base + "releases.json"] = Page(b"", 503)
        with pytest.raises(CatalogueFailedError) as down:
            bucket.read_back(publication, {}, {})
        assert f"{site.url}{base}releases.json" in down.value.message.ja
        assert "HTTP 503" in down.value.message.en
        site.pages[base + "releases.json"] = Page(b"0123456789", sent=4)
        with pytest.raises(CatalogueFailedError):
            bucket.read_back(publication, {}, {})
        assert not any("Authorization" in asked.headers for asked in site.asked)


def test_a_list_of_versions_that_nobody_can_read_is_put_right(tmp_path: Path, tree: Tree) -> None:
    """Somebody's broken releases.json is written again, whatever it holds; one with a version of others is refused."""
    publication = tree.release(FIRST)
    place = bucket_on_disk(tmp_path)
    bring(place.open(), publication)
    index = tmp_path / "bucket" / DATASET / "releases.json"
    for spoilt in (b"", b"[", b"[" * 100_000, b'{"releases": 3}', b'{"releases": [{"version": "x"}]}'):
        index.write_bytes(spoilt)
        assert bring(place.open(), publication).is_equal
        assert index.read_bytes() == releases_index(publication)
    told = json.loads(releases_index(publication))
    told["releases"].append({**told["releases"][0], "version": "2026-11-01"})
    index.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(CatalogueRefusedError) as refused:
        place.open().describe(publication)
    assert "2026-11-01" in refused.value.message.ja


def test_the_list_of_versions_is_byte_equal(first_night: Path) -> None:
    """The list that catalogues get is the release folder's own."""
    folder = first_night / "published" / DEMONSTRATION
    publication = read_publication(folder)
    assert publication is not None
    assert releases_index(publication) == (folder / "releases.json").read_bytes()


def test_a_reader_never_gets_a_part(tmp_path: Path, tree: Tree) -> None:
    """Somebody who polls a bucket on a disk while it is repaired and told of releases reads only whole objects."""
    tree.release(FIRST)
    publications: list[Publication] = [tree.publication()]
    for day in range(24, 29):
        rows = [f"2023,{number},pending,,true," for number in range(day * 400)]
        publications.append(tree.release(f"2026-11-{day}", {"progress": rows, "codes": CODES}))
    place = bucket_on_disk(tmp_path)
    whole = {file.sha256 for publication in publications for file in publication.newest.files.values()} | {
        hashlib.sha256(releases_index(publication)).hexdigest() for publication in publications
    }
    home = tmp_path / "bucket" / DATASET
    seen: list[str] = []
    is_over = threading.Event()

    def read() -> None:
        while not is_over.is_set():
            there = [path for path in (home / "releases.json", *home.glob("releases/*/*")) if path.is_file()]
            seen.extend(hashlib.sha256(path.read_bytes()).hexdigest() for path in there)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for publication in publications:
            assert bring(place.open(), publication).is_equal
    finally:
        is_over.set()
        reader.join()
    assert len(seen) > len(whole)
    assert set(seen) <= whole


def test_an_md5_saves_reading(tree: Tree) -> None:
    """A store that tells the MD5 of its objects is not asked for their bytes; one that tells something else is."""
    tree.release(FIRST)
    publication = tree.release(SECOND, {"progress": CHANGED, "codes": CODES})
    bucket = Bucket(name="bucket", url="toldmemory://told")
    bring(bucket, publication)
    reads = []
    for encrypted in (False, True):
        ToldMemory.encrypted, ToldMemory.reads = encrypted, 0
        described = bucket.describe(publication)
        assert described.present == described.wanted
        reads.append(ToldMemory.reads)
    assert reads == [1, 1 + sum(len(one.files) for one in publication.versions)]


def test_objects_are_moved_where_they_would_grow(tmp_path: Path, tree: Tree) -> None:
    """In a store of which nothing is known every object is written aside, and nothing is left there."""
    tree.release(FIRST)
    publication = tree.release(SECOND)
    (tmp_path / "moving").mkdir()
    url = f"moving::file://{tmp_path / 'moving'}"
    assert bring(Bucket(name="bucket", url=url), publication).is_equal
    left = sorted(path.name for path in tmp_path.rglob("moving/**/.parts*"))
    assert left == []


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path, tree: Tree) -> None:
    """A share that is not connected is told with its address, and nothing is written to the bare disk below it."""
    with pytest.raises(CatalogueFailedError) as failed:
        Bucket(name="share", url=str(tmp_path / "share")).describe(tree.release(FIRST))
    assert f"カタログ「share」の {tmp_path / 'share'}" in failed.value.message.ja
    assert not (tmp_path / "share").exists()


def test_a_store_that_hangs_is_left(tree: Tree) -> None:
    """An operation that takes longer than is right is told, and tried again another night."""
    begun = time.monotonic()
    with pytest.raises(CatalogueFailedError) as failed:
        Bucket(name="bucket", url="hanging://x", timeout_seconds=0.2).describe(tree.release(FIRST))
    assert time.monotonic() - begun < 10
    assert "TimeoutError: 0.2 s" in failed.value.message.en


def test_no_message_holds_a_secret(tree: Tree) -> None:
    """Whatever a file system says, the password is shown in no form, nor is what follows `?`."""
    bucket = Bucket(name="bucket", url="leaking://kikaku:pa%40ss@files.example.jp/open?sig=s3cret")
    with pytest.raises(CatalogueFailedError) as failed:
        bucket.describe(tree.release(FIRST))
    words = failed.value.message.ja + failed.value.message.en + repr(failed.value)
    assert "leaking://…@files.example.jp/open?…" in words
    assert not [secret for secret in ("pa%40ss", "pa@ss", "kikaku:", "s3cret") if secret in words]
    assert failed.value.__cause__ is None


def test_an_address_that_nothing_opens_is_a_mistake(tree: Tree) -> None:
    """A protocol without its package is told with what to do."""
    with pytest.raises(ConfigurationError) as refused:
        Bucket(name="bucket", url="nosuch://me:secret@x/y").describe(tree.release(FIRST))
    assert "nosuch://…@x/y" in refused.value.message.en
    assert "secret" not in refused.value.message.en
