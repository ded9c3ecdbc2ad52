"""The nightly flow on a schedule, on one machine, with a Prefect server of its own on loopback."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from flows.settings import configure
from shinchoku.errors import OperationalError

_STARTS_WITHIN_SECONDS = 120


def serve_nightly(*, plan: str | None, inbox: str | None, data: Path, cron: str, timezone: str) -> None:
    """Serve the flow as the deployment `nightly` until interrupted, one run at a time, and end embargoes meanwhile.

    A server named by `PREFECT_API_URL` is used; else one is started for as long as this runs.
    """
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "INFO")
    for service in ("SCHEDULER", "LATE_RUNS", "CANCELLATION_CLEANUP"):
        os.environ.setdefault(f"PREFECT_SERVER_SERVICES_{service}_ENABLED", "true")
    configure(data)
    with _server():
        from prefect.schedules import Cron  # noqa: PLC0415 -- after the settings

        from flows.embargoes import ending_embargoes  # noqa: PLC0415 -- after the settings
        from flows.nightly import DATABASE_URL_VARIABLE, nightly  # noqa: PLC0415 -- as above
        from flows.secret import secret_from_block  # noqa: PLC0415 -- as above

        database = os.environ.get(DATABASE_URL_VARIABLE)
        with ending_embargoes(plan, data.resolve(), database, secret_from_block):
            nightly.serve(
                name="nightly",
                schedule=Cron(cron, timezone=timezone),
                parameters={"plan": plan, "inbox": inbox, "data": str(data.resolve())},
                limit=1,
            )


@contextmanager
def _server() -> Iterator[None]:
    """Have a server: the configured one, or one on a free port of loopback."""
    if "PREFECT_API_URL" in os.environ:
        yield
        return
    port = _free_port()
    os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:  # noqa: S603 -- our own interpreter
        try:
            _wait_for(port, server)
            yield
        finally:
            server.send_signal(signal.SIGTERM)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers.

    Raises:
        OperationalError: if it ends or does not answer in time.
    """
    until = time.monotonic() + _STARTS_WITHIN_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(f"http://127.0.0.1:{port}/api/health", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.5)
    raise OperationalError("Prefectサーバーを起動できません。", "the Prefect server could not be started.")


def _free_port() -> int:
    """Return a port of loopback that nothing listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
