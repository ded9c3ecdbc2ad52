"""An anonymous reader who never looks away: polls a catalogue while it is written to, and keeps what was wrong."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from builders.anybody import Got, get
from shinchoku.catalogues.derived import DERIVED, file_name
from shinchoku.catalogues.publication import Publication
from shinchoku.releases.history import version_order

Listing = Mapping[str, Any]
"""A dataset as `package_show` tells it."""
_HIDDEN = {403, 404}
_DERIVED = frozenset(name.lower() for name in DERIVED)
"""What is served otherwise than the release has it."""
_LISTINGS_A_FILE, _LISTINGS_AN_ARCHIVE = 2, 5
"""Listings are what changes in a moment: they are asked for more often than files."""


class Wrong(StrEnum):
    """What a reader must never see."""

    MIXED = "files of two releases in one listing"
    MISNAMED = "a listing that calls its files another version"
    BACKWARDS = "an older version after a newer one"
    MOVED = "a stable id that changed"
    VANISHED = "a dataset that was there and is not"
    DEAD = "an address that serves no file"
    DAMAGED = "an address that serves other bytes than the release's"
    UNREADABLE = "a listing that cannot be read"


@dataclass(frozen=True, slots=True)
class Violation:
    """Something wrong that was seen, and the evidence."""

    wrong: Wrong
    evidence: str


class PollingReader:
    """One reader of one dataset and its archives, who knows what each release holds."""

    def __init__(
        self, url: str, dataset: str, *, archive: Callable[[str], str] | None = None, rate: float = 20
    ) -> None:
        """Keep where to look: at most `rate` listings a second; `archive` names a version's archive dataset."""
        self._url = url.rstrip("/")
        self._dataset = dataset
        self._archive = archive or (lambda version: f"{dataset}-releases-{version[:4]}")
        self._pause = 1 / rate
        self._known: dict[str, Mapping[str, str]] = {}
        self._derived: set[str] = set()
        self._ids: dict[str, str] = {}
        self._shown: set[str] = set()
        self._newest = ""
        self._looks = 0
        self._random = random.Random(20261123)  # noqa: S311 -- which file to look at next
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._poll, name="reader", daemon=True)
        self.violations: list[Violation] = []
        self.listings = 0
        """How many listings were asked for."""
        self.torn = 0
        """How many had the number of the version before, in the moment of a switch."""
        self.downloads = 0

    def know(self, publication: Publication) -> None:
        """Learn what releases hold, before they are published."""
        for version in publication.versions:
            self.know_release(version.version, {one.name: one.sha256 for one in version.files.values()})

    def know_release(self, version: str, files: Mapping[str, str]) -> None:
        """Learn the sha256 of a release's files, by name. Those of what is derived are read from the listings."""
        self._known = {**self._known, version: {name.lower(): digest for name, digest in files.items()}}

    def __enter__(self) -> Self:
        """Begin to poll."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, and look at every file once more."""
        self._stopping.set()
        self._thread.join()
        self.look_at_everything()

    def look(self) -> None:
        """Look once: at the listing, less often at one of its files, and at one file of an archive."""
        listing = self._listing(self._dataset)
        self._looks += 1
        if listing is not None:
            self._check_listing(listing)
            if self._looks % _LISTINGS_A_FILE == 0 and listing["resources"]:
                self._check_file(listing, self._random.choice(listing["resources"]))
        if self._looks % _LISTINGS_AN_ARCHIVE == 0 and self._known:
            self._check_archive(self._archive(self._random.choice(list(self._known))), most=1)

    def look_at_everything(self) -> None:
        """Look at the listing, every file by both of its addresses, and every file of the archives."""
        listing = self._listing(self._dataset)
        if listing is not None:
            self._check_listing(listing)
            for resource in listing["resources"]:
                self._check_file(listing, resource)
        for name in sorted({self._archive(version) for version in self._known}):
            self._check_archive(name)

    def _poll(self) -> None:
        """Look again and again, at a rate that leaves the machine to others as well."""
        while not self._stopping.is_set():
            begun = time.monotonic()
            self.look()
            self._stopping.wait(max(0.01, self._pause - (time.monotonic() - begun)))

    def _note(self, wrong: Wrong, evidence: object) -> None:
        """Keep what was wrong."""
        self.violations.append(Violation(wrong, str(evidence)[:2000]))

    def _listing_address(self, name: str) -> str:
        """Return where a dataset is listed."""
        return f"{self._url}/api/3/action/package_show?id={name}"

    def _listing(self, name: str) -> Listing | None:
        """Return a listing, or nothing while the dataset has not been shown yet."""
        got = get(self._listing_address(name))
        self.listings += 1
        if got.status in _HIDDEN:
            if name in self._shown:
                self._note(Wrong.VANISHED, f"{name}: {got.status}")
            return None
        try:
            listing: Listing = json.loads(got.body)["result"]
        except (ValueError, KeyError):
            self._note(Wrong.UNREADABLE, f"{name}: {got.status} {got.body[:300]!r}")
            return None
        self._shown.add(name)
        self._derived |= {_digest(one) for one in listing["resources"] if _name(one) in _DERIVED}
        return listing

    def _check_listing(self, listing: Listing) -> None:
        """Hold the current dataset's listing to one release, to its past, and to its ids."""
        resources = listing["resources"]
        listed = {_name(one): _digest(one) for one in resources}
        release = next((version for version in self._known if self._holds(version, listed)), "")
        if not release or len(listed) != len(resources):
            self._note(Wrong.MIXED, f"{listing.get('version')} {listed} {self._known}")
        elif self._newest and version_order(release) < version_order(self._newest):
            self._note(Wrong.BACKWARDS, f"{release} after {self._newest}")
        else:
            self._newest = release
            self._check_words(str(listing.get("version", "")), release)
        for resource in resources:
            if self._ids.setdefault(_name(resource), resource["id"]) != resource["id"]:
                self._note(Wrong.MOVED, f"{_name(resource)}: {self._ids[_name(resource)]} → {resource['id']}")

    def _holds(self, version: str, listed: Mapping[str, str]) -> bool:
        """Tell whether what is listed are the files of a release, no more and no less."""
        derived = {name: listed.get(name, "missing") for name in _DERIVED}
        return listed == {**self._known[version], **derived}

    def _check_words(self, said: str, release: str) -> None:
        """Hold the dataset's own version to that of its files.

        CKAN reads a dataset's row and then its resources, so that who asks in the moment of a switch can
        get the old version's number with the new version's files: that is counted, and must have gone
        when asked again.
        """
        if said == release:
            return
        self.torn += 1
        again = self._listing(self._dataset)
        if again is not None and str(again.get("version", "")) == said:
            self._note(Wrong.MISNAMED, f"{said} with the files of {release}, twice")

    def _check_file(self, listing: Listing, resource: Listing) -> None:
        """Download a listed file by the address of its release, and by its stable one."""
        self._check_content(resource)
        name = _name(resource)
        stable = f"{self._url}/dataset/{listing['id']}/resource/{resource['id']}/download/{name}"
        got = self._download(stable)
        if self._is_since(name, got, str(listing.get("version", ""))):
            return
        now = self._listing(self._dataset)  # it may have been switched between the listing and the download
        if now is None or resource["id"] not in {one["id"] for one in now["resources"]}:
            return
        if got.status == 200 and self._is_since(name, got, str(listing.get("version", ""))):
            return
        self._note(Wrong.DAMAGED if got.status == 200 else Wrong.DEAD, _evidence(stable, got))

    def _is_since(self, name: str, got: Got, version: str) -> bool:
        """Tell whether a file is, whole, that of a release which is not older than a version."""
        if got.status != 200:
            return False
        if name in _DERIVED:
            return got.sha256 in self._derived
        holding = [one for one, files in self._known.items() if files.get(name) == got.sha256]
        return any(not version or version_order(one) >= version_order(version) for one in holding)

    def _check_archive(self, name: str, most: int | None = None) -> None:
        """Download files of an archive: what once lay there lies there for good."""
        listing = self._listing(name)
        if listing is None:
            return
        resources: Sequence[Listing] = listing["resources"]
        chosen = resources if most is None else self._random.sample(resources, min(most, len(resources)))
        for resource in chosen:
            self._check_content(resource)

    def _check_content(self, resource: Listing) -> None:
        """Download a file that is never replaced: it has the hash that is told of it."""
        got = self._download(str(resource["url"]))
        if got.status != 200:
            self._note(Wrong.DEAD, _evidence(resource["url"], got))
        elif got.sha256 != _digest(resource):
            self._note(Wrong.DAMAGED, f"{_evidence(resource['url'], got)} for {_digest(resource)}")

    def _download(self, address: str) -> Got:
        """Download a file."""
        self.downloads += 1
        return get(address)


def _name(resource: Listing) -> str:
    """Return a listed file's name, in small letters as CKAN's addresses have it."""
    return file_name(str(resource["url"])).lower()


def _digest(resource: Listing) -> str:
    """Return the sha256 that a listing tells of a file."""
    return str(resource.get("hash", "")).removeprefix("sha256:")


def _evidence(address: object, got: Got) -> str:
    """Say what an address served."""
    return f"{address}: {got.status}, {len(got.body)} bytes {got.body[:200]!r}, sha256 {got.sha256}"
