"""The workbook of a package: drawn for people who open it in Excel, and read back for who verifies it."""

from collections.abc import Iterator, Sequence
from copy import copy
from datetime import date
from io import BytesIO
from itertools import zip_longest
from typing import cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from schemas.field import ColumnType
from shinchoku.adapters.forms import ink, paper
from shinchoku.adapters.forms.saving import Finish, workbook_bytes
from shinchoku.adapters.forms.text_size import lines_of, row_height
from shinchoku.adapters.workbooks.isolation import confined
from shinchoku.bilingual import Bilingual
from shinchoku.package.workbook import ABOUT, CellValue, PublishedSheet
from shinchoku.spelling import display_width

_WIDEST, _NARROWEST, _ROWS_MEASURED, _MOST_LINES = 60, 8, 200, 20
_ABOUT_WIDTHS = (24, 110)
_ALIGNED = {
    ColumnType.STRING: Alignment("left", "top", wrap_text=True),
    ColumnType.DATE: Alignment("left", "top"),
    ColumnType.BOOLEAN: Alignment("center", "top"),
    ColumnType.INTEGER: Alignment("right", "top"),
    ColumnType.NUMBER: Alignment("right", "top"),
}
_LINK = "0B4F9E"
_MOST_FROZEN, _RATE, _ONE_DECIMAL = 6, "rate_", "0.0"
_OF_EVERY_TABLE, _FEW_DIGITS = frozenset({"municipality_code", "plan_id"}), 10.0
_AS_TEXT = "@"
_FORMATS = {ColumnType.STRING: _AS_TEXT, ColumnType.DATE: _AS_TEXT}

CellGrid = tuple[tuple[CellValue, ...], ...]


def draw_workbook(sheets: Sequence[PublishedSheet], title: str, day: date) -> bytes:
    """Return the sheets as an xlsx file; the same sheets give the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    ink.set_normal_font(book)
    names = [one.name for one in sheets]
    finishes = {one.name: _draw(book.create_sheet(one.name), one, names) for one in sheets}
    return workbook_bytes(book, title, day, finishes)


def _draw(sheet: Worksheet, told: PublishedSheet, names: Sequence[str]) -> Finish:
    """Draw one sheet: headings on row 1 that stay in view, a filter, columns as wide as what stands in them."""
    widths = _ABOUT_WIDTHS if told.name == ABOUT else _widths(told)
    for number, (heading, width) in enumerate(zip(told.headings, widths, strict=True), start=1):
        cell = cast("Cell", sheet.cell(1, number))
        ink.write(cell, heading)
        cell.font, cell.fill = ink.font(bold=True), ink.HEADING_GIVEN
        cell.alignment = ink.ONE_LINE if told.name == ABOUT else ink.CENTRE
        sheet.column_dimensions[get_column_letter(number)].width = width
    if told.name != ABOUT:
        lines = max(lines_of(heading, width) for heading, width in zip(told.headings, widths, strict=True))
        sheet.row_dimensions[1].height = row_height(lines)
    _draw_rows(sheet, told, widths)
    last = f"{get_column_letter(len(told.headings))}{len(told.rows) + 1}"
    sheet.freeze_panes = f"{get_column_letter(_named_columns(told) + 1)}2"
    if told.name == ABOUT:
        _link_sheets(sheet, told, names)
    else:
        sheet.auto_filter.ref = f"A1:{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper.A3 if told.columns else paper.A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # openpyxl always makes one
    sheet.print_title_rows = "1:1"
    return Finish(text_numbers=f"A1:{last}", growing_rows=frozenset(range(2, len(told.rows) + 2)))


def _draw_rows(sheet: Worksheet, told: PublishedSheet, widths: Sequence[float]) -> None:
    """Draw the rows; a style is made once for each column."""
    styled: dict[int, Cell] = {}
    for number, row in enumerate(told.rows, start=2):
        lines = max(
            lines_of(value, width) for value, width in zip(row, widths, strict=True) if isinstance(value, str)
        )
        sheet.row_dimensions[number].height = row_height(min(lines, _MOST_LINES))
        for column, (value, kind) in enumerate(zip(row, told.types, strict=True), start=1):
            if value is None:
                continue
            cell = cast("Cell", sheet.cell(number, column))
            first = styled.get(column)
            if first is None:
                cell.alignment, cell.number_format = _ALIGNED[kind], _format(told, column - 1)
                styled[column] = cell
            else:
                cell._style = copy(first._style)  # type: ignore[attr-defined]  # noqa: SLF001 -- as openpyxl itself copies a style
            if isinstance(value, str):
                _write(cell, value)
            else:
                cell.value = value


def _named_columns(told: PublishedSheet) -> int:
    """Return how many columns stay in view: up to the item's number and name, where those come early."""
    last = [
        n
        for n, name in enumerate(told.columns[:_MOST_FROZEN], start=1)
        if name in {"item_no", "name", "label"}
    ]
    return max(last, default=0)


