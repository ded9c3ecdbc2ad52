"""How a publication lies in CKAN: which dataset holds which file, under which identifier and address.

*Archive* datasets hold every version's files as resources that are never replaced; the *current* dataset's
resources have stable identifiers and link to the newest of them, so that switching is one write of
metadata (ADR 0024). Where a city's CKAN forbids a second dataset, the newest files lie in the current
dataset itself (`single`), or on the city's own site (`links`). Where it serves no files at all, its
DataStore holds the tables and nothing is uploaded (`datastore`, ADR 0044).
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import assert_never

from shinchoku.catalogue_kinds.ckan.settings import CkanLayout, CkanSettings
from shinchoku.catalogue_kinds.ckan.wanted.files import TABLE_SUFFIX, is_of, reading_order
from shinchoku.catalogue_kinds.ckan.wanted.names import archived_id, current_name, stable_id
from shinchoku.catalogue_kinds.ckan.wanted.server import Server
from shinchoku.catalogues.derived import DERIVED, derived_descriptor, derived_sums
from shinchoku.catalogues.publication import JsonObject, Publication, PublishedFile, PublishedVersion
from shinchoku.package.build import DESCRIPTOR, SUMS

CURRENT = "current"
_ARCHIVE = "archive-"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One version's file as it lies in CKAN: in which part, under which identifier, with which bytes."""

    part: str
    version: PublishedVersion
    file: PublishedFile
    identifier: str
    address: str
    """Where anybody can download it; empty while its dataset is not there yet."""

    @property
    def key(self) -> str:
        """Its key in a picture."""
        return f"{self.part}/{self.version.version}/{self.file.name}"


