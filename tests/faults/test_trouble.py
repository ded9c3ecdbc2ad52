"""Nights in trouble: two at once, a full disk, a disk that refuses, readers that cannot start."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import pytest
from contract.city import ENVIRONMENT, PLANNING, SHEETS, City, tree

from shinchoku.adapters import durable, published, raw_store
from shinchoku.adapters.locking import run_lock
from shinchoku.adapters.workbooks import read_all
from shinchoku.errors import OperationalError
from shinchoku.night import release
from shinchoku.paths import DataPaths

NIGHT = """
import sys
from datetime import date
from pathlib import Path
from shinchoku.adapters.inbox import Inbox
from flows.nightly import run_night
from shinchoku.session import writing
plan, inbox, data = sys.argv[1:]
with writing(plan, Path(data), None, date(2024, 5, 2)) as session:
    print(run_night(session, Inbox(inbox, 50, sleep=lambda _: None)).released_version)
"""


def test_a_second_run_says_so_and_leaves(city: City) -> None:
    """While a run holds the data directory a second one fails at once with a sentence, changing nothing."""
    city.send_all()
    city.night("2024-05-01")
    city.send(ENVIRONMENT, SHEETS[ENVIRONMENT].replace("浜を", "浜をすべて"))
    before = tree(city.data)
    with (
        run_lock(DataPaths(city.data)),
        pytest.raises(OperationalError, match="another run is going") as refused,
    ):
        city.night("2024-05-02")
    assert refused.value.exit_code == 4
    assert tree(city.data) == before
    assert city.night("2024-05-02").released_version == "2024-05-02"


@pytest.mark.parametrize("number", [0, 1, 7, 13])
def test_a_full_disk_shows_nothing_half_done(
    city: City, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """When the disk fills up at any file of a release, the old version stays and the next night finishes."""
    city.send_all()
    city.night("2024-05-01")
    city.send(ENVIRONMENT, SHEETS[ENVIRONMENT].replace("浜を", "浜をすべて"))
    before = tree(city.published)
    with monkeypatch.context() as trouble:
        trouble.setattr(published, "write_synced", failing_at(number, durable.write_synced, errno.ENOSPC))
        with pytest.raises(OperationalError, match="space") as failed:
            city.night("2024-05-02")
    assert failed.value.exit_code == 4
    assert tree(city.published) == before
    assert city.night("2024-05-02").released_version == "2024-05-02"


@pytest.mark.parametrize("number", [0, 2])
def test_a_full_archive_loses_no_file(city: City, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """When the disk fills up while a file is archived, nothing is recorded as received, and the next night takes all."""
    city.send_all()
    with monkeypatch.context() as trouble:
        trouble.setattr(raw_store, "write_synced", failing_at(number, durable.write_synced, errno.ENOSPC))
        with pytest.raises(OperationalError):
            city.night("2024-05-02")
    assert city.received() == set()
    assert city.night("2024-05-02").released_version == "2024-05-02"


@pytest.mark.parametrize("name", ["rename", "replace", "symlink"])
def test_a_published_folder_that_refuses_is_told(
    city: City, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A published tree that cannot be written to is an operational failure; mended, the next night publishes."""
    city.send_all()
    with monkeypatch.context() as trouble:
        trouble.setattr(os, name, refusing(getattr(os, name), "published", errno.EROFS))
        if name == "symlink":
            trouble.setattr(os, name, failing_at(0, os.symlink, errno.EPERM))
        with pytest.raises(OperationalError, match="rights") as failed:
            city.night()
    assert failed.value.exit_code == 4
    assert not (city.published / "latest").exists()
    assert city.night().released_version == "2024-05-02"


