"""The inbox, as a local folder and as a file system of fsspec: what is taken, left, refused and deferred."""

from __future__ import annotations

import builtins
import os
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import fsspec
import pytest
from builders import code_of
from contract.city import City

from shinchoku.adapters.inbox import Inbox
from shinchoku.errors import OperationalError
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem

MIB = 1024 * 1024


class Place:
    """Where an inbox lies, and how a file gets there."""

    def __init__(self, url: str) -> None:
        """Keep the address."""
        self.url = url
        self._filesystem, self._root = fsspec.core.url_to_fs(url)

    def put(self, path: str, content: bytes = b"x") -> None:
        """Write a file."""
        address = f"{self._root}/{path}"
        self._filesystem.makedirs(address.rpartition("/")[0], exist_ok=True)
        with self._filesystem.open(address, "wb") as file:
            file.write(content)

    def inbox(self, sleep: Callable[[float], None] = lambda _: None, most: int = 50) -> Inbox:
        """Open the inbox."""
        return Inbox(self.url, most, sleep=sleep)

    def paths(self) -> list[str]:
        """Return the paths that are taken."""
        return [entry.path for entry in self.inbox().list().entries]


@pytest.fixture(params=["folder", "file://", "memory://"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """An empty inbox of each kind."""
    match request.param:
        case "folder":
            made = Place(str(tmp_path / "受付 箱"))
        case "file://":
            made = Place((tmp_path / "inbox").as_uri())
        case _:
            made = Place(f"memory://{tmp_path.name}/inbox")
    filesystem, root = fsspec.core.url_to_fs(made.url)
    filesystem.makedirs(root, exist_ok=True)
    yield made
    filesystem.rm(root, recursive=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty local inbox."""
    made = tmp_path / "inbox"
    made.mkdir()
    return made


def test_files_are_found_at_any_depth(place: Place) -> None:
    """Files are taken from every folder below the inbox, sorted, with their path relative to it."""
    for path in ("令和6年度/年度末/総務課.csv", "a.xlsx", "深い/深い/深い/b 空白.xlsx"):
        place.put(path)
    assert place.paths() == ["a.xlsx", "令和6年度/年度末/総務課.csv", "深い/深い/深い/b 空白.xlsx"]


def test_a_file_is_read_as_it_is(place: Place) -> None:
    """The bytes that lie in the inbox are the bytes that are read."""
    place.put("a.xlsx", bytes(range(256)))
    inbox = place.inbox()
    (entry,) = inbox.list().entries
    assert (inbox.read(entry), entry.size) == (bytes(range(256)), 256)


@pytest.mark.parametrize(
    "name",
    [
        "~$総務課.xlsx",
        ".~lock.総務課.xlsx#",
        ".DS_Store",
        "._総務課.xlsx",
        "Thumbs.db",
        "thumbs.DB",
        "desktop.ini",
        "~WRL0001.tmp",
        "総務課.xlsx.tmp",
        "総務課.part",
        "総務課.xlsx.crdownload",
        "総務課.bak",
        ".隠しフォルダー/総務課.xlsx",
        "__MACOSX/総務課.xlsx",
        "$RECYCLE.BIN/総務課.xlsx",
    ],
)
def test_what_programs_leave_behind_is_no_submission(place: Place, name: str) -> None:
    """Lock files, thumbnails, unfinished downloads and hidden folders are passed over without a word."""
    place.put(name)
    place.put("b.xlsx")
    listing = place.inbox().list()
    assert ([entry.path for entry in listing.entries], listing.refused) == (["b.xlsx"], {})


def test_names_of_a_mac_are_composed(place: Place) -> None:
    """A decomposed name (NFD) is known by its composed form (NFC) and can still be opened."""
    name = "令和6年度/ガバナンス推進課_進捗.xlsx"
    place.put(unicodedata.normalize("NFD", name), b"mac")
    inbox = place.inbox()
    (entry,) = inbox.list().entries
    assert (entry.path, inbox.read(entry)) == (name, b"mac")


def test_two_files_of_one_name_are_not_one_file_less(place: Place) -> None:
    """Two files whose names differ only in composition are both taken or told of; none is passed over."""
    name = "ガバナンス推進課.xlsx"
    place.put(unicodedata.normalize("NFC", name), b"windows")
    place.put(unicodedata.normalize("NFD", name), b"mac")
    listing = place.inbox().list()
    assert len(listing.entries) + len(listing.refused) == 2


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("総務課_進捗状況.xlsx", "~$総務課_進捗状況.xlsx"),
        ("総務課_進捗状況.xlsx", "~$課_進捗状況.xlsx"),
        ("総務課.ods", ".~lock.総務課.ods#"),
    ],
)
def test_a_file_that_somebody_has_open_waits(place: Place, name: str, lock: str) -> None:
    """The lock that Excel or LibreOffice puts beside a file defers the file, and only that one."""
    place.put(f"r/{name}")
    place.put(f"r/{lock}")
    place.put(f"other/{name}")
    listing = place.inbox().list()
    assert [entry.path for entry in listing.entries] == [f"other/{name}"]
    assert {path: code_of(problem) for path, problem in listing.refused.items()} == {f"r/{name}": "SH103"}


def test_a_file_that_grows_while_it_is_collected_waits(place: Place) -> None:
    """A file that changed between the first look and the second is not settled; the others are."""
    place.put("a.xlsx", b"half")
    place.put("b.xlsx", b"whole")
    inbox = place.inbox()
    entries = inbox.list().entries
    place.put("a.xlsx", b"half and half")
    assert inbox.settle(entries) == {"a.xlsx"}


def test_a_file_that_vanishes_while_it_is_collected_waits(place: Place) -> None:
    """A file removed between listing and reading is deferred, not an error."""
    place.put("a.xlsx")
    inbox = place.inbox()
    entries = inbox.list().entries
    filesystem, root = fsspec.core.url_to_fs(place.url)
    filesystem.rm(f"{root}/a.xlsx")
    assert isinstance(inbox.read(entries[0]), Problem)
    assert inbox.settle(entries) == {"a.xlsx"}


def test_a_large_file_is_refused_with_its_size(place: Place) -> None:
    """A file above the plan's limit is refused by its size, without being read."""
    place.put("a.xlsx", b"x" * (2 * MIB + 1))
    place.put("b.xlsx", b"x" * MIB)
    listing = place.inbox(most=1).list()
    assert [entry.path for entry in listing.entries] == ["b.xlsx"]
    assert listing.refused == {
        "a.xlsx": Problem(ProblemKind.FILE_TOO_LARGE, stops_reading=True, values={"size": "2", "limit": "1"})
    }


@pytest.mark.parametrize(
    "url",
    ["nowhere", "memory://nowhere/inbox", "nonsense://x", "file:///nowhere/at/all", "http://127.0.0.1:9/x"],
)
def test_an_inbox_that_cannot_be_reached_stops_the_night(tmp_path: Path, url: str) -> None:
    """A missing inbox is an operational failure with a sentence: an empty night would look like a quiet one."""
    address = str(tmp_path / url) if url == "nowhere" else url
    with pytest.raises(OperationalError, match="inbox") as failed:
        Inbox(address, 50).list()
    assert failed.value.exit_code == 4


def test_an_inbox_that_is_a_file_stops_the_night(tmp_path: Path) -> None:
    """A file where the folder should be is an operational failure."""
    (tmp_path / "inbox").write_bytes(b"")
    with pytest.raises(OperationalError):
        Inbox(str(tmp_path / "inbox"), 50).list()


def test_links_are_not_followed(folder: Path, tmp_path: Path) -> None:
    """A link in the inbox shows nothing of what it points to: neither a file nor a folder nor itself."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.csv").write_bytes(b"secret")
    (folder / "file.csv").symlink_to(outside / "secret.csv")
    (folder / "folder").symlink_to(outside)
    (folder / "loop").symlink_to(folder)
    (folder / "dangling.csv").symlink_to(outside / "nothing")
    (folder / "real.csv").write_bytes(b"x")
    listing = Inbox(str(folder), 50).list()
    assert [entry.path for entry in listing.entries] == ["real.csv"]
    assert {path: code_of(problem) for path, problem in listing.refused.items()} == dict.fromkeys(
        ("file.csv", "folder", "loop", "dangling.csv"), "SH118"
    )


def test_a_link_within_the_inbox_is_named_by_its_path(folder: Path) -> None:
    """A link deep in the inbox to a file of the inbox is told where it lies; the file is taken once."""
    (folder / "令和6年度").mkdir()
    (folder / "real.csv").write_bytes(b"x")
    (folder / "令和6年度" / "総務課.csv").symlink_to("../real.csv")
    (folder / "令和6年度" / "~$総務課.csv").symlink_to("../real.csv")
    (folder / "令和6年度" / "上へ").symlink_to("..")
    listing = Inbox(str(folder), 50).list()
    assert [entry.path for entry in listing.entries] == ["real.csv"]
    assert sorted(listing.refused) == ["令和6年度/上へ", "令和6年度/総務課.csv"]


def test_what_is_no_file_is_no_submission(folder: Path) -> None:
    """A named pipe in the inbox is named and never opened: that would wait for ever."""
    os.mkfifo(folder / "pipe.csv")
    (folder / "real.csv").write_bytes(b"x")
    listing = Inbox(str(folder), 50).list()
    assert [entry.path for entry in listing.entries] == ["real.csv"]
    assert {path: code_of(problem) for path, problem in listing.refused.items()} == {"pipe.csv": "SH102"}


def test_the_night_names_a_link(city: City, tmp_path: Path) -> None:
    """A linked folder in the inbox is a finding of the night, and nothing behind it is read."""
    city.send_all()
    (tmp_path / "よそ").mkdir()
    (tmp_path / "よそ" / "企画課.csv").write_bytes(b"secret")
    (city.inbox / "よその共有").symlink_to(tmp_path / "よそ")
    city.night()
    assert [one["path"] for one in city.findings("SH118")] == ["よその共有"]


def test_a_file_that_may_not_be_read_waits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that the system will not open tonight is deferred."""
    (folder / "a.csv").write_bytes(b"x")
    inbox = Inbox(str(folder), 50)
    (entry,) = inbox.list().entries
    opened = builtins.open

    def refusing(file: Any, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401 -- the builtin's own types
        if str(file).endswith("a.csv"):
            raise PermissionError(13, "Permission denied", str(file))
        return opened(file, *arguments, **named)

    monkeypatch.setattr(builtins, "open", refusing)
    problem = inbox.read(entry)
    assert isinstance(problem, Problem)
    assert code_of(problem) == "SH103"


def test_a_fresh_file_is_given_time_to_settle(folder: Path) -> None:
    """A file written a moment ago is looked at again after a wait; an old one needs none."""
    file = folder / "a.csv"
    file.write_bytes(b"half")
    waits: list[float] = []

    def while_waiting(seconds: float) -> None:
        waits.append(seconds)
        file.write_bytes(b"half and half")

    inbox = Inbox(str(folder), 50, sleep=while_waiting)
    assert inbox.settle(inbox.list().entries) == {"a.csv"}
    assert [0 < seconds <= 2 for seconds in waits] == [True]
    os.utime(file, (0, 0))
    assert inbox.settle(inbox.list().entries) == set()
    assert len(waits) == 1


def test_looking_leaves_the_inbox_as_it_was(folder: Path) -> None:
    """Listing, reading and settling neither write nor touch anything."""
    (folder / "a.csv").write_bytes(b"x")
    os.utime(folder / "a.csv", (1, 1))
    os.utime(folder, (1, 1))
    inbox = Inbox(str(folder), 50)
    entries = inbox.list().entries
    inbox.read(entries[0])
    inbox.settle(entries)
    stamps = [(path.name, path.stat().st_mtime_ns) for path in (folder, *folder.iterdir())]
    assert stamps == [("inbox", 10**9), ("a.csv", 10**9)]
