"""Places that a catalogue lies in, as its readers and those who meddle with it see them: one for each adapter."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol
from uuid import uuid4

import fsspec

from shinchoku.adapters.catalogues.port import Catalogue
from shinchoku.catalogue_kinds.bucket.client import Bucket
from shinchoku.catalogue_kinds.directory.client import Directory
from shinchoku.catalogues.publication import Publication

DATASET = "umibe-plan"
Files = Mapping[str, bytes]


class Place(Protocol):
    """What the contract suite needs of a catalogue's place, beside the port."""

    def open(self) -> Catalogue:
        """Return the catalogue, made anew: it remembers nothing."""
        ...

    def newest(self) -> Files:
        """Return the files that a reader who follows the newest pointer gets; none before the first."""
        ...

    def version(self, name: str) -> Files:
        """Return the files that a reader gets of a version; none if it is not there."""
        ...

    def withdrawn(self) -> set[str]:
        """Return the versions that readers see as withdrawn."""
        ...

    def everything(self) -> Mapping[str, object]:
        """Return all that lies there, with what changes when it is written again."""
        ...

    def change(self, version: str, name: str, content: bytes) -> None:
        """Put other bytes in a file's place, behind our back."""
        ...

    def delete(self, version: str, name: str) -> None:
        """Take a file away, behind our back."""
        ...

    def put_foreign(self) -> str:
        """Put something there that is not ours, and return its name in `everything`."""
        ...


class DirectoryPlace:
    """A folder with `latest`."""

    def __init__(self, root: Path) -> None:
        """Make the folder, and one for what is on its way."""
        self.root = root / "opendata"
        self.root.mkdir()
        self.staging = root / "staging"
        self.folder = self.root / DATASET

    def open(self) -> Catalogue:
        """Return the catalogue."""
        return Directory(name="directory", root=self.root, staging=self.staging)

    def newest(self) -> Files:
        """Return what lies behind `latest`."""
        return files_in(self.folder / "latest")

    def version(self, name: str) -> Files:
        """Return a version's files."""
        return files_in(self.folder / "releases" / name)

    def withdrawn(self) -> set[str]:
        """Return what the list of versions says."""
        return withdrawn_in((self.folder / "releases.json").read_bytes())

    def everything(self) -> Mapping[str, object]:
        """Return every path with its inode and the instant of its last change."""
        return stamps(self.root)

    def change(self, version: str, name: str, content: bytes) -> None:
        """Overwrite a file."""
        path = self.folder / "releases" / version / name
        path.chmod(0o644)
        path.write_bytes(content)

    def delete(self, version: str, name: str) -> None:
        """Delete a file."""
        (self.folder / "releases" / version / name).unlink()

    def put_foreign(self) -> str:
        """Put a web page beside the versions."""
        (self.folder / "index.html").write_bytes(b"<p>Open data of Umibe</p>")
        return f"{DATASET}/index.html"


class BucketPlace:
    """A bucket at an fsspec address that tells when an object was written."""

    def __init__(self, url: str) -> None:
        """Keep the address."""
        self.url = url
        self._filesystem, self._root = fsspec.core.url_to_fs(url)

    def open(self) -> Catalogue:
        """Return the catalogue."""
        return Bucket(name="bucket", url=self.url)

    def newest(self) -> Files:
        """Return the version that the list of versions says is newest."""
        index = f"{self._root}/{DATASET}/releases.json"
        if not self._filesystem.exists(index):
            return {}
        return self.version(json.loads(self._filesystem.cat_file(index))["latest"])

    def version(self, name: str) -> Files:
        """Return a version's files."""
        folder = f"{self._root}/{DATASET}/releases/{name}"
        if not self._filesystem.exists(folder):
            return {}
        found = self._filesystem.find(folder)
        return {path.rpartition("/")[2]: self._filesystem.cat_file(path) for path in found}

    def withdrawn(self) -> set[str]:
        """Return what the list of versions says."""
        return withdrawn_in(self._filesystem.cat_file(f"{self._root}/{DATASET}/releases.json"))

    def everything(self) -> Mapping[str, object]:
        """Return every object with the instant when it was written."""
        found = self._filesystem.find(self._root, detail=True)
        return {
            name.removeprefix(f"{self._root}/"): (info["created"], info.get("mtime"), info.get("ino"))
            for name, info in found.items()
        }

    def change(self, version: str, name: str, content: bytes) -> None:
        """Overwrite an object."""
        self._filesystem.pipe_file(f"{self._root}/{DATASET}/releases/{version}/{name}", content)

    def delete(self, version: str, name: str) -> None:
        """Delete an object."""
        self._filesystem.rm_file(f"{self._root}/{DATASET}/releases/{version}/{name}")

    def put_foreign(self) -> str:
        """Put a web page beside the versions."""
        self._filesystem.pipe_file(f"{self._root}/{DATASET}/index.html", b"<p>Open data of Umibe</p>")
        return f"{DATASET}/index.html"


def bucket_on_disk(root: Path) -> BucketPlace:
    """Return a bucket that is a folder."""
    folder = root / "bucket"
    folder.mkdir()
    return BucketPlace(folder.as_uri())


def bucket_in_memory(_root: Path) -> BucketPlace:
    """Return a bucket that is gone with the process."""
    return BucketPlace(f"memory://{uuid4().hex}")


def files_of(publication: Publication, version: str = "") -> Files:
    """Return the files of a version as they were released; of the newest if none is named."""
    one = publication.version(version) if version else publication.newest
    assert one is not None
    return {name: publication.content(one.version, name) for name in one.files}


def files_in(folder: Path) -> Files:
    """Return the files of a folder by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def withdrawn_in(index: bytes) -> set[str]:
    """Return the versions that a list of versions marks as withdrawn."""
    return {one["version"] for one in json.loads(index)["releases"] if one["withdrawn"]}


def stamps(root: Path) -> Mapping[str, object]:
    """Return every path below a folder, with what a write would change."""
    found = {path.relative_to(root).as_posix(): path.lstat() for path in root.rglob("*")}
    return {path: (stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns) for path, stat in found.items()}
