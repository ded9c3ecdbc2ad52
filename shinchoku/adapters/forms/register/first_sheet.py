"""The sheet はじめに: what the workbook is, how to work with it, and which register it was made of."""

from typing import cast

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from shinchoku.adapters.forms import ink, paper
from shinchoku.adapters.forms.text_size import lines_of, row_height
from shinchoku.register.plan import Plan
from shinchoku.sentences import data_beside

FIRST_SHEET = "はじめに"
STAMP = "書き出した登録簿"
"""The label beside which the digest of the exported `plan.toml` stands."""
PLAN_ID = "計画ID"
_WIDTHS = (26.0, 86.0)
_FIRST_ROW = 3

_HOW_TO = data_beside(__name__)["how_to"]


def title_of(plan: Plan) -> str:
    """Return what the workbook is called, on its first sheet and on every printed page."""
    demonstration = "【実演用】" if plan.plan.illustrative_reports else ""
    return f"{demonstration}{plan.plan.title}　登録簿"


def draw_first(sheet: Worksheet, plan: Plan, digest: str) -> None:
    """Draw the sheet; `digest` names the plan file that the workbook was made of."""
    for letter, width in zip("AB", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    title = cast("Cell", sheet["A1"])
    ink.write(title, title_of(plan))
    title.font, title.alignment = ink.font(16, bold=True, colour=ink.DARK), ink.ONE_LINE
    sheet.row_dimensions[1].height = 34
    told = [(head, text.format(title=plan.plan.title, plan=plan.id)) for head, text in _HOW_TO]
    lines = [*told, (PLAN_ID, plan.id), (STAMP, digest)]
    for row, line in enumerate(lines, start=_FIRST_ROW):
        _draw_line(sheet, row, line)
    paper.set_up(
        sheet,
        paper.Paper(header_left=title_of(plan), header_right=FIRST_SHEET),
        area=f"A1:B{len(lines) + _FIRST_ROW - 1}",
    )


def _draw_line(sheet: Worksheet, row: int, line: tuple[str, str]) -> None:
    """Draw one line: what it is about, and what it says."""
    for column, words in enumerate(line, start=1):
        cell = cast("Cell", sheet.cell(row, column))
        ink.write(cell, words)
        cell.font, cell.border = ink.font(bold=column == 1), ink.BOX
        cell.fill = ink.GIVEN if column == 1 else ink.PAPER
        cell.alignment, cell.number_format = ink.INDENTED, "@"
    sheet.row_dimensions[row].height = row_height(lines_of(line[1], _WIDTHS[1] - 2))
