"""The answer to one label of a declared form: beside it, below it, behind its colon, or in several cells."""

import re

from schemas.headings import normalize_heading
from shinchoku.intake.layout.headings import heading_of
from shinchoku.intake.layout.merges import Merges
from shinchoku.intake.layout.shown import marks_of, spoken
from shinchoku.intake.look import Position
from shinchoku.intake.sheets import Area, CellText, Sheet, cell_name, position_of
from shinchoku.intake.steps import StepKind, Trail
from shinchoku.register.layouts import Answer

_COLON = re.compile(r"[:：]")


def place_of(cell: str) -> tuple[int, int]:
    """Return the zero-based row and column of a cell that a layout names: `C7` → (6, 2).

    Raises:
        ValueError: if it is no cell's name.
    """
    found = position_of(cell)
    if found is None:
        raise ValueError(f"not a cell: {cell!r}")
    return found


def column_of(letters: str) -> int:
    """Return the zero-based column of its letters: `C` → 2."""
    return place_of(f"{letters}1")[1]


def text_at(sheet: Sheet, cell: str) -> str:
    """Return the text of a cell, empty outside the grid."""
    row, column = place_of(cell)
    return sheet.grid[row][column] if row < len(sheet.grid) and column < len(sheet.grid[row]) else ""


def cells_of(answer: Answer) -> tuple[str, ...]:
    """Return the names of the cells that an answer stands in, row by row."""
    (top, left), (bottom, right) = place_of(answer.cell), place_of(answer.last_cell or answer.cell)
    return tuple(
        cell_name(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)
    )


def is_hidden(sheet: Sheet, at: Position) -> bool:
    """Tell whether nobody sees a cell: every row, or every column, of its merged area is hidden."""
    look = sheet.look
    if not look.hidden_rows and not look.hidden_columns:
        return False
    row, column = at
    areas = (a for a in sheet.merged if a.top <= row <= a.bottom and a.left <= column <= a.right)
    area = next(areas, Area(row, column, row, column))
    return look.hidden_rows.issuperset(range(area.top, area.bottom + 1)) or look.hidden_columns.issuperset(
        range(area.left, area.right + 1)
    )


def read_answer(sheet: Sheet, merges: Merges, answer: Answer) -> CellText:
    """Return an answer with what was done to it; the cell of a merged area means the area's text.

    A hidden cell is empty: nobody looked at it.
    """
    row, column = place_of(answer.cell)
    anchor = merges.anchor(row, column)
    if anchor is not None:
        answer = answer.model_copy(update={"cell": cell_name(*anchor)})
        row, column = anchor
    raw = text_at(sheet, answer.cell)
    inside = row < len(sheet.grid) and column < len(sheet.grid[row])
    if answer.last_cell is not None:
        return _joined(sheet, answer)
    if is_hidden(sheet, (row, column)):
        return CellText(answer.cell, "")
    if answer.cell == answer.label_cell:
        trail = Trail(raw)
        trail.to(StepKind.LABEL, behind_colon(raw))
        return CellText(answer.cell, raw, trail.steps, marks_of(sheet, (row, column)) if inside else ())
    if not inside:
        return CellText(answer.cell, raw)
    heading = heading_of((answer.label,))
    unit = heading.unit if heading else ""
    steps = spoken(sheet, (row, column), raw, unit)
    return CellText(answer.cell, raw, steps, marks_of(sheet, (row, column)), (unit,) if unit else ())


def is_labelled(sheet: Sheet, answer: Answer) -> bool:
    """Tell whether a label stands where it is declared, in any width and spacing."""
    text = text_at(sheet, answer.label_cell)
    if answer.cell == answer.label_cell:
        text = _COLON.split(text, maxsplit=1)[0]
    return same_text(text, answer.label)


def same_text(one: str, other: str) -> bool:
    """Tell whether two texts are the same heading in any width and spacing."""
    return normalize_heading(one) == normalize_heading(other)


def behind_colon(text: str) -> str:
    """Return what stands behind the first colon of a text, or nothing."""
    _, *rest = _COLON.split(text, maxsplit=1)
    return rest[0].strip() if rest else ""


def _joined(sheet: Sheet, answer: Answer) -> CellText:
    """Return an answer that is spread over several cells: `□達成` and `☑未達成` as one text."""
    names = [
        name
        for name in cells_of(answer)
        if text_at(sheet, name).strip() and not is_hidden(sheet, place_of(name))
    ]
    raw = "" if is_hidden(sheet, place_of(answer.cell)) else text_at(sheet, answer.cell)
    trail = Trail(raw)
    trail.to(StepKind.JOINED, " ".join(text_at(sheet, name).strip() for name in names))
    marks = dict.fromkeys(mark for name in names for mark in marks_of(sheet, place_of(name)))
    return CellText(answer.cell, raw, trail.steps, tuple(marks))
