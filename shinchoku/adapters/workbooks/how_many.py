"""How many readers may be at work at once: no more than there are processors, jobs, and memory for each.

Memory that is promised twice is taken from the night itself: the system ends whichever process it likes.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shinchoku.adapters.workbooks.confinement.limits import MOST_MEMORY_BYTES

_KIB = 1024


@dataclass(frozen=True, slots=True)
class GroupMemory:
    """What a control group may take, and what of it is taken; all in bytes."""

    most: int
    used: int
    given_back: int = 0
    """Of what is taken, the files in memory that nobody has used for long: the kernel gives them back."""

    @property
    def left(self) -> int:
        """What the group may still take."""
        return max(self.most - self.used + self.given_back, 0)


def readers_at_once(jobs: int) -> int:
    """Return how many readers this machine bears for some jobs; one at the least."""
    machine, groups = _of_the_machine(), tuple(_of_the_groups())
    return bearable(machine, groups, processors=_processors(), jobs=jobs)


def bearable(machine: int | None, groups: Sequence[GroupMemory], *, processors: int, jobs: int) -> int:
    """Return how many readers fit: `machine` is the memory available in bytes, unknown where the system does not tell.

    `groups` are the control groups that this process is in, each inside the next.
    """
    known = [group.left for group in groups] + ([] if machine is None else [machine])
    fitting = [left // MOST_MEMORY_BYTES for left in known]
    return max(min(processors, jobs, *fitting), 1)


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _of_the_machine(root: Path = Path("/")) -> int | None:
    """Return the memory that can be had without swapping, in bytes; nothing where the system does not tell."""
    for line in _lines(root / "proc/meminfo"):
        name, _, value = line.partition(":")
        if name == "MemAvailable":
            return int(value.split()[0]) * _KIB
    return None


def _of_the_groups(root: Path = Path("/")) -> Iterator[GroupMemory]:
    """Yield the control groups with a bound that this process is in, of either version, from the inner to the outer."""
    for line in _lines(root / "proc/self/cgroup"):
        _, kinds, path = line.split(":", 2)
        if not kinds:
            names = ("memory.max", "memory.current", "inactive_file")
            mounted = root / "sys/fs/cgroup"
        elif "memory" in kinds.split(","):
            names = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
            mounted = root / "sys/fs/cgroup/memory"
        else:
            continue
        inner = mounted / path.strip("/")
        for folder in (inner, *inner.parents[: len(inner.parts) - len(mounted.parts)]):
            yield from _group(folder, *names)


def _group(folder: Path, most: str, used: str, given_back: str) -> Iterator[GroupMemory]:
    """Yield what a control group tells by files of these names, if it has a bound."""
    bound, taken = ("".join(_lines(folder / name)).strip() for name in (most, used))
    if bound.isdecimal() and taken.isdecimal():
        figures = dict(line.split(" ", 1) for line in _lines(folder / "memory.stat"))
        yield GroupMemory(int(bound), int(taken), int(figures.get(given_back, 0)))


def _lines(file: Path) -> list[str]:
    """Return the lines of a file of the kernel's; none where there is no such file."""
    try:
        return file.read_text(encoding="ascii").splitlines()
    except OSError:
        return []