@dataclass(frozen=True)
class Shape:
    """A publication in one CKAN; `packages` are our datasets as they are there, by part."""

    publication: Publication
    settings: CkanSettings
    server: Server
    packages: Mapping[str, JsonObject]

    @property
    def name(self) -> str:
        """The name of the current dataset."""
        return current_name(self.publication, self.settings.dataset)

    @property
    def parts(self) -> tuple[str, ...]:
        """The archives, oldest first, then the current dataset."""
        if self.settings.layout is not CkanLayout.ARCHIVE:
            return (CURRENT,)
        years = sorted({one.as_of.year for one in self.publication.versions})
        return (*(f"{_ARCHIVE}{year}" for year in years), CURRENT)

    def versions_in(self, part: str) -> tuple[PublishedVersion, ...]:
        """Return the versions whose files lie in a part."""
        match self.settings.layout:
            case CkanLayout.ARCHIVE:
                versions = self.publication.versions
                return tuple(one for one in versions if f"{_ARCHIVE}{one.as_of.year}" == part)
            case CkanLayout.SINGLE:
                return (self.publication.newest,) if part == CURRENT else ()
            case CkanLayout.LINKS | CkanLayout.DATASTORE:
                return ()
            case unknown:
                assert_never(unknown)

    def uploads(self, part: str) -> Iterator[StoredFile]:
        """Yield the files that lie in a part, by version and in the order in which people look for them."""
        for version in self.versions_in(part):
            yield from self._uploads_of(part, version)

    def content(self, upload: StoredFile) -> bytes:
        """Return the bytes of a file as CKAN serves them: the release's own, but for what is derived."""
        if upload.file.name in DERIVED:
            return self._derived(upload.part, upload.version)[upload.file.name]
        return self.publication.content(upload.version.version, upload.file.name)

    def newest_files(self) -> Iterator[tuple[PublishedFile, str, str]]:
        """Yield the newest version's files, each with its stable identifier and the address it leads to."""
        newest = self.publication.newest
        part = next((one for one in self.parts if newest in self.versions_in(one)), "")
        if part:
            for upload in self._uploads_of(part, newest):
                yield upload.file, self.stable_id(upload.file.name), upload.address
            return
        for name in reading_order(newest):
            if address := self._address_outside(name):
                yield newest.files[name], self.stable_id(name), address

    def left_out(self) -> tuple[str, ...]:
        """Return the names of the newest version's files that the catalogue does not list."""
        listed = {file.name for file, _, _ in self.newest_files()}
        return tuple(name for name in reading_order(self.publication.newest) if name not in listed)

    def is_rows_alone(self, file: str) -> bool:
        """Tell whether a file is there as rows of the DataStore and nothing else."""
        return self.settings.layout is CkanLayout.DATASTORE and file.endswith(TABLE_SUFFIX)

    def tables(self) -> Iterator[str]:
        """Yield the names of the files that the DataStore holds as tables."""
        if self.settings.datastore and self.server.has_datastore:
            yield from (
                name for name in reading_order(self.publication.newest) if name.endswith(TABLE_SUFFIX)
            )

    def stable_id(self, file: str) -> str:
        """Return the identifier under which the newest version of a file is always found."""
        return stable_id(self.publication, self.settings.name, file)

    def stable_address(self, file: str) -> str:
        """Return the address that always leads to the newest version of a file; empty before the first time.

        Where no file is served, a table's is that of its rows, and other files lie at their version's address.
        """
        if self.settings.layout is CkanLayout.DATASTORE:
            return self._address_outside(file)
        return self._address(self._home(CURRENT), self.stable_id(file), file)

    def _address_outside(self, file: str) -> str:
        """Return where a file of the newest version lies that no dataset holds; empty if that is nowhere."""
        if self.is_rows_alone(file):
            return f"{self.server.site_url}/datastore/dump/{self.stable_id(file)}?bom=True"
        home, version = self.settings.files_url.rstrip("/"), self.publication.newest.version
        if self.settings.layout is CkanLayout.DATASTORE and not home:
            return ""
        return f"{home}/releases/{version}/{file}"

    def _uploads_of(self, part: str, version: PublishedVersion) -> Iterator[StoredFile]:
        """Yield one version's files, what is derived among them as it is served."""
        derived, home = self._derived(part, version), self._home(part)
        for name in reading_order(version):
            file = version.files[name]
            if name in derived:
                file = PublishedFile(name, hashlib.sha256(derived[name]).hexdigest(), len(derived[name]))
            # The sums name the descriptor's hash, and it names their address: theirs comes from the release's own.
            identifier = self._archived_id(part, version, version.files[name] if name == SUMS else file)
            yield StoredFile(part, version, file, identifier, self._address(home, identifier, name))

    def _derived(self, part: str, version: PublishedVersion) -> Mapping[str, bytes]:
        """Return a version's descriptor and sums as they are served from a part."""
        home = self._home(part)
        addresses = {
            name: self._address(home, self._archived_id(part, version, file), name)
            for name, file in version.files.items()
            if name != DESCRIPTOR
        }
        descriptor = derived_descriptor(version.descriptor, addresses)
        hashes = {name: file.sha256 for name, file in version.files.items()}
        return {DESCRIPTOR: descriptor, SUMS: derived_sums(hashes, descriptor, addresses)}

    def _archived_id(self, part: str, version: PublishedVersion, file: PublishedFile) -> str:
        """Return the identifier of one version's file; in another dataset it is another resource.

        It is derived from the file's bytes. What an archive has of the version already keeps its address all the
        same: other bytes, because text was taken out or the catalogue's own address changed, are no other file.
        """
        place = version.version if part != CURRENT else f"{CURRENT}-{version.version}"
        usual = archived_id(self.publication, self.settings.name, place, file)
        if part == CURRENT or usual in self._there:
            return usual
        return self._kept.get((part, version.version, file.name), usual)

    @cached_property
    def _there(self) -> frozenset[str]:
        """The identifiers of every resource that our datasets have."""
        return frozenset(
            str(one["id"]) for package in self.packages.values() for one in package.get("resources", ())
        )

    @cached_property
    def _kept(self) -> Mapping[tuple[str, str, str], str]:
        """The identifiers under which archives hold files of versions, by part, version and file, as they say themselves."""
        return {
            (part, version.version, name): str(resource["id"])
            for part in self.parts
            for resource in self.packages.get(part, {}).get("resources", ())
            for version in self.versions_in(part)
            for name in version.files
            if is_of(resource, version, name)
        }

    def _home(self, part: str) -> str:
        """Return the identifier of a part's dataset; empty while it is not there yet."""
        return str(self.packages[part]["id"]) if part in self.packages else ""

    def _address(self, dataset: str, resource: str, file: str) -> str:
        """Return a download address as CKAN writes it, which spells file names in small letters."""
        if not dataset:
            return ""
        return f"{self.server.site_url}/dataset/{dataset}/resource/{resource}/download/{file.lower()}"
