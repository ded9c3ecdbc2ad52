"""How much foreign text is carried further than the reader that met it: so much of a cell, so much of a file.

What comes after a reader runs in the night's own process, where no limit of memory or time ends it. So what
a reader hands on is bounded: a cell by what Excel itself can hold, a run of combining marks by Unicode's
stream-safe format (UAX #15), because composing marks takes the square of their number, and a file by what no
status sheet comes near (ADR 0031).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from shinchoku.intake.account import ReadingAccount
from shinchoku.intake.look import Position
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import CellText, Problem, Reading, Sheet

MOST_IN_A_CELL = 32_767
"""Characters that a cell of Excel can hold; only a text file or a crafted workbook has more."""
MOST_MARKS = 30
"""Combining marks in a row; no writing has more."""
MOST_IN_A_NAME = 255
"""Characters of a sheet's name: Excel allows 31, others more."""
MOST_IN_A_FILE = 20_000_000
"""Characters of all cells of a file, and of all rows that are read from it."""
MOST_ROWS, MOST_PROBLEMS = 50_000, 2_000
_KEPT = 1_000
"""Characters that are kept of a cell that holds too many: enough to know it by."""
_MAYBE_MARKS = re.compile(rf"\W{{{MOST_MARKS + 1},}}")
"""Where a run of marks could be: no mark is part of a word, and hardly any text has as many other signs in a row."""


def is_bounded(text: str, most: int = MOST_IN_A_CELL) -> bool:
    """Tell whether a text is neither too long nor holds a run of marks that is."""
    return len(text) <= most and (len(text) <= MOST_MARKS or text.isascii() or not _has_marks(text))


def bounded(text: str, most: int = MOST_IN_A_CELL) -> str:
    """Return a text as it may be carried further: one that is too long is cut, and so are runs of marks."""
    if is_bounded(text, most):
        return text
    kept = text if len(text) <= most else text[: min(most, _KEPT)]
    return _MAYBE_MARKS.sub(lambda run: "".join(_few_marks(run[0])), kept)


def bounded_sheet(sheet: Sheet) -> Sheet:
    """Return a sheet whose texts may be carried further; its look says which cells were cut."""
    cut = frozenset(_cut(sheet))
    name = bounded(sheet.name, MOST_IN_A_NAME)
    if not cut:
        return sheet if name == sheet.name else replace(sheet, name=name)
    rows = {row for row, _ in cut}
    grid = tuple(
        tuple(map(bounded, texts)) if number in rows else texts for number, texts in enumerate(sheet.grid)
    )
    return replace(sheet, name=name, grid=grid, look=replace(sheet.look, too_long=cut))


def is_too_much(sheets: Iterable[Sheet]) -> bool:
    """Tell whether sheets hold more text than any status sheet."""
    return sum(len(text) for sheet in sheets for row in sheet.grid for text in row) > MOST_IN_A_FILE


def bounded_reading(reading: Reading) -> Reading:
    """Return a reading as it may leave its reader; one that says more than a status sheet can says only that."""
    cells = (cell for row in reading.rows for cell in row.cells.values())
    if (
        len(reading.rows) <= MOST_ROWS
        and len(reading.problems) <= MOST_PROBLEMS
        and sum(map(_length, cells)) <= MOST_IN_A_FILE
        and sum(len(one.raw) for one in reading.problems) <= MOST_IN_A_FILE
    ):
        return reading
    return too_much(reading.account.file_format)


def too_much(file_format: str) -> Reading:
    """Return the reading of a file that holds more text than any status sheet."""
    return Reading(
        problems=(Problem(ProblemKind.TOO_MUCH_TEXT, stops_reading=True),),
        account=ReadingAccount(file_format=file_format),
    )


def _length(cell: CellText) -> int:
    """Return how much text a cell carries."""
    return len(cell.raw) + sum(len(step.before) + len(step.after) for step in cell.steps)


def _cut(sheet: Sheet) -> Iterator[Position]:
    """Yield the cells of a sheet that hold too much."""
    for number, row in enumerate(sheet.grid):
        for column, text in enumerate(row):
            if len(text) > MOST_MARKS and not is_bounded(text):
                yield number, column


def _has_marks(text: str) -> bool:
    """Tell whether a text holds a run of too many marks."""
    return any(len(_few_marks(run[0])) < len(run[0]) for run in _MAYBE_MARKS.finditer(text))


def _few_marks(signs: Sequence[str]) -> list[str]:
    """Return some signs without the marks that follow on too many others."""
    kept: list[str] = []
    marks = 0
    for sign in signs:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return kept
