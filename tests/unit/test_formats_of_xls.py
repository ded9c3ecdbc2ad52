"""What an xls file marks besides the text of its cells: 0.582 is shown as 58.2 %, 113¹ is not 1131, a line takes back."""

from __future__ import annotations

import struct

from builders import code_of
from hypothesis import given
from hypothesis import strategies as st

from shinchoku.adapters.workbooks import read_content
from shinchoku.adapters.workbooks.spreadsheet import read_spreadsheet
from shinchoku.adapters.workbooks.xls import look_at_xls
from shinchoku.intake.look import NOTHING_SEEN, SheetLook

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


STRUCK, STRUCK_FONT, RAISED_FONT = 6, 1, 2
Texts = tuple[tuple[str, tuple[tuple[int, int], ...]], ...]


def font(*, struck: bool = False, raised: bool = False) -> bytes:
    """Return the record of a font."""
    return record(0x0031, struct.pack("<5H", 220, 8 * struck, 0x7FFF, 400, int(raised)) + bytes(6))


def label(row: int, column: int, style: int, string: int) -> bytes:
    """Return the record of a cell with a shared string."""
    return record(0x00FD, struct.pack("<3HI", row, column, style, string))


def shared(texts: Texts, cuts: list[int], extra: int) -> bytes:
    """Return the records of shared strings, cut after so many characters or bytes, in turn."""
    pieces, rest = [struct.pack("<2I", len(texts), len(texts))], 0
    turn = iter(cuts * 400)
    room = next(turn)

    def put(data: bytes, *, text: bool = False) -> None:
        nonlocal room
        size = 2 if text else 1
        for at in range(0, len(data), size):
            if room < size:
                pieces.append(b"\1" if text else b"")
                room = max(next(turn), 3)
            pieces[-1] += data[at : at + size]
            room -= size

    for words, runs in texts:
        put(struct.pack("<HBH", len(words), 1 | 8 | (4 if extra else 0), len(runs)))
        put(struct.pack("<I", extra) if extra else b"")
        put(words.encode("utf-16-le"), text=True)
        put(b"".join(struct.pack("<2H", *run) for run in runs))
        put(bytes(extra))
    del rest
    return record(0x00FC, pieces[0]) + b"".join(record(0x003C, piece) for piece in pieces[1:])


def seen(
    *cells: bytes, own: bytes = b"", strings: Texts = (), cuts: list[int] | None = None, extra: int = 0
) -> SheetLook:
    """Look at the only sheet of an xls file."""
    own += shared(strings, cuts or [4000], extra) if strings else b""
    found = look_at_xls(compound(stream(*cells, own=own)))
    assert found is not None
    return found.sheets.get(1, NOTHING_SEEN)


def stream(*cells: bytes, version: int = 0x0600, own: bytes = b"") -> bytes:
    """Return the stream of a workbook with one sheet of some cells."""

    def substream(kind: int, records: bytes) -> bytes:
        return record(BOF, struct.pack("<4H2I", version, kind, 0, 0, 0, 0)) + records + record(EOF)

    formats = b"".join(
        record(0x041E, struct.pack("<2HB", n, len(code), 1) + code.encode("utf-16-le"))
        for n, code in FORMATS.items()
    )
    fonts = font() + font(struck=True) + font(raised=True)
    styles = b"".join(record(0x00E0, struct.pack("<2H", 0, n) + bytes(16)) for n in XFS)
    styles += record(0x00E0, struct.pack("<2H", STRUCK_FONT, 0) + bytes(16))
    name = "進捗".encode("utf-16-le")

    def around(start: int) -> bytes:
        sheet = record(0x0085, struct.pack("<IHBB", start, 0, 2, 1) + name)
        return substream(
            5, record(CODE_PAGE, struct.pack("<H", 1200)) + fonts + formats + styles + own + sheet
        )

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
    found = seen(*cells)
    assert found.formats == {
        (0, 0): "0.0%", (0, 2): FORMATS[166], (1, 0): ";;;", (2, 0): "0%", (3, 1): FORMATS[165]
    }  # fmt: skip
    assert found.formulas == {(3, 1)}


def test_a_percentage_is_read_with_its_format() -> None:
    """The sheet's cells as calamine gives them, and beside them what their format says."""
    book = read_spreadsheet(compound(stream(number(0, 0, 1, 0.582), number(0, 1, 0, 5))))
    assert book.file_format == "xls"
    assert book.sheets[0].grid == (("0.582", "5"),)
    assert book.sheets[0].look.formats == {(0, 0): "0.0%"}


