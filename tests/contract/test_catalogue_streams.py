"""Large files on their way to a catalogue and back: piece by piece, as long as they move, and no longer."""

from __future__ import annotations

import hashlib
import io
import select
import socket
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

import pytest
from builders.small_site import Page, SmallSite
from pydantic import SecretStr
from urllib3.filepost import encode_multipart_formdata

from shinchoku.adapters.catalogues.http_session import HttpSettings
from shinchoku.adapters.catalogues.multipart import MultipartBody
from shinchoku.catalogue_kinds.ckan.api.client import CkanClient, FileSource
from shinchoku.catalogues.failures import CatalogueFailedError

TOKEN = SecretStr("s3cret-t0ken")
PIECE = bytes(64 * 1024)
REVISED = b'{"success": true, "result": {"package": {"id": "d", "name": "n", "metadata_modified": "m", "private": false, "state": "active", "resources": []}}}'


class Endless(io.RawIOBase):
    """A file of zeros that is nowhere."""

    def __init__(self, size: int) -> None:
        """Keep how many there are."""
        self._left = size

    def read(self, size: int = -1) -> bytes:
        """Return some of them."""
        taken = min(self._left, size)
        self._left -= taken
        return bytes(taken)


@contextmanager
def served(serve: Callable[[socket.socket], None]) -> Iterator[str]:
    """Serve every connection on loopback as a test says, until the publisher goes away."""
    with socket.create_server(("127.0.0.1", 0)) as one:

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = one.accept()
                    with connection, suppress(OSError):
                        serve(connection)

        thread = threading.Thread(target=accept)
        thread.start()
        yield f"http://127.0.0.1:{one.getsockname()[1]}"
        one.shutdown(socket.SHUT_RDWR)
        thread.join()


def swallow(connection: socket.socket) -> None:
    """Take a request to its end, keep nothing of it, and answer as `package_revise` does."""
    head = b""
    while b"\r\n\r\n" not in head:
        head += _received(connection, 1)
    length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))  # fmt: skip
    while length > 0:
        length -= len(_received(connection, 1 << 20))
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(REVISED), REVISED))


def _received(connection: socket.socket, most: int) -> bytes:
    """Return what came; a publisher that went away sends nothing more."""
    came = connection.recv(most)
    if not came:
        raise ConnectionAbortedError
    return came


