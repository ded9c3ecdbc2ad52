"""The zip container of an OOXML workbook: its parts read on demand, whatever their names look like."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from shinchoku.bilingual import Bilingual

_MOST_UNPACKED_BYTES = 300 * 1024 * 1024
_MOST_PARTS = 5_000
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # a compression that this Python does not have
    OSError,
    RuntimeError,  # an encrypted part
    ValueError,
    struct.error,
)


class UnreadableContainerError(Exception):
    """Not a zip container, a damaged one, or one that is unreasonably large, with the reason for a person."""

    def __init__(self, reason: Bilingual) -> None:
        """Keep the reason in both languages."""
        super().__init__(reason.en)
        self.reason = reason


@dataclass(slots=True)
class Container:
    """The parts of a workbook by name; names are compared in lower case, without a leading slash."""

    archive: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]
    unreadable: list[str] = field(default_factory=list)
    """Parts that are there and could not be read, in the order in which they were asked for."""
    budget_bytes: int = _MOST_UNPACKED_BYTES

    def has(self, name: str) -> bool:
        """Tell whether there is a part of this name."""
        return part_key(name) in self.entries

    def read(self, name: str) -> bytes | None:
        """Return a part; `None` for one that is absent, damaged, or unpacks to more than is left to unpack."""
        entry = self.entries.get(part_key(name))
        if entry is None:
            return None
        self.budget_bytes -= entry.file_size
        try:
            if self.budget_bytes >= 0:
                return self.archive.read(entry)
        except _UNREADABLE:
            pass
        self.doubt(name)
        return None

    def doubt(self, name: str) -> None:
        """Note that a part could not be read or understood."""
        if name not in self.unreadable:
            self.unreadable.append(name)


def open_container(content: bytes) -> Container:
    """Open a zip container; nothing is unpacked yet.

    Raises:
        UnreadableContainerError: for what is none, is damaged, or would unpack to far more than any
            status sheet.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except _UNREADABLE as error:
        raise UnreadableContainerError(Bilingual("壊れています", "it is damaged")) from error
    entries = archive.infolist()
    if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_UNPACKED_BYTES:
        raise UnreadableContainerError(
            Bilingual("展開すると大きすぎます", "it unpacks to an unreasonable size")
        )
    return Container(archive, {part_key(entry.filename): entry for entry in entries})


def part_key(name: str) -> str:
    """Return a part's name as names are compared: `/XL/Workbook.xml` → `xl/workbook.xml`."""
    return name.replace("\\", "/").lstrip("/").lower()