def test_a_package_that_does_not_verify_is_never_shown(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the composed package had a fault, it would not be released, and the next night would start clean."""
    city.send_all()
    with monkeypatch.context() as trouble:
        trouble.setattr(release, "find_standard_errors", lambda _: ["achievement 1 items: wrong"])
        with pytest.raises(OperationalError, match="does not validate"):
            city.night()
    assert not (city.published / "latest").exists()
    assert city.night().released_version == "2024-05-02"


def test_readers_that_cannot_start_are_not_the_files_fault(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A night whose reader processes could not run leaves no mark on the files: the next night reads them."""
    city.send_all()
    with monkeypatch.context() as trouble:
        trouble.setattr(forkserver, "connect_to_new_process", no_more_processes)
        with pytest.raises(OperationalError, match="no reader process"):  # exit 4, safe to run again
            city.night("2024-05-01")
    assert city.night("2024-05-02").released_version == "2024-05-02"
    assert city.codes() == []


def test_an_archive_that_the_disk_does_not_give_is_no_files_fault(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A content that cannot be read from the disk stops the night in words; nothing is said of the file."""
    city.send_all()
    with monkeypatch.context() as trouble:
        trouble.setattr(Path, "read_bytes", failing_at(1, Path.read_bytes, errno.EIO))
        with pytest.raises(OperationalError):
            city.night("2024-05-01")
    assert city.night("2024-05-02").released_version == "2024-05-02"
    assert city.codes() == []


def test_many_files_outlive_their_readers(tmp_path: Path) -> None:
    """Readers retire after some hundred jobs; every file is read all the same."""
    paths = [tmp_path / f"{number}.csv" for number in range(450)]
    for path in paths:
        path.write_bytes(f"番号,達成状況,取組実績\n1,A,実施{path.stem}\n".encode())
    found = read_all(paths)
    told = [found[path].rows[0].text("result_text") for path in paths]
    assert told == [f"実施{path.stem}" for path in paths]


def test_a_killed_night_leaves_no_reader_behind(city: City) -> None:
    """When a night is killed while it reads, its reader processes end too instead of waiting for ever."""
    city.send(PLANNING, "\n".join(f"2|A|実施した{n}" for n in range(150_000)))
    night = subprocess.Popen(
        [sys.executable, "-c", NIGHT, str(city.plan_file), str(city.inbox), str(city.data)],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    )
    try:
        readers = wait_for(lambda: [one for one in readers_of(night.pid) if seconds_of(one) > 0.5], 60)
        servers = [parent_of(one) for one in readers]
        os.kill(night.pid, signal.SIGKILL)
        night.wait(10)
        assert wait_for(lambda: not any(map(is_running, [*readers, *servers])), 15, otherwise=False)
    finally:
        os.killpg(night.pid, signal.SIGKILL) if any_left(night.pid) else None


def no_more_processes(*_: object) -> None:
    """Start none: the machine has as many as it may."""
    raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def failing_at(number: int, function: Callable[..., Any], code: int) -> Callable[..., Any]:
    """Return a function that fails at one of its calls, as the operating system would."""
    calls = iter(range(1_000_000))

    def call(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 -- whatever the function takes
        if next(calls) == number:
            raise OSError(code, os.strerror(code), str(arguments[0]))
        return function(*arguments, **named)

    return call


def refusing(function: Callable[..., Any], word: str, code: int) -> Callable[..., Any]:
    """Return a function that refuses a destination whose path has a word in it."""

    def call(source: Any, target: Any, **named: Any) -> Any:  # noqa: ANN401 -- whatever the function takes
        if word in str(target):
            raise OSError(code, os.strerror(code), str(target))
        return function(source, target, **named)

    return call


def wait_for(look: Callable[[], Any], seconds: float, otherwise: object = None) -> Any:  # noqa: ANN401 -- whatever is looked for
    """Wait until a look finds something."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.05)
    if otherwise is None:
        pytest.fail("it did not happen in time")
    return otherwise


def readers_of(session: int) -> list[int]:
    """Return the reader processes of a night, by the session that it leads: what its server of forks forked."""
    found = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
    own = [pid for pid in found if b"forkserver" in command_of(pid) and session_of(pid) == session]
    return [pid for pid in own if parent_of(pid) in own]


def parent_of(pid: int) -> int:
    """Return the number of a process's parent, zero if it is gone."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[1])
    except OSError:
        return 0


def session_of(pid: int) -> int:
    """Return the session that a process belongs to, zero if it is gone."""
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return 0


def command_of(pid: int) -> bytes:
    """Return a process's command line, empty if it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def seconds_of(pid: int) -> float:
    """Return the processor time that a process has used, none if it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return 0.0
    return int(fields[11]) / os.sysconf("SC_CLK_TCK")


def is_running(pid: int) -> bool:
    """Tell whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False


def any_left(group: int) -> bool:
    """Tell whether a process group has members left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
