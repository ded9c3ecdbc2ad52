"""Reading many files side by side, each in a reader process that may die: every workbook is hostile until it is read.

A crafted file can make a parser claim all memory or crash outright, which no `except` catches. A file that takes
its reader down is reported as unreadable, and the others are read all the same.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from shinchoku.adapters.workbooks.how_many import readers_at_once
from shinchoku.adapters.workbooks.reader import Died
from shinchoku.adapters.workbooks.reader_pool import ReaderPool
from shinchoku.adapters.workbooks.reading import read_content
from shinchoku.adapters.workbooks.trial import NO_END, Trial, set_aside, tried
from shinchoku.adapters.workbooks.warm import warm_up
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem, Reading
from shinchoku.register.layouts import Layout

K = TypeVar("K", bound=Hashable)
A = TypeVar("A")
T = TypeVar("T")

_MOST_SECONDS = 120.0


def read_all(
    paths: Sequence[Path], layouts: Sequence[Layout] = (), trial: Trial | None = None
) -> Mapping[Path, Reading]:
    """Read many files side by side; the result has every path, readable or not.

    What a `trial` does not survive in time is set aside: its reading says so, and nothing else.

    Raises:
        OperationalError: if no reader process can be started; nothing is said of the files then.
        OSError: if the disk does not give a file: that is no fault of the file either.
    """
    found = confined(partial(_read, layouts=tuple(layouts), trial=trial), paths, Path.read_bytes)
    lost = [path for path in paths if path not in found] if trial else []
    if lost:  # reading or the trial: of what is read alone, it was the trial
        read = confined(partial(_read, layouts=tuple(layouts), trial=None), lost, Path.read_bytes)
        found |= {path: set_aside(reading, NO_END) for path, reading in read.items()}
    return {path: found.get(path) or _took_its_reader_down() for path in paths}


def confined(work: Callable[[A], T], items: Sequence[K], given: Callable[[K], A]) -> dict[K, T]:
    """Do one piece of work on many things, each in a reader process that may die; what died is left out.

    `given` returns what the work is told of a thing: it is called here, not in a reader. The pool is closed before its
    threads are waited for: who presses Ctrl-C waits for no reader.

    Raises:
        OperationalError: if no such process can be started.
        RuntimeError: if the work itself is broken.
    """
    if not items:
        return {}
    workers = readers_at_once(len(items))
    with ThreadPoolExecutor(workers) as threads, ReaderPool(workers, warm_up, seconds=_MOST_SECONDS) as pool:
        results = threads.map(lambda item: pool.run(work, given(item)), items)
        return {item: done for item, done in zip(items, results, strict=True) if not isinstance(done, Died)}


def _read(content: bytes, layouts: tuple[Layout, ...], trial: Trial | None) -> Reading:
    """Read one content, in a reader process."""
    reading = read_content(content, layouts)
    return reading if trial is None else tried(reading, trial)


def _took_its_reader_down() -> Reading:
    """Return the reading of a file that made its reader crash, hang or run out of memory."""
    why = {"why_ja": "読み取り中に処理が停止しました", "why_en": "reading it brought the reader down"}
    return Reading(problems=(Problem(ProblemKind.FILE_WILL_NOT_OPEN, stops_reading=True, values=why),))
