"""Rows without a number right below an item's row: its text goes on there, or nobody can tell what they say.

Text that goes on in the same column is joined to the item's, with the cell it came from. Anything else (a
figure, a status, a text where the item has none) makes the item doubtful: it is marked as going on below.
"""

from collections.abc import Mapping
from dataclasses import replace

from schemas.fields import ON_SHEETS
from schemas.headings import FILLED_DOWN
from shinchoku.intake.layout.columns import SheetTable
from shinchoku.intake.layout.merges import Merges
from shinchoku.intake.layout.shown import marks_of
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import CellText, Sheet, SheetRow, cell_name
from shinchoku.intake.steps import Step, StepKind

_JOINED = frozenset(name for name, column in ON_SHEETS.items() if column.goes_on_below)
_OWN_ROW = frozenset({"item_name", *FILLED_DOWN})
"""Columns that a row of its own fills in: an item whose number was forgotten, the same item in another year."""


def continued(
    sheet: Sheet, table: SheetTable, merges: Merges, at: tuple[int, Mapping[int, str]], item: SheetRow
) -> SheetRow | None:
    """Return an item's row with what the row below it adds, or `None` if that is a row of its own.

    `at` is the row below and the texts in its cells. Cells that a merged area covers show the item's own text.
    """
    number, texts = at
    column = table.columns.get("item_no")
    if column is None or (texts.get(column, "").strip() and merges.anchor(number, column) is None):
        return None
    own = {
        name: place
        for name, place in table.columns.items()
        if place in texts and merges.anchor(number, place) is None
    }
    of_others = {place for places in table.answer_columns.values() for place in places}
    is_spread = not (of_others - set(table.columns.values())).isdisjoint(texts)
    if not (own or is_spread) or any(name.partition("@")[0] in _OWN_ROW for name in own):
        return None
    if is_spread or ProblemKind.ROWS_GO_ON_BELOW in item.cells["item_no"].marks:
        return _doubted(item)
    taken = set(table.columns.values())
    cells = dict(item.cells)
    for name, place in own.items():
        above = cells[name]
        spanned = set(range(place, place + merges.width(number, place)))
        if name.partition("@")[0] not in _JOINED or not above.text.strip() or len(spanned & taken) > 1:
            return _doubted(item)
        cells[name] = _joined(sheet, above, (number, place), texts[place])
    return replace(item, cells=cells)


def _joined(sheet: Sheet, above: CellText, at: tuple[int, int], text: str) -> CellText:
    """Return a text with what stands below it, as if both stood in one cell on two lines."""
    step = Step(StepKind.JOINED, above.text, f"{above.text}\n{text}", cell_name(*at))
    marks = tuple(dict.fromkeys((*above.marks, *marks_of(sheet, at))))
    return above._replace(steps=(*above.steps, step), marks=marks)


def _doubted(item: SheetRow) -> SheetRow:
    """Return an item's row with the mark that it goes on below."""
    cell = item.cells["item_no"]
    marks = tuple(dict.fromkeys((*cell.marks, ProblemKind.ROWS_GO_ON_BELOW)))
    return replace(item, cells={**item.cells, "item_no": cell._replace(marks=marks)})
