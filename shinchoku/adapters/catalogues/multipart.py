"""A form with files as one stream: files are opened when their turn comes, and never whole in memory.

`requests` puts such a form together in memory, all files of it. The heads of its parts are written by
urllib3, as `requests` has them written, too; the length is known before, for not every server takes chunks.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import BinaryIO

import requests
from urllib3.fields import RequestField
from urllib3.filepost import choose_boundary

_PIECE = 128 * 1024


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file that is opened when it is sent: how many bytes it has, and how to open it."""

    size: int
    open: Callable[[], BinaryIO]


FormFile = tuple[str, bytes | FileSource, str]
"""A file to send: its name, its bytes or where they are, its media type."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a form."""

    head: bytes
    source: FileSource


class MultipartBody:
    """The body of a request; `requests` sends piece by piece what it can iterate over and knows the length of."""

    def __init__(self, fields: Mapping[str, bytes], files: Mapping[str, FormFile]) -> None:
        """Lay the parts out; nothing is opened."""
        boundary = choose_boundary()
        self.content_type = f"multipart/form-data; boundary={boundary}"
        self.watch: Callable[[int], None] = lambda _: None
        """Told how many bytes were sent, before each further piece; may stop it by raising."""
        self._between, self._last = f"--{boundary}\r\n".encode(), f"--{boundary}--\r\n".encode()
        self._parts = [
            *(_part(name, value) for name, value in fields.items()),
            *(_part(name, content, filename, kind) for name, (filename, content, kind) in files.items()),
        ]

    def __len__(self) -> int:
        """Return how many bytes the body has."""
        parts = sum(len(self._between) + len(one.head) + one.source.size + 2 for one in self._parts)
        return parts + len(self._last)

    def __iter__(self) -> Iterator[bytes]:
        """Yield the body.

        Raises:
            OperationalError: if a file is no longer what was released.
            requests.RequestException: if its size changed meanwhile, or whoever watches stops it.
        """
        sent = 0
        for piece in self._pieces():
            self.watch(sent)
            yield piece
            sent += len(piece)

    def _pieces(self) -> Iterator[bytes]:
        """Yield the body, part by part."""
        for part in self._parts:
            yield self._between + part.head
            yield from _content(part.source)
            yield b"\r\n"
        yield self._last


def _part(
    name: str, content: bytes | FileSource, filename: str | None = None, kind: str | None = None
) -> _Part:
    """Return a part of the form with its head."""
    field = RequestField(name=name, data=b"", filename=filename)
    field.make_multipart(content_type=kind)
    if isinstance(content, bytes):
        return _Part(field.render_headers().encode(), FileSource(len(content), partial(BytesIO, content)))
    return _Part(field.render_headers().encode(), content)


def _content(source: FileSource) -> Iterator[bytes]:
    """Yield a file's bytes, exactly as many as were promised."""
    left = source.size
    with source.open() as file:
        while left and (piece := file.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece
        if left or file.read(1):
            raise requests.exceptions.ChunkedEncodingError("a file changed while it was sent")
