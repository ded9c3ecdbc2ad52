"""The text of a received cell as the console may show it: what a person would see, and nothing that harms."""

import unicodedata
from collections.abc import Collection

from shinchoku.checks.personal_data import REDACTED, suspected_personal_data
from shinchoku.intake.layout.shown import spoken
from shinchoku.intake.look import Position
from shinchoku.intake.sheets import Sheet
from shinchoku.review.personal_cells import is_personal
from shinchoku.spelling import spelled

_LOOKED_AT = 2_000
"""Characters beyond what is ever shown in which personal data is looked for: more cannot matter."""
_LONGEST_NAME = 60


def shown_text(sheet: Sheet, at: Position, headings: Collection[int], longest: int) -> tuple[str, bool]:
    """Return the text of a cell under its number format, and whether it was cut; line breaks stay.

    `headings` are the rows of the table's headings, from zero; `longest` counts characters.
    """
    row, column = at
    if row >= len(sheet.grid) or column >= len(sheet.grid[row]):
        return "", False
    raw = sheet.grid[row][column][:_LOOKED_AT]
    if not raw.strip():
        return "", False
    if is_personal(sheet, at, headings) or _holds_personal_data(raw):
        return REDACTED, False
    steps = spoken(sheet, at, raw)
    return _cut(steps[-1].after if steps else raw, longest)


def shown_name(sheet: Sheet) -> str:
    """Return the name of a sheet."""
    return REDACTED if _holds_personal_data(sheet.name) else _cut(sheet.name, _LONGEST_NAME)[0]


def _holds_personal_data(text: str) -> bool:
    """Tell whether a text seems to hold personal data, also when unseen characters are strewn into it."""
    seen = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return any(suspected_personal_data(one) is not None for one in {text, seen})


def _cut(text: str, longest: int) -> tuple[str, bool]:
    """Return a text with its unseen characters spelled out and … where it is cut, and whether it is."""
    plain = text.strip().replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if len(plain) <= longest:
        return spelled(plain, keep="\n"), False
    return spelled(plain[:longest].rstrip(), keep="\n") + "…", True
