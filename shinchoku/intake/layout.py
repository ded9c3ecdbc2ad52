"""Where the table is on a sheet: under titles and legends, by its headings.

A heading row is a row that names at least three columns of `schemas.headings`; a sheet may hold
several tables. Everything in a table is taken, known to be out of scope, or reported as a problem.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.headings import (
    HEADINGS,
    REQUIRED,
    field_of_heading,
    is_out_of_scope,
    label_of_cell,
)
from shinchoku.intake.sheets import CellText, Label, Problem, Reading, Sheet, SheetRow, cell_name

_FEWEST_HEADINGS = 3
_ANSWER_WITHIN = 4  # cells to the right of a label in which its answer may stand
_NOT_DATA = ("記入例", "記載例", "記入要領", "凡例", "説明")


@dataclass(frozen=True, slots=True)
class _Table:
    """A table found on a sheet: its heading row, its columns and where it ends (exclusive)."""

    heading_row: int
    end_row: int
    columns: dict[str, int]
    problems: tuple[Problem, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every heading that a row needs is there, once."""
        return not any(problem.stops_reading for problem in self.problems)


def read_sheets(sheets: tuple[Sheet, ...]) -> Reading:
    """Find every table on the visible sheets and return their rows, labels and problems.

    A sheet of examples (記入例) and a hidden sheet are never read; a hidden one is reported.
    """
    rows: list[SheetRow] = []
    labels: list[Label] = []
    problems: list[Problem] = []
    without_table: list[Sheet] = []
    found_table = False
    for sheet in sheets:
        if any(word in unicodedata.normalize("NFKC", sheet.name) for word in _NOT_DATA):
            continue
        if not sheet.visible:
            problems.append(_sheet_problem("SH207", sheet))
            continue
        tables = _tables(sheet)
        if not tables:
            without_table.append(sheet)
            continue
        labels.extend(_labels(sheet, above=tables[0].heading_row))
        found_table = True
        for table in tables:
            problems.extend(table.problems)
            if table.is_complete:
                rows.extend(_rows(sheet, table))
    if not found_table:
        problems.append(Problem("SH201", stops_reading=True))
    problems.extend(_sheet_problem("SH206", sheet) for sheet in without_table if rows and _has_text(sheet))
    return Reading(tuple(rows), tuple(labels), tuple(problems))


def _tables(sheet: Sheet) -> list[_Table]:
    """Return the tables of a sheet from top to bottom."""
    headings = [number for number, row in enumerate(sheet.grid) if _names_columns(row)]
    ends = [*headings[1:], len(sheet.grid)]
    return [_table(sheet, start, end) for start, end in zip(headings, ends, strict=False)]


def _names_columns(row: tuple[str, ...]) -> bool:
    """Tell whether a row names enough columns to be a heading row."""
    return len({field_of_heading(text) for text in row if text.strip()} - {None}) >= _FEWEST_HEADINGS


def _table(sheet: Sheet, start: int, end: int) -> _Table:
    """Match one heading row, reporting what is unknown, doubled or missing."""
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for column, text in enumerate(sheet.grid[start]):
        if not text.strip() or is_out_of_scope(text):
            continue
        field = field_of_heading(text)
        if field is None:
            problems.append(_sheet_problem("SH203", sheet, cell_name(start, column), text))
        elif field in columns:
            problems.append(_sheet_problem("SH205", sheet, cell_name(start, column), text, stops=True))
        else:
            columns[field] = column
    problems.extend(
        _sheet_problem("SH202", sheet, cell_name(start, 0), heading=HEADINGS[field][0], stops=True)
        for field in REQUIRED
        if field not in columns
    )
    return _Table(start, end, columns, tuple(problems))


def _rows(sheet: Sheet, table: _Table) -> Iterator[SheetRow]:
    """Yield the rows of a table that have anything in the columns that are taken."""
    for number in range(table.heading_row + 1, table.end_row):
        cells = {
            field: CellText(cell_name(number, column), sheet.grid[number][column])
            for field, column in table.columns.items()
        }
        if any(cell.raw.strip() for cell in cells.values()):
            yield SheetRow(sheet.number, sheet.name, number + 1, cells)


def _labels(sheet: Sheet, above: int) -> Iterator[Label]:
    """Yield the labelled cells above a table, each with the answer beside it or behind its colon."""
    for number, row in enumerate(sheet.grid[:above]):
        for column, text in enumerate(row):
            head, colon, tail = unicodedata.normalize("NFKC", text).partition(":")
            name = label_of_cell(head)
            if name is None:
                continue
            if colon and tail.strip():
                yield Label(name, sheet.number, sheet.name, CellText(cell_name(number, column), tail))
                continue
            if answer := _answer_beside(row, number, column):
                yield Label(name, sheet.number, sheet.name, answer)


def _answer_beside(row: tuple[str, ...], number: int, column: int) -> CellText | None:
    """Return the next text to the right of a label, unless that is another label."""
    for beside in range(column + 1, min(column + 1 + _ANSWER_WITHIN, len(row))):
        text = unicodedata.normalize("NFKC", row[beside]).strip()
        if text:
            is_label = text.endswith(":") or label_of_cell(text) is not None
            return None if is_label else CellText(cell_name(number, beside), row[beside])
    return None


def _has_text(sheet: Sheet) -> bool:
    """Tell whether any cell of a sheet has text."""
    return any(text.strip() for row in sheet.grid for text in row)


def _sheet_problem(
    rule: str, sheet: Sheet, cell: str = "", raw: str = "", *, stops: bool = False, **values: str
) -> Problem:
    """Make a problem that lies on a sheet."""
    return Problem(rule, sheet.number, sheet.name, cell, raw, stops_reading=stops, values=values)
