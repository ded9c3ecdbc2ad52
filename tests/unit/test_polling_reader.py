"""The reader who never looks away sees what must never be seen, and nothing that may."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Mapping

import pytest
from builders.polling_reader import PollingReader, Wrong
from builders.small_site import Page, SmallSite

NAME = "204218-umibe-plan"
ARCHIVE = f"{NAME}-releases-2026"
OLD = {"progress.csv": b"a,b\r\n1,2\r\n", "codes.csv": b"old codes\n", "SHA256SUMS": b"old sums\n"}
NEW = {"progress.csv": b"a,b\r\n1,3\r\n", "codes.csv": b"new codes\n", "SHA256SUMS": b"new sums\n"}


def digest(content: bytes) -> str:
    """Return a sha256."""
    return hashlib.sha256(content).hexdigest()


class Shown:
    """A catalogue with a current dataset and an archive, as CKAN shows them."""

    def __init__(self, site: SmallSite) -> None:
        """Keep the site that serves it, which is empty as yet."""
        self.site = site
        self._archived: list[Mapping[str, str]] = []

    def archive(self, version: str, files: Mapping[str, bytes]) -> list[Mapping[str, str]]:
        """Lay a release into the archive and return its files as a listing names them."""
        listed: list[Mapping[str, str]] = []
        for name, content in {**files, "datapackage.json": version.encode()}.items():
            path = f"/dataset/archive/resource/{version}/{name.lower()}"
            self.site.pages[path] = Page(content)
            listed.append({"id": name, "url": self.site.url + path, "hash": f"sha256:{digest(content)}"})
        self._archived += listed
        self._serve(ARCHIVE, "a1", "", self._archived)
        return listed

    def show(self, version: str, listed: list[Mapping[str, str]], served: Mapping[str, bytes]) -> None:
        """Have the current dataset list files, and its stable addresses serve some."""
        self._serve(NAME, "d1", version, listed)
        for name, content in {**served, "datapackage.json": version.encode()}.items():
            self.site.pages[f"/dataset/d1/resource/{name}/download/{name.lower()}"] = Page(content)

    def _serve(self, name: str, identifier: str, version: str, listed: list[Mapping[str, str]]) -> None:
        """Serve a listing; the site knows one dataset by its query, so each has a path of its own."""
        shown = {"id": identifier, "version": version, "resources": listed}
        self.site.pages[f"/{name}/api/3/action/package_show"] = Page(json.dumps({"result": shown}).encode())


class Reader(PollingReader):
    """A reader who finds each dataset's listing at a path of its own."""

    def _listing_address(self, name: str) -> str:
        """Return where the small site lists it."""
        return super()._listing_address(name).replace("/api/", f"/{name}/api/")


@pytest.fixture
def site() -> Iterator[SmallSite]:
    """An empty site."""
    with SmallSite() as made:
        yield made


@pytest.fixture
def shown(site: SmallSite) -> Shown:
    """A catalogue that shows the old release."""
    made = Shown(site)
    made.show("2026-11-22", made.archive("2026-11-22", OLD), OLD)
    return made


@pytest.fixture
def reader(site: SmallSite) -> Reader:
    """Its reader, who knows both releases."""
    made = Reader(site.url, NAME)
    made.know_release("2026-11-22", {name: digest(content) for name, content in OLD.items()})
    made.know_release("2026-11-23", {name: digest(content) for name, content in NEW.items()})
    return made


def seen(reader: Reader) -> set[Wrong]:
    """Return what was wrong."""
    return {one.wrong for one in reader.violations}


def test_a_publication_as_it_should_be_has_no_violations(shown: Shown, reader: Reader) -> None:
    """Polling while the new release is archived and then switched to finds nothing."""
    with reader:
        time.sleep(0.2)
        listed = shown.archive("2026-11-23", NEW)
        shown.show("2026-11-23", listed, NEW)
        time.sleep(0.2)
    assert reader.violations == []
    assert reader.listings > 6
    assert reader.downloads > 6


def test_a_dataset_may_be_missing_until_it_was_seen(site: SmallSite, reader: Reader) -> None:
    """404 is nothing wrong before the first publication, and wrong after it."""
    reader.look()
    assert reader.violations == []
    made = Shown(site)
    made.show("2026-11-22", made.archive("2026-11-22", OLD), OLD)
    reader.look()
    assert reader.violations == []
    del site.pages[f"/{NAME}/api/3/action/package_show"]
    reader.look()
    assert seen(reader) == {Wrong.VANISHED}


