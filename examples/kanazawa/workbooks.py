"""How a placed sheet becomes a workbook that looks like what a city hall makes."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from cards import card_heights, card_widths, place_card
from ink import Ink, ink_of, style
from layout import Placed, Role, Sheet, place
from tables import Percent, Table, full_width

if TYPE_CHECKING:
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from tables import Row

_WIDTHS = {
    "basic_policy": 11,
    "policy_measure": 14,
    "item_no": 10,
    "item_name": 22,
    "indicator_name": 18,
    "unit": 8,
    "target_value": 11,
    "actual_value": 11,
    "cumulative_value": 9,
    "achievement_status": 12,
    "result_text": 34,
    "reason_not_achieved": 20,
    "next_action": 22,
    "confirmation_expected": 12,
    "remarks": 7,
    "checked": 12,
}
_LINE_POINTS = 15.5
_BLACK, _EXAMPLE_BLUE = "000000", "0070C0"


def draw_workbook(sheet: Sheet) -> Workbook:
    """Return the workbook of a sheet, with its 記入例 where the department kept that."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    if sheet.habit.form == "card":
        for row in sheet.table.rows:
            _draw_card(workbook.create_sheet(f"No.{row['item_no']}"), sheet, row)
        return workbook
    _draw(workbook.create_sheet("進捗状況"), sheet, _BLACK)
    if sheet.habit.example:
        _draw(workbook.create_sheet("記入例"), _example_of(sheet), _EXAMPLE_BLUE)
    return workbook


def _example_of(sheet: Sheet) -> Sheet:
    """Return a sheet with one row that shows how to fill it in and is no data."""
    row = {
        **sheet.table.rows[0],
        "item_no": "999",
        "item_name": "○○の推進（記入例）",
        "indicator_name": "○○の実施回数",
        "unit": "回",
        "target_value": Decimal(10),
        "actual_value": Decimal(8),
        "cumulative_value": None,
        "achievement_status": "未達成",
        "result_text": "○○を行い、△△につなげました。",
        "reason_not_achieved": "□□に時間を要したためです。",
        "next_action": "××に取り組みます。",
        "confirmation_expected": "",
    }
    return replace(sheet, table=Table(sheet.table.headings, (row,)))


def _draw(worksheet: Worksheet, sheet: Sheet, colour: str) -> None:
    """Draw every cell, then set the sheet up for the screen and for paper."""
    ink = ink_of(sheet, colour)
    placed = place(sheet)
    for one in placed:
        _draw_cell(worksheet, one, sheet, ink)
    _set_widths(worksheet, sheet)
    _set_heights(worksheet, placed, sheet)
    _offer_choices(worksheet, sheet)
    _set_up_page(worksheet, sheet)


def _draw_card(worksheet: Worksheet, sheet: Sheet, row: Row) -> None:
    """Draw the 個票 of one item, upright on one page of A4."""
    ink = ink_of(sheet, _BLACK)
    for one in place_card(sheet, row):
        _draw_cell(worksheet, one, sheet, ink)
    for column, width in card_widths().items():
        worksheet.column_dimensions[column].width = width
    for number, height in card_heights().items():
        worksheet.row_dimensions[number].height = height
    worksheet.sheet_view.showGridLines = False
    worksheet.page_setup.orientation = "portrait"
    worksheet.page_setup.paperSize = 9  # A4
    worksheet.page_setup.fitToWidth = worksheet.page_setup.fitToHeight = 1
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_options.horizontalCentered = True


def _draw_cell(worksheet: Worksheet, one: Placed, sheet: Sheet, ink: Ink) -> None:
    """Write one placed cell, merge what it covers and style it by its role."""
    cell = cast("Cell", worksheet.cell(one.row, one.column))
    _write(cell, one, sheet)
    style(cell, one, ink)
    if one.rows > 1 or one.columns > 1:
        worksheet.merge_cells(
            start_row=one.row,
            end_row=one.row + one.rows - 1,
            start_column=one.column,
            end_column=one.column + one.columns - 1,
        )


