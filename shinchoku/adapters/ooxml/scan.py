"""Whether a sheet has anything that only a second look would see: byte searches, no parsing.

The answer errs on one side: a sheet that is written in an unusual way is parsed. What is searched for
and how often it is found decides the cost of a night, so every search here is linear and cheap.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import groupby

from shinchoku.adapters.ooxml.styles import Styles

_STYLE = re.compile(rb's="(\d{1,7})"')
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"(?: s="(\d{1,7})")?[^<>/]*(/>|></c>|>)')
"""A cell as ordinary programs write one: its column, its row, its style, and `>` if it holds anything."""
_HIDDEN = (b'hidden="1"', b'hidden="t')
_TELLING = (b"<f", b't="e"', *_HIDDEN, b"rPr>", b"='")
"""Formulas, errors, hidden rows, runs in a cell, unusual quotes."""
_FRACTION = re.compile(rb"<v>[^<.eE]*[.eE]")
"""A number of which a format may hide digits."""
_HEIGHT, _LOW = b' ht="', (b' ht="0', b' ht="1.', b' ht="1"')
"""Rows too low to be seen; most programs write no height at all."""
_FEWEST_CELLS = 3
"""Cells that a row must have to be coloured as a whole."""
_IN_HEAD = (*_HIDDEN, b' width="0', b' showZeros="0', b' showZeros="f', b' ="', b'= "', b"\0", b"<!")
"""Columns that are hidden or too narrow to be seen, zeros that are not shown; quotes, spaces, encodings and sections that ordinary programs do not write."""


def needs_parsing(sheet: bytes, styles: Styles, *, has_rich_strings: bool) -> bool:
    """Tell whether a sheet's part has to be parsed, from its bytes.

    `has_rich_strings` tells whether shared strings have runs of their own look.
    """
    head, found, rest = sheet.partition(b"<sheetData")
    rows, _, _ = rest.partition(b"</sheetData")
    if not found or any(sign in head for sign in _IN_HEAD):
        return True
    if any(sign in rows for sign in _TELLING) or (has_rich_strings and b't="s"' in rows):
        return True
    if _HEIGHT in rows and any(sign in rows for sign in _LOW):
        return True
    return (bool(styles.notable) or bool(styles.rounding)) and _is_told_by_styles(sheet, rows, styles)


def _is_told_by_styles(sheet: bytes, rows: bytes, styles: Styles) -> bool:
    """Tell whether the styles in use strike through, alter or hide something, or colour some cells alone."""
    used = set(map(int, set(_STYLE.findall(sheet))))
    if not used.isdisjoint(styles.struck) or not used.isdisjoint(styles.formats):
        return True
    if not used.isdisjoint(styles.rounding) and _FRACTION.search(rows):
        return True
    return not used.isdisjoint(styles.tints) and _is_uneven(sheet, styles.tints)


def _is_uneven(sheet: bytes, tints: Mapping[int, str]) -> bool:
    """Tell whether a colour stands out: from most of its column and most of its row.

    A heading has the colour of its row, a column that was filled in beforehand that of its column. Rows in
    a colour with plain rows between them stand out as a whole.
    """
    cells = _CELL.findall(sheet)
    if len(cells) != sheet.count(b"<c "):
        return True
    columns: defaultdict[bytes, Counter[str]] = defaultdict(Counter)
    rows: dict[bytes, Counter[str]] = {}
    coloured: list[tuple[bytes, bytes, str]] = []
    for column, row, style, end in cells:
        if end == b">":
            tint = tints.get(int(style or 0), "")
            columns[column][tint] += 1
            rows.setdefault(row, Counter())[tint] += 1
            if tint:
                coloured.append((column, row, tint))
    of_column = {column: counts.most_common(1)[0][0] for column, counts in columns.items()}
    of_row = {row: counts.most_common(1)[0][0] for row, counts in rows.items()}
    if any(tint not in {of_column[column], of_row[row]} for column, row, tint in coloured):
        return True
    whole = [bool(of_row[row]) and len(rows[row]) == 1 and rows[row].total() >= _FEWEST_CELLS for row in rows]
    return sum(is_whole for is_whole, _ in groupby(whole)) > 1
