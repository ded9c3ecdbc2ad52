"""Workbooks to grids of text, through calamine; macros never run, formulas give their stored value."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import TypeAlias

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from shinchoku.adapters.workbooks.opendocument import spelled_out
from shinchoku.bilingual import Bilingual
from shinchoku.intake.look import NOTHING_SEEN, Position, WorkbookLook
from shinchoku.intake.sheets import Area, Sheet

_MOST_UNPACKED_BYTES = 300 * 1024 * 1024
_MOST_PARTS = 5_000
_MOST_CELLS = 5_000_000

CellValue: TypeAlias = int | float | str | bool | time | date | datetime | timedelta


class UnreadableWorkbookError(Exception):
    """A workbook that cannot be read, with the reason for a person."""

    def __init__(self, reason: Bilingual) -> None:
        """Keep the reason in both languages."""
        super().__init__(reason.en)
        self.reason = reason


def read_spreadsheet(content: bytes, look: WorkbookLook | None = None) -> tuple[Sheet, ...]:
    """Return the worksheets of an xlsx, xlsm, xls, xlsb or ods file as text, from A1.

    `look` is what a second look saw, if the format allows one; error values, which calamine leaves
    empty, are written in from it, and the list of findings of a copy that was given back is left out.

    Raises:
        UnreadableWorkbookError: for a damaged, encrypted or unreasonably large workbook.
    """
    _refuse_bombs(content)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(spelled_out(content)))
        return tuple(
            _sheet(workbook, number, about, look)
            for number, about in enumerate(workbook.sheets_metadata, start=1)
            if about.typ is SheetTypeEnum.WorkSheet and not (look and number in look.own_sheets)
        )
    except UnreadableWorkbookError:
        raise
    except (CalamineError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise UnreadableWorkbookError(
            Bilingual(
                "壊れているか、パスワードで保護されています", "it is damaged or protected by a password"
            )
        ) from error


def _sheet(workbook: CalamineWorkbook, number: int, about: SheetMetadata, look: WorkbookLook | None) -> Sheet:
    """Return one worksheet; a hidden one without its cells, for they are never read."""
    visible = about.visible is SheetVisibleEnum.Visible
    if not visible:
        return Sheet(about.name, number, (), visible=False)
    seen = look.sheets.get(number, NOTHING_SEEN) if look else NOTHING_SEEN
    sheet = workbook.get_sheet_by_index(number - 1)
    merged = tuple(
        Area(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return Sheet(about.name, number, _grid(sheet, seen.errors), merged=merged, look=seen)


def cell_text(value: CellValue) -> str:
    """Return a stored value as raw text: 42.0 as `42`, dates as ISO 8601, booleans as Excel shows them."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 2**53 else _digits(value)
        case datetime():
            return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case int() | str() | timedelta():
            return str(value)


def _digits(value: float) -> str:
    """Write a number in the fifteen digits that a spreadsheet keeps and shows: 0.1 + 0.2 is 0.3."""
    return f"{Decimal(f'{value:.15g}'):f}" if isfinite(value) else ""


def _grid(sheet: CalamineSheet, errors: Mapping[Position, str]) -> tuple[tuple[str, ...], ...]:
    """Return one worksheet's cells as a rectangle of text that starts at A1."""
    if sheet.total_height * sheet.total_width > _MOST_CELLS:
        raise UnreadableWorkbookError(
            Bilingual("シートの範囲が大きすぎます", "a sheet spans too large an area")
        )
    grid = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), error in errors.items():
        if row < len(grid) and column < len(grid[row]):
            grid[row][column] = error
    return tuple(map(tuple, grid))


def _text(value: CellValue) -> str:
    """Return a stored value as raw text; most are text already."""
    return value if type(value) is str else cell_text(value)


def _refuse_bombs(content: bytes) -> None:
    """Refuse a zip container whose parts would unpack to far more than any status sheet."""
    if not content.startswith(b"PK"):
        return
    try:
        parts = zipfile.ZipFile(BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise UnreadableWorkbookError(Bilingual("壊れています", "it is damaged")) from error
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED_BYTES:
        raise UnreadableWorkbookError(
            Bilingual("展開すると大きすぎます", "it unpacks to an unreasonable size")
        )
