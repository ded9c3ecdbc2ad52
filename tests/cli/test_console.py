"""`shinchoku console`, as a process: it says where it is, whom it lacks, and stops when it is told to."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest
from builders.command import ROOT, SHINCHOKU
from cli.called import Command
from contract.city import City


@contextmanager
def running(city: City, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command until the test is over; yields what it says of its address, too."""
    where = () if "--socket" in options else ("--port", "0")
    arguments = [SHINCHOKU, "console", *where, "--plan", city.plan_file, "--data", city.data, *options]
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


def test_a_port_that_is_taken_is_told_in_words(run: Command, city: City) -> None:
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


def listened_on(process: subprocess.Popen[str]) -> list[str]:
    """Return the addresses that a process listens on over TCP, as the kernel tells them."""
    own: set[str] = set()
    for one in Path(f"/proc/{process.pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # a file that it has closed meanwhile
            own.add(str(one.readlink()))
    tables = [Path(f"/proc/{process.pid}/net/{kind}") for kind in ("tcp", "tcp6")]
    listed = [line.split() for table in tables for line in table.read_text(encoding="ascii").splitlines()]
    return [line[1] for line in listed if line[3] == "0A" and f"socket:[{line[9]}]" in own]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_over_a_socket_no_port_is_opened(city: City, sign: signal.Signals) -> None:
    """It says which file it listens on, opens no port, and takes the file away, however it is told to stop."""
    file = city.root / "s"
    with running(city, "--socket", str(file), "--lang", "en") as (process, said):
        assert f"listening on {file}. " in said
        with httpx.Client(transport=httpx.HTTPTransport(uds=str(file))) as client:
            assert client.get("http://localhost/health", timeout=20).text == "ok\n"
        assert listened_on(process) == []
        process.send_signal(sign)
        assert process.wait(30) == {signal.SIGTERM: 0, signal.SIGINT: 130}[sign]
    assert not file.exists()
    assert "Traceback" not in (city.root / "log").read_text(encoding="utf-8")


def test_an_address_beside_a_socket_is_refused(run: Command, city: City) -> None:
    """Nobody believes that a port is open which is not."""
    file = str(city.root / "s")
    for name, value in (("--port", "8321"), ("--host", "0.0.0.0")):  # noqa: S104 -- what is refused
        ran = run("console", "--socket", file, name, value, "--plan", city.plan_file, "--data", city.data)
        assert (ran.code, ran.out) == (2, "")
        assert f"Unix ソケットで待ち受けるときは {name} を指定できません" in ran.err


def test_a_header_without_a_proof_is_refused_at_the_start(run: Command, city: City) -> None:
    """An installation that trusted an address is told what to set, before anything listens."""
    ran = run(
        "console", "--behind-proxy-header", "X-Remote-User", "--plan", city.plan_file, "--data", city.data
    )
    assert (ran.code, ran.out) == (2, "")
    assert "SHINCHOKU_PROXY_SECRET_FILE" in ran.err