def answering(size: int, piece: bytes, pause: float) -> Callable[[socket.socket], None]:
    """Return what sends a body piece by piece."""

    def answer(connection: socket.socket) -> None:
        connection.recv(65536)
        connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: %d\r\nETag: "e-1"\r\nLast-Modified: Mon, 23 Nov 2026 00:00:00 GMT\r\n\r\n' % size)  # fmt: skip
        for _ in range(size // len(piece)):
            connection.sendall(piece)
            select.select([connection], [], [], pause)  # or until the publisher goes away

    return answer


def client_of(address: str, **http_settings: float) -> CkanClient:
    """Return a client that asks once."""
    return CkanClient(address, TOKEN, HttpSettings(attempts=1, per_second=1000, **http_settings))  # type: ignore[arg-type]  # all of these are figures


def peak_of(work: Callable[[], object]) -> int:
    """Return how many bytes of memory something takes at most."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_form_is_spelled_as_requests_spells_it() -> None:
    """Byte for byte, its length known before."""
    files = {"upload": ("a.csv", "列\r\n".encode(), "text/csv"), "other": ("b.txt", b"", "text/plain")}
    body = MultipartBody({"match": b'{"id": "d"}'}, files)
    boundary = body.content_type.partition("boundary=")[2]
    expected, kind = encode_multipart_formdata({"match": b'{"id": "d"}', **files}, boundary)
    assert (b"".join(body), len(body), body.content_type) == (expected, len(expected), kind)


def test_files_are_opened_one_after_the_other() -> None:
    """However many a write carries, one is open; and none before it is sent."""
    opened: list[BinaryIO] = []

    def open_one() -> BinaryIO:
        assert all(one.closed for one in opened)
        opened.append(io.BytesIO(b"abc"))
        return opened[-1]

    files = {f"upload-{n}": (f"{n}.csv", FileSource(3, open_one), "text/csv") for n in range(3)}
    with SmallSite({"/api/action/package_revise": Page(REVISED)}) as site:
        client_of(site.url).write("package_revise", {"match__id": "d"}, files)
    assert [one.closed for one in opened] == [True] * 3
    assert site.asked[0].body.count(b"\r\n\r\nabc\r\n") == 3
    assert "Transfer-Encoding" not in site.asked[0].headers


def test_memory_does_not_grow_with_a_file() -> None:
    """64 MB up and 64 MB down, in less than 4."""
    size = 64 * 1024 * 1024
    files = {"upload": ("a.bin", FileSource(size, lambda: Endless(size)), "text/csv")}
    with served(swallow) as address:
        client_of(address).write(
            "package_revise", {}, {"upload": ("a.bin", b"", "text/csv")}
        )  # loads what is loaded once
        up = peak_of(lambda: client_of(address).write("package_revise", {}, files))
    with served(answering(size, bytes(1 << 20), 0)) as address:
        down = peak_of(lambda: client_of(address).fetch(address))
    assert max(up, down) < 4 * 1024 * 1024, (up, down)


def test_a_file_that_grew_or_shrank_is_not_sent_as_if_it_were_whole() -> None:
    """The request breaks off; what was promised is not there."""
    for held in (b"ab", b"abcd"):
        files = {"upload": ("a.csv", FileSource(3, lambda held=held: io.BytesIO(held)), "text/csv")}
        with served(swallow) as address, pytest.raises(CatalogueFailedError):
            client_of(address, timeout_seconds=1).write("package_revise", {}, files)


def test_a_slow_but_steady_line_is_waited_for() -> None:
    """The whole takes several times as long as one answer may: what moves is no time-out."""
    size = 12 * len(PIECE)
    with served(answering(size, PIECE, 0.1)) as address:
        got = client_of(address, timeout_seconds=0.4).fetch(f"{address}/a.csv")
    assert (got.status, got.size, got.sha256) == (200, size, hashlib.sha256(bytes(size)).hexdigest())
    assert (got.etag, got.last_modified) == ('"e-1"', "Mon, 23 Nov 2026 00:00:00 GMT")


@pytest.mark.parametrize("pause", [0.02, 30])
def test_a_line_that_trickles_or_stands_still_ends(pause: float) -> None:
    """A byte now and then would go on for years, and silence for ever."""
    with served(answering(1000, b" ", pause)) as address, pytest.raises(CatalogueFailedError) as stopped:
        client_of(address, timeout_seconds=0.4).fetch(f"{address}/a.csv")
    assert "時間内に応答しません" in stopped.value.message.ja


def test_an_upload_that_nobody_takes_ends() -> None:
    """The server has the connection and reads nothing."""
    size = 64 * 1024 * 1024
    files = {"upload": ("a.bin", FileSource(size, lambda: Endless(size)), "text/csv")}
    with served(lambda _: time.sleep(2)) as address, pytest.raises(CatalogueFailedError) as stopped:
        client_of(address, timeout_seconds=0.4).write("package_revise", {}, files)
    assert "時間内に応答しません" in stopped.value.message.ja


def test_where_a_redirect_leads_is_what_is_told() -> None:
    """Status, hash and headers are those of the last answer; what stands on the way is read and dropped."""
    target = Page(b"rows", headers={"ETag": '"e-2"'})
    pages = {"/a": Page(b"moved", 302, {"Location": "/b", "ETag": '"e-1"'}), "/b": target}
    with SmallSite(pages) as site:
        got = client_of(site.url).fetch(f"{site.url}/a")
    assert (got.status, got.size, got.etag, got.sha256) == (
        200,
        4,
        '"e-2"',
        hashlib.sha256(b"rows").hexdigest(),
    )
