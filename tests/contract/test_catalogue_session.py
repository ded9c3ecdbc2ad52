"""How a catalogue is asked: within a time, at a rate, with a token that goes nowhere else."""

from __future__ import annotations

import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pydantic import SecretStr

from shinchoku.adapters.catalogues.http_session import HttpSettings
from shinchoku.catalogue_kinds.ckan.api.client import CkanClient
from shinchoku.catalogues.failures import CatalogueFailedError, CatalogueRefusedError

TOKEN = SecretStr("s3cret-t0ken")
QUICK = HttpSettings(timeout_seconds=1, per_second=1000, wait_seconds=0.01, most_wait_seconds=5)
FINE = b'{"success": true, "result": {"site_url": "https://ckan.umibe.example.jp"}}'
STATUS = {"site_url": "https://ckan.umibe.example.jp"}


@dataclass
class Site:
    """A site that answers as a test says, and keeps when it was asked and with which headers."""

    answer: Callable[[BaseHTTPRequestHandler, int], None]
    address: str = ""
    asked: list[float] = field(default_factory=list)
    tokens: list[str | None] = field(default_factory=list)


@contextmanager
def site(
    answer: Callable[[BaseHTTPRequestHandler, int], None], tls: ssl.SSLContext | None = None
) -> Iterator[Site]:
    """Serve on loopback."""
    made = Site(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append(time.monotonic())
            made.tokens.append(self.headers.get("Authorization"))
            made.answer(self, len(made.asked))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    made.address = f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes = FINE, **headers: str) -> None:
    """Send an answer."""
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def fine(handler: BaseHTTPRequestHandler, _: int) -> None:
    """Answer as an action does."""
    send(handler, 200)


def test_requests_keep_their_distance() -> None:
    """Ten a second at most, however fast the answers are."""
    with site(fine) as one:
        client = CkanClient(one.address, TOKEN, HttpSettings(per_second=10))
        for _ in range(4):
            client.read("status_show")
    assert one.asked[-1] - one.asked[0] >= 0.29


def test_a_server_that_asks_for_a_pause_gets_it() -> None:
    """`Retry-After` of a 503 is waited for, and then the answer is taken."""

    def busy_once(handler: BaseHTTPRequestHandler, number: int) -> None:
        send(handler, 503, b"", Retry_After="1") if number == 1 else fine(handler, number)

    with site(busy_once) as one:
        assert CkanClient(one.address, TOKEN, QUICK).read("status_show") == STATUS
    assert one.asked[1] - one.asked[0] >= 1


def test_a_pause_has_a_limit() -> None:
    """A server may not stop the night for a day."""

    def busy(handler: BaseHTTPRequestHandler, _: int) -> None:
        send(handler, 503, b"", Retry_After="86400")

    with site(busy) as one:
        begun = time.monotonic()
        with pytest.raises(CatalogueFailedError):
            CkanClient(one.address, TOKEN, HttpSettings(attempts=2, most_wait_seconds=0.1)).read(
                "status_show"
            )
    assert time.monotonic() - begun < 20


def test_an_answer_that_drips_is_cut_off() -> None:
    """The whole answer has the time, not each of its pieces."""

    def drip(handler: BaseHTTPRequestHandler, _: int) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(20):
            try:
                handler.wfile.write(b" ")
                handler.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    with site(drip) as one, pytest.raises(CatalogueFailedError):
        CkanClient(one.address, TOKEN, HttpSettings(timeout_seconds=0.3, attempts=1)).read("status_show")


def test_a_redirect_takes_no_token_along() -> None:
    """The address is the wrong one, and a person is told which is right."""
    with site(fine) as other:

        def elsewhere(handler: BaseHTTPRequestHandler, _: int) -> None:
            send(handler, 302, b"", Location=f"{other.address}/api/action/status_show")

        with site(elsewhere) as one, pytest.raises(CatalogueRefusedError) as stopped:
            CkanClient(one.address, TOKEN, QUICK).read("status_show")
    assert other.asked == []
    assert other.address in stopped.value.message.ja


def test_a_public_file_is_read_as_anybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the token, and without a login that lies about in `.netrc`."""
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with site(fine) as one:
        client = CkanClient(one.address, TOKEN, QUICK)
        client.fetch(f"{one.address}/progress.csv")
        client.read("status_show")
    assert one.tokens == [None, TOKEN.get_secret_value()]


def test_no_message_holds_the_token() -> None:
    """Whatever goes wrong."""

    def nonsense(handler: BaseHTTPRequestHandler, _: int) -> None:
        send(handler, 200, b"<html>please log in</html>", Content_Type="text/html")

    with site(nonsense) as one, pytest.raises(CatalogueFailedError) as stopped:
        CkanClient(one.address, TOKEN, HttpSettings(attempts=2, wait_seconds=0.01)).read("status_show")
    assert (
        TOKEN.get_secret_value()
        not in f"{stopped.value.message} {stopped.value!r} {stopped.value.__cause__!r}"
    )


def test_a_private_authority_is_trusted_where_the_plan_names_it(tmp_path: Path) -> None:
    """Its certificate alone; without it the site is refused."""
    key, certificate = tmp_path / "key.pem", tmp_path / "ca.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
    ]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate, key)
    with site(fine, tls) as one:
        trusting = HttpSettings(timeout_seconds=5, attempts=1, ca_file=str(certificate))
        assert CkanClient(one.address, TOKEN, trusting).read("status_show") == STATUS
        with pytest.raises(CatalogueFailedError):
            CkanClient(one.address, TOKEN, HttpSettings(timeout_seconds=5, attempts=1)).read("status_show")
