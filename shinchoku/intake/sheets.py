"""Status sheets as they were received: grids of text, and what was found on them.

Nothing here is interpreted yet. Every value keeps its cell and its raw text, so that a finding can
point at it and a published value can be traced back to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import NamedTuple

from shinchoku.intake.account import NO_ACCOUNT, ReadingAccount
from shinchoku.intake.look import NOTHING_SEEN, SheetLook
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.steps import Step

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
UNIT_NOTE = "unit_note"
"""The name under which a row keeps the units that a note above its table states."""
TITLED_YEAR = "titled_year"
"""The name of what titles state of the year: among the labels of a sheet, and in the rows of a further table."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook as a grid of raw text; an empty cell is an empty string.

    `grid` is rectangular, row by row from A1; `number` counts from 1.
    """

    name: str
    number: int
    grid: tuple[tuple[str, ...], ...]
    visible: bool = True
    merged: tuple[Area, ...] = ()
    look: SheetLook = NOTHING_SEEN
    """What a second look at the sheet saw besides the text of its cells."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, from its first to its last row and column, zero-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class CellText(NamedTuple):
    """The raw text of one cell, its name on the sheet (`C7`), and what the readers did to the text.

    A tuple, because every cell of every sheet is one.
    """

    cell: str
    raw: str
    steps: tuple[Step, ...] = ()
    marks: tuple[ProblemKind, ...] = ()
    """What is wrong with the cell whatever its text says: struck through, a formula without its value."""
    units: tuple[str, ...] = ()
    """The units that the heading of a figure and the cell on its right state."""

    @property
    def text(self) -> str:
        """The text that counts: as stored, or as the last step left it."""
        return self.steps[-1].after if self.steps else self.raw


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader met and did not guess about: what it is and where.

    A problem `stops_reading` when rows that should have been read were not, so that it counts
    against every item the file could have reported.
    """

    kind: ProblemKind
    sheet_number: int = 0
    sheet_name: str = ""
    cell: str = ""
    raw: str = ""
    stops_reading: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a status table: raw text by column name of `schemas.headings`."""

    sheet_number: int
    sheet_name: str
    row_number: int
    cells: Mapping[str, CellText]

    def raw(self, column: str) -> str:
        """Return the raw text of a column, empty where the sheet has no such cell."""
        found = self.cells.get(column)
        return found.raw if found else ""

    def text(self, column: str) -> str:
        """Return the text of a column that counts, empty where the sheet has no such cell."""
        found = self.cells.get(column)
        return found.text if found else ""


@dataclass(frozen=True, slots=True)
class Label:
    """An answer given above a table: `部局課室名` with the text of the cell beside it."""

    name: str
    sheet_number: int
    sheet_name: str
    answer: CellText


@dataclass(frozen=True, slots=True)
class ProposedAmendment:
    """What a department proposes to change in the register, in its own words: one row of 新規・変更・廃止."""

    kind_text: str
    """新規, 変更, 廃止, 統合 or 完了, as far as the department kept to the choices."""
    item_no: str
    """The number of the item in its canonical spelling; empty for a new one."""
    content: str
    reason: str
    from_year_text: str
    """The fiscal year from which it is to hold, as written: 令和7年度."""
    sheet_number: int
    sheet_name: str
    cell: str
    """The first filled cell of the row."""
    beside: str = ""
    """What stands on the row under none of the headings."""
    is_struck: bool = False
    """Whether a line runs through any of it: it may have been withdrawn."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one received content says: its rows, its labels, and what was not understood."""

    rows: tuple[SheetRow, ...] = ()
    labels: tuple[Label, ...] = ()
    problems: tuple[Problem, ...] = ()
    account: ReadingAccount = NO_ACCOUNT
    proposals: tuple[ProposedAmendment, ...] = ()
    """What the department proposes to change in the register; no result, and counted nowhere."""


@dataclass(frozen=True, slots=True, order=True)
class Appearance:
    """A content that appeared at a path of the inbox, or was handed in at the console.

    Order is lateness: the arrival number, then the path, then the order at that path. The state counts
    arrivals up: one number for all that one listing of the inbox saw for the first time, one for each
    submission at the console. Clocks play no part, a file's own timestamps least of all: a restored
    older file counts as new.
    """

    arrival: int
    path: str
    sequence: int
    sha256: str
    as_of: date = field(compare=False)
    """The date for people: of the night that first saw it, or on which the console took it."""
    present: bool = field(default=True, compare=False)
    """Whether the path still holds this content, as far as is known."""
    in_place_of: str = field(default="", compare=False)
    """The path of the file whose place it took, if whoever submitted it named one."""
    earliest: int = field(default=0, compare=False)
    """The first arrival number that it may have come with, where the inbox could not be listed; zero: its own."""

    is_withdrawn: bool = field(default=False, compare=False)
    """Whether somebody took it back: it counts for nothing, as if it had never come."""
    assigned_round: str = field(default="", compare=False)
    assigned_department: str = field(default="", compare=False)
    """The round and the department that somebody moved it to; empty where it belongs to what it says."""

    @property
    def slot(self) -> str:
        """The place that it holds: its path, or that of the file whose place it took."""
        return self.in_place_of or self.path

    def is_surely_after(self, other: Appearance) -> bool:
        """Tell whether it came later: a later arrival, or later at the same path within one."""
        if (self.arrival, self.path) == (other.arrival, other.path):
            return self.sequence > other.sequence
        return (self.earliest or self.arrival) > other.arrival


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell from its zero-based row and column: (6, 2) → `C7`."""
    return f"{column_letters(column)}{row + 1}"


def position_of(cell: str) -> tuple[int, int] | None:
    """Return the zero-based row and column of a cell's name, `C7` → (6, 2); `None` for what names none."""
    match = _CELL.fullmatch(cell)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    return (row - 1, column - 1) if row <= _MOST_ROWS and column <= _MOST_COLUMNS else None


@cache
def column_letters(column: int) -> str:
    """Return the letters of a zero-based column: 2 → `C`, 27 → `AB`."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def ranges_of(numbers: Sequence[int]) -> str:
    """Write ascending zero-based rows as people count them: `4-6, 9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number:
            runs[-1][1] = number + 1
        else:
            runs.append([number + 1, number + 1])
    return ", ".join("-".join(map(str, dict.fromkeys(run))) for run in runs)
