"""The rows under a table's headings: which of them are data, and what each cell's text is.

A merged cell, 〃, 同上 and a blank that means the cell above are filled in only where a column allows it
(`schemas.headings`), and the fill is recorded with the cell it came from. Rows that are no data (remarks,
totals, section headings, examples) are named in the account; none disappears.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from schemas.headings import FIGURES, FILLED_DOWN, REPEATED
from shinchoku.intake.account import RowFate
from shinchoku.intake.dates import date_of_serial
from shinchoku.intake.layout.columns import SheetTable
from shinchoku.intake.layout.continuations import continued
from shinchoku.intake.layout.merges import Merges
from shinchoku.intake.layout.row_fates import fate_of, stands_in_answers, strangers_below
from shinchoku.intake.layout.several_cells import chosen_cell, undecided_cell
from shinchoku.intake.layout.shown import marks_of, spoken
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import CellText, Sheet, SheetRow, cell_name, column_letters
from shinchoku.intake.steps import Step, StepKind
from shinchoku.intake.units import is_scale, is_unit

_DITTO = re.compile(r"\s*(?:[〃々″]|[\"“”]{1,2}|同上)\s*")
_SERIAL = re.compile(r"[3-5][0-9]{4}")
"""Days from 1982 to 2064, stored without their format."""
_SPECIAL = frozenset(' \t\n\r\u3000\xa0〃々″"“”同')
"""How a text begins that may be blank or mean the cell above: every other text is its own."""


@dataclass(frozen=True, slots=True)
class Body:
    """What stands under a table's headings."""

    rows: tuple[SheetRow, ...]
    skipped: tuple[tuple[int, RowFate], ...]
    """Rows that are no data, by zero-based row."""


def read_body(sheet: Sheet, table: SheetTable, merges: Merges) -> Body:
    """Return the rows of a table that are data, each cell with what was done to it."""
    rows: list[SheetRow] = []
    skipped: list[tuple[int, RowFate]] = []
    above: dict[str, CellText] = {}
    last = -1
    strangers = strangers_below(sheet, table)
    cells_of = _reader(sheet, table, merges)
    for number, texts in _filled_rows(sheet, table):
        is_of_item = bool(rows) and _is_of(table, merges, number, rows[-1])
        is_stranger = number in strangers and not is_of_item
        fate = RowFate.OTHER if is_stranger else fate_of(sheet, table, merges, number, texts)
        if merges.covers_all(number, texts):
            fate = RowFate.OTHER if merges.hides(sheet, number, texts) else RowFate.CONTINUED
        elif rows and (number == last + 1 or is_of_item) and _may_go_on(table, merges, (number, texts), fate):
            joined = continued(sheet, table, merges, (number, texts), rows[-1])
            if joined is not None:
                rows[-1], fate, last = joined, RowFate.CONTINUED, number
        elif fate is None and skipped and skipped[-1] == (number - 1, RowFate.EXAMPLE):
            fate = RowFate.EXAMPLE if table.key_columns and not {*table.key_columns} & {*texts} else None
        if fate is not None:
            skipped.append((number, fate))
            continue
        cells = _with_day(sheet, cells_of(number, above))
        above |= {name: cells[name] for name in REPEATED if name in cells and cells[name].text.strip()}
        if any(name not in FILLED_DOWN and (cell.steps or cell.raw.strip()) for name, cell in cells.items()):
            rows.append(SheetRow(sheet.number, sheet.name, number + 1, cells))
            last = number
        else:
            skipped.append((number, RowFate.OTHER))
    return Body(tuple(rows), tuple(skipped))


def _filled_rows(sheet: Sheet, table: SheetTable) -> Iterator[tuple[int, dict[int, str]]]:
    """Yield the rows below the headings that hold anything, with the texts of their cells by column."""
    first, end = table.width[0], table.width[1] + 1
    for number in range(table.first_row, table.end_row):
        row = enumerate(sheet.grid[number][first:end], first)
        texts = {column: text for column, text in row if text and not text.isspace()}
        if texts:
            yield number, texts


def _may_go_on(
    table: SheetTable, merges: Merges, at: tuple[int, Mapping[int, str]], fate: RowFate | None
) -> bool:
    """Tell whether a row may go on with the item above it; a text merged over answers alone heads nothing."""
    return fate is None or (fate is RowFate.SECTION and stands_in_answers(table, merges, *at))


def _is_of(table: SheetTable, merges: Merges, number: int, item: SheetRow) -> bool:
    """Tell whether the item number of a row is merged from an item's row."""
    anchor = merges.anchor(number, table.columns["item_no"]) if "item_no" in table.columns else None
    return anchor is not None and anchor[0] + 1 == item.row_number


