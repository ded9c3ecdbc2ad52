"""The filled columns of a declared table that its layout does not name: told, or a doubt about an answer."""

from dataclasses import replace

from schemas.headings import CONTEXT_FIGURES, FIGURES
from shinchoku.intake.layout.columns import SheetTable
from shinchoku.intake.layout.headed_columns import texts_of_items
from shinchoku.intake.layout.heading_words import ANSWERS
from shinchoku.intake.layout.merges import Merges
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem, Sheet, cell_name, column_letters
from shinchoku.intake.units import is_unit

_DEEPEST = 3
"""Rows over which a heading may be merged."""


def with_shared_columns(
    sheet: Sheet, table: SheetTable, merges: Merges
) -> tuple[SheetTable, tuple[Problem, ...]]:
    """Return a declared table that does not read an answer whose heading reaches over another filled column.

    A column with a heading of its own is reported as unknown elsewhere; one without that belongs to no
    answer is named here.
    """
    width = len(sheet.grid[table.top]) if table.top < len(sheet.grid) else 0
    rows = range(table.first_row, table.end_row)
    texts = texts_of_items(sheet, rows, table.columns.get("item_no"), range(width))
    names = {column: name for name, column in table.columns.items()}
    undecided: dict[str, tuple[int, ...]] = {}
    beside, unheaded = dict(table.beside), []
    for column in sorted(texts.keys() - names.keys()):
        owner = _owner(sheet, table, merges, column, names)
        if owner == column:
            continue
        name = names.get(owner, "") if owner is not None else ""
        if _is_figure(name) and owner == column - 1 and all(map(is_unit, texts[column])):
            beside[name] = column
        elif name.partition("@")[0] in ANSWERS:
            undecided[name] = (*undecided.get(name, (table.columns[name],)), column)
        else:
            unheaded.append(column)
    read = {name: column for name, column in table.columns.items() if name not in undecided}
    problems = tuple(_named(sheet, table, unheaded))
    return replace(table, columns=read, beside=beside, undecided=undecided), problems


def _owner(sheet: Sheet, table: SheetTable, merges: Merges, column: int, names: dict[int, str]) -> int | None:
    """Return the column whose heading reaches over another one: itself if it has its own, none if that is unclear."""
    row = table.top
    for left in range(column, -1, -1):
        top, start = merges.anchor(row, left) or (row, left)
        if sheet.grid[top][start].strip():
            return start
        if left in names:
            return left
        above = range(max(row - _DEEPEST + 1, 0), row)
        if any(sheet.grid[number][left].strip() for number in above):
            return None
    return None


def _is_figure(name: str) -> bool:
    """Tell whether a column holds figures."""
    return name.partition("@")[0] in {*FIGURES, *CONTEXT_FIGURES}


def _named(sheet: Sheet, table: SheetTable, columns: list[int]) -> list[Problem]:
    """Make one problem of the filled columns without a heading that belong to no answer."""
    if not columns:
        return []
    letters = "、".join(map(column_letters, columns))
    cell = cell_name(table.top, columns[0])
    return [
        Problem(ProblemKind.UNHEADED_COLUMNS, sheet.number, sheet.name, cell, values={"columns": letters})
    ]
