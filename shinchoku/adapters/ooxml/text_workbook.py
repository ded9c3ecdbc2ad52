"""A workbook of nothing but text, from grids: never a formula, a number or a date."""

import re
from collections.abc import Iterator, Sequence

import openpyxl
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from shinchoku.adapters.ooxml.in_memory import saved_in_memory
from shinchoku.adapters.ooxml.wording import cell_text, lines_of
from shinchoku.checks.marks import LIST_SHEET
from shinchoku.intake.sheets import Sheet
from shinchoku.spelling import display_width

_FORBIDDEN_IN_NAMES = re.compile(r"[\x00-\x1f\[\]:*?/\\]")
_LONGEST_NAME = 31
_NARROWEST, _WIDEST, _SAMPLE_ROWS = 6, 32, 200
_LINE_POINTS, _MOST_LINES = 17, 20


def text_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return an xlsx of the sheets' texts; it holds the time at which it was made. No file is written for it."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = ""
    names = _names(sheets)
    for sheet in sheets:
        _fill(book.create_sheet(next(names)), sheet)
    if not sheets:
        book.create_sheet(next(_names([Sheet("Sheet1", 1, ())])))
    return saved_in_memory(book)


def _fill(made: Worksheet, sheet: Sheet) -> None:
    """Write a grid into a sheet: text cells, wrapped, in widths that fit what they hold."""
    font, alignment, frame = (
        Font(name="游ゴシック", size=10),
        Alignment(vertical="top", wrap_text=True),
        _frame(),
    )
    made.page_setup.orientation, made.page_setup.paperSize = "landscape", made.PAPERSIZE_A4
    made.page_setup.fitToHeight = 0
    made.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    widths = list(_widths(sheet))
    for row, texts in enumerate(sheet.grid, start=1):
        lines = max(map(lines_of, texts, widths), default=1)  # not all programs fit rows to their text
        made.row_dimensions[row].height = _LINE_POINTS * min(lines, _MOST_LINES)
        for column, text in enumerate(texts, start=1):
            if text:
                cell = made.cell(row, column)
                cell.value = cell_text(text)
                cell.data_type = "s"  # also what begins with `=` is text
                cell.number_format = "@"
                cell.quotePrefix = True
                cell.font, cell.alignment, cell.border = font, alignment, frame
    for area in sheet.merged:
        if area.bottom < len(sheet.grid):
            made.merge_cells(
                start_row=area.top + 1,
                start_column=area.left + 1,
                end_row=area.bottom + 1,
                end_column=area.right + 1,
            )
    for number, width in enumerate(widths, start=1):
        made.column_dimensions[get_column_letter(number)].width = width


def _frame() -> Border:
    """Return a thin frame, so that texts side by side are told apart."""
    side = Side("thin", color="FFBFBFBF")
    return Border(left=side, right=side, top=side, bottom=side)


def _widths(sheet: Sheet) -> Iterator[int]:
    """Yield a width for each column, in characters, from the texts of the first rows."""
    for column in zip(*sheet.grid[:_SAMPLE_ROWS], strict=True):
        longest = max((display_width(line) for text in column for line in text.split("\n")), default=0)
        yield min(max(longest + 2, _NARROWEST), _WIDEST)


def _names(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Yield names that Excel takes: no forbidden characters, 31 at most, none twice, none ours."""
    taken = {LIST_SHEET.casefold(), "history"}  # Excel keeps `History` for itself
    for sheet in sheets:
        plain = _FORBIDDEN_IN_NAMES.sub("_", cell_text(sheet.name)).strip("' ")[:_LONGEST_NAME] or "Sheet"
        name, number = plain, 1
        while name.casefold() in taken:
            number += 1
            tail = f" ({number})"
            name = plain[: _LONGEST_NAME - len(tail)] + tail
        taken.add(name.casefold())
        yield name
