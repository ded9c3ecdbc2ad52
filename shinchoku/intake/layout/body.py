"""The rows under a table's headings: which of them are data, and what each cell's text is.

A merged cell, 〃, 同上 and a blank that means the cell above are filled in only where a column allows it
(`schemas.headings`), and the fill is recorded with the cell it came from. Rows that are no data (remarks,
totals, section headings, examples) are named in the account; none disappears.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from schemas.headings import FILLED_DOWN, REPEATED
from shinchoku.intake.account import RowFate
from shinchoku.intake.dates import date_of_serial
from shinchoku.intake.layout.columns import Table
from shinchoku.intake.layout.fates import fate_of, strangers_below
from shinchoku.intake.layout.merges import Merges
from shinchoku.intake.layout.shown import marks_of, spoken
from shinchoku.intake.sheets import CellText, Sheet, SheetRow, cell_name, column_letters
from shinchoku.intake.steps import Step, StepKind

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


def read_body(sheet: Sheet, table: Table, merges: Merges) -> Body:
    """Return the rows of a table that are data, each cell with what was done to it."""
    rows: list[SheetRow] = []
    skipped: list[tuple[int, RowFate]] = []
    above: dict[str, CellText] = {}
    strangers = strangers_below(sheet, table)
    first, end = table.width[0], table.width[1] + 1
    noticed = {*sheet.look.formats, *sheet.look.unvalued_formulas, *sheet.look.struck}
    columns = [
        (name, column, column_letters(column), name in table.units, name in FILLED_DOWN)
        for name, column in table.columns.items()
    ]
    for number in range(table.first_row, table.end_row):
        texts = {
            c: text
            for c, text in enumerate(sheet.grid[number][first:end], first)
            if text and not text.isspace()
        }
        if not texts or merges.covers_all(number, texts):
            continue
        fate = RowFate.OTHER if number in strangers else fate_of(sheet, table, merges, number, texts)
        if fate is not None:
            skipped.append((number, fate))
            continue
        row = sheet.grid[number]
        cells: dict[str, CellText] = {}
        for name, column, letters, has_unit, is_filled_down in columns:
            raw, at = row[column], (number, column)
            is_special = raw[0] in _SPECIAL if raw else is_filled_down or at in merges
            if is_special or has_unit or at in noticed:
                cells[name] = _cell(sheet, table, merges, at, name, above)
            else:
                cells[name] = CellText(f"{letters}{number + 1}", raw)
        if (expected := cells.get("confirmation_expected")) and (day := _day_of(sheet, expected.raw)):
            steps = (Step(StepKind.DATE, expected.raw, day),)
            cells["confirmation_expected"] = expected._replace(steps=steps)
        above |= {name: cells[name] for name in REPEATED if name in cells and cells[name].text.strip()}
        if any(name not in FILLED_DOWN and (cell.steps or cell.raw.strip()) for name, cell in cells.items()):
            rows.append(SheetRow(sheet.number, sheet.name, number + 1, cells))
        else:
            skipped.append((number, RowFate.OTHER))
    return Body(tuple(rows), tuple(skipped))


def _day_of(sheet: Sheet, raw: str) -> str:
    """Return the day that a bare serial number in a cell for dates stands for, or nothing."""
    if not _SERIAL.fullmatch(raw):
        return ""
    found = date_of_serial(int(raw), 1904 if sheet.look.dates_from_1904 else 1900)
    return found.isoformat() if found else ""


def _cell(
    sheet: Sheet,
    table: Table,
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
    if not raw.strip():
        anchor = merges.anchor(row, column)
        if anchor is not None and anchor[1] == column and (text := sheet.grid[anchor[0]][column]).strip():
            where = cell_name(*anchor)
            if base in REPEATED:
                return CellText(own, raw, (Step(StepKind.MERGED, raw, text, where),))
            return CellText(own, raw, marks=("SH324",))
        if base in FILLED_DOWN and name in above:
            return CellText(own, raw, (Step(StepKind.BLANK_ABOVE, raw, above[name].text, above[name].cell),))
        return CellText(own, raw, marks=marks_of(sheet, at))
    if base in REPEATED and base != "item_no" and _DITTO.fullmatch(raw) and name in above:
        return CellText(own, raw, (Step(StepKind.DITTO, raw, above[name].text, above[name].cell),))
    return CellText(own, raw, spoken(sheet, at, raw, table.units.get(name, "")), marks_of(sheet, at))