def _format(told: PublishedSheet, column: int) -> str:
    """Return how a column shows its values: percentages with one decimal, text as text."""
    name = told.columns[column] if told.columns else ""
    return _ONE_DECIMAL if _RATE in name else _FORMATS.get(told.types[column], "General")


def _write(cell: Cell, text: str) -> None:
    """Put text into a cell as text, whatever it begins with: its type says so, and nothing runs it."""
    cell.value = ink.stored(text)
    cell.data_type = "s"


def _link_sheets(sheet: Worksheet, told: PublishedSheet, names: Sequence[str]) -> None:
    """Let the names of the other sheets lead there."""
    for number, (name, *_) in enumerate(told.rows, start=2):
        if name in names:
            cell = cast("Cell", sheet.cell(number, 1))
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1")
            cell.font = Font(name=ink.FACE, size=ink.SIZE, color=_LINK, underline="single")


def _widths(told: PublishedSheet) -> list[float]:
    """Return how wide each column is: as its heading and its first rows need, within bounds."""
    needed = [display_width(heading) + 4 for heading in told.headings]
    for row in told.rows[:_ROWS_MEASURED]:
        needed = [
            max(old, display_width(str(value or "")) + 2) for old, value in zip(needed, row, strict=True)
        ]
    widths = [float(min(max(one, _NARROWEST), _WIDEST)) for one in needed]
    return [
        _FEW_DIGITS if name in _OF_EVERY_TABLE else width
        for name, width in zip(told.columns or told.headings, widths, strict=True)
    ]


def foreign_workbook_faults(
    content: bytes, sheets: Sequence[PublishedSheet]
) -> Iterator[tuple[int, Bilingual]]:
    """Yield where a workbook does not hold what it should, each with its data row (0: the file).

    It may come from anybody, so it is opened in a process that may die.

    Raises:
        OperationalError: if no such process can be started.
    """
    yield from _faults(confined(_cells, [""], lambda _: content).get(""), sheets)


def own_workbook_faults(content: bytes, sheets: Sequence[PublishedSheet]) -> Iterator[tuple[int, Bilingual]]:
    """Yield the same of a workbook that was drawn by this very process a moment ago."""
    yield from _faults(_cells(content), sheets)


def _faults(
    found: dict[str, CellGrid] | None, sheets: Sequence[PublishedSheet]
) -> Iterator[tuple[int, Bilingual]]:
    """Yield where the cells that were found are not those of the sheets."""
    if found is None:
        yield 0, Bilingual("Excelブックとして読めません。", "it cannot be read as a workbook.")
        return
    if list(found) != [one.name for one in sheets]:
        yield 0, Bilingual("シートの並びが違います。", "its sheets are not those of the tables.")
        return
    for sheet in sheets:
        expected = (tuple(map(_held, sheet.headings)), *(tuple(map(_held, row)) for row in sheet.rows))
        for number, (row, should) in enumerate(zip_longest(found[sheet.name], expected, fillvalue=())):
            if row != should:
                yield (
                    number,
                    Bilingual(
                        f"シート「{sheet.name}」の内容が、表と違います。",
                        f"the sheet {sheet.name!r} is not what the tables give.",
                    ),
                )


def _held(value: CellValue) -> CellValue:
    """Return a value as a cell gives it back: every number as a float, an empty cell as an empty text."""
    if isinstance(value, str):
        return ink.held(value)
    if value is None:
        return ""
    return value if isinstance(value, bool) else float(value)


def _cells(content: bytes) -> dict[str, CellGrid] | None:
    """Read every cell of a workbook by its sheets; nothing if it is none."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 -- only the reader needs it

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return {
            name: tuple(
                tuple(_given(value) for value in row) for row in book.get_sheet_by_name(name).to_python()
            )
            for name in book.sheet_names
        }
    except (CalamineError, OSError, ValueError):
        return None


def _given(value: object) -> CellValue:
    """Return a cell's value in the types that a published workbook has; anything else as its text."""
    return (
        value
        if isinstance(value, str | bool)
        else float(value)
        if isinstance(value, int | float)
        else str(value)
    )
