"""Labelled cells outside a table: 部局課室名, 年度, 照会, each with its answer beside, behind or below it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from schemas.headings import is_personal_label, label_of_cell
from shinchoku.intake.layout.merges import Merges
from shinchoku.intake.sheets import CellText, Label, Sheet, cell_name

_ANSWER_WITHIN = 4
"""Cells to the right of a label, its own merged ones not counted, in which its answer may stand."""
_LONGEST = 60
_UNIT_NOTE = re.compile(r"[(\[【]?\s*単位\s*[::]\s*(?P<units>[^()\[\]【】]+?)\s*[)\]】]?")
_TITLE = re.compile("進捗|実績|状況|報告")
_YEAR = re.compile(r"(?:令和|平成)(?:元|\d{1,2})年度|20\d\d年度")


def find_labels(sheet: Sheet, merges: Merges, above: int) -> Iterator[Label]:
    """Yield the labels above a table with their answers; where none asks for the year, that of the title."""
    found = list(_labels(sheet, merges, above))
    yield from found
    if all(label.name != "fiscal_year" for label in found):
        yield from _titled_year(sheet, above)


def _labels(sheet: Sheet, merges: Merges, above: int) -> Iterator[Label]:
    """Yield the labels in the rows above a table with their answers.

    What a label asks for that is not listed in `schemas.headings` (記入者, 電話) is not taken: personal
    data does not travel past this point.
    """
    for number, row in enumerate(sheet.grid[:above]):
        for column, text in enumerate(row):
            if not text or len(text) > _LONGEST:
                continue
            head, colon, tail = unicodedata.normalize("NFKC", text).partition(":")
            name = label_of_cell(head)
            if name is None:
                continue
            if colon and tail.strip():
                yield Label(name, sheet.number, sheet.name, CellText(cell_name(number, column), tail))
            elif answer := _beside(sheet, merges, number, column) or (
                None if colon else _below(sheet, merges, number, column, above)
            ):
                yield Label(name, sheet.number, sheet.name, answer)


def find_unit_note(sheet: Sheet, above: int) -> CellText | None:
    """Return the note on units above a table, `（単位：百万円、％）`, as its units; nothing if there is none."""
    for number, row in enumerate(sheet.grid[:above]):
        for column, text in enumerate(row):
            if "単位" in text and (
                match := _UNIT_NOTE.fullmatch(unicodedata.normalize("NFKC", text).strip())
            ):
                return CellText(cell_name(number, column), match["units"].strip())
    return None


def _titled_year(sheet: Sheet, above: int) -> Iterator[Label]:
    """Yield the one fiscal year that the titles of a sheet name, if they name one."""
    found: dict[str, CellText] = {}
    for number, row in enumerate(sheet.grid[:above]):
        for column, text in enumerate(row):
            if text and len(text) <= _LONGEST and _TITLE.search(text):
                plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
                for year in _YEAR.findall(plain):
                    found.setdefault(year, CellText(cell_name(number, column), year))
    if len(found) == 1:
        yield Label("fiscal_year", sheet.number, sheet.name, next(iter(found.values())))


def _beside(sheet: Sheet, merges: Merges, number: int, column: int) -> CellText | None:
    """Return the next text to the right of a label, unless that is another label."""
    row = sheet.grid[number]
    first = column + merges.width(number, column)
    for beside in range(first, min(first + _ANSWER_WITHIN, len(row))):
        if row[beside].strip():
            return None if _is_label(row[beside]) else CellText(cell_name(number, beside), row[beside])
    return None


def _below(sheet: Sheet, merges: Merges, number: int, column: int, above: int) -> CellText | None:
    """Return the text below a label without a colon that has nothing beside it, unless it is a label."""
    below = number + 1
    if below >= above:
        return None
    text = sheet.grid[below][column]
    if not text.strip() or _is_label(text) or merges.anchor(below, column) is not None:
        return None
    return CellText(cell_name(below, column), text)


def _is_label(text: str) -> bool:
    """Tell whether a text asks for something rather than answers."""
    plain = unicodedata.normalize("NFKC", text).strip()
    head = plain.partition(":")[0]
    return plain.endswith(":") or label_of_cell(head) is not None or is_personal_label(head)