def test_a_mixed_listing_is_seen(shown: Shown, reader: Reader) -> None:
    """One file of the new release among those of the old is a violation, with the listing as its evidence."""
    old, new = shown.archive("2026-11-22", OLD), shown.archive("2026-11-23", NEW)
    shown.show("2026-11-22", [new[0], *old[1:]], OLD)
    reader.look_at_everything()
    assert Wrong.MIXED in seen(reader)
    assert digest(NEW["progress.csv"]) in reader.violations[0].evidence


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_listing_that_lacks_a_file_is_seen(shown: Shown, reader: Reader, count: int) -> None:
    """A part of a release is no release, nor are twice its files."""
    old = shown.archive("2026-11-22", OLD)
    shown.show("2026-11-22", [old[:2], [*old, old[0]], []][count], OLD)
    reader.look_at_everything()
    assert seen(reader) == {Wrong.MIXED}


def test_a_dead_file_is_seen(shown: Shown, reader: Reader) -> None:
    """A listed file that answers 404, at either of its addresses, is a violation each."""
    shown.site.pages["/dataset/d1/resource/progress.csv/download/progress.csv"] = Page(b"gone", 404)
    reader.look_at_everything()
    assert [one.wrong for one in reader.violations] == [Wrong.DEAD]
    del shown.site.pages["/dataset/archive/resource/2026-11-22/progress.csv"]
    reader.look_at_everything()
    assert [one.wrong for one in reader.violations[1:]] == [Wrong.DEAD] * 3


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        (Page(OLD["progress.csv"], sent=4), Wrong.DEAD),
        (Page(OLD["progress.csv"][:4]), Wrong.DAMAGED),
        (Page(b"<html>login</html>", headers={"Content-Type": "text/html"}), Wrong.DAMAGED),
    ],
)
def test_a_partial_file_is_seen(shown: Shown, reader: Reader, page: Page, wrong: Wrong) -> None:
    """A file that breaks off, is cut, or is a page for people, is a violation at both addresses."""
    for path in ("/dataset/d1/resource/progress.csv/download", "/dataset/archive/resource/2026-11-22"):
        shown.site.pages[f"{path}/progress.csv"] = page
    reader.look_at_everything()
    assert seen(reader) == {wrong}


def test_a_version_that_stays_another_than_that_of_its_files_is_seen(shown: Shown, reader: Reader) -> None:
    """The old version's number with the new one's files passes in the moment of a switch, and not for longer."""
    new = shown.archive("2026-11-23", NEW)
    shown.show("2026-11-22", new, NEW)
    torn = shown.site.pages[f"/{NAME}/api/3/action/package_show"]
    shown.show("2026-11-23", new, NEW)
    reader._check_listing(json.loads(torn.body)["result"])  # noqa: SLF001 -- the moment cannot be met from outside
    assert (reader.torn, reader.violations) == (1, [])
    shown.show("2026-11-22", new, NEW)
    reader.look_at_everything()
    assert Wrong.MISNAMED in seen(reader)


def test_an_older_file_at_a_stable_address_is_seen(shown: Shown, reader: Reader) -> None:
    """The stable address serves what is listed, or newer."""
    shown.show("2026-11-23", shown.archive("2026-11-23", NEW), OLD)
    reader.look_at_everything()
    assert seen(reader) == {Wrong.DAMAGED}


def test_going_back_is_seen(shown: Shown, reader: Reader) -> None:
    """A listing of an older release after a newer one is a violation."""
    new = shown.archive("2026-11-23", NEW)
    shown.show("2026-11-23", new, NEW)
    reader.look_at_everything()
    assert reader.violations == []
    shown.show("2026-11-22", shown.archive("2026-11-22", OLD), OLD)
    reader.look_at_everything()
    assert seen(reader) == {Wrong.BACKWARDS}


def test_a_stable_id_that_changes_is_seen(shown: Shown, reader: Reader) -> None:
    """The same file under another id is a violation, even when all is served."""
    reader.look_at_everything()
    old: list[Mapping[str, str]] = [
        {**one, "id": "other" if one["id"] == "progress.csv" else one["id"]}
        for one in shown.archive("2026-11-22", OLD)
    ]
    shown.show("2026-11-22", old, OLD)
    shown.site.pages["/dataset/d1/resource/other/download/progress.csv"] = Page(OLD["progress.csv"])
    reader.look_at_everything()
    assert seen(reader) == {Wrong.MOVED}


def test_a_listing_that_is_no_listing_is_seen(shown: Shown, reader: Reader) -> None:
    """An error page instead of a listing is a violation."""
    shown.site.pages[f"/{NAME}/api/3/action/package_show"] = Page(b"<html>502</html>", 502)
    reader.look()
    assert seen(reader) == {Wrong.UNREADABLE}
