"""How many readers a machine bears: processors, jobs, and the memory that machine and control groups leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from shinchoku.adapters.workbooks import how_many
from shinchoku.adapters.workbooks.confinement.limits import MOST_MEMORY_BYTES
from shinchoku.adapters.workbooks.how_many import GroupMemory, bearable, readers_at_once

GIB = 1024**3

# memory available on the machine, groups as "most/used/given back"; GiB. A reader may take 2.
SPECIFICATION = """
machine | groups          | processors | jobs | readers
     64 |                 |          4 |   44 | 4
     64 |                 |          4 |    3 | 3
     64 |                 |          4 |    1 | 1
      7 |                 |          4 |   44 | 3
    3.9 |                 |          4 |   44 | 1
    0.5 |                 |          4 |   44 | 1
     64 | 8/1/0           |         16 |   44 | 3
     64 | 8/7.5/0         |         16 |   44 | 1
     64 | 8/7.5/5         |         16 |   44 | 2
     64 | 8/9/0           |         16 |   44 | 1
      5 | 32/1/0          |         16 |   44 | 2
     64 | 32/1/0 10/5/1   |         16 |   44 | 3
     64 | 10/5/1 32/31/0  |         16 |   44 | 1
      ? |                 |          8 |   44 | 8
      ? | 8/0/0           |          8 |   44 | 4
"""
LINES = [[part.strip() for part in line.split("|")] for line in SPECIFICATION.strip().splitlines()[1:]]


def of_gib(text: str) -> int:
    """Return GiB as bytes."""
    return int(float(text) * GIB)


@pytest.mark.parametrize(("machine", "groups", "processors", "jobs", "readers"), LINES)
def test_readers_are_bounded_by_processors_jobs_and_memory(
    machine: str, groups: str, processors: str, jobs: str, readers: str
) -> None:
    """Every reader could have what it may take, and one is started however little there is."""
    available = None if machine == "?" else of_gib(machine)
    inside = [GroupMemory(*map(of_gib, group.split("/"))) for group in groups.split()]
    assert bearable(available, inside, processors=int(processors), jobs=int(jobs)) == int(readers)


VERSION_2 = {
    "proc/meminfo": "MemTotal: 25000000 kB\nMemAvailable: 16777216 kB\n",
    "proc/self/cgroup": "0::/city.slice/night.service\n",
    "sys/fs/cgroup/city.slice/night.service/memory.max": "max\n",
    "sys/fs/cgroup/city.slice/night.service/memory.current": "5\n",
    "sys/fs/cgroup/city.slice/memory.max": "100\n",
    "sys/fs/cgroup/city.slice/memory.current": "70\n",
    "sys/fs/cgroup/city.slice/memory.stat": "anon 40\ninactive_file 20\n",
    "sys/fs/cgroup/memory.max": "1000\n",
    "sys/fs/cgroup/memory.current": "1\n",
}
VERSION_1 = {
    "proc/self/cgroup": "3:cpu,cpuacct:/a\n2:memory:/a/b\n1:name=systemd:/a\n",
    "sys/fs/cgroup/memory/a/b/memory.limit_in_bytes": "100\n",
    "sys/fs/cgroup/memory/a/b/memory.usage_in_bytes": "70\n",
    "sys/fs/cgroup/memory/a/b/memory.stat": "cache 9\ntotal_inactive_file 20\n",
    "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n",
    "sys/fs/cgroup/memory/memory.usage_in_bytes": "70\n",
}


@pytest.mark.parametrize(
    ("files", "machine", "groups"),
    [
        (VERSION_2, 16 * GIB, [GroupMemory(100, 70, 20), GroupMemory(1000, 1)]),
        (VERSION_1, None, [GroupMemory(100, 70, 20), GroupMemory(9223372036854771712, 70)]),
        ({}, None, []),
    ],
)
def test_every_group_around_the_process_counts(
    tmp_path: Path, files: dict[str, str], machine: int | None, groups: list[GroupMemory]
) -> None:
    """Of both versions of control groups, the process's own and all around it; where there are none, none."""
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert how_many._of_the_machine(tmp_path) == machine  # noqa: SLF001 -- another root than this machine's
    assert list(how_many._of_the_groups(tmp_path)) == groups  # noqa: SLF001 -- as above


def test_this_machine_bears_one_at_least() -> None:
    """Whatever it tells, one job has one reader."""
    assert readers_at_once(1) == 1
    assert MOST_MEMORY_BYTES == 2 * GIB
