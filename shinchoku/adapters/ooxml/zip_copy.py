"""A zip container with some parts exchanged: every other part keeps its compressed bytes, place and date.

Python's own `zipfile` can only compress anew, which would change parts that nobody touched.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shinchoku.adapters.ooxml.container import part_key

_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_LOCAL, _CENTRAL, _END = "<4s5H3L2H", "<4s6H3L5H2L", "<4s4H2LH"
_ENCRYPTED, _SIZES_FOLLOW, _UTF_8 = 0x1, 0x8, 0x800
_LOCAL_BYTES, _VERSION = 30, 20


class UncopiableError(Exception):
    """A container whose entries cannot be copied: encrypted, cut off, or contradicting itself."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry as it is written."""

    name: bytes
    flags: int
    method: int
    date_time: tuple[int, int, int, int, int, int]
    crc: int
    size: int
    data: bytes
    attributes: int = 0
    version: int = _VERSION
    system: int = 0

    @property
    def dos_time(self) -> tuple[int, int]:
        """The time and date as a zip writes them."""
        year, month, day, hour, minute, second = self.date_time
        return hour << 11 | minute << 5 | second // 2, (year - 1980) << 9 | month << 5 | day


def copied(
    content: bytes,
    archive: zipfile.ZipFile,
    replaced: Mapping[str, bytes | None],
    added: Mapping[str, bytes],
) -> bytes:
    """Return a container with parts replaced (`None`: left out) by their key, and new ones at its end.

    Raises:
        UncopiableError: if an entry that stays cannot be copied as it is.
    """
    entries = []
    for info in archive.infolist():
        key = part_key(info.filename)
        if key not in replaced:
            entries.append(_kept(content, info))
        elif (data := replaced[key]) is not None and info is archive.NameToInfo[info.filename]:
            entries.append(_made(info.filename, data, info.date_time))
    entries += [_made(name, data, _FIRST_DATE) for name, data in added.items()]
    return _written(entries)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a new container: the same parts always give the same bytes."""
    return _written([_made(name, data, _FIRST_DATE) for name, data in parts.items()])


def _kept(content: bytes, info: zipfile.ZipInfo) -> _Entry:
    """Return an entry with the compressed bytes that it has."""
    head = content[info.header_offset : info.header_offset + _LOCAL_BYTES]
    if len(head) < _LOCAL_BYTES or not head.startswith(b"PK\x03\x04") or info.flag_bits & _ENCRYPTED:
        raise UncopiableError(info.filename)
    name_bytes, extra_bytes = struct.unpack_from("<2H", head, 26)
    start = info.header_offset + _LOCAL_BYTES + name_bytes + extra_bytes
    data = content[start : start + info.compress_size]
    if len(data) != info.compress_size:
        raise UncopiableError(info.filename)
    return _Entry(
        name=info.orig_filename.encode("utf-8" if info.flag_bits & _UTF_8 else "cp437", errors="replace"),
        flags=info.flag_bits & ~_SIZES_FOLLOW,
        method=info.compress_type,
        date_time=info.date_time,
        crc=info.CRC,
        size=info.file_size,
        data=data,
        attributes=info.external_attr,
        version=max(info.extract_version, _VERSION),
        system=info.create_system,
    )


def _made(name: str, data: bytes, date_time: tuple[int, int, int, int, int, int]) -> _Entry:
    """Return an entry with content of its own, deflated."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(data) + packer.flush()
    flags = 0 if name.isascii() else _UTF_8
    return _Entry(name.encode(), flags, zipfile.ZIP_DEFLATED, date_time, zlib.crc32(data), len(data), packed)


def _written(entries: Iterable[_Entry]) -> bytes:
    """Write entries, then the directory of all of them."""
    body, directory, count = bytearray(), bytearray(), 0
    for entry in entries:
        offset = len(body)
        common = (entry.flags, entry.method, *entry.dos_time, entry.crc, len(entry.data), entry.size)
        body += struct.pack(_LOCAL, b"PK\x03\x04", entry.version, *common, len(entry.name), 0)
        body += entry.name + entry.data
        made_by = entry.system << 8 | entry.version
        rest = (len(entry.name), 0, 0, 0, 0, entry.attributes, offset)
        directory += struct.pack(_CENTRAL, b"PK\x01\x02", made_by, entry.version, *common, *rest) + entry.name
        count += 1
    end = struct.pack(_END, b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0)
    return bytes(body + directory + end)
