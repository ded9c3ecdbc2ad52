"""Notes on units around a table: `（単位：百万円、％）` above it, `※金額の単位は千円` below it."""

import re
import unicodedata
from collections.abc import Callable, Iterable

from shinchoku.intake.sheets import CellText, Sheet, cell_name
from shinchoku.intake.units import is_unit

_LONGEST = 60
_BRACKETS = frozenset("([【（［")
_ABOVE = re.compile(
    r"(?:^|[(\[【])\s*単位(?:\s*+:\s*+|\s++)(?P<units>[^()\[\]【】]*[^()\[\]【】\s])\s*+(?:[)\]】]|$)"
)
_ALONE = re.compile(r"[(\[【]\s*+(?P<units>[^()\[\]【】]*[^()\[\]【】\s])\s*+[)\]】]")
_SAID = re.compile(r"単位は\s{0,9}(?P<units>[^\s。、()]{1,30}?)(?:です|とする|である|。|$)")


def find_unit_note(sheet: Sheet, first: int, top: int, end: int) -> CellText | None:
    """Return the units that a note around a table states, nothing if there is none.

    `first` is the row below the table before, `top` the first row of the headings, `end` the row behind
    the table. A note above the headings comes before one that is said elsewhere.
    """
    return _found(sheet, range(top - 1, first - 1, -1), _above) or _found(sheet, range(first, end), _said)


def _found(sheet: Sheet, rows: Iterable[int], units_in: Callable[[str, int], str]) -> CellText | None:
    """Return the first note of some rows."""
    for number in rows:
        row = sheet.grid[number]
        for column, text in enumerate(row):
            if not text or len(text) > _LONGEST or not ("単位" in text or text[0] in _BRACKETS):
                continue
            plain = unicodedata.normalize("NFKC", text).strip()
            if units := units_in(plain, sum(map(bool, row))):
                return CellText(cell_name(number, column), units)
    return None


def _above(text: str, cells: int) -> str:
    """Return the units of a note above a table; `（千円）` is one if it is the only cell of its row."""
    if "単位" in text:
        match = _ABOVE.search(text)
        return match["units"] if match else ""
    match = _ALONE.fullmatch(text) if cells == 1 else None
    return match["units"] if match and is_unit(match["units"]) else ""


def _said(text: str, cells: int) -> str:
    """Return the units of a sentence, whatever stands beside it."""
    del cells
    match = _SAID.search(text) if "単位は" in text else None
    return match["units"] if match and is_unit(match["units"]) else ""
