"""What a sheet holds that nobody sees on it, or that only the eye sees: each kind one problem a sheet.

Rule L1-10, L1-11, L1-13 and MIC rules 1-7 and 1-8: objects, meaning by formatting, hidden rows and
columns, formulas.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from shinchoku.intake.look import NOTHING_SEEN, Position, WorkbookLook
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem, Sheet, SheetRow, cell_name, column_letters

_FIRST = 5
_LONGEST_TEXT = 40
_FEWEST_ROWS = 3


def unseen_problems(sheet: Sheet, rows: Collection[SheetRow] = ()) -> Iterator[Problem]:
    """Yield what a second look saw on a sheet; `rows` are those that were read from it."""
    look = sheet.look
    if look is NOTHING_SEEN:
        return
    hidden = sorted(column for column in look.hidden_columns if _column_has_text(sheet, column))
    if hidden:
        first = cell_name(0, hidden[0])
        yield Problem(
            ProblemKind.HIDDEN_COLUMNS, sheet.number, sheet.name, first, values={"columns": _columns(hidden)}
        )
    if look.comments:
        yield _on(sheet, ProblemKind.COMMENTS, look.comments)
    if look.objects:
        said = "、".join(text.strip()[:_LONGEST_TEXT] for text in look.objects[:_FIRST])
        yield Problem(
            ProblemKind.FLOATING_OBJECTS,
            sheet.number,
            sheet.name,
            values={"objects": said, "count": str(len(look.objects))},
        )
    read = (
        {(row.sheet_number, cell.cell) for row in rows for cell in row.cells.values()}
        if look.too_long
        else ()
    )
    if cut := [at for at in look.too_long if (sheet.number, cell_name(*at)) not in read]:
        yield _on(sheet, ProblemKind.CELLS_OUTSIDE_CUT_OFF, cut)
    if coloured := _standing_out(sheet, rows):
        yield _on(sheet, ProblemKind.COLOUR_ALONE, coloured)


def facts_of(sheet: Sheet) -> tuple[tuple[str, int], ...]:
    """Count what else stands on a sheet; what there is none of is left out."""
    look = sheet.look
    counts = {
        "merged_areas": len(sheet.merged),
        "hidden_rows": len(look.hidden_rows),
        "hidden_columns": len(look.hidden_columns),
        "formulas": len(look.formulas),
        "formulas_read_as_empty": sum(not _text_at(sheet, position) for position in look.formulas),
        "unvalued_formulas": len(look.unvalued_formulas),
        "error_values": len(look.errors),
        "struck_cells": len(look.struck),
        "comments": len(look.comments),
        "objects": len(look.objects),
    }
    return tuple((name, count) for name, count in counts.items() if count)


def workbook_problems(look: WorkbookLook) -> Iterator[Problem]:
    """Yield what a second look saw of the workbook as a whole."""
    if look.macros:
        yield Problem(ProblemKind.MACROS)
    if look.external_links:
        yield Problem(ProblemKind.LINKS_TO_OTHER_FILES, values={"count": str(look.external_links)})
    if look.names_persons:
        yield Problem(ProblemKind.PERSON_IN_PROPERTIES, values={"properties": "、".join(look.names_persons)})


def _standing_out(sheet: Sheet, rows: Collection[SheetRow]) -> list[Position]:
    """Return the cells of some rows whose colour differs from that of most cells of their column."""
    if not sheet.look.tinted:
        return []
    by_column: dict[int, list[tuple[int, str]]] = {}
    for row in sorted({one.row_number - 1 for one in rows}):
        for column, text in enumerate(sheet.grid[row]):
            if text.strip():
                by_column.setdefault(column, []).append((row, sheet.look.tinted.get((row, column), "")))
    found: list[Position] = []
    for column, cells in by_column.items():
        tints = Counter(tint for _, tint in cells)
        usual, times = tints.most_common(1)[0]
        if len(cells) >= _FEWEST_ROWS and len(tints) > 1 and times * 2 > len(cells):
            found += [(row, column) for row, tint in cells if tint and tint != usual]
    return sorted(found)


def _columns(numbers: Sequence[int]) -> str:
    """Write zero-based columns by their letters, runs of them by the first and the last: `C, P-AI`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][1] + 1 == number:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join("-".join(dict.fromkeys(map(column_letters, run))) for run in runs)


def _text_at(sheet: Sheet, position: Position) -> str:
    """Return the text of a cell, empty outside the grid."""
    row, column = position
    return sheet.grid[row][column] if row < len(sheet.grid) and column < len(sheet.grid[row]) else ""


def _column_has_text(sheet: Sheet, column: int) -> bool:
    """Tell whether a column holds anything."""
    return any(column < len(row) and row[column].strip() for row in sheet.grid)


def _on(sheet: Sheet, kind: ProblemKind, positions: Collection[Position], **values: str) -> Problem:
    """Make one problem of several cells: it points at the first and names some."""
    ordered = sorted(positions)
    names = [cell_name(*position) for position in ordered]
    shown = ", ".join(names[:_FIRST]) + (" …" if len(names) > _FIRST else "")
    words = {"cells": shown, "count": str(len(names)), **values}
    return Problem(kind, sheet.number, sheet.name, names[0], values=words)
