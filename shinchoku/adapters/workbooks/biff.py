"""The records of a BIFF8 stream, as an xls file has them, and the looks that its strings and styles have (MS-XLS)."""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shinchoku.adapters.ooxml.styles import BUILT_IN_FORMATS, HIDING
from shinchoku.intake.formats import altered_signs, alters_text, hides_digits

EOF = 0x000A
_FONT, _FORMAT, _XF, _SST, _CONTINUE = 0x0031, 0x041E, 0x00E0, 0x00FC, 0x003C
_STRUCK = 0x0008
_WHITE = frozenset({1, 9})
_NEVER_USED = 4
"""The number that no font has: those behind it are counted one on."""
_WIDE, _EXTENDED, _RICH = 1, 4, 8


@dataclass(frozen=True, slots=True)
class Font:
    """What a font says besides looks."""

    is_struck: bool = False
    is_raised: bool = False
    is_white: bool = False


@dataclass(frozen=True, slots=True)
class BiffStyle:
    """What a cell's style says: the format of its numbers and of its texts where they alter something, its font."""

    of_numbers: str = ""
    of_texts: str = ""
    is_struck: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """What the runs of one string say; `inherits` if some of it has its cell's own font."""

    is_struck: bool
    is_raised: bool
    inherits: bool


def records(stream: bytes, at: int, stop: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a substream, from its beginning to its end, or to where the next one begins."""
    while at + 4 <= stop:
        kind, length = struct.unpack_from("<2H", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        if kind == EOF:
            return
        at += 4 + length


def read_styles(found: Sequence[tuple[int, bytes]]) -> tuple[list[Font], list[BiffStyle]]:
    """Return the fonts and the cell styles of a workbook's own records, by their numbers."""
    fonts = [_font(data) for kind, data in found if kind == _FONT]
    fonts[_NEVER_USED:_NEVER_USED] = [Font()]
    codes = BUILT_IN_FORMATS | dict(_format(data) for kind, data in found if kind == _FORMAT)
    return fonts, [_style(data, fonts, codes) for kind, data in found if kind == _XF]


def _font(data: bytes) -> Font:
    """Read a font."""
    _, flags, colour, _, position = struct.unpack_from("<5H", data)
    return Font(bool(flags & _STRUCK), position != 0, colour in _WHITE)


def _format(data: bytes) -> tuple[int, str]:
    """Read a number format: its number and its code."""
    number, length, is_wide = struct.unpack_from("<2HB", data)
    text = data[5 : 5 + length * (1 + (is_wide & 1))]
    return number, text.decode("utf-16-le" if is_wide & 1 else "latin-1")


def _style(data: bytes, fonts: Sequence[Font], codes: Mapping[int, str]) -> BiffStyle:
    """Read a cell's style; white letters on nothing hide what they say."""
    font_number, format_number = struct.unpack_from("<2H", data)
    font = fonts[font_number] if font_number < len(fonts) else Font()
    (fill,) = struct.unpack_from("<I", data, 14)
    if font.is_white and not fill >> 26:
        return BiffStyle(HIDING, HIDING, font.is_struck)
    code = codes.get(format_number, "")
    tells = bool(code) and bool(altered_signs(code) or hides_digits(code))
    return BiffStyle(code if tells else "", HIDING if code and alters_text(code) else "", font.is_struck)


def read_strings(found: Sequence[tuple[int, bytes]], fonts: Sequence[Font]) -> Mapping[int, Marked]:
    """Return what the runs of a workbook's shared strings say, by their numbers; plain ones are left out."""
    start = next((n for n, (kind, _) in enumerate(found) if kind == _SST), None)
    if start is None:
        return {}
    pieces = [found[start][1]]
    for kind, data in found[start + 1 :]:
        if kind != _CONTINUE:
            break
        pieces.append(data)
    (count,) = struct.unpack_from("<I", pieces[0], 4)
    reader = _Pieces(pieces, at=8)
    marked: dict[int, Marked] = {}
    for number in range(count):
        text, runs = reader.string()
        if runs:
            marked[number] = _marked(text, runs, fonts)
    return marked


def _marked(text: str, runs: Sequence[tuple[int, int]], fonts: Sequence[Font]) -> Marked:
    """Return what the runs of a string say; runs of spaces say nothing."""
    ends = [*(first for first, _ in runs[1:]), len(text)]
    said = [
        fonts[font] if font < len(fonts) else Font()
        for (first, font), end in zip(runs, ends, strict=True)
        if text[first:end].strip()
    ]
    before = text[: runs[0][0]].strip()
    return Marked(any(f.is_struck for f in said), any(f.is_raised for f in said), bool(before) or not said)


class _Pieces:
    """Reads strings that go on in the next record where one is full."""

    def __init__(self, pieces: Sequence[bytes], at: int) -> None:
        """Begin somewhere in the first record."""
        self._pieces, self._piece, self._at = pieces, 0, at

    def string(self) -> tuple[str, Sequence[tuple[int, int]]]:
        """Read one string with the runs of its fonts: where each begins, and its font."""
        length, flags = struct.unpack("<HB", self._bytes(3))
        runs = struct.unpack("<H", self._bytes(2))[0] if flags & _RICH else 0
        more = struct.unpack("<I", self._bytes(4))[0] if flags & _EXTENDED else 0
        text = self._characters(length, flags & _WIDE)
        places = struct.unpack(f"<{2 * runs}H", self._bytes(4 * runs))
        self._bytes(more)
        return text, list(zip(places[::2], places[1::2], strict=True))

    def _bytes(self, count: int) -> bytes:
        """Read bytes that go on in the next record as they are."""
        taken: list[bytes] = []
        while count:
            self._turn()
            piece = self._pieces[self._piece][self._at : self._at + count]
            taken.append(piece)
            self._at += len(piece)
            count -= len(piece)
        return b"".join(taken)

    def _characters(self, count: int, is_wide: int) -> str:
        """Read characters; each record says anew how wide its own are."""
        taken: list[str] = []
        while count:
            if self._turn():
                is_wide = self._bytes(1)[0] & _WIDE
            size = 2 if is_wide else 1
            piece = self._pieces[self._piece][self._at : self._at + count * size]
            piece = piece[: len(piece) // size * size]
            if not piece:
                raise IndexError  # half a character ends a record: damage
            taken.append(piece.decode("utf-16-le", "replace") if is_wide else piece.decode("latin-1"))
            self._at += len(piece)
            count -= len(piece) // size
        return "".join(taken)

    def _turn(self) -> bool:
        """Go on to the next record where this one is read; tell whether it was.

        Raises:
            IndexError: if there is none.
        """
        has_turned = False
        while self._at >= len(self._pieces[self._piece]):
            self._piece, self._at, has_turned = self._piece + 1, 0, True
        return has_turned
