"""The head of the trail, noted outside of the database: a file that is only ever added to, and a seal with each release.

Each note says that entry N had a hash. A trail that was cut, emptied or made anew cannot show that entry any more.
A seal lies beside the release that it is of, where others have copies of it.
"""

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shinchoku.adapters.durable import make_private, make_private_file, replace_file, sync_folder
from shinchoku.paths import DataPaths

SEALS = "seals"
_READABLE_FOLDER, _READABLE_FILE = 0o755, 0o644


@dataclass(frozen=True, slots=True)
class Head:
    """What a trail ended with at a moment: its newest entry, and that entry's hash."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class NotedHead:
    """A head as it was noted: where, and when."""

    head: Head
    at: str
    where: str


@dataclass(frozen=True, slots=True)
class Seal:
    """What is said of a release from outside of it: the hash of its `SHA256SUMS`, and the head of the trail then."""

    release: str
    sums: str
    head: Head
    at: str


class AuditHeads:
    """The file of heads of one data directory; making this object touches nothing."""

    def __init__(self, paths: DataPaths) -> None:
        """Keep where the file lies."""
        self.path = paths.audit_heads

    def note(self, head: Head, at: datetime) -> None:
        """Add a head, and wait until the disk has it; one that is noted last already is not noted again."""
        newest = next(iter(reversed(list(self.noted()))), None)
        if newest is not None and newest.head == head:
            return
        make_private(self.path.parent)
        is_new = not self.path.exists()
        make_private_file(self.path)
        line = json.dumps({"at": at.isoformat(), "entry": head.number, "hash": head.hash}) + "\n"
        with self.path.open("ab") as file:
            if file.tell() and not self._ends_in_a_line():
                line = f"\n{line}"  # a run was killed while it wrote: what it left is no line
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync_folder(self.path.parent)

    def noted(self) -> Iterator[NotedHead]:
        """Yield the heads that were noted, the oldest first; a line that is none was never finished."""
        if not self.path.is_file():
            return
        for line in self.path.read_bytes().splitlines():
            try:
                told = json.loads(line)
                head = Head(int(told["entry"]), str(told["hash"]))
                yield NotedHead(head, str(told["at"]), self.path.name)
            except (ValueError, KeyError, TypeError):
                continue

    def _ends_in_a_line(self) -> bool:
        """Tell whether the last line is whole."""
        with self.path.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"


def write_seal(dataset: Path, seal: Seal, staging: Path) -> None:
    """Lay a seal beside the releases of a dataset's folder, in one step."""
    folder = dataset / SEALS
    folder.mkdir(exist_ok=True)
    folder.chmod(_READABLE_FOLDER)
    told = {
        "release": seal.release,
        "sha256sums": seal.sums,
        "audit": {"entry": seal.head.number, "hash": seal.head.hash},
        "sealed_at": seal.at,
    }
    content = (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    replace_file(folder / f"{seal.release}.json", content, staging, _READABLE_FILE)


def read_seals(datasets: Iterable[Path]) -> Iterator[Seal | Path]:
    """Yield the seals of datasets' folders; of one that cannot be read, where it lies."""
    for dataset in datasets:
        for path in sorted((dataset / SEALS).glob("*.json")):
            try:
                told = json.loads(path.read_bytes())
                head = Head(int(told["audit"]["entry"]), str(told["audit"]["hash"]))
                yield Seal(str(told["release"]), str(told["sha256sums"]), head, str(told["sealed_at"]))
            except (ValueError, KeyError, TypeError):
                yield path
