"""HTTP/1.1 messages as bytes on a socket: read whole, passed on unchanged, closed politely or not."""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass

LINE = b"\r\n"
_END_OF_HEAD = LINE + LINE
_BLOCK = 65536


@dataclass(frozen=True, slots=True)
class Message:
    """A request or an answer: its first line, its header lines, and its body as it was sent."""

    first: bytes
    headers: tuple[bytes, ...]
    body: bytes

    @property
    def method(self) -> str:
        """What a request asks for."""
        return self.first.split(b" ")[0].decode("latin-1")

    @property
    def target(self) -> str:
        """What a request asks it of."""
        return self.first.split(b" ")[1].decode("latin-1")

    @property
    def status(self) -> int:
        """The code of an answer."""
        return int(self.first.split(b" ")[1])

    def header(self, name: str) -> str | None:
        """Return a header's value."""
        for line in self.headers:
            key, _, value = line.decode("latin-1").partition(":")
            if key.strip().lower() == name:
                return value.strip()
        return None

    def packed(self) -> bytes:
        """Return the bytes to send, saying that the connection ends after them."""
        kept = [line for line in self.headers if _name(line) not in {b"connection", b"keep-alive"}]
        head = LINE.join((self.first, *kept, b"Connection: close"))
        return head + _END_OF_HEAD + self.body


def answer(status: str, body: bytes, kind: str = "application/json", *more: str) -> Message:
    """Return an answer of one's own: `answer("500 Internal Server Error", b"{}")`."""
    headers = (f"Content-Type: {kind}", f"Content-Length: {len(body)}", *more)
    return Message(f"HTTP/1.1 {status}".encode(), tuple(line.encode() for line in headers), body)


def read_request(connection: socket.socket) -> Message | None:
    """Return one whole request, or nothing if the other side went away before its end."""
    return _read(connection, until_closed=False)


def read_answer(connection: socket.socket, *, to: str) -> Message | None:
    """Return the whole answer to a method, or nothing if the other side went away before its end."""
    return _read(connection, until_closed=True, is_bodiless=to == "HEAD")


def reset(connection: socket.socket) -> None:
    """Close with a reset (RST), as a server that crashed does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def _name(line: bytes) -> bytes:
    """Return a header line's name, in small letters."""
    return line.partition(b":")[0].strip().lower()


def _read(connection: socket.socket, *, until_closed: bool, is_bodiless: bool = False) -> Message | None:
    """Read a message whose body ends by its length, by its last chunk, or with the connection."""
    received = bytearray()
    while (end := received.find(_END_OF_HEAD)) < 0:
        if not (block := connection.recv(_BLOCK)):
            return None
        received += block
    first, *headers = bytes(received[:end]).split(LINE)
    message = Message(first, tuple(headers), b"")
    body = received[end + len(_END_OF_HEAD) :]
    if is_bodiless or (until_closed and message.status in {204, 304}):
        return message
    length = message.header("content-length")
    is_chunked = (message.header("transfer-encoding") or "").lower() == "chunked"
    if length is None and not is_chunked and not until_closed:
        return message
    while not _is_whole(body, length, is_chunked=is_chunked):
        if not (block := connection.recv(_BLOCK)):
            if length is not None or is_chunked:
                return None
            break
        body += block
    return Message(first, tuple(headers), bytes(body))


def _is_whole(body: bytes | bytearray, length: str | None, *, is_chunked: bool) -> bool:
    """Tell whether a body is there to its end, as far as it says where that is."""
    if is_chunked:
        return body.endswith(b"0" + _END_OF_HEAD) and (len(body) == 5 or body[-7:-5] == LINE)
    return length is not None and len(body) >= int(length)