def _write(cell: Cell, one: Placed, sheet: Sheet) -> None:
    """Put the value into the cell as the department writes it."""
    if sheet.writes_wide(one):
        cell.value = full_width(f"{one.value:,}" if isinstance(one.value, Decimal) else str(one.value))
    elif isinstance(one.value, Percent):
        cell.value = float(one.value / 100)
        cell.number_format = "0.0%"
    elif isinstance(one.value, Decimal):
        decimals = -int(one.value.as_tuple().exponent)
        cell.value = float(one.value) if decimals > 0 else int(one.value)
        cell.number_format = "#,##0" + ("." + "0" * decimals if decimals > 0 else "")
    elif one.name == "item_no" and str(one.value).isdecimal():
        cell.value = int(str(one.value))
    else:
        cell.value = one.value or None


def _set_widths(worksheet: Worksheet, sheet: Sheet) -> None:
    """Make columns as wide as what they hold; a sheet that begins at B has a narrow A."""
    worksheet.column_dimensions["A"].width = 2
    for column, name in enumerate(sheet.table.headings, sheet.habit.first_column):
        worksheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[name]


def _set_heights(worksheet: Worksheet, placed: list[Placed], sheet: Sheet) -> None:
    """Make rows as high as their longest text, so that nothing is cut off on paper."""
    heights = {1: 30.0}
    for one in placed:
        if one.role not in {Role.HEADING, Role.GIVEN, Role.ENTERED}:
            heights.setdefault(one.row, 20.0)
            continue
        needed = (_lines(one) * _LINE_POINTS + 6) / one.rows
        for row in range(one.row, one.row + one.rows):
            heights[row] = max(heights.get(row, 36.0), needed)
    heights[sheet.habit.header_row] = max(heights[sheet.habit.header_row], 40.0)
    for row, height in heights.items():
        worksheet.row_dimensions[row].height = math.ceil(height)


def _lines(one: Placed) -> int:
    """Return how many lines the text of a cell wraps to in its column."""
    room = _WIDTHS[one.name] - 2
    lines = str(one.value or "").split("\n")
    return sum(max(1, math.ceil(_width(line) / room)) for line in lines)


def _width(text: str) -> int:
    """Return the width of a text in half-width characters."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _offer_choices(worksheet: Worksheet, sheet: Sheet) -> None:
    """Offer the statuses as a list; what is typed instead is taken, as such lists often are set."""
    column = get_column_letter(
        sheet.habit.first_column + list(sheet.table.headings).index("achievement_status")
    )
    top = sheet.habit.header_row + 1
    choices = DataValidation(type="list", formula1=f'"{",".join(sheet.statuses)}"', allow_blank=True)
    choices.showErrorMessage = False
    choices.add(f"{column}{top}:{column}{top + len(sheet.table.rows) - 1}")
    worksheet.add_data_validation(choices)


def _set_up_page(worksheet: Worksheet, sheet: Sheet) -> None:
    """A4 landscape, one page wide, the headings on every page, the page number at the foot."""
    header = sheet.habit.header_row
    last = get_column_letter(sheet.habit.first_column + len(sheet.table.headings) - 1)
    worksheet.freeze_panes = f"A{header + 1}"
    worksheet.sheet_view.showGridLines = False
    worksheet.sheet_view.zoomScale = 85
    worksheet.print_area = f"A1:{last}{worksheet.max_row}"
    first = header - 1 if sheet.habit.grouped != "no" else header
    worksheet.print_title_rows = f"{first}:{header}"
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = 9  # A4
    worksheet.page_setup.fitToWidth, worksheet.page_setup.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_options.horizontalCentered = True
    worksheet.page_margins.left = worksheet.page_margins.right = 0.4
    worksheet.page_margins.top = worksheet.page_margins.bottom = 0.7
    worksheet.page_margins.header = worksheet.page_margins.footer = 0.3
    worksheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart(text="&P / &N"))
