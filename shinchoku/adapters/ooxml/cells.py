"""One sheet's rows, columns and cells, read for what their text does not show."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import assert_never

from lxml.etree import _Element as Element

from shinchoku.adapters.ooxml.calculation import Distrusted
from shinchoku.adapters.ooxml.strings import PLAIN_TEXT, RichText, rich_text
from shinchoku.adapters.ooxml.styles import HIDING, AlteringFormat, Styles, is_white, tint_text
from shinchoku.adapters.ooxml.xml import DamagedPartError, ended, is_on, local
from shinchoku.intake.look import Position, SheetLook, SheetSeen
from shinchoku.intake.sheets import position_of

_MOST_COLUMNS, _MOST_ROWS = 16_384, 1_048_576
_LONGEST_NUMBER = 9
_HIDING_ZEROS = "0;-0;;@"
_TEXTS, _NUMBERS = {"s", "str", "inlineStr"}, {"n", "d"}
_WHOLE = frozenset("-0123456789 ")
_LEAST_HEIGHT, _LEAST_WIDTH = 2.0, 0.3
"""In points and in characters: nobody sees what is in a row or a column that is less."""


@dataclass(slots=True)
class _XlsxSeen(SheetSeen):
    """What has been seen of a sheet so far."""

    styles: Styles
    strings: Mapping[int, RichText]
    notable: frozenset[int]
    """The styles that say something."""
    distrusted: Distrusted
    """Which results of formulas are not to be trusted."""
    columns: set[int] = field(default_factory=set)
    """Columns that have cells."""
    hiding: dict[int, int] = field(default_factory=dict)
    """How many more hidden ranges begin than end at a column: a million of them cost no more than one."""
    hides_zeros: bool = False

    def take_column(self, col: Element) -> None:
        """Take one `col`: a range of columns of one width."""
        first, last = number_in(col.get("min")), number_in(col.get("max"))
        if first and last and (is_on(col.get("hidden")) or _is_below(col.get("width"), _LEAST_WIDTH)):
            first, last = min(first, _MOST_COLUMNS) - 1, min(max(first, last), _MOST_COLUMNS)
            self.hiding[first] = self.hiding.get(first, 0) + 1
            self.hiding[last] = self.hiding.get(last, 0) - 1

    def take_cell(self, cell: Element, at: Position) -> None:
        """Take one cell with content."""
        kind = cell.get("t", "n")
        style = number_in(cell.get("s"))
        rich, value = PLAIN_TEXT, None
        for part in cell:
            name = part.tag[-2:]  # of a name with its namespace, of which only `is` is longer
            if name == "}f":
                self.formulas.add(at)
            elif name == "}v":
                value = part.text or ("" if kind == "str" else None)
            elif name == "is":
                rich = rich_text(part)
                value = "inline" if style in self.notable and _has_text(part) else None
        if at in self.formulas:
            self._take_result(value, at)
        if kind == "e":
            self.errors[at] = (value or "").strip() or "#ERROR!"
        elif kind == "s" and self.strings:
            rich = self.strings.get(number_in(value), PLAIN_TEXT)
        if rich is not PLAIN_TEXT or (value and style in self.notable and value.strip()):
            self._take_look(style, rich, at)
        if value and (self.hides_zeros or style in self.styles.formats):
            self._take_format(self.styles.formats.get(style), kind, value, at)
        self._take_rounding(style, kind, value or "", at)

    def _take_result(self, value: str | None, at: Position) -> None:
        """Take the stored result of a formula, which may be missing or say nothing."""
        if value is None:
            self.unvalued.add(at)
        elif self._is_distrusted(value):
            self.stale.add(at)

    def _is_distrusted(self, value: str) -> bool:
        """Tell whether the stored result of a formula says nothing."""
        match self.distrusted:
            case Distrusted.NONE:
                return False
            case Distrusted.ZEROS:
                return _is_below(value)
            case Distrusted.ALL:
                return True
            case _:
                assert_never(self.distrusted)

    def _take_look(self, style: int, rich: RichText, at: Position) -> None:
        """Take a cell's colours and strike-through; runs with a look of their own hide the cell's font."""
        if rich.struck or (rich.inherits and style in self.styles.struck):
            self.struck.add(at)
        if rich.raised:
            self.raised.add(at)
        tint = self.styles.tints.get(style, "")
        if rich is not PLAIN_TEXT:
            words = dict(word.split("=", 1) for word in tint.split())
            font = rich.colour or (words.get("font", "") if rich.inherits else "")
            tint = tint_text(words.get("fill", ""), font)
        if tint:
            self.tinted[at] = tint
        if rich is not PLAIN_TEXT and is_white(tint):
            self.formats[at] = HIDING

    def _take_format(self, found: AlteringFormat | None, kind: str, value: str, at: Position) -> None:
        """Take a cell's format if it says something else than its number or its text."""
        if kind in _TEXTS:
            if found and found.for_texts:
                self.formats[at] = HIDING  # or adds words: as unclear, and for a text like `13.1` as well
        elif kind in _NUMBERS:
            sign = 0 if _is_below(value) else -1 if value.strip().startswith("-") else 1
            if self.hides_zeros and not sign:
                self.formats[at] = _HIDING_ZEROS
            elif found and sign in found.signs:
                self.formats[at] = found.code

    def _take_rounding(self, style: int, kind: str, value: str, at: Position) -> None:
        """Take the format of a number of which it may hide digits."""
        if kind == "n" and style in self.styles.rounding and not _WHOLE.issuperset(value):
            self.formats[at] = self.styles.rounding[style]

    def _hidden_columns(self) -> Iterator[int]:
        """Yield the columns that have cells and lie in a hidden range."""
        ends = sorted(self.hiding)
        depths = list(accumulate(self.hiding[end] for end in ends))
        for column in self.columns if ends else ():
            before = bisect_right(ends, column)
            if before and depths[before - 1] > 0:
                yield column

    def look(self) -> SheetLook:
        """Return what was seen."""
        self.hidden_columns.update(self._hidden_columns())
        return self.as_seen()


