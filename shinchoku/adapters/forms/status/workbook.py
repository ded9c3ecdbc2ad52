"""The workbook of a form: the sheet to fill in, proposals for the register, and how to fill it in."""

from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell

from shinchoku.adapters.forms import ink, paper
from shinchoku.adapters.forms.saving import Finish, workbook_bytes
from shinchoku.adapters.forms.status import amendments, instructions, sheet
from shinchoku.adapters.forms.status.columns import letters_of, rows_of
from shinchoku.adapters.forms.status.entry_rules import CHOICES_SHEET, choices_fit
from shinchoku.adapters.forms.status.form import StatusForm


def form_bytes(form: StatusForm) -> bytes:
    """Return the form as an xlsx file dated the day its round opens: the same form, the same bytes."""
    book = Workbook()
    ink.set_normal_font(book)
    book.remove(book.worksheets[0])
    sheet.draw_status_sheet(book.create_sheet(sheet.NAME), form)
    amendments.draw_amendments(book.create_sheet(amendments.NAME), form)
    instructions.draw_instructions(book.create_sheet(instructions.NAME), form)
    if not choices_fit(list(form.plan.reporting.scale)):
        _draw_choices(book, form)
    no = letters_of(form)["item_no"]
    finishes = {
        sheet.NAME: Finish(
            growing_rows=frozenset(rows_of(form)),
            text_numbers=f"{no}{rows_of(form)[0]}:{no}{rows_of(form)[-1]}",
        ),
        amendments.NAME: Finish(growing_rows=amendments.rows_that_grow()),
    }
    return workbook_bytes(book, f"{form.title} {form.number}", form.asked.opens, finishes)


def _draw_choices(book: Workbook, form: StatusForm) -> None:
    """Put a scale that no cell's own list can hold on a sheet that readers know to be no data."""
    listed = book.create_sheet(CHOICES_SHEET)
    listed.column_dimensions["A"].width = 60
    ink.write(cast("Cell", listed["A1"]), "達成状況の選択肢")
    listed["A1"].font = ink.font(bold=True, colour=ink.DARK)
    for row, label in enumerate(form.plan.reporting.scale, start=3):
        ink.write(cast("Cell", listed.cell(row, 1)), label)
    paper.lock(listed)
