"""A static bucket or share as a catalogue: files first, the list of versions last, for it is what readers follow.

    <url>/<dataset>/releases/<version>/<file>    every version's files, never replaced
    <url>/<dataset>/datapackage.json             with a public address: the newest package, by absolute addresses
    <url>/<dataset>/releases.json                the list of versions, whose `latest` is the pointer

Credentials are fsspec's own affair: its configuration files and environment variables.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from shinchoku.adapters.catalogues.anonymous import AnonymousReader, require_answer
from shinchoku.adapters.catalogues.folders import require_writable
from shinchoku.adapters.catalogues.http_session import HttpSettings
from shinchoku.adapters.catalogues.port import Applied, Described, FromBlock
from shinchoku.bilingual import Bilingual
from shinchoku.catalogue_kinds.bucket.object_store import ListedObject, ObjectStore, same_md5
from shinchoku.catalogue_kinds.bucket.settings import BucketSettings
from shinchoku.catalogues.derived import COMPANIONS, derived_descriptor
from shinchoku.catalogues.file_tree import (
    INDEX,
    file_things,
    index_thing,
    releases_index,
    require_continued,
    with_content,
)
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.secrets import without_secrets
from shinchoku.catalogues.things import CatalogueStep, Do, Picture, Thing, ThingKind
from shinchoku.package.build import DESCRIPTOR
from shinchoku.paths import DataPaths

_MOST_POINTER_BYTES = 64 * 1024 * 1024
_POINTERS = (DESCRIPTOR, INDEX)
"""What readers follow, in the order in which it is written."""


def open_catalogue(
    settings: BucketSettings, paths: DataPaths, turn: int, from_block: FromBlock | None
) -> Bucket:
    """Return the bucket that the settings name."""
    del paths, turn, from_block
    return Bucket(name=settings.name, url=settings.url, public_url=settings.public_url)


def examine(
    settings: BucketSettings, dataset: str, seconds: float, from_block: FromBlock | None
) -> Bilingual:
    """Return that a store answers.

    Raises:
        CatalogueFailedError: if it does not answer.
        CatalogueRefusedError: if it is a folder of this machine that cannot be written to.
        ConfigurationError: if nothing here can open such an address.
    """
    del from_block
    store = ObjectStore(settings.name, settings.url, seconds)
    store.read(f"{dataset}/{INDEX}")
    filesystem, root = url_to_fs(settings.url)
    if settings.public_url:
        require_answer(settings.name, f"{settings.public_url.rstrip('/')}/{dataset}/{INDEX}", seconds)
    if isinstance(filesystem, LocalFileSystem):
        return require_writable(settings.name, Path(str(root)), dataset)
    where = without_secrets(settings.url)
    return Bilingual(
        f"{where} を読めます（書き込めるかどうかは、反映するときにわかります）",
        f"{where} can be read (whether it can be written to shows when it is)",
    )


class Bucket:
    """A folder at any fsspec address; making this object touches nothing."""

    def __init__(
        self,
        *,
        name: str,
        url: str,
        public_url: str = "",
        timeout_seconds: float = 300,
        http_settings: HttpSettings | None = None,
    ) -> None:
        """Keep the addresses, how long one operation may take, and how the public address is asked."""
        self.name = name
        self._store = ObjectStore(name, url, timeout_seconds)
        self._public_url = public_url.rstrip("/")
        self._anybody = AnonymousReader(name, http_settings or HttpSettings())

    def describe(self, publication: Publication) -> Described:
        """Return what should lie there and what does.

        An object's bytes are fetched to be compared, unless the store tells their MD5 and it is right.

        Raises:
            CatalogueFailedError: if the store does not answer.
            CatalogueRefusedError: if what lies there is newer than ours.
        """
        listed = self._store.listed(publication.dataset)
        pointers = self._pointers(publication)
        there = {key: self._pointer_there(publication, key, listed) for key in _POINTERS}
        require_continued(publication, self.name, there[INDEX])
        wanted, present = {}, {}
        for version, name, thing in file_things(publication):
            wanted[thing.key] = thing
            if thing.key in listed:
                content = publication.content(version.version, name)
                present[thing.key] = self._file_there(publication, thing, listed[thing.key], content)
        for key, content in pointers.items():
            wanted[key] = _pointer(key, content)
        for key, found in there.items():
            if found and (key in pointers or _is_derived(found)):
                present[key] = _pointer(key, found)
        return Described(wanted, present)

    def apply(self, publication: Publication, steps: Sequence[CatalogueStep]) -> Applied:
        """Write files, then what readers follow.

        Raises:
            CatalogueFailedError: if the store does not take something.
            CatalogueRefusedError: if somebody brought a newer publication there meanwhile.
        """
        writes = {step.key: step.do for step in steps if step.is_write}
        self._require_continued(publication)
        for version, name, thing in file_things(publication):
            if thing.key in writes:
                self._put(publication, thing.key, publication.content(version.version, name))
        self._require_continued(publication)
        for key, content in self._pointers(publication).items():
            if key in writes:
                self._put(publication, key, content)
        for key, do in writes.items():
            if do is Do.REMOVE:
                self._store.remove(f"{publication.dataset}/{key}")
        self._store.sweep(publication.dataset)
        return Applied(writes=len(writes))

    def read_back(self, publication: Publication, goals: Picture, told: Picture) -> Described:
        """Return the same, with what readers get of the newest version: from the public address if there is one.

        Raises:
            CatalogueFailedError: as `describe`, or if the public address does not answer.
            CatalogueRefusedError: as `describe`.
        """
        del goals, told
        described = self.describe(publication)
        wanted, present = dict(described.wanted), dict(described.present)
        newest = [
            thing.key for version, _, thing in file_things(publication) if version is publication.newest
        ]
        for key in (*newest, *self._pointers(publication)):
            thing = wanted[key]
            wanted[key] = with_content(thing, str(thing.fields["sha256"]))
            if key in present:
                content = self._read_publicly(publication, key)
                got = "" if content is None else hashlib.sha256(content).hexdigest()
                present[key] = with_content(present[key], got)
        return Described(wanted, present)

    def close(self) -> None:
        """Give the connections back."""
        self._anybody.close()

    def _require_continued(self, publication: Publication) -> None:
        """Require that nobody brought anything newer there meanwhile."""
        found = self._store.read(f"{publication.dataset}/{INDEX}")
        require_continued(publication, self.name, found or b"")

    def _pointers(self, publication: Publication) -> Mapping[str, bytes]:
        """Return what readers follow, in the order in which it is written."""
        index = {INDEX: releases_index(publication)}
        if not self._public_url:
            return index
        newest = publication.newest
        addresses = {
            name: self._address(publication, f"releases/{newest.version}/{name}") for name in newest.files
        }
        return {DESCRIPTOR: derived_descriptor(publication.about, addresses), **index}

    def _pointer_there(self, publication: Publication, key: str, listed: Mapping[str, ListedObject]) -> bytes:
        """Return what readers follow there now; nothing if there is none, or it can be none."""
        if key not in listed or listed[key].size > _MOST_POINTER_BYTES:
            return b""
        return self._store.read(f"{publication.dataset}/{key}") or b""

    def _file_there(
        self, publication: Publication, thing: Thing, listed: ListedObject, content: bytes
    ) -> Thing:
        """Return an object as it is: its size, and the hash of its bytes if their number is right."""
        size = str(listed.size)
        if size != thing.fields["size"]:
            return Thing(ThingKind.FILE, thing.key, {"sha256": "", "size": size})
        if same_md5(content, listed.md5):
            return thing
        found = self._store.read(f"{publication.dataset}/{thing.key}")
        sha256 = "" if found is None else hashlib.sha256(found).hexdigest()
        return Thing(ThingKind.FILE, thing.key, {"sha256": sha256, "size": size})

    def _put(self, publication: Publication, key: str, content: bytes) -> None:
        """Write an object of the dataset."""
        self._store.put(f"{publication.dataset}/{key}", content)

    def _read_publicly(self, publication: Publication, key: str) -> bytes | None:
        """Return what a reader gets of an object."""
        if self._public_url:
            return self._anybody.read(self._address(publication, key))
        return self._store.read(f"{publication.dataset}/{key}")

    def _address(self, publication: Publication, key: str) -> str:
        """Return the public address of an object."""
        return f"{self._public_url}/{publication.dataset}/{quote(key)}"


def _pointer(key: str, content: bytes) -> Thing:
    """Return what readers follow as a thing."""
    if key == INDEX:
        return index_thing(content)
    fields = {"sha256": hashlib.sha256(content).hexdigest(), "size": str(len(content))}
    return Thing(ThingKind.POINTER, key, fields)


def _is_derived(content: bytes) -> bool:
    """Tell whether a descriptor is one that we wrote there, when there still was a public address."""
    try:
        return COMPANIONS in json.loads(content)
    except (ValueError, TypeError, RecursionError):
        return False