def read_cells(
    sheet: bytes, styles: Styles, strings: Mapping[int, RichText], distrusted: Distrusted = Distrusted.NONE
) -> tuple[SheetLook, bool]:
    """Return what a sheet's cells, rows and columns show, and whether all of it could be read.

    Only rows and columns that have cells are told of as hidden: a sheet whose unused columns are hidden
    hides nothing.
    """
    seen = _XlsxSeen(styles, strings, styles.notable, distrusted)
    row_number = 0
    columns: dict[str, int] = {}
    try:
        for element in ended(sheet, "{*}row", "{*}col", "{*}sheetView"):
            if local(element) == "col":
                seen.take_column(element)
            elif local(element) == "sheetView":
                seen.hides_zeros = seen.hides_zeros or not is_on(element.get("showZeros", "1"))
            elif (parent := element.getparent()) is not None and local(parent) == "sheetData":
                row_number = number_in(element.get("r")) or row_number + 1
                _take_row(seen, element, row_number - 1, columns)
            else:
                continue  # the anchor of a control has a row too
            element.clear()
    except DamagedPartError:
        return seen.look(), False
    return seen.look(), True


def _take_row(seen: _XlsxSeen, row: Element, number: int, columns: dict[str, int]) -> None:
    """Take one row; a cell without a name stands to the right of the one before it.

    `columns` remembers the columns that letters name, for all rows of a sheet.
    """
    if number >= _MOST_ROWS:
        return
    column, has_cells = -1, False
    tag = f"{row.tag[:-3]}c"
    for cell in row:
        if cell.tag != tag:
            continue
        name = cell.get("r")
        if name is None:
            column += 1
        else:
            letters = name.rstrip("0123456789")
            column = columns.get(letters, -1)
            if column < 0:
                column = columns[letters] = (position_of(f"{letters}1") or (0, _MOST_COLUMNS))[1]
        if column < _MOST_COLUMNS:
            has_cells = True
            seen.columns.add(column)
            if len(cell):
                seen.take_cell(cell, (number, column))
    if has_cells and (is_on(row.get("hidden")) or _is_below(row.get("ht"), _LEAST_HEIGHT)):
        seen.hidden_rows.add(number)


def _has_text(string: Element) -> bool:
    """Tell whether an inline string holds more than spaces."""
    return any((text.text or "").strip() for text in string.iter("{*}t"))


def number_in(text: str | None) -> int:
    """Return a small whole number written in an attribute; 0 for anything else."""
    return int(text) if text and text.isdecimal() and len(text) <= _LONGEST_NUMBER else 0


def _is_below(text: str | None, least: float = 0) -> bool:
    """Tell whether a number is written and is zero, or less than the least that is seen."""
    try:
        return text is not None and (float(text) == 0 or 0 < float(text) < least)
    except ValueError:
        return False
