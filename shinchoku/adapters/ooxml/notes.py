"""The yellow boxes of comments: shapes in a sheet's legacy drawing (VML), edited as text.

VML need not be well-formed, and other programs' shapes (form controls, pictures) stand in the same part;
so shapes are put in and taken out, and every other byte stays.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from lxml.etree import _Element as Element

from shinchoku.adapters.ooxml.cells import number_in
from shinchoku.adapters.ooxml.mark_styles import tag
from shinchoku.adapters.ooxml.wording import lines_of
from shinchoku.adapters.ooxml.xml import is_on
from shinchoku.intake.look import Position

_NAMES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_LAYOUT = '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
_SHAPE_TYPE = (
    '<v:shapetype{names} id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape{names} id="_x0000_s{number}" type="#_x0000_t202" '
    'style=\'position:absolute;visibility:hidden\' fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    "<v:path o:connecttype=\"none\"/><v:textbox style='mso-direction-alt:auto'>"
    "<div style='text-align:left'></div></v:textbox>"
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column>"
    "</x:ClientData></v:shape>"
)
_SHAPE_ID = re.compile(rb"_x0000_s(\d{1,9})")
_ROW, _COLUMN = re.compile(rb"<x:Row>(\d{1,7})<"), re.compile(rb"<x:Column>(\d{1,5})<")
_LINE_PIXELS, _WIDTH_PIXELS, _CHARACTERS_A_LINE, _MOST_LINES = 18, 340, 50, 24
_FIRST_SHAPE = 1025
_MOST_COLUMNS = 1_000  # of different widths


@dataclass(frozen=True, slots=True)
class Measures:
    """How wide and high the columns and rows of a sheet are, in pixels."""

    column_pixels: Callable[[int], int]
    row_pixels: Callable[[int], int]

    def anchor(self, at: Position, text: str) -> str:
        """Return where the box of a comment lies: beside its cell, as high as its text needs."""
        lines = lines_of(text, _CHARACTERS_A_LINE)
        height = (min(lines, _MOST_LINES) + 1) * _LINE_PIXELS
        top, left = max(at[0] - 1, 0), at[1] + 1
        right, right_rest = _walk(left, _WIDTH_PIXELS + 15, self.column_pixels)
        bottom, bottom_rest = _walk(top, height + 4, self.row_pixels)
        return f"{left}, 15, {top}, 4, {right}, {right_rest}, {bottom}, {bottom_rest}"


def measures_of(sheet: Element) -> Measures:
    """Return the measures of a sheet from its part."""
    usual = next(sheet.iter(tag("sheetFormatPr")), None)
    widths = [
        (number_in(col.get("min")), number_in(col.get("max")), _column_pixels(col))
        for col in islice(sheet.iter(tag("col")), _MOST_COLUMNS)
    ]
    heights = {
        number_in(row.get("r")) - 1: _pixels(row.get("ht"), 4 / 3) * (not is_on(row.get("hidden")))
        for row in sheet.iter(tag("row"))
        if row.get("ht") or row.get("hidden")
    }
    plain_width = _pixels(None if usual is None else usual.get("defaultColWidth"), 7) or 64
    plain_height = _pixels(None if usual is None else usual.get("defaultRowHeight"), 4 / 3) or 20

    def width(column: int) -> int:
        return next((w for first, last, w in widths if first <= column + 1 <= last), plain_width)

    return Measures(width, lambda row: heights.get(row, plain_height))


def with_notes(vml: bytes, anchors: Mapping[Position, str]) -> bytes:
    """Return a legacy drawing (or a new one, of nothing) with a box for each comment."""
    text = vml if vml.rstrip().endswith(b"</xml>") else f"<xml {_NAMES}>{_LAYOUT}</xml>".encode()
    head = text[: text.find(b"<v:shape")]
    names = "" if all(b"xmlns:%s=" % prefix in head for prefix in (b"v", b"o", b"x")) else f" {_NAMES}"
    number = max((int(n) for n in _SHAPE_ID.findall(text)), default=_FIRST_SHAPE - 1) + 1
    made = [] if b'"_x0000_t202"' in text else [_SHAPE_TYPE.format(names=names)]
    made += [
        _SHAPE.format(names=names, number=number, anchor=anchor, row=row, column=column)
        for number, ((row, column), anchor) in enumerate(sorted(anchors.items()), start=number)
    ]
    before, end, after = text.rpartition(b"</xml>")
    return before + "".join(made).encode() + end + after


def without_notes(vml: bytes, cells: Iterable[Position]) -> bytes:
    """Return a legacy drawing without the boxes of some cells' comments."""
    gone = set(cells)
    kept, start = [], 0
    while (
        gone
        and (begin := vml.find(b"<v:shape ", start)) >= 0
        and (end := vml.find(b"</v:shape>", begin)) >= 0
    ):
        end += len(b"</v:shape>")
        shape = vml[begin:end]
        row, column = _ROW.search(shape), _COLUMN.search(shape)
        is_note = b'ObjectType="Note"' in shape and row is not None and column is not None
        is_gone = is_note and row and column and (int(row[1]), int(column[1])) in gone
        kept.append(vml[start:begin] if is_gone else vml[start:end])
        start = end
    return b"".join((*kept, vml[start:]))


def _walk(start: int, pixels: int, size: Callable[[int], int]) -> tuple[int, int]:
    """Return the column or row that lies so many pixels on, and how far into it."""
    index, most = start, 200
    while pixels > size(index) and index < start + most:
        pixels -= size(index)
        index += 1
    return index, min(pixels, size(index))


def _column_pixels(col: Element) -> int:
    """Return the width of a column; nothing for a hidden one."""
    return 0 if is_on(col.get("hidden")) else _pixels(col.get("width"), 7)


def _pixels(text: str | None, scale: float) -> int:
    """Return a width in characters or a height in points as pixels; 0 where it is no number."""
    try:
        return max(0, min(int(float(text or 0) * scale), 2_000))
    except (ValueError, OverflowError):
        return 0
