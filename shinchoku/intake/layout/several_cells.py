"""An answer for which a row has several cells: chosen by a mark, or not read at all."""

from collections.abc import Sequence

from shinchoku.intake.layout.marks import is_mark, is_unmarked
from shinchoku.intake.layout.shared_headings import Choices
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import CellText, Sheet, cell_name
from shinchoku.intake.steps import Step, StepKind


def undecided_cell(sheet: Sheet, row: int, columns: Sequence[int]) -> CellText:
    """Return a cell without a value for columns of which nothing says which one is the answer.

    Its step names every filled cell, so that a person sees what was not read.
    """
    filled = [column for column in columns if sheet.grid[row][column].strip()]
    if not filled:
        return CellText(cell_name(row, columns[0]), "")
    return _without_value(sheet, row, filled, ProblemKind.UNDECIDED_COLUMNS)


def doubted_answer(answer: CellText, beside: str) -> CellText:
    """Return the answer of a form without its value, because the cell beside it holds another one."""
    step = Step(StepKind.UNDECIDED, answer.text, "", f"{answer.cell}, {beside}")
    return answer._replace(steps=(*answer.steps, step), marks=(*answer.marks, ProblemKind.UNDECIDED_COLUMNS))


def chosen_cell(sheet: Sheet, row: int, options: Choices) -> CellText:
    """Return the choice whose column is marked in a row; several marks, or something else, are no answer."""
    filled = [column for column, _ in options if not is_unmarked(sheet.grid[row][column])]
    if not filled:
        return CellText(cell_name(row, options[0][0]), "")
    if len(filled) > 1 or not is_mark(sheet.grid[row][filled[0]]):
        return _without_value(sheet, row, filled, ProblemKind.UNCLEAR_CHOICE)
    raw, label = sheet.grid[row][filled[0]], dict(options)[filled[0]]
    return CellText(cell_name(row, filled[0]), raw, (Step(StepKind.CHOSEN, raw, " ".join(label.split())),))


def _without_value(sheet: Sheet, row: int, columns: Sequence[int], kind: ProblemKind) -> CellText:
    """Return the first of some cells, with a step that takes its value away and a mark that says why."""
    raw = sheet.grid[row][columns[0]]
    cells = ", ".join(cell_name(row, column) for column in columns)
    return CellText(
        cell_name(row, columns[0]), raw, (Step(StepKind.UNDECIDED, raw, "", cells),), marks=(kind,)
    )
