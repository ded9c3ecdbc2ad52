"""The archive of received contents: each once, named by its content, read-only, never deleted."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from contract.city import ENVIRONMENT, PLANNING, SHEETS, City, delimited

from shinchoku.adapters import raw_store
from shinchoku.adapters.raw_store import RawStore
from shinchoku.errors import OperationalError
from shinchoku.paths import DataPaths


def raw_files(city: City) -> list[Path]:
    """Return the archived files."""
    return sorted((city.data / "raw" / "umibe").iterdir())


def test_a_content_is_named_by_its_hash_and_read_only(city: City) -> None:
    """Every received file lies in the archive under its SHA-256 and its suffix; its owner alone may read it."""
    city.send_all()
    city.night()
    for file in raw_files(city):
        assert file.name == hashlib.sha256(file.read_bytes()).hexdigest() + ".csv"
        assert stat.S_IMODE(file.stat().st_mode) == 0o400
    assert {f.read_bytes() for f in raw_files(city)} == {delimited(lines) for lines in SHEETS.values()}


def test_the_same_bytes_are_kept_once(city: City) -> None:
    """The same bytes at two paths are one submission and one file of the archive."""
    city.send(PLANNING, SHEETS[PLANNING])
    city.send(PLANNING.replace("企画課", "企画課（控え）"), SHEETS[PLANNING])
    report = city.night()
    assert (report.files_seen, len(raw_files(city)), len(city.received())) == (2, 1, 1)


def test_nothing_leaves_the_archive(city: City) -> None:
    """A file removed from the inbox, or replaced there, stays in the archive; its rows stay public."""
    city.send_all()
    city.night("2024-05-01")
    before = {file.name for file in raw_files(city)}
    (city.inbox / PLANNING).unlink()
    city.send(ENVIRONMENT, SHEETS[ENVIRONMENT].replace("浜を清掃した", "浜を清掃しました"))
    city.night("2024-05-02")
    assert before < {file.name for file in raw_files(city)}
    assert city.progress("2")["result_text"] == "来訪者を迎えた"


def test_an_archived_file_is_not_written_again(tmp_path: Path) -> None:
    """Keeping a content that is there leaves the file untouched."""
    store = RawStore(DataPaths(tmp_path), "umibe")
    sha256 = store.keep(b"x", ".csv")
    before = store.path(f"{sha256}.csv").stat()
    assert store.keep(b"x", ".csv") == sha256
    after = store.path(f"{sha256}.csv").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert list((tmp_path / "state" / "receiving").iterdir()) == []


def test_a_renamed_suffix_does_not_lose_the_content(city: City) -> None:
    """A file whose content was archived by a night that died may come back under another suffix."""
    content = delimited(SHEETS[PLANNING])
    RawStore(DataPaths(city.data), "umibe").keep(content, ".csv")  # and the night died before it was recorded
    city.send_all()
    (city.inbox / PLANNING).rename(city.inbox / PLANNING.replace(".csv", ".txt"))
    assert city.night().released_version == "2024-05-02"


def test_what_a_killed_process_left_of_a_content_is_removed_by_the_next_night(city: City) -> None:
    """What one that still runs is receiving stays: the console receives by day and by night."""
    receiving = city.data / "state" / "receiving"
    receiving.mkdir(parents=True)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left, going = receiving / f"{'a' * 64}.{ended.pid}.1", receiving / f"{'b' * 64}.{os.getpid()}.1"
    for file in (left, going):
        file.write_bytes(b"x")
    city.send_all()
    city.night()
    assert (left.exists(), going.exists()) == (False, True)


def test_a_damaged_archive_is_noticed(city: City) -> None:
    """The archive tells which of its files is no longer what its name says."""
    city.send_all()
    city.night()
    damaged, *_ = raw_files(city)
    damaged.chmod(0o644)
    damaged.write_bytes(b"damaged")
    assert RawStore(DataPaths(city.data), "umibe").damaged() == [damaged]


def test_a_missing_archived_file_is_an_operational_failure(tmp_path: Path) -> None:
    """A content that the archive should have and has not is told with its path."""
    with pytest.raises(OperationalError, match="backup"):
        RawStore(DataPaths(tmp_path), "umibe").path(f"{'a' * 64}.csv")


def test_a_content_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is not fuller for the attempt."""

    def fill_up(path: Path, content: bytes) -> None:
        path.write_bytes(content[:1])
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(raw_store, "write_synced", fill_up)
    with pytest.raises(OSError, match="no space"):
        RawStore(DataPaths(tmp_path), "umibe").keep(b"1,2", ".csv")
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


@pytest.mark.parametrize("umask", [0o000, 0o077])
def test_the_archive_is_private_and_the_release_public(city: City, umask: int) -> None:
    """Whatever the umask: only the owner enters raw and state, and everybody may read what is published."""
    city.send_all()
    before = os.umask(umask)
    try:
        assert city.night().released_version
    finally:
        os.umask(before)
    for private in (city.data / "raw", city.data / "raw" / "umibe", city.data / "state"):
        assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.stat().st_mode) for one in (city.data / "state").glob("*.db*")} == {0o600}
    published = city.data / "published"
    for path in (published, *published.rglob("*")):
        wanted = 0o755 if path.is_dir() else 0o444
        assert stat.S_IMODE(path.stat().st_mode) & wanted == wanted, path


def test_the_next_night_closes_an_open_data_directory(city: City) -> None:
    """A data directory that others could enter is closed by the next night; a closed release is opened."""
    city.send_all()
    city.night("2024-05-01")
    for folder, mode in (("raw", 0o755), ("state", 0o755), ("published", 0o700)):
        (city.data / folder).chmod(mode)
    database = city.data / "state" / "shinchoku.db"
    database.chmod(0o644)  # a group may have been let in on purpose
    city.night("2024-05-02")
    assert stat.S_IMODE(database.stat().st_mode) == 0o640
    modes = [stat.S_IMODE((city.data / name).stat().st_mode) for name in ("raw", "state", "published")]
    assert modes == [0o700, 0o700, 0o755]
