"""Workbooks to grids of text, through calamine; macros never run, formulas give their stored value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import TypeAlias

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from shinchoku.adapters.ooxml import Container, UnreadableContainerError, look_into, open_container
from shinchoku.adapters.workbooks.known_formats import holds_book, other_compound, other_container
from shinchoku.adapters.workbooks.ods_look import look_at_ods
from shinchoku.adapters.workbooks.opendocument import spelled_out
from shinchoku.adapters.workbooks.xls import look_at_xls
from shinchoku.bilingual import Bilingual
from shinchoku.intake.bounds import bounded_sheet
from shinchoku.intake.look import NOTHING_SEEN, Position, SheetLook, WorkbookLook
from shinchoku.intake.sheets import Area, Sheet

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
"""The first bytes of the containers that workbooks come in."""
_MOST_CELLS = 5_000_000
_MARGIN = 100

CellValue: TypeAlias = int | float | str | bool | time | date | datetime | timedelta


class UnreadableWorkbookError(Exception):
    """A workbook that cannot be read, with the reason for a person, and the format as far as it is known."""

    def __init__(self, reason: Bilingual, file_format: str = "zip") -> None:
        """Keep the reason in both languages."""
        super().__init__(reason.en)
        self.reason = reason
        self.file_format = file_format


class NoWorkbookError(Exception):
    """A container that holds no workbook that can be opened, with the name of what it is."""

    def __init__(self, name: Bilingual) -> None:
        """Keep the name in both languages."""
        super().__init__(name.en)
        self.name = name


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """A workbook as text: its format by content, its worksheets from A1, and what a second look saw."""

    file_format: str
    sheets: tuple[Sheet, ...]
    look: WorkbookLook | None = None
    """`None` where there is no second look: an xlsb file, an xls file of before 1997, a damaged one."""


def read_spreadsheet(content: bytes) -> Spreadsheet:
    """Read an xlsx, xlsm, xls, xlsb or ods file; its container is opened once for all that is asked of it.

    Error values, which calamine leaves empty, are written in from the second look, and the list of
    findings of a copy that was given back is left out.

    Raises:
        NoWorkbookError: for what is something else, by its name; an encrypted workbook is one, too.
        UnreadableWorkbookError: for a damaged, protected or unreasonably large workbook.
    """
    try:
        container = open_container(content) if content.startswith(b"PK") else None
    except UnreadableContainerError as error:
        raise UnreadableWorkbookError(error.reason) from error
    other = other_container(container) if container else other_compound(content)
    if other is not None:
        raise NoWorkbookError(other)
    kind = _kind(content, container)
    seen, merged = _second_look(content, kind, container)
    try:
        sheets = _sheets(spelled_out(content) if kind == "ods" else content, seen, merged)
        return Spreadsheet(kind, sheets, seen)
    except UnreadableWorkbookError as error:
        raise UnreadableWorkbookError(error.reason, kind) from error


def _kind(content: bytes, container: Container | None) -> str:
    """Name the format of a workbook by what is in it; a container of something else comes back as what it is."""
    if container is None:
        return "xls" if holds_book(content) else "OLE"
    if container.has("xl/workbook.bin"):
        return "xlsb"
    if container.has("xl/workbook.xml"):
        return "xlsm" if container.has("xl/vbaProject.bin") else "xlsx"
    return "ods" if container.has("content.xml") else "zip"


def _second_look(
    content: bytes, kind: str, container: Container | None
) -> tuple[WorkbookLook | None, Mapping[int, tuple[Area, ...]]]:
    """Return what a workbook holds besides the text of its cells, and the merged areas that calamine leaves out."""
    if kind in {"xlsx", "xlsm"} and container is not None:
        return look_into(container), {}
    if kind == "ods" and container is not None:
        return look_at_ods(container) or (None, {})
    return (look_at_xls(content) if kind == "xls" else None), {}


def _sheets(
    content: bytes, look: WorkbookLook | None, merged: Mapping[int, tuple[Area, ...]]
) -> tuple[Sheet, ...]:
    """Return the worksheets that calamine reads."""
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        return tuple(
            _sheet(workbook, number, about, look, merged.get(number, ()))
            for number, about in enumerate(workbook.sheets_metadata, start=1)
            if about.typ is SheetTypeEnum.WorkSheet and not (look and number in look.own_sheets)
        )
    except PasswordError as error:
        why = Bilingual("パスワードで保護（暗号化）されています", "it is protected by a password")
        raise UnreadableWorkbookError(why) from error
    except (CalamineError, ValueError, OSError) as error:
        why = Bilingual(
            "壊れているか、パスワードで保護されています", "it is damaged or protected by a password"
        )
        raise UnreadableWorkbookError(why) from error


def _sheet(
    workbook: CalamineWorkbook,
    number: int,
    about: SheetMetadata,
    look: WorkbookLook | None,
    merged: tuple[Area, ...],
) -> Sheet:
    """Return one worksheet; a hidden one without its cells, for they are never read."""
    visible = about.visible is SheetVisibleEnum.Visible
    if not visible:
        return bounded_sheet(Sheet(about.name, number, (), visible=False))
    seen = look.sheets.get(number, NOTHING_SEEN) if look else NOTHING_SEEN
    sheet = workbook.get_sheet_by_index(number - 1)
    areas = merged or tuple(
        Area(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    return bounded_sheet(Sheet(about.name, number, _grid(sheet, seen), merged=areas, look=seen))


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


def _grid(sheet: CalamineSheet, seen: SheetLook) -> tuple[tuple[str, ...], ...]:
    """Return one worksheet's cells as a rectangle of text that starts at A1."""
    if sheet.total_height * sheet.total_width > _MOST_CELLS:
        raise UnreadableWorkbookError(
            Bilingual(
                "シートの範囲が大きすぎます。表から離れたセルに値や書式が残っているときは、表だけを新しいブックに写してください",
                "a sheet spans too large an area; if something is left far from the table, copy the table alone into a new workbook",
            )
        )
    grid = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    if seen.errors or seen.unvalued_formulas:
        _widen(grid, (*seen.errors, *seen.unvalued_formulas))
    for (row, column), error in seen.errors.items():
        if row < len(grid) and column < len(grid[row]):
            grid[row][column] = error
    return tuple(map(tuple, grid))


def _widen(grid: list[list[str]], cells: Iterable[Position]) -> None:
    """Make a grid reach the cells that calamine takes for empty, but for those far outside of it."""
    height, width = len(grid), (len(grid[0]) if grid else 0)
    near = [(r, c) for r, c in cells if r < height + _MARGIN and c < width + _MARGIN]
    rows = max((row + 1 for row, _ in near), default=0)
    columns = max((column + 1 for _, column in near), default=0)
    if max(rows, height) * max(columns, width) > _MOST_CELLS:
        return
    grid += [[""] * width for _ in range(rows - height)]
    for row in grid if columns > width else ():
        row.extend([""] * (columns - width))


def _text(value: CellValue) -> str:
    """Return a stored value as raw text; most are text already."""
    return value if type(value) is str else cell_text(value)
