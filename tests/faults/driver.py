"""A process that runs nights and dies where it is told to: one order a line on standard input.

It has loaded everything and has no thread left, so it can fork a child for each order. The child counts
its own steps (what it does to the file system, what it says to the database, every line of the modules
that release) and kills itself at the one that the order names. `Killer` is the tests' side of it.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date
from multiprocessing import forkserver
from pathlib import Path
from types import FrameType
from typing import Any

_TOUCHES_FILES = {"open", "os.rename", "os.symlink", "os.mkdir", "os.chmod", "os.remove", "os.rmdir"}
_TRACED = (
    "night/release.py",
    "usecases/approve.py",
    "usecases/rollback.py",
    "night/takedowns/carry_out.py",
    "night/takedowns/replacements.py",
    "adapters/published.py",
    "adapters/durable.py",
    "adapters/state/releases.py",
    "adapters/state/approvals.py",
    "adapters/state/erasing.py",
    "adapters/state/takedowns.py",
)


class Killer:
    """The tests' side: gives orders to one such process."""

    def __init__(self) -> None:
        """Start the process."""
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, **order: object) -> dict[str, Any]:
        """Have an order carried out; return `killed`, the exit code, and the steps if it was to `trace`."""
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
    """Counts steps of the main thread, and dies at one of them."""

    def __init__(self, data: str, kill_at: int | None) -> None:
        self._data = data
        self._kill_at = kill_at
        self._main = threading.get_ident()
        self._counting = False
        self.taken: list[str] = []

    def step(self, what: str) -> None:
        """Take one step, or die before it."""
        if not self._counting or threading.get_ident() != self._main:
            return
        if len(self.taken) == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.taken.append(what)

    def start(self, *, lines: bool) -> None:
        """Count from here on; the lines of the modules that release only if wanted, for they are slow."""
        from sqlalchemy import Engine, event  # noqa: PLC0415 -- in the child only

        event.listen(Engine, "before_cursor_execute", lambda *args: self.step(f"sql {args[2][:60]}"))
        event.listen(Engine, "commit", lambda _: self.step("sql COMMIT"))
        sys.addaudithook(self._audited)
        self._counting = True
        if lines:
            _without_tracing("build_package", "verify_package", "find_standard_errors")
            sys.settrace(self._called)

    def _audited(self, name: str, arguments: tuple[Any, ...]) -> None:
        if name in _TOUCHES_FILES and str(arguments[0]).startswith(self._data):
            self.step(f"{name} {str(arguments[0]).removeprefix(self._data)}")

    def _called(self, frame: FrameType, _event: str, _argument: object) -> Callable[..., Any] | None:
        return self._line if frame.f_code.co_filename.endswith(_TRACED) else None

    def _line(self, frame: FrameType, event: str, _argument: object) -> Callable[..., Any]:
        if event == "line":
            name = Path(frame.f_code.co_filename).name
            self.step(f"line {name}:{frame.f_lineno} {frame.f_code.co_name}")
        return self._line


def _at_release(start: Callable[[], None]) -> None:
    """Have a night counted from its last stage on."""
    from flows import nightly  # noqa: PLC0415 -- imported before the fork

    release = nightly.release_task

    def counted(*arguments: object) -> object:
        start()
        return release(*arguments)

    vars(nightly)["release_task"] = counted


def _without_tracing(*names: str) -> None:
    """Spare the slow, pure functions that a release calls: nothing can be half-done in them."""
    from shinchoku.night import release  # noqa: PLC0415 -- imported before the fork

    def spared(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: object) -> object:
            tracer = sys.gettrace()
            sys.settrace(None)
            try:
                return function(*arguments)
            finally:
                sys.settrace(tracer)

        return call

    for name in names:
        setattr(release, name, spared(getattr(release, name)))


