"""The number formats of an xls file: what calamine reads as 0.582 is shown as 58.2 %."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shinchoku.adapters.workbooks import read_content
from shinchoku.adapters.workbooks.spreadsheet import read_spreadsheet
from shinchoku.adapters.workbooks.xls import formats_of

BOF, EOF, CODE_PAGE = 0x0809, 0x000A, 0x0042
END, FAT, FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
FORMATS = {164: "0.0%", 165: '#,##0,"千円"', 166: 'yyyy"年"m"月"', 167: ";;;"}
XFS = (0, 164, 165, 166, 167, 9)
"""The format of each style: 0 plain · 1 per cent · 2 thousand yen · 3 month · 4 hidden · 5 built-in per cent."""


def record(kind: int, data: bytes = b"") -> bytes:
    """Return one record."""
    return struct.pack("<2H", kind, len(data)) + data


def number(row: int, column: int, style: int, value: float) -> bytes:
    """Return the record of a number."""
    return record(0x0203, struct.pack("<3Hd", row, column, style, value))


def stream(*cells: bytes, version: int = 0x0600) -> bytes:
    """Return the stream of a workbook with one sheet of some cells."""

    def substream(kind: int, records: bytes) -> bytes:
        return record(BOF, struct.pack("<4H2I", version, kind, 0, 0, 0, 0)) + records + record(EOF)

    formats = b"".join(
        record(0x041E, struct.pack("<2HB", n, len(code), 1) + code.encode("utf-16-le"))
        for n, code in FORMATS.items()
    )
    styles = b"".join(record(0x00E0, struct.pack("<2H", 0, n) + bytes(16)) for n in XFS)
    name = "進捗".encode("utf-16-le")

    def around(start: int) -> bytes:
        sheet = record(0x0085, struct.pack("<IHBB", start, 0, 2, 1) + name)
        return substream(5, record(CODE_PAGE, struct.pack("<H", 1200)) + formats + styles + sheet)

    return around(len(around(0))) + substream(0x10, b"".join(cells))


def compound(content: bytes) -> bytes:
    """Return a compound file with the stream `Workbook`."""
    content = content.ljust(4096, b"\0")
    content += bytes(-len(content) % 512)
    count = len(content) // 512
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(10) + struct.pack("<9I", 1, 1, 0, 4096, END, 0, END, 0, 0)
    header += struct.pack("<108I", *[FREE] * 108)
    fat = struct.pack("<2I", FAT, END) + b"".join(struct.pack("<I", n + 3) for n in range(count - 1))
    fat += struct.pack("<I", END)

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        named = name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H2B", 2 * len(name) + 2, kind, 1)
        return named + struct.pack("<3I", FREE, FREE, child) + bytes(36) + struct.pack("<3I", start, size, 0)

    directory = entry("Root Entry", 5, 1, END, 0) + entry("Workbook", 2, FREE, 2, len(content)) + bytes(256)
    return header[:512] + fat.ljust(512, b"\xff") + directory + content


def test_the_formats_of_numbers_and_texts_are_read() -> None:
    """Only those that say more than what is stored: by sheet, row and column."""
    text = record(0x0204, struct.pack("<4HB", 1, 0, 4, 2, 1) + "達成".encode("utf-16-le"))
    rks = record(0x00BD, struct.pack("<2HHIHIH", 2, 0, 5, 0x3FE00000, 0, 0x3FE00000, 1))
    formula = record(0x0006, struct.pack("<3Hd", 3, 1, 2, 5.0) + bytes(8))
    cells = (number(0, 0, 1, 0.582), number(0, 1, 0, 5), number(0, 2, 3, 45870), text, rks, formula)
    assert formats_of(compound(stream(*cells))) == {
        1: {(0, 0): "0.0%", (0, 2): FORMATS[166], (1, 0): ";;;", (2, 0): "0%", (3, 1): FORMATS[165]}
    }


def test_a_percentage_is_read_with_its_format() -> None:
    """The sheet's cells as calamine gives them, and beside them what their format says."""
    book = read_spreadsheet(compound(stream(number(0, 0, 1, 0.582), number(0, 1, 0, 5))))
    assert (book.file_format, book.look, book.has_formats) == ("xls", None, True)
    assert book.sheets[0].grid == (("0.582", "5"),)
    assert book.sheets[0].look.formats == {(0, 0): "0.0%"}


@pytest.mark.parametrize("version", [0x0500, 0x0600])
def test_formats_that_are_not_read_are_named(version: int) -> None:
    """An older generation has its formats written otherwise: that they were not looked at is said."""
    content = compound(stream(number(0, 0, 1, 0.582), version=version))
    (told,) = [p for p in read_content(content).problems if p.rule == "SH107"]
    assert ("表示形式" in told.values["what_ja"]) is (version != 0x0600)


@given(st.binary(max_size=3000), st.integers(0, 2_000), st.integers(0, 255))
def test_no_bytes_stop_the_reader(noise: bytes, at: int, byte: int) -> None:
    """Damage is no exception, wherever it is."""
    sound = bytearray(compound(stream(number(0, 0, 1, 0.582))))
    sound[at] = byte
    formats_of(bytes(sound))
    formats_of(noise)
    formats_of(bytes(sound[:512]) + noise)
