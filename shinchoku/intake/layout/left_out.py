"""Rows that are there and are not read, each told with its numbers, so that nobody thinks them counted."""

from collections.abc import Iterator

from shinchoku.intake.account import RowFate
from shinchoku.intake.layout.body import Body
from shinchoku.intake.layout.columns import SheetTable
from shinchoku.intake.layout.row_fates import looks_like_an_item
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem, Sheet, cell_name, ranges_of
from shinchoku.register.item_no import is_item_no, normalize_item_no


def body_problems(sheet: Sheet, table: SheetTable, body: Body) -> Iterator[Problem]:
    """Yield what is to be said of rows that were not taken: hidden ones, examples of an item, text beside the table."""
    for kind, wanted in (
        (ProblemKind.HIDDEN_ROWS, RowFate.HIDDEN),
        (ProblemKind.ROWS_OUTSIDE_TABLE, RowFate.OTHER),
    ):
        numbers = [number for number, fate in body.skipped if fate is wanted]
        if numbers:
            cell = cell_name(numbers[0], table.width[0])
            yield Problem(kind, sheet.number, sheet.name, cell, values={"rows": ranges_of(numbers)})
    yield from _examples_of_items(sheet, table, body)


def _examples_of_items(sheet: Sheet, table: SheetTable, body: Body) -> Iterator[Problem]:
    """Yield a problem for examples that carry the number of an item which no row reports."""
    column = table.columns.get("item_no", -1)
    read = {normalize_item_no(row.text("item_no")) for row in body.rows}
    lost = {
        number: no
        for number, fate in body.skipped
        if fate is RowFate.EXAMPLE
        and column >= 0
        and is_item_no(no := normalize_item_no(sheet.grid[number][column]))
        if no not in read
    }
    if lost:
        cell = cell_name(min(lost), column)
        values = {"rows": ranges_of(sorted(lost)), "items": "、".join(dict.fromkeys(lost.values()))}
        yield Problem(ProblemKind.NUMBERED_EXAMPLE, sheet.number, sheet.name, cell, values=values)


def lost_above(sheet: Sheet, top: int) -> Iterator[Problem]:
    """Yield a problem for rows above the first table that look like rows of items."""
    lost = [number for number, row in enumerate(sheet.grid[:top]) if looks_like_an_item(row)]
    if lost:
        values = {"rows": ranges_of(lost)}
        yield Problem(
            ProblemKind.ROWS_OUTSIDE_TABLE, sheet.number, sheet.name, cell_name(lost[0], 0), values=values
        )


def left_out(sheet: Sheet, rows: range) -> Problem:
    """Report the rows of a table that was not read."""
    numbers = [number for number in rows if any(sheet.grid[number])]
    cell = cell_name(rows[0], 0)
    return Problem(
        ProblemKind.ROWS_OUTSIDE_TABLE, sheet.number, sheet.name, cell, values={"rows": ranges_of(numbers)}
    )
