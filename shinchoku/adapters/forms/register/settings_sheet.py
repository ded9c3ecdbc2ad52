"""The sheet 計画: the settings that may be changed here, one a row."""

from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from shinchoku.adapters.forms import ink, paper
from shinchoku.adapters.forms.register.cell_values import Names, Shown, shown
from shinchoku.adapters.forms.register.entry_fields import SETTINGS
from shinchoku.adapters.forms.register.fields import RegisterField, ValueKind, flat
from shinchoku.adapters.forms.register.first_sheet import title_of
from shinchoku.adapters.forms.register.input_rules import rule_for
from shinchoku.adapters.forms.register.table_sheet import place
from shinchoku.adapters.forms.text_size import lines_of, row_height
from shinchoku.register.plan import Plan

NAME = "計画"
HEADINGS = ("設定", "値", "説明", "キー")
FIRST_ROW = 4
_WIDTHS = (32.0, 80.0, 50.0, 32.0)


def draw_settings(book: Workbook, plan: Plan, names: Names) -> None:
    """Draw the sheet; the value stands in the second column, its key in the last."""
    sheet = book.create_sheet(NAME)
    title = cast("Cell", sheet["A1"])
    ink.write(title, "計画の設定")
    title.font, title.alignment = ink.font(14, bold=True, colour=ink.DARK), ink.ONE_LINE
    sheet.row_dimensions[1].height = 28
    for column, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True), start=1):
        head = cast("Cell", sheet.cell(FIRST_ROW - 1, column))
        ink.write(head, heading)
        head.font, head.border = ink.font(bold=True, colour="FFFFFF"), ink.BOX
        head.fill, head.alignment = ink.HEADING_ENTRY, ink.CENTRE
        sheet.column_dimensions["ABCD"[column - 1]].width = width
    sheet.row_dimensions[FIRST_ROW - 1].height = 24
    values = flat(plan, SETTINGS)
    for row, field in enumerate(SETTINGS, start=FIRST_ROW):
        _draw_setting(sheet, row, field, shown(field, values[field.key], names))
        if field.kind is not ValueKind.TEXT:
            rule = rule_for(field, plan, {})
            rule.add(f"B{row}")
            sheet.add_data_validation(rule)
    sheet.freeze_panes = f"A{FIRST_ROW}"
    paper.set_up(
        sheet,
        paper.Paper(
            header_left=title_of(plan),
            header_right=NAME,
            repeated_rows=f"{FIRST_ROW - 1}:{FIRST_ROW - 1}",
        ),
        area=f"A1:D{FIRST_ROW + len(SETTINGS) - 1}",
    )


def _draw_setting(sheet: Worksheet, row: int, field: RegisterField, value: Shown) -> None:
    """Draw one setting: its name, its value, what it is for and its key."""
    for column, text in ((1, field.heading), (3, field.about), (4, field.key)):
        cell = cast("Cell", sheet.cell(row, column))
        ink.write(cell, text)
        cell.fill, cell.border, cell.alignment = ink.GIVEN, ink.BOX, ink.INDENTED
        cell.font = ink.font(9, colour=ink.QUIET) if column == len(HEADINGS) else ink.font(bold=column == 1)
    cell = cast("Cell", sheet.cell(row, 2))
    place(cell, value, field)
    cell.alignment = ink.INDENTED
    texts = ((field.heading, _WIDTHS[0]), (str(value or ""), _WIDTHS[1]), (field.about, _WIDTHS[2]))
    sheet.row_dimensions[row].height = row_height(max(lines_of(text, width - 2) for text, width in texts))