def test_an_older_generation_is_asked_for_in_another_format() -> None:
    """Its marks are written otherwise: no row of it is taken, for what was struck out would count."""
    reading = read_content(compound(stream(number(0, 0, 1, 0.582), version=0x0500)))
    assert reading.rows == ()
    assert [code_of(p) for p in reading.problems if p.stops_reading and code_of(p) != "SH201"] == ["SH342"]


def test_hidden_rows_and_columns_are_seen() -> None:
    """Outright, or by a height or a width that nobody sees; only where there are cells."""
    rows = [record(0x0208, struct.pack("<8H", n, 0, 2, height, 0, 0, flags, 0)) for n, height, flags in
            ((0, 300, 0), (1, 300, 0x20), (2, 5, 0), (7, 300, 0x20))]  # fmt: skip
    columns = [
        record(0x007D, struct.pack("<6H", *one, 0, flags, 0))
        for *one, flags in ((1, 1, 2000, 1), (2, 9, 3, 0))
    ]
    cells = [number(row, column, 0, 1) for row in range(3) for column in range(3)]
    found = seen(*columns, *rows, *cells)
    assert (found.hidden_rows, found.hidden_columns) == ({1, 2}, {1, 2})


def test_lines_through_cells_and_parts_of_their_text_are_seen() -> None:
    """A font of the cell, or of a run of a shared string; a run of its own look hides the cell's."""
    found = seen(
        number(0, 0, STRUCK, 1), *(label(0, 1 + n, style, n) for n, style in enumerate((0, 0, 0, STRUCK))),
        strings=(("達成", ()), ("113１", ((3, RAISED_FONT),)), ("旧新", ((0, STRUCK_FONT), (1, 0))), ("新", ((0, 0),))),
    )  # fmt: skip
    assert (found.struck, found.raised) == ({(0, 0), (0, 3)}, {(0, 2)})


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.integers(0, 30))
def test_strings_that_go_on_in_the_next_record_are_read(cuts: list[int], extra: int) -> None:
    """Wherever a record ends: in a head, between characters, between runs."""
    texts = (("あいう" * 9, ((2, STRUCK_FONT),)), ("abc", ()), ("113注1", ((4, RAISED_FONT),)))
    found = seen(*(label(0, n, 0, n) for n in range(3)), strings=texts, cuts=cuts, extra=extra)
    assert (found.struck, found.raised) == ({(0, 0)}, {(0, 2)})


def test_results_that_nobody_computed_are_seen() -> None:
    """A formula that is to be computed on opening; zeros of a program that never computed; a whole sheet."""

    def formula(column: int, value: float, flags: int = 0) -> bytes:
        return record(0x0006, struct.pack("<3HdH", 0, column, 0, value, flags) + bytes(6))

    cells = (formula(0, 5), formula(1, 5, 2), formula(2, 0))
    assert seen(*cells).stale_formulas == {(0, 1), (0, 2)}
    assert seen(*cells, own=record(0x01C1, bytes(8))).stale_formulas == {(0, 1)}
    assert seen(record(0x005E, bytes(2)), *cells, own=record(0x01C1, bytes(8))).stale_formulas == {
        (0, 0),
        (0, 1),
        (0, 2),
    }


def test_errors_notes_objects_and_hidden_zeros_are_seen() -> None:
    """An error value by its name, a note by its cell, a picture, zeros that the window does not show."""
    found = seen(
        record(0x0205, struct.pack("<3H2B", 0, 0, 0, 23, 1)),
        record(0x0006, struct.pack("<3H", 0, 1, 0) + bytes((2, 0, 42, 0, 0, 0, 255, 255)) + bytes(8)),
        number(0, 2, 0, 0),
        record(0x001C, struct.pack("<4H", 3, 1, 0, 1)),
        record(0x005D, struct.pack("<4H", 0x15, 18, 8, 1)),
        record(0x023E, struct.pack("<H", 0)),
    )
    assert found.errors == {(0, 0): "#REF!", (0, 1): "#N/A"}
    assert (found.formats, set(found.comments), found.objects) == (
        {(0, 2): "0;-0;;@"},
        {(3, 1)},
        ("［画像］",),
    )


@given(st.binary(max_size=3000), st.integers(0, 2_000), st.integers(0, 255))
def test_no_bytes_stop_the_reader(noise: bytes, at: int, byte: int) -> None:
    """Damage is no exception, wherever it is."""
    sound = bytearray(compound(stream(number(0, 0, 1, 0.582))))
    sound[at] = byte
    look_at_xls(bytes(sound))
    look_at_xls(noise)
    look_at_xls(bytes(sound[:512]) + noise)