def _carry_out(order: dict[str, Any]) -> None:
    """Do what an order says, as the command line would."""
    from flows.nightly import run_night  # noqa: PLC0415 -- as above
    from shinchoku.adapters.inbox import Inbox  # noqa: PLC0415 -- imported before the fork
    from shinchoku.night.takedowns.carry_out import carry_out  # noqa: PLC0415 -- as above
    from shinchoku.night.takedowns.places import places_of  # noqa: PLC0415 -- as above
    from shinchoku.review.people import Person, Role  # noqa: PLC0415 -- as above
    from shinchoku.session import writing  # noqa: PLC0415 -- as above
    from shinchoku.usecases.approve import approve  # noqa: PLC0415 -- as above
    from shinchoku.usecases.rollback import rollback  # noqa: PLC0415 -- as above
    from shinchoku.usecases.takedown import confirm, takedown_of  # noqa: PLC0415 -- as above

    approver = Person("approver", "承認者", frozenset({Role.APPROVER}))
    with writing(order["plan"], Path(order["data"]), None, date.fromisoformat(order["as_of"])) as session:
        match order["do"]:
            case "night":
                run_night(session, Inbox(order["inbox"], 50, sleep=lambda _: None))
            case "approve":
                approve(session, order["what"], approver, reason="決裁")
            case "rollback":
                rollback(session, order["what"], approver, "誤り")
            case "takedown":
                with session.engine.connect() as connection:
                    asked = takedown_of(connection, session, int(order["what"]))
                asked = confirm(session, approver, asked.number, "確かめた", places_of(session, asked))
                carry_out(session, asked, approver.acting_as(Role.APPROVER))


def _child(order: dict[str, Any], result: Path) -> None:
    """Carry out an order in this process, which ends with it."""
    from shinchoku.errors import StoppedError  # noqa: PLC0415 -- imported before the fork

    os.setsid()
    steps = _Steps(order["data"], order.get("kill_at"))
    told: dict[str, object] = {"exit": 0}
    try:
        match order["count"]:
            case "files and statements":
                steps.start(lines=False)
            case "lines":
                steps.start(lines=True)
            case "lines of the release":
                _at_release(lambda: steps.start(lines=True))
        _carry_out(order)
    except StoppedError as stop:
        told = {"exit": stop.exit_code, "message": stop.message.en}
    except BaseException as error:  # noqa: BLE001 -- whatever it is, the test is told
        told = {"exit": "traceback", "message": repr(error)}
    finally:
        sys.settrace(None)
    result.write_text(json.dumps({**told, "steps": steps.taken}), encoding="utf-8")
    os._exit(0)


def _main() -> None:
    """Import everything, then fork for each order."""
    import tempfile  # noqa: PLC0415 -- the driver's side only

    import alembic.command  # noqa: F401, PLC0415 -- before the fork, so that a child imports nothing
    import frictionless  # noqa: F401, PLC0415 -- before the fork, so that a child imports nothing

    import shinchoku.adapters.workbooks  # noqa: PLC0415 -- as above
    import shinchoku.usecases.approve  # noqa: PLC0415 -- as above
    import shinchoku.usecases.rollback  # noqa: PLC0415 -- as above
    import shinchoku.usecases.takedown  # noqa: F401, PLC0415 -- as above

    with tempfile.TemporaryDirectory() as scratch:
        result = Path(scratch) / "result.json"
        for line in sys.stdin:
            order = json.loads(line)
            result.unlink(missing_ok=True)
            if order.get("warm"):  # here and not in a child, so that every child finds all loaded
                _carry_out(order)
                forkserver._forkserver._stop()  # noqa: SLF001 -- no public way; a child cannot use its parent's
                sys.stdout.write("{}\n")
                sys.stdout.flush()
                continue
            child = os.fork()
            if child == 0:
                _child(order, result)
            _, status = os.waitpid(child, 0)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)  # what the night had started
            told = json.loads(result.read_text(encoding="utf-8")) if result.exists() else {"exit": None}
            killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
            sys.stdout.write(json.dumps({**told, "killed": killed}) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    _main()
