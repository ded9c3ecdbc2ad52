"""A process that publishes to a CKAN on order, and may be killed at it: one order a line on standard input.

It has loaded everything and has no thread left, so it can fork a child for each order. `Publisher` is the
tests' side of it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the tests' side imports none of it
    from shinchoku.adapters.catalogues.port import Described
    from shinchoku.catalogues.publication import Publication


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended: `done`, `failed`, `held`, `refused`, `killed` or `broken`; after how many looks at the catalogue."""

    how: str
    looks: int = 0
    writes: int = 0
    message: str = ""

    @property
    def cell(self) -> str:
        """The run in a table of runs."""
        return f"{self.how} {self.looks}" if self.looks else self.how


class Publisher:
    """The tests' side: gives orders to one such process."""

    def __init__(self) -> None:
        """Start the process."""
        here = Path(__file__)
        self._process = subprocess.Popen(
            [sys.executable, here],
            env={
                **os.environ,
                "PYTHONPATH": f"{here.parents[1]}{os.pathsep}{here.parents[2]}",
                "DO_NOT_TRACK": "1",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def publish(self, order: Mapping[str, object], started: Callable[[int], None] = lambda _: None) -> Ended:
        """Have the newest release published; `started` is given the number of the process that does it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        started(int(self._process.stdout.readline()))
        return Ended(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End the process."""
        self._process.communicate(timeout=30)  # closes both of its pipes


def number_of(started: Future[int]) -> Callable[[], int]:
    """Return what waits for the number of a process that is being started."""
    return lambda: started.result(10)


def _publish(order: dict[str, Any]) -> Ended:
    """Publish as the night does, with shorter waits."""
    from pydantic import SecretStr  # noqa: PLC0415 -- imported before the fork

    from shinchoku.adapters.catalogues.http_session import HttpSettings  # noqa: PLC0415 -- as above
    from shinchoku.adapters.catalogues.tree import read_publication  # noqa: PLC0415 -- as above
    from shinchoku.catalogue_kinds.ckan.api.catalogue import Ckan  # noqa: PLC0415 -- as above
    from shinchoku.catalogue_kinds.ckan.api.client import CkanClient  # noqa: PLC0415 -- as above
    from shinchoku.catalogue_kinds.ckan.settings import CkanSettings  # noqa: PLC0415 -- as above
    from shinchoku.catalogues.failures import CatalogueDiffersError, CatalogueRefusedError  # noqa: PLC0415 -- as above
    from shinchoku.catalogues.things import Policy  # noqa: PLC0415 -- as above
    from shinchoku.errors import StoppedError  # noqa: PLC0415 -- as above
    from shinchoku.night.publishing.push import Push  # noqa: PLC0415 -- as above

    looks: list[int] = []

    class Counted(Ckan):
        """A CKAN that counts how often it is looked at."""

        def describe(self, publication: Publication) -> Described:
            """Count, and look."""
            looks.append(1)
            return super().describe(publication)

    publication = read_publication(Path(order["folder"]))
    assert publication is not None
    settings = CkanSettings(**order["catalogue"])
    client = CkanClient(settings.url, SecretStr(order["token"]), HttpSettings(**order["http_settings"]))
    catalogue = Counted(settings, client)
    how, message = "done", ""
    try:
        Push(catalogue, publication, {}, Policy.REPAIR, pause=lambda seconds: time.sleep(seconds / 50)).run()
    except CatalogueDiffersError as stop:
        how, message = "held", stop.message.en
    except CatalogueRefusedError as stop:
        how, message = "refused", stop.message.en
    except StoppedError as stop:
        how, message = "failed", stop.message.en
    finally:
        catalogue.close()
    return Ended(how, len(looks), client.writes, message)


def _child(order: dict[str, Any], result: Path) -> None:
    """Carry out an order in this process, which ends with it."""
    try:
        ended = _publish(order)
    except BaseException as error:  # noqa: BLE001 -- whatever it is, the test is told
        import traceback  # noqa: PLC0415 -- only now

        ended = Ended("broken", message=f"{error!r} {traceback.format_exc()[-1500:]}")
    told = {"how": ended.how, "looks": ended.looks, "writes": ended.writes, "message": ended.message}
    result.write_text(json.dumps(told), encoding="utf-8")
    os._exit(0)


def _main() -> None:
    """Import everything, then fork for each order."""
    import tempfile  # noqa: PLC0415 -- the process' side only

    import shinchoku.adapters.catalogues.tree  # noqa: PLC0415 -- as above
    import shinchoku.catalogue_kinds.ckan.api.catalogue  # noqa: PLC0415 -- before the fork, so that a child imports nothing
    import shinchoku.night.publishing.push  # noqa: F401, PLC0415 -- as above

    with tempfile.TemporaryDirectory() as scratch:
        result = Path(scratch) / "result.json"
        for line in sys.stdin:
            order = json.loads(line)
            result.unlink(missing_ok=True)
            child = os.fork()
            if child == 0:
                _child(order, result)
            _say(str(child))
            _, status = os.waitpid(child, 0)
            was_killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
            _say('{"how": "killed"}' if was_killed else result.read_text(encoding="utf-8"))


def _say(line: str) -> None:
    """Tell the tests' side."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _main()
