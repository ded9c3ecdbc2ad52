"""A folder as a catalogue: every version, the list of versions, and `latest`, whose one rename is the commit.

A version is written aside, synced, and appears whole; one that is there is never written again, unless
its bytes are no longer what was released. What else lies in the folder is left alone.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from shinchoku.adapters.catalogues.folders import (
    KEPT_FILE,
    SERVED_FILE,
    SERVED_FOLDER,
    alone,
    make_served,
    no_folder,
    require_writable,
    telling_failures,
)
from shinchoku.adapters.catalogues.port import Applied, Described, FromBlock
from shinchoku.adapters.durable import replace_file, sync_folder, write_synced
from shinchoku.adapters.published import discard
from shinchoku.bilingual import Bilingual
from shinchoku.catalogue_kinds.directory.settings import DirectorySettings
from shinchoku.catalogue_kinds.directory.wanted import LATEST, wanted_tree
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.file_tree import (
    INDEX,
    file_things,
    index_thing,
    releases_index,
    require_continued,
    with_content,
)
from shinchoku.catalogues.publication import Publication, PublishedVersion
from shinchoku.catalogues.things import CatalogueStep, Picture, Thing, ThingKind
from shinchoku.errors import OperationalError
from shinchoku.paths import DataPaths

_MIB = 1024 * 1024
_MOST_INDEX_BYTES = 64 * _MIB


def open_catalogue(
    settings: DirectorySettings, paths: DataPaths, turn: int, from_block: FromBlock | None
) -> Directory:
    """Return the folder that the settings name."""
    del turn, from_block
    return Directory(name=settings.name, root=Path(settings.path), staging=paths.staging)


def examine(
    settings: DirectorySettings, dataset: str, seconds: float, from_block: FromBlock | None
) -> Bilingual:
    """Return that the folder of a catalogue is there and may be written to.

    Raises:
        CatalogueFailedError: if it is not there.
        CatalogueRefusedError: if this user may not write there.
    """
    del seconds, from_block
    return require_writable(settings.name, Path(settings.path), dataset)


class Directory:
    """A folder on a disk or a share of this machine; making this object touches nothing."""

    def __init__(self, *, name: str, root: Path, staging: Path) -> None:
        """Keep where datasets lie, and a folder for what is on its way if it is on the same file system."""
        self.name = name
        self._root = root
        self._staging = staging / f"catalogue-{name}"

    def describe(self, publication: Publication) -> Described:
        """Return what should lie there and what does, every file by its hash.

        Raises:
            CatalogueFailedError: if the folder cannot be read.
            CatalogueRefusedError: if what lies there is newer than ours, or what differs cannot be put right
                because the release folder itself is damaged.
        """
        wanted = wanted_tree(publication)
        with telling_failures(self.name, self._root):
            self._require_continued(publication)
            present = {
                key: there for key, thing in wanted.items() if (there := self._there(publication, thing))
            }
        self._require_source(publication, wanted, present)
        return Described(wanted, present)

    def apply(self, publication: Publication, steps: Sequence[CatalogueStep]) -> Applied:
        """Bring whole versions, then the list of versions, then switch `latest`.

        Raises:
            CatalogueFailedError: if a disk fails, or somebody else is writing there.
            CatalogueRefusedError: if what lies there is newer than ours.
        """
        writes = {step.key for step in steps if step.is_write}
        folder = self._root / publication.dataset
        with telling_failures(self.name, self._root), alone(self.name, self._aside):
            self._require_continued(publication)
            discard(self._parts)
            self._parts.mkdir()
            for version in publication.versions:
                files = {name: thing.key for one, name, thing in file_things(publication) if one is version}
                self._bring(publication, version, [name for name, key in files.items() if key in writes])
            if INDEX in writes:
                make_served(folder)
                replace_file(folder / INDEX, releases_index(publication), self._parts, SERVED_FILE)
            if LATEST in writes:
                self._switch(folder, publication.newest.version)
            discard(self._parts)
        return Applied(writes=len(writes))

    def read_back(self, publication: Publication, goals: Picture, told: Picture) -> Described:
        """Return the same, and the newest version's files as a reader gets them through `latest`.

        Raises:
            CatalogueFailedError: as `describe`.
            CatalogueRefusedError: as `describe`.
        """
        del goals, told
        described = self.describe(publication)
        wanted, present = dict(described.wanted), dict(described.present)
        latest = self._root / publication.dataset / LATEST
        with telling_failures(self.name, self._root):
            for version, name, thing in file_things(publication):
                if version is not publication.newest:
                    continue
                wanted[thing.key] = with_content(thing, version.files[name].sha256)
                if thing.key in present:
                    present[thing.key] = with_content(present[thing.key], _sha256(latest / name))
        return Described(wanted, present)

    def close(self) -> None:
        """Do nothing: nothing is open."""

    @property
    def _parts(self) -> Path:
        """Where files lie that are on their way."""
        return self._aside / "parts"

    @property
    def _aside(self) -> Path:
        """A folder of ours on the disk that the catalogue lies on: to another disk nothing is renamed, but copied."""
        self._staging.mkdir(parents=True, exist_ok=True)
        is_same_disk = self._staging.stat().st_dev == self._root.stat().st_dev
        return self._staging if is_same_disk else self._root / f".{self._staging.name}"

    def _there(self, publication: Publication, thing: Thing) -> Thing | None:
        """Return what lies in a thing's place, or nothing; bytes are read where their number is right."""
        path = self._root / publication.dataset / thing.key
        match thing.key:
            case "latest":
                return (
                    Thing(ThingKind.POINTER, LATEST, {"version": _pointed(path)})
                    if path.is_symlink()
                    else None
                )
            case "releases.json":
                content = _short(path)
                return index_thing(content) if content else None
            case _:
                if not path.is_file():
                    return None
                size = str(path.stat().st_size)
                sha256 = _sha256(path) if size == thing.fields["size"] else ""
                return Thing(ThingKind.FILE, thing.key, {"sha256": sha256, "size": size})

    def _require_continued(self, publication: Publication) -> None:
        """Require the folder, and that it holds nothing newer."""
        if not self._root.is_dir():
            raise no_folder(self.name, self._root)
        folder = self._root / publication.dataset
        require_continued(publication, self.name, _short(folder / INDEX), _pointed(folder / LATEST))

    def _require_source(self, publication: Publication, wanted: Picture, present: Picture) -> None:
        """Require that what differs can be put right: the release folder cannot be repaired from itself."""
        for version, name, thing in file_things(publication):
            if present.get(thing.key) == wanted[thing.key]:
                continue
            try:
                publication.open(version.version, name).close()
            except OperationalError as error:
                raise CatalogueRefusedError.of(error.message) from error

    def _bring(self, publication: Publication, version: PublishedVersion, names: Sequence[str]) -> None:
        """Bring a version's files: all at once if it is new there, one by one where some were damaged."""
        target = self._root / publication.dataset / "releases" / version.version
        if target.is_dir():
            for name in names:
                with publication.open(version.version, name) as file:
                    replace_file(target / name, file, self._parts, KEPT_FILE)
            return
        if not names:
            return
        staged = self._parts / version.version
        staged.mkdir()
        staged.chmod(SERVED_FOLDER)
        for name in names:
            with publication.open(version.version, name) as file:
                write_synced(staged / name, file)
            (staged / name).chmod(KEPT_FILE)
        sync_folder(staged)
        make_served(target.parent)
        staged.rename(target)
        sync_folder(target.parent)

    def _switch(self, folder: Path, version: str) -> None:
        """Point `latest` to a version in one rename."""
        link = self._parts / LATEST
        link.symlink_to(Path("releases") / version)
        link.replace(folder / LATEST)
        sync_folder(folder)


def _pointed(link: Path) -> str:
    """Return the version that `latest` points to, as it is written there; nothing if there is no link."""
    if not link.is_symlink():
        return ""
    target = os.fspath(link.readlink())
    return target.removeprefix("releases/")


def _short(path: Path) -> bytes:
    """Return the list of versions that lies there; nothing if there is none, or it can be none."""
    if not path.is_file() or path.stat().st_size > _MOST_INDEX_BYTES:
        return b""
    return path.read_bytes()


def _sha256(path: Path) -> str:
    """Return a file's hash; nothing if there is no file."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
