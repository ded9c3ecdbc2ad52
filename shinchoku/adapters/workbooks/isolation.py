"""Reading in processes that may die: every workbook is hostile until it has been read.

A crafted file can make a parser claim all memory or crash outright, which no `except` catches. So
files are read in child processes with a memory limit; a file that takes its process down is reported
as unreadable, and the others are read all the same.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Hashable, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar

from shinchoku.adapters.workbooks.confinement import confine
from shinchoku.adapters.workbooks.reading import read_content
from shinchoku.adapters.workbooks.trial import NO_END, Trial, set_aside, tried
from shinchoku.bilingual import Bilingual
from shinchoku.errors import OperationalError
from shinchoku.intake.sheets import Problem, Reading
from shinchoku.register.layouts import Layout

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

_MOST_SECONDS = 120.0


def read_all(
    paths: Sequence[Path], layouts: Sequence[Layout] = (), trial: Trial | None = None
) -> Mapping[Path, Reading]:
    """Read many files side by side; the result has every path, readable or not.

    What a `trial` does not survive in time is set aside: its reading says so, and nothing else.

    Raises:
        OperationalError: if no reader process can be started; nothing is said of the files then.
    """
    found = confined(partial(_read_path, layouts=tuple(layouts), trial=trial), paths)
    lost = [path for path in paths if path not in found] if trial else []
    if lost:  # reading or the trial: of what is read alone, it was the trial
        read = confined(partial(_read_path, layouts=tuple(layouts), trial=None), lost)
        found |= {path: set_aside(reading, NO_END) for path, reading in read.items()}
    return {path: found.get(path) or _took_its_reader_down() for path in paths}


def confined(work: Callable[[K], T], items: Sequence[K]) -> dict[K, T]:
    """Do one piece of work on many things, each in a process that may die; what died is left out.

    Raises:
        OperationalError: if no such process can be started.
    """
    if not items:
        return {}
    found, suspects = _together(work, items, workers=min(len(items), os.cpu_count() or 1))
    if suspects:
        _require_processes()
    for item in suspects:  # one of them took the others' process down: find it by working alone
        found |= _together(work, [item], workers=1)[0]
    return found


def _together(work: Callable[[K], T], items: Sequence[K], workers: int) -> tuple[dict[K, T], list[K]]:
    """Work in one pool; return what came of it, and what was not done when the pool broke."""
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), confine, (os.getpid(),))
    futures: dict[K, Future[T]] = {}
    found: dict[K, T] = {}
    with suppress(BrokenProcessPool):  # what was not submitted is a suspect like the rest
        for item in items:
            futures[item] = pool.submit(work, item)
    for item, future in futures.items():
        try:
            found[item] = future.result(_MOST_SECONDS)
        except (BrokenProcessPool, FutureTimeoutError, MemoryError):
            _stop(pool)
    pool.shutdown(cancel_futures=True)
    return found, [item for item in items if item not in found]


def _require_processes() -> None:
    """Make sure that a reader process can run at all, before a file is blamed.

    Raises:
        OperationalError: if it cannot.
    """
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), confine, (os.getpid(),)) as pool:
        try:
            pool.submit(os.getpid).result(_MOST_SECONDS)
        except (BrokenProcessPool, FutureTimeoutError) as error:
            raise no_reader_process() from error


def no_reader_process() -> OperationalError:
    """Say that no reader process can be started."""
    return OperationalError(
        Bilingual(
            "ファイルを読み取る処理を起動できません。メモリーの空きを確かめて、もう一度実行してください。",
            "no reader process can be started: check the free memory, and run again.",
        )
    )


def _stop(pool: ProcessPoolExecutor) -> None:
    """End a pool whose worker hangs or is gone."""
    for process in list((pool._processes or {}).values()):  # noqa: SLF001 -- public only from 3.14 on
        process.kill()


def _read_path(path: Path, layouts: tuple[Layout, ...], trial: Trial | None) -> Reading:
    """Read one file, in a child process."""
    reading = read_content(path.read_bytes(), layouts)
    return reading if trial is None else tried(reading, trial)


def _took_its_reader_down() -> Reading:
    """Return the reading of a file that made its reader crash, hang or run out of memory."""
    why = {"why_ja": "読み取り中に処理が停止しました", "why_en": "reading it brought the reader down"}
    return Reading(problems=(Problem("SH101", stops_reading=True, values=why),))
