"""A process that brings publications to a folder or a bucket and dies where it is told to: one order a line.

It forks a child for each order. The child counts its steps, every line of what writes there and everything
it does to the file system, and kills itself at the one that the order names. `CatalogueKiller` is the tests'
side of it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

_TESTS = Path(__file__).resolve().parents[1]
_TOUCHES_FILES = {"open", "os.rename", "os.symlink", "os.mkdir", "os.chmod", "os.remove", "os.rmdir"}
_TRACED = (
    "catalogues/directory.py",
    "catalogues/bucket.py",
    "catalogues/object_store.py",
    "catalogues/served.py",
    "adapters/durable.py",
    "adapters/published.py",
)
_UNTOLD = {"_there", "_sha256", "_file_there"}
"""What only reads, many times over."""


class CatalogueKiller:
    """The tests' side: gives orders to one such process."""

    def __init__(self) -> None:
        """Start the process."""
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, **order: object) -> dict[str, Any]:
        """Have an order carried out; return whether it was killed, its steps, and what went wrong."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        result: dict[str, Any] = json.loads(self._process.stdout.readline())
        return result

    def close(self) -> None:
        """End the process."""
        self._process.communicate(timeout=30)  # closes both of its pipes


class _Steps:
    """Counts steps of every thread, and dies at one of them."""

    def __init__(self, root: str, kill_at: int | None) -> None:
        self._root = root
        self._kill_at = kill_at
        self._counting = True
        self.taken: list[str] = []

    def step(self, what: str) -> None:
        """Take one step, or die before it."""
        if not self._counting:
            return
        if len(self.taken) == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.taken.append(what)

    def start(self) -> None:
        """Count from here on."""
        sys.addaudithook(self._audited)
        threading.settrace(self._called)
        sys.settrace(self._called)

    def stop(self) -> None:
        """Count no more."""
        self._counting = False
        sys.settrace(None)

    def _audited(self, name: str, arguments: tuple[Any, ...]) -> None:
        if name in _TOUCHES_FILES and str(arguments[0]).startswith(self._root):
            self.step(f"{name} {str(arguments[0]).removeprefix(self._root)}")

    def _called(self, frame: FrameType, _event: str, _argument: object) -> Callable[..., Any] | None:
        code = frame.f_code
        is_told = code.co_filename.endswith(_TRACED) and code.co_name not in _UNTOLD
        return self._line if is_told else None

    def _line(self, frame: FrameType, event: str, _argument: object) -> Callable[..., Any]:
        if event == "line":
            name = Path(frame.f_code.co_filename).name
            self.step(f"line {name}:{frame.f_lineno} {frame.f_code.co_name}")
        return self._line


def _child(order: dict[str, Any], result: Path) -> None:
    """Bring a publication in this process, which ends with it."""
    from builders.bringing import bring  # noqa: PLC0415 -- found by the path that `_main` sets

    from shinchoku.adapters.catalogues.tree import read_publication  # noqa: PLC0415 -- as above
    from shinchoku.catalogue_kinds.bucket.client import Bucket  # noqa: PLC0415 -- imported before the fork
    from shinchoku.catalogue_kinds.directory.client import Directory  # noqa: PLC0415 -- as above

    root = Path(order["root"])
    publication = read_publication(Path(order["folder"]))
    assert publication is not None
    catalogue = (
        Directory(name="directory", root=root / "open", staging=root / "staging")
        if order["kind"] == "directory"
        else Bucket(name="bucket", url=(root / "open").as_uri())
    )
    steps = _Steps(order["root"], order.get("kill_at"))
    told: dict[str, object]
    try:
        if order.get("counts", True):
            steps.start()
        done = bring(catalogue, publication)
        told = {"equal": done.is_equal, "writes": done.writes}
    except BaseException as error:  # noqa: BLE001 -- whatever it is, the test is told
        told = {"equal": False, "error": repr(error)}
    finally:
        steps.stop()
    result.write_text(json.dumps({**told, "steps": steps.taken}), encoding="utf-8")
    os._exit(0)


def _main() -> None:
    """Import everything, then fork for each order."""
    sys.path.insert(0, str(_TESTS))

    import shinchoku.catalogue_kinds.bucket.client  # noqa: PLC0415 -- as above
    import shinchoku.catalogue_kinds.directory.client  # noqa: F401, PLC0415 -- as above

    with tempfile.TemporaryDirectory() as scratch:
        result = Path(scratch) / "result.json"
        for line in sys.stdin:
            result.unlink(missing_ok=True)
            child = os.fork()
            if child == 0:
                _child(json.loads(line), result)
            _, status = os.waitpid(child, 0)
            told = json.loads(result.read_text(encoding="utf-8")) if result.exists() else {"equal": False}
            killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
            sys.stdout.write(json.dumps({**told, "killed": killed}) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    _main()
