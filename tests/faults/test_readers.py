"""Warm readers in trouble: killed, hanging, out of memory, lying, too many at once, closed at work."""

from __future__ import annotations

import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from builders import umibe
from contract.city import delimited
from faults.reader_jobs import (
    as_number,
    claim_memory,
    connect,
    dying,
    hold,
    kill_myself,
    pid_after_a_moment,
    ready,
    say,
)
from faults.test_hostile_files import HOSTILE
from faults.test_trouble import is_running

from shinchoku.adapters.workbooks.reader import Died
from shinchoku.adapters.workbooks.reader_pool import ReaderPool
from shinchoku.errors import OperationalError
from shinchoku.usecases.sheets.precheck import open_pool, precheck

PLAN = umibe()
DAY = date(2024, 5, 2)
GOOD = delimited("2|A|来訪者を迎えた||110")


class Exploit:
    """What a pickle may name: a program to run where it is loaded."""

    def __reduce__(self) -> tuple[object, ...]:
        """Name it."""
        return os.system, ("true",)


@pytest.fixture
def pool() -> Iterator[ReaderPool]:
    """Two readers, two seconds a job."""
    with ReaderPool(2, ready, seconds=2.0) as made:
        yield made


def pids(pool: ReaderPool) -> set[object]:
    """Return the processes of both readers, by having both at work at once."""
    with ThreadPoolExecutor(2) as threads:
        return set(threads.map(lambda _: pool.run(pid_after_a_moment), range(2)))


def test_warm_readers_are_kept(pool: ReaderPool) -> None:
    """Job after job is done by the same two processes, and none of them is this one."""
    before = pids(pool)
    assert len(before) == 2
    assert os.getpid() not in before
    assert pids(pool) == before


@pytest.mark.parametrize("trouble", [kill_myself, claim_memory])
def test_a_reader_that_is_lost_is_replaced(pool: ReaderPool, trouble: Callable[[], object]) -> None:
    """A job that crashes or outgrows its memory is told as such; the next ones are done."""
    assert isinstance(pool.run(trouble), Died)
    assert len(pids(pool)) == 2


def test_a_reader_killed_from_outside_during_a_job_is_replaced(pool: ReaderPool) -> None:
    """Kill -9 of a reader at work fails its job alone."""
    victim = next(iter(pids(pool)))
    assert isinstance(victim, int)
    with ThreadPoolExecutor(2) as threads:
        jobs = [threads.submit(pool.run, time.sleep, 1.0) for _ in range(2)]
        time.sleep(0.3)
        os.kill(victim, signal.SIGKILL)
        assert [isinstance(job.result(), Died) for job in jobs].count(True) == 1
    assert victim not in pids(pool)


def test_readers_killed_between_jobs_are_no_fault_of_the_next_file(pool: ReaderPool) -> None:
    """After both readers died idle, new ones take their place and no job is lost."""
    for pid in pids(pool):
        assert isinstance(pid, int)
        os.kill(pid, signal.SIGKILL)
    time.sleep(0.2)
    assert [pool.run(abs, -1) for _ in range(4)] == [1, 1, 1, 1]


def test_a_hanging_job_ends_in_time(pool: ReaderPool) -> None:
    """A job that does not come to an end is stopped, and said to be too slow; a stopped process too."""
    begun = time.monotonic()
    found = pool.run(time.sleep, 600)
    assert isinstance(found, Died)
    assert "2 seconds" in found.why.en
    for pid in pids(pool):
        assert isinstance(pid, int)
        os.kill(pid, signal.SIGSTOP)
    assert isinstance(pool.run(len, bytes(8 * 1024**2)), Died)
    assert time.monotonic() - begun < 15


def test_a_reader_that_has_grown_retires() -> None:
    """A process that once needed much memory does its job, however long a busy machine takes, and makes room."""
    with ReaderPool(2, ready, seconds=60.0) as pool:
        grown = pool.run(hold, 700)
        assert isinstance(grown, int)
        assert grown not in pids(pool)


def test_a_broken_program_is_an_exception(pool: ReaderPool) -> None:
    """What is wrong with the work, and not with the file, is raised with its traceback; the reader stays."""
    before = pids(pool)
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        pool.run(divmod, 1, 0)
    assert pids(pool) == before


def test_a_reader_reaches_nothing(pool: ReaderPool) -> None:
    """A reader opens no connection and starts no program."""
    assert pool.run(connect) == "refused"


def framed(answer: bytes, length: int | None = None) -> bytes:
    """Return an answer behind its length, or behind a false one."""
    return struct.pack("!i", len(answer) if length is None else length) + answer


NO_ANSWERS = {
    "nothing": framed(b""),
    "a negative length": framed(b"=", -2),
    "more than anybody says": struct.pack("!iQ", -1, 2**40) + b"=",
    "more than it says": framed(b"=[false,1]", 8),
    "half of it": framed(b"=[false", 4000),
    "another kind": framed(b"?[false,1]"),
    "no JSON": framed(b"=[false,"),
    "another type": framed(b'=[false,"1"]'),
    "a number that is none": framed(b"=[false,NaN]"),
    "more parts": framed(b"=[false,1,2]"),
    "a failure without words": framed(b"![false,1]"),
    "depth without end": framed(b"=" + b"[" * 1_000_000),
    "a number without end": framed(b"=[false," + b"9" * 1_000_000 + b"]"),
    "a program": framed(b"=" + pickle.dumps((False, Exploit()))),
    "a class of somebody": framed(b"=" + pickle.dumps((False, Decimal))),
    "much memory": framed(b"=\x80\x05Nr" + struct.pack("<I", 2**31) + b"."),
    "values too deep to be compared": framed(b"=\x80\x05})" + b"\x85" * 500_000 + b"Nu."),
}


