"""Stacks of one to three rows that could be headings: which rows join one, and the texts above each column."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from schemas.headings import label_of_cell
from shinchoku.intake.layout.heading_words import EARLIER, OTHER
from shinchoku.intake.layout.headings import LONGEST, is_known, is_part, names_by_itself
from shinchoku.intake.layout.sub_headings import is_of_another_time
from shinchoku.intake.sheets import Sheet

_SHORT = 20
_DEEPEST = 3
_YEAR_DIGITS = 4
_DIGITS = frozenset("0123456789")
_NUMBER = re.compile(r"[-+▲△]?[\d０-９][\d０-９,，.．]*")

Paths = Mapping[int, tuple[str, ...]]
"""By column: the texts of a stack of headings, from the outermost to the innermost."""


def merged_texts(sheet: Sheet, first: int, end: int) -> dict[tuple[int, int], str]:
    """Return the text that each covered cell of the merged areas within some rows shows."""
    texts: dict[tuple[int, int], str] = {}
    left = (end - first) * len(sheet.grid[0])
    for area in sheet.merged:
        if area.bottom < first or area.top >= min(end, len(sheet.grid)) or area.left >= len(sheet.grid[0]):
            continue
        rows = range(max(area.top, first), min(area.bottom + 1, end, len(sheet.grid)))
        columns = range(area.left, min(area.right + 1, len(sheet.grid[0])))
        left -= len(rows) * len(columns)
        text = sheet.grid[area.top][area.left]
        if left < 0:  # areas that overlap: a crafted workbook
            break
        if text.strip():
            texts |= dict.fromkeys(((row, column) for row in rows for column in columns), text)
    return texts


def rows_with_headings(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Yield the rows in which at least two cells, different ones, name a column by themselves.

    Every table has two headings that are short, and no number but years among them: long texts and rows of
    data are not looked up.
    """
    for number, row in enumerate(sheet.grid):
        texts = [text for text in row if text and len(text) <= _SHORT]
        if any(text.isdecimal() and len(text) != _YEAR_DIGITS for text in texts):
            continue
        known = {text for text in texts if text[0] not in _DIGITS and is_known(text)}
        if len(known) > 1:
            yield number, len(known)


def rows_tied_by_merges(sheet: Sheet) -> frozenset[int]:
    """Return the rows that a heading merged downwards ties together: No. over both rows of the headings."""
    return frozenset(
        row
        for area in sheet.merged
        if area.top < area.bottom < min(area.top + _DEEPEST, len(sheet.grid))
        and area.left < len(sheet.grid[0])
        and is_known(sheet.grid[area.top][area.left])
        for row in range(area.top, area.bottom + 1)
    )


def is_part_of_headings(sheet: Sheet, number: int) -> bool:
    """Tell whether any text of a row could be part of a heading: a column's name, a year, a unit, a note."""
    if number >= len(sheet.grid):
        return False
    if _is_row_of_labels(sheet.grid[number]):
        return False
    texts = {text for text in sheet.grid[number] if text and len(text) <= LONGEST}
    return any(map(is_part, texts)) and not any(map(is_data, texts))


def _is_row_of_labels(row: Sequence[str]) -> bool:
    """Tell whether a row is labels with their answers and nothing else: 年度, 令和5年度, 照会, 年度末."""
    is_answer = was_label = False
    for text in filter(str.strip, row):
        is_label = label_of_cell(text) is not None
        if not is_label and not was_label:
            return False
        is_answer, was_label = is_answer or not is_label, is_label
    return is_answer


def _is_nothing_but_headings(sheet: Sheet, number: int) -> bool:
    """Tell whether a row holds nothing but parts of headings: then a row above belongs to those below it.

    One alone may be a title, unless it says another year than this: 前年度 above one column.
    """
    if _is_row_of_labels(sheet.grid[number]):
        return False
    texts = {text for text in sheet.grid[number] if text.strip()}
    is_group = len(texts) > 1 or any(OTHER.search(text) or is_of_another_time(text) for text in texts)
    return is_group and all(len(text) <= LONGEST and is_part(text) for text in texts)


@lru_cache(maxsize=4_096)
def is_data(text: str) -> bool:
    """Tell whether a text is a number and not a year: a row that holds one is no part of the headings."""
    return is_number(text) and not is_part(text)


def is_number(text: str) -> bool:
    """Tell whether a text is nothing but a number."""
    return _NUMBER.fullmatch(text.strip()) is not None


def strangers_in(sheet: Sheet, top: int, depth: int) -> int:
    """Count the texts in the upper rows of a stack that are no part of any heading, such as answers."""
    return sum(
        bool(text.strip()) and (len(text) > LONGEST or not is_part(text))
        for row in sheet.grid[top : top + depth - 1]
        for text in row
    )


def is_cut(sheet: Sheet, top: int, depth: int) -> bool:
    """Tell whether the headings go on where a stack ends: above or below it, or through a merged heading."""
    if is_part_of_headings(sheet, top + depth) or (top > 0 and _is_nothing_but_headings(sheet, top - 1)):
        return True
    return any(
        area.top < top <= area.bottom or area.top < top + depth <= area.bottom
        for area in sheet.merged
        if area.top < top + depth and area.bottom >= top
    )


def answers_labels(sheet: Sheet, top: int) -> bool:
    """Tell whether a row holds the answers to labels in the row above it: 年度 over 令和5年度."""
    if top == 0:
        return False
    asked = zip(sheet.grid[top - 1], sheet.grid[top], strict=True)
    return any(label and answer and label_of_cell(label) is not None for label, answer in asked)


def is_torn(sheet: Sheet, top: int) -> bool:
    """Tell whether a stack begins within a heading that is merged from a row above: that row belongs to it."""
    return any(
        area.top < top <= area.bottom
        and area.left < len(sheet.grid[0])
        and is_known(sheet.grid[area.top][area.left])
        for area in sheet.merged
    )


def paths_of(sheet: Sheet, merged: Mapping[tuple[int, int], str], top: int, depth: int) -> Paths:
    """Return the stack of texts above each column, a merged heading once.

    In a file without merged cells a heading over several columns stands above the first of them only.
    """
    paths: dict[int, tuple[str, ...]] = {}
    carried = [""] * depth
    for column in range(len(sheet.grid[top])):
        if column in sheet.look.hidden_columns:
            continue
        texts: list[str] = []
        for level in range(depth):
            row = top + level
            text = sheet.grid[row][column] or merged.get((row, column), "")
            below = sheet.grid[row + 1][column] if level + 1 < depth else ""
            if not text.strip() and below.strip() and groups(carried[level], below):
                text = carried[level]
            carried[level] = (
                "" if (row, column) in merged else text
            )  # a merged one says itself how far it goes
            if text.strip() and (not texts or texts[-1] != text):
                texts.append(text)
        if texts:
            paths[column] = tuple(texts)
    return paths


@lru_cache(maxsize=4_096)
def groups(above: str, below: str) -> bool:
    """Tell whether a heading, without a merged cell to say so, reaches to a heading on its right and below it.

    Last year and a year do; the name of a column reaches no heading that is one by itself.
    """
    if EARLIER.match(above):
        return True
    return is_part(above) and not (is_known(above) and names_by_itself(below))
