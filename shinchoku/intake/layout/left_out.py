"""Rows that are there and are not read, each told with its numbers, so that nobody thinks them counted."""

from __future__ import annotations

from collections.abc import Iterator

from shinchoku.intake.account import RowFate
from shinchoku.intake.layout.body import Body
from shinchoku.intake.layout.columns import Table
from shinchoku.intake.layout.fates import looks_like_an_item
from shinchoku.intake.sheets import Problem, Sheet, cell_name, ranges_of


def body_problems(sheet: Sheet, table: Table, body: Body) -> Iterator[Problem]:
    """Yield what is to be said of rows that were not taken: hidden ones, and text beside the table."""
    for rule, wanted in (("SH211", RowFate.HIDDEN), ("SH219", RowFate.OTHER)):
        numbers = [number for number, fate in body.skipped if fate is wanted]
        if numbers:
            cell = cell_name(numbers[0], table.width[0])
            yield Problem(rule, sheet.number, sheet.name, cell, values={"rows": ranges_of(numbers)})


def lost_above(sheet: Sheet, top: int) -> Iterator[Problem]:
    """Yield a problem for rows above the first table that look like rows of items."""
    lost = [number for number, row in enumerate(sheet.grid[:top]) if looks_like_an_item(row)]
    if lost:
        values = {"rows": ranges_of(lost)}
        yield Problem("SH219", sheet.number, sheet.name, cell_name(lost[0], 0), values=values)


def left_out(sheet: Sheet, rows: range) -> Problem:
    """Report the rows of a table that was not read."""
    numbers = [number for number in rows if any(sheet.grid[number])]
    cell = cell_name(rows[0], 0)
    return Problem("SH219", sheet.number, sheet.name, cell, values={"rows": ranges_of(numbers)})
