"""The colours, faces and borders that every workbook of this project is drawn in.

Nothing is said by colour alone: what a colour means stands beside it in words, and every pair of text
and ground keeps at least 4.5 : 1 (JIS X 8341-3, AA).
"""

import re

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.named_styles import NamedStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.workbook import Workbook

FACE = "游ゴシック"
SIZE = 10.0
"""Points; the width of a column is counted in digits of this size."""

DARK, PLAIN, QUIET, ALARM, DONE = "1F3A5F", "1A1A1A", "595959", "8A1C00", "1E5631"


def _solid(colour: str) -> PatternFill:
    """Return a ground of one colour."""
    return PatternFill("solid", fgColor=colour, bgColor=colour)


GIVEN, ENTRY, HEADING_GIVEN, HEADING_ENTRY = map(_solid, ("EFF2F6", "FFFDE7", "D5DEE9", DARK))
WARNING, FINE, BANNER, UNUSED, PAPER = map(_solid, ("FFE0B8", "E4F2E7", "FCE4D6", "D9D9D9", "FFFFFF"))

_THIN, _HEAVY = Side(style="thin", color="8C9AAB"), Side(style="medium", color=DARK)
BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
BOX_AFTER_LINE = Border(left=_HEAVY, right=_THIN, top=_THIN, bottom=_THIN)
UNDERLINE = Border(bottom=_THIN)

CENTRE = Alignment("center", "center", wrap_text=True)
LEFT = Alignment("left", "center", wrap_text=True)
INDENTED = Alignment("left", "center", wrap_text=True, indent=1)
ONE_LINE = Alignment("left", "center")
RIGHT = Alignment("right", "center")
FIGURE = Alignment("right", "center", indent=1)
OPEN = Protection(locked=False)
"""A cell that stays open while its sheet is protected."""


def font(size: float = SIZE, *, bold: bool = False, colour: str = PLAIN) -> Font:
    """Return the face in a size and a colour."""
    return Font(name=FACE, size=size, bold=bold, color=colour)


def set_normal_font(book: Workbook) -> None:
    """Make the face that of every cell without a style, and the measure of the columns' widths."""
    named: list[NamedStyle] = book._named_styles  # type: ignore[attr-defined]  # noqa: SLF001 -- openpyxl has no public way to the style Normal
    next(style for style in named if style.name == "Normal").font = font()


def mark(ground: PatternFill, colour: str, number_format: str = "") -> DifferentialStyle:
    """Return how a cell changes while a condition holds: its ground, its colour, and how it shows a number."""
    shown = _own_format(number_format) if number_format else None
    return DifferentialStyle(font=Font(bold=True, color=colour), fill=ground, numFmt=shown)


def shown_as(number_format: str) -> DifferentialStyle:
    """Return another number format for while a condition holds."""
    return DifferentialStyle(numFmt=_own_format(number_format))


def _own_format(number_format: str) -> NumberFormat:
    """Return a number format under a number that is not one of Excel's own (those below 164)."""
    return NumberFormat(numFmtId=200 + len(number_format), formatCode=number_format)


def write(cell: Cell, text: str) -> None:
    """Put text into a cell as text: whatever it begins with, it never becomes a formula.

    What a workbook cannot hold (control characters) is replaced by a mark, never dropped.
    """
    cell.value = stored(text) or None
    if cell.value is not None:
        cell.data_type = "s"
    if text[:1] in _FORMULA_SIGNS:
        cell.quotePrefix = True


_FORMULA_SIGNS = frozenset("=+-@\t\r")
_MOST_CHARACTERS = 32_767
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def stored(text: str) -> str:
    """Return text as a workbook stores it: what looks like the code of a character (`_x000D_`) stays those letters."""
    return _CODED.sub("_x005F_", held(text))


def held(text: str) -> str:
    """Return text as a workbook can hold it."""
    kept = "".join(c if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff") else "\ufffd" for c in text)
    return kept[:_MOST_CHARACTERS]
