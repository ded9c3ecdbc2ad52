"""The container of an xls file: a file of sectors that are chained into streams (MS-CFB)."""

import struct
from dataclasses import dataclass

_LAST_SECTOR = 0xFFFFFFF9
_STREAM, _ROOT = 2, 5


@dataclass(frozen=True, slots=True)
class _Chains:
    """The sectors of a compound file, and which follows which."""

    data: bytes
    start: int
    bytes_each: int
    next_of: tuple[int, ...]

    def read(self, sector: int) -> bytes:
        """Return what a chain of sectors holds; one that turns back on itself ends with as much as there is."""
        pieces: list[bytes] = []
        while sector < _LAST_SECTOR and len(pieces) <= len(self.data) // self.bytes_each:
            begin = self.start + sector * self.bytes_each
            pieces.append(self.data[begin : begin + self.bytes_each])
            sector = self.next_of[sector]
        return b"".join(pieces)


def workbook_stream(content: bytes) -> bytes:
    """Return the stream `Workbook` of a compound file; nothing if it has none.

    Raises:
        struct.error, IndexError: if the container is damaged.
    """
    big_shift, small_shift = struct.unpack_from("<2H", content, 30)
    (first_directory,) = struct.unpack_from("<I", content, 48)
    cutoff, first_small, _, next_list, lists = struct.unpack_from("<5I", content, 56)
    size = 1 << min(big_shift, 16)
    tables = list(struct.unpack_from("<109I", content, 76))
    for _ in range(min(lists, len(content) // size)):
        more = struct.unpack_from(f"<{size // 4}I", content, size * (next_list + 1))
        tables += more[:-1]
        next_list = more[-1]
    table = b"".join(
        content[size * (n + 1) : size * (n + 2)] for n in dict.fromkeys(tables) if n < _LAST_SECTOR
    )
    big = _Chains(content, size, size, _numbers(table))
    directory = big.read(first_directory)
    entries = [directory[at : at + 128] for at in range(0, len(directory) - 127, 128)]
    book = next((e for e in entries if e[66] == _STREAM and _name(e) == "Workbook"), None)
    root = next((e for e in entries if e[66] == _ROOT), None)
    if book is None or root is None:
        return b""
    first, length = struct.unpack_from("<2I", book, 116)
    if length >= cutoff:
        return big.read(first)[:length]
    (inside,) = struct.unpack_from("<I", root, 116)
    return _Chains(big.read(inside), 0, 1 << min(small_shift, 16), _numbers(big.read(first_small))).read(
        first
    )[:length]


def _numbers(data: bytes) -> tuple[int, ...]:
    """Return the 32-bit numbers of a table of sectors."""
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _name(entry: bytes) -> str:
    """Return the name of a directory's entry."""
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", errors="replace")
