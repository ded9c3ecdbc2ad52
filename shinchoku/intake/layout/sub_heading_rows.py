"""The rows of words between the headings of a table and its first item: sub-headings, never rows of data."""

from collections.abc import Mapping

from schemas.headings import REQUIRED
from shinchoku.intake.layout.headings import Heading, is_known, is_part
from shinchoku.intake.layout.stacks import is_number
from shinchoku.intake.sheets import Sheet
from shinchoku.register.item_no import is_item_no_text

_LOOKED_BELOW = 12
MOST_SUB_HEADINGS = 3
_LONGEST = 40
_KEYS = ("item_no", "item_name", "basic_policy", "policy_measure")


def sub_heading_rows(sheet: Sheet, top: int, bottom: int, headings: Mapping[int, Heading]) -> int:
    """Return how many rows below some headings belong to them: words, and no item before or among them."""
    keys = {name: column for name in _KEYS if (column := _column_of(headings, name)) is not None}
    number = keys.get("item_no", keys.get("item_name"))
    below = range(bottom + 1, min(bottom + 1 + _LOOKED_BELOW, len(sheet.grid)))
    first = next((r for r in below if number is not None and is_item_no_text(sheet.grid[r][number])), None)
    if first is None:
        return 0
    rows = 0
    for row in range(bottom + 1, min(first, bottom + 1 + MOST_SUB_HEADINGS)):
        if not _is_sub_heading_row(sheet, top, row, headings, frozenset(keys.values())):
            break
        rows += 1
    return rows


def _is_sub_heading_row(
    sheet: Sheet, top: int, row: int, headings: Mapping[int, Heading], keys: frozenset[int]
) -> bool:
    """Tell whether a row reads like the lower part of the headings that begin at `top`."""
    texts = {
        column: text
        for column, text in enumerate(sheet.grid[row])
        if text.strip() and column not in sheet.look.hidden_columns
    }
    if not texts or row in sheet.look.hidden_rows:
        return False
    if any(column in keys and (is_known(text) or not is_part(text)) for column, text in texts.items()):
        return False
    if any(len(text) > _LONGEST or "。" in text or "例" in text for text in texts.values()):
        return False
    shared = {column for column in texts if _is_shared(sheet, top, row, column)}
    if any(is_number(text) and column not in shared for column, text in texts.items()):
        return False
    alone = {headings[column].field for column in texts if column in headings and column not in shared}
    return all(map(is_part, texts.values())) or not alone.issuperset(_ANSWERS_OF_A_ROW)


_ANSWERS_OF_A_ROW = frozenset(REQUIRED) - {"item_no"}
"""What a row of data without its number still has."""


def _is_shared(sheet: Sheet, top: int, row: int, column: int) -> bool:
    """Tell whether a column has no heading for itself alone: merged, blank, or with a blank one on its right."""
    if any(
        area.left <= column <= area.right and area.left < area.right
        for area in sheet.merged
        if area.top < row and area.bottom >= top
    ):
        return True
    if not _has_heading(sheet, top, row, column):
        return True
    beside = column + 1
    is_inside = beside < len(sheet.grid[row])
    return is_inside and bool(sheet.grid[row][beside].strip()) and not _has_heading(sheet, top, row, beside)


def _has_heading(sheet: Sheet, top: int, row: int, column: int) -> bool:
    """Tell whether a column has a text of its own in the rows above."""
    return any(sheet.grid[above][column].strip() for above in range(top, row))


def _column_of(headings: Mapping[int, Heading], name: str) -> int | None:
    """Return the column that names something, the clearest one first."""
    found = sorted((heading.weak, column) for column, heading in headings.items() if heading.field == name)
    return found[0][1] if found else None
