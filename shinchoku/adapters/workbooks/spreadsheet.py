"""Workbooks to grids of text, through calamine; macros never run, formulas give their stored value."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import TypeAlias

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from shinchoku.bilingual import Bilingual
from shinchoku.intake.sheets import Sheet

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


def read_spreadsheet(content: bytes) -> tuple[Sheet, ...]:
    """Return the worksheets of an xlsx, xlsm, xls, xlsb or ods file as text, from A1.

    Raises:
        UnreadableWorkbookError: for a damaged, encrypted or unreasonably large workbook.
    """
    _refuse_bombs(content)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        return tuple(
            Sheet(
                name=about.name,
                number=number,
                grid=_grid(workbook, number - 1),
                visible=about.visible is SheetVisibleEnum.Visible,
            )
            for number, about in enumerate(workbook.sheets_metadata, start=1)
            if about.typ is SheetTypeEnum.WorkSheet
        )
    except UnreadableWorkbookError:
        raise
    except (CalamineError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise UnreadableWorkbookError(
            Bilingual(
                "壊れているか、パスワードで保護されています", "it is damaged or protected by a password"
            )
        ) from error


def cell_text(value: CellValue) -> str:
    """Return a stored value as raw text: 42.0 as `42`, dates as ISO 8601, booleans as Excel shows them."""
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
        case datetime():
            return value.isoformat(sep=" ") if value.time() != time() else value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case int() | str() | timedelta():
            return str(value)


def _grid(workbook: CalamineWorkbook, index: int) -> tuple[tuple[str, ...], ...]:
    """Return one worksheet's cells as a rectangle of text that starts at A1."""
    sheet = workbook.get_sheet_by_index(index)
    if sheet.total_height * sheet.total_width > _MOST_CELLS:
        raise UnreadableWorkbookError(
            Bilingual("シートの範囲が大きすぎます", "a sheet spans too large an area")
        )
    return tuple(tuple(map(cell_text, row)) for row in sheet.to_python(skip_empty_area=False))


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