@pytest.mark.parametrize("what", NO_ANSWERS)
def test_an_answer_is_taken_apart_without_trust(pool: ReaderPool, what: str) -> None:
    """What is not of the type that was asked for is no answer: the file took its reader down, and the next is read."""
    answered = pool.run(partial(as_number, partial(say, NO_ANSWERS[what])))
    assert isinstance(answered, Died)
    assert pool.run(abs, -1) == 1


def test_no_file_is_blamed_when_readers_cannot_start() -> None:
    """Readers that die before their first job are the server's fault: safe to try again."""
    with (
        ReaderPool(1, dying) as pool,
        pytest.raises(OperationalError, match="no reader process") as failed,
    ):
        pool.run(abs, -1)
    assert failed.value.exit_code == 4


def test_a_full_line_says_so() -> None:
    """Who comes when the line is full, or waits in vain, is told that it is busy; the others are served in order."""
    with ReaderPool(1, ready, most_waiting=2, patience_seconds=20) as pool:
        pool.run(abs, -1)
        done: list[int] = []

        def come(number: int) -> None:
            pool.run(time.sleep, 0.4)
            done.append(number)

        threads = [threading.Thread(target=come, args=(number,)) for number in range(3)]
        for thread in threads:
            thread.start()
            time.sleep(0.05)
        with pytest.raises(OperationalError, match="too many") as busy:
            pool.run(abs, -1)
        for thread in threads:
            thread.join()
    assert "混み合っています" in busy.value.message.ja
    assert done == [0, 1, 2]


def test_patience_ends_and_the_reader_is_not_lost() -> None:
    """Who gave up waiting takes no reader along."""
    with ReaderPool(1, ready, patience_seconds=0.2) as pool, ThreadPoolExecutor(1) as threads:
        pool.run(abs, -1)
        slow = threads.submit(pool.run, time.sleep, 1.0)
        time.sleep(0.1)
        with pytest.raises(OperationalError, match="too many"):
            pool.run(abs, -1)
        assert slow.result() is None
        assert pool.run(abs, -1) == 1


def test_a_pool_closed_at_work_ends_at_once() -> None:
    """Closing ends jobs and waits of all threads with a sentence, and leaves no process behind."""
    pool = ReaderPool(2, ready)
    with pool:
        before = pids(pool)
        outcomes: list[object] = []

        def work() -> None:
            try:
                outcomes.append(pool.run(time.sleep, 60))
            except OperationalError as error:
                outcomes.append(error.message.en)

        threads = [threading.Thread(target=work) for _ in range(6)]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        begun = time.monotonic()
    for thread in threads:
        thread.join(10)
    assert time.monotonic() - begun < 5
    assert len(outcomes) == 6
    assert all("going down" in str(one) for one in outcomes)
    assert not any(is_running(int(str(pid))) for pid in before)


def test_readers_end_with_a_killed_server() -> None:
    """Kill -9 of the server leaves no reader behind, even one that hangs."""
    code = """
import threading, time, sys
from shinchoku.usecases.sheets.precheck import open_pool
if __name__ == "__main__":
    pool = open_pool(2).__enter__()
    print(*[reader._process.pid for reader in pool._readers], flush=True)
    pool.run(abs, -1)
    threading.Thread(target=pool.run, args=(time.sleep, 600), daemon=True).start()
    time.sleep(0.5)
    print("busy", flush=True)
    time.sleep(600)
"""
    server = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    readers = [int(pid) for pid in server.stdout.readline().split()]
    assert server.stdout.readline() == "busy\n"
    assert len(readers) == 2
    server.kill()
    server.wait()
    server.stdout.close()
    until = time.monotonic() + 10
    while any(map(is_running, readers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(is_running, readers))


def test_a_reader_neither_runs_the_main_module_nor_needs_its_kind_loaded(tmp_path: Path) -> None:
    """A program's second kind of reader loads its libraries confined, threads and all; its main module runs once."""
    program = tmp_path / "program.py"
    program.write_text("""
print(__name__, flush=True)
if __name__ == "__main__":
    from shinchoku.adapters.workbooks.reader_pool import ReaderPool
    from shinchoku.adapters.workbooks.warm import warm_up
    from shinchoku.usecases.sheets.precheck import open_pool
    for pool in (ReaderPool(1, warm_up), open_pool(1)):
        with pool:
            print(pool.run(abs, -1))
""")
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["__main__", "1", "1"]


def test_hostile_uploads_stop_nobody() -> None:
    """Seventeen hostile files and as many good ones at once: each hostile one has a finding, each good one is clean."""
    files = [(name, make()) for name, make in HOSTILE.items()] + [("企画課.csv", GOOD)] * len(HOSTILE)
    with open_pool(2, seconds=20) as pool, ThreadPoolExecutor(len(files)) as threads:
        found = list(
            threads.map(
                lambda file: precheck(PLAN, pool, *file, DAY, placed="令和5年度/年度末/企画課"), files
            )
        )
    errors = [[one.rule.code for one in each.findings if one.is_error] for each in found]
    assert all(errors[: len(HOSTILE)])
    assert not any(errors[len(HOSTILE) :])
    assert all("/" not in each.name and "\n" not in each.name for each in found)
