"""`shinchoku console`, as a process: it says where it is, whom it lacks, and stops when it is told to."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from builders.command import ROOT, SHINCHOKU, run
from contract.city import City


@contextmanager
def running(city: City, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command until the test is over; yields what it says of its address, too."""
    arguments = [SHINCHOKU, "console", "--port", "0", "--plan", city.plan_file, "--data", city.data, *options]
    log: Path = city.root / "log"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            arguments,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        ) as process,
    ):
        try:
            assert process.stdout is not None
            yield process, process.stdout.readline()
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def test_it_says_where_it_is_and_who_is_missing(city: City) -> None:
    """It listens on loopback, names the command that makes the first administrator, and ends in peace."""
    with running(city, "--lang", "en") as (process, said):
        assert process.stdout is not None
        assert "shinchoku user add" in process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/", said)
        assert found is not None, said
        assert httpx.get(f"{found[0]}health?account=secret", timeout=20).text == "ok\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(30) in {0, -signal.SIGINT, 130}
    log = (city.root / "log").read_text(encoding="utf-8")
    assert "GET /health 200" in log
    assert "secret" not in log
    assert "Traceback" not in log


def test_a_port_that_is_taken_is_told_in_words(city: City) -> None:
    """Somebody else's port ends the command with a sentence and no address."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ran = run("console", "--port", port, "--plan", city.plan_file, "--data", city.data)
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith(f"エラー: 127.0.0.1 のポート {port} で待ち受けられません")


def test_another_host_is_warned_of(city: City) -> None:
    """Whoever opens it to other machines is told that it does no TLS."""
    with running(city, "--host", "0.0.0.0") as (process, _):  # noqa: S104 -- what is warned of
        assert process.stdout is not None
        assert process.stdout.readline().startswith("警告: この画面は暗号化（TLS）をしません。")