def _with_day(sheet: Sheet, cells: dict[str, CellText]) -> dict[str, CellText]:
    """Return the cells of a row; a bare serial number where a day is expected is that day."""
    if (expected := cells.get("confirmation_expected")) and (day := _day_of(sheet, expected.raw)):
        steps = (Step(StepKind.DATE, expected.raw, day),)
        cells["confirmation_expected"] = expected._replace(steps=steps)
    return cells


def _reader(
    sheet: Sheet, table: SheetTable, merges: Merges
) -> Callable[[int, Mapping[str, CellText]], dict[str, CellText]]:
    """Return what reads the cells of one row; ordinary cells, which are most, are taken as they are."""
    look = sheet.look
    noticed = {
        *look.formats,
        *look.unvalued_formulas,
        *look.stale_formulas,
        *look.struck,
        *look.raised,
        *look.too_long,
        *merges.positions,
    }
    with_units = {*table.units, *table.beside}
    columns = [
        (name, column, column_letters(column), name in with_units, name in FILLED_DOWN)
        for name, column in table.columns.items()
    ]

    def cells_of(number: int, above: Mapping[str, CellText]) -> dict[str, CellText]:
        row = sheet.grid[number]
        cells: dict[str, CellText] = {}
        for name, column, letters, has_unit, is_filled_down in columns:
            raw, at = row[column], (number, column)
            is_special = raw[0] in _SPECIAL if raw else is_filled_down
            if is_special or has_unit or at in noticed:
                cells[name] = _cell(sheet, table, merges, at, name, above)
            else:
                cells[name] = CellText(f"{letters}{number + 1}", raw)
        for name, undecided in table.undecided.items():
            cells[name] = undecided_cell(sheet, number, undecided)
        for name, options in table.choices.items():
            cells[name] = chosen_cell(sheet, number, options)
        return cells

    return cells_of


def _covered(
    sheet: Sheet, table: SheetTable, merges: Merges, at: tuple[int, int], name: str
) -> CellText | None:
    """Return a cell that a merged area covers: filled in where its column allows it, else doubted."""
    row, column = at
    anchor = merges.anchor(row, column)
    if anchor is None:
        return None
    own, raw, shown = cell_name(row, column), sheet.grid[row][column], sheet.grid[anchor[0]][anchor[1]]
    if raw.strip() and raw != shown:
        return CellText(own, raw, marks=(ProblemKind.DITTO,))  # nobody sees what a merged area covers
    if not shown.strip() or (anchor[1] != column and not _is_shared(table, name, anchor[1])):
        return None
    if name.partition("@")[0] not in REPEATED or anchor[1] != column:
        return CellText(own, raw, marks=(ProblemKind.DITTO,))
    return CellText(own, raw, () if raw else (Step(StepKind.MERGED, raw, shown, cell_name(*anchor)),))


def _is_shared(table: SheetTable, name: str, column: int) -> bool:
    """Tell whether an answer is merged over another answer's column: 未確定 over 実績値 and 累計."""
    other = next((n for n, c in table.columns.items() if c == column), name)
    return other != name and {other.partition("@")[0], name.partition("@")[0]} <= {
        *FIGURES,
        "achievement_status",
    }


def _day_of(sheet: Sheet, raw: str) -> str:
    """Return the day that a bare serial number in a cell for dates stands for, or nothing."""
    if not _SERIAL.fullmatch(raw):
        return ""
    found = date_of_serial(int(raw), 1904 if sheet.look.dates_from_1904 else 1900)
    return found.isoformat() if found else ""


def _cell(
    sheet: Sheet,
    table: SheetTable,
    merges: Merges,
    at: tuple[int, int],
    name: str,
    above: Mapping[str, CellText],
) -> CellText:
    """Return one cell with its fill, its number format and the unit of its heading."""
    row, column = at
    raw = sheet.grid[row][column]
    own = cell_name(row, column)
    base = name.partition("@")[0]
    if (covered := _covered(sheet, table, merges, at, name)) is not None:
        return covered
    if not raw.strip():
        if base in FILLED_DOWN and name in above:
            return CellText(own, raw, (Step(StepKind.BLANK_ABOVE, raw, above[name].text, above[name].cell),))
        return CellText(own, raw, marks=marks_of(sheet, at))
    if base in REPEATED and base != "item_no" and _DITTO.fullmatch(raw) and name in above:
        return CellText(own, raw, (Step(StepKind.DITTO, raw, above[name].text, above[name].cell),))
    units = tuple(filter(None, (table.units.get(name), _unit_beside(sheet, table, row, name))))
    steps = spoken(sheet, at, raw, units[0] if units else "")
    return CellText(own, raw, steps, marks_of(sheet, at), units)


def _unit_beside(sheet: Sheet, table: SheetTable, row: int, name: str) -> str:
    """Return the unit in the cell on the right of a figure, where no heading says what else stands there."""
    column = table.beside.get(name)
    text = sheet.grid[row][column].strip() if column is not None else ""
    return text if text and (is_unit(text) or is_scale(text)) else ""
