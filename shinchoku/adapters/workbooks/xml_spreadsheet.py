"""XML Spreadsheet 2003, as Excel saved it before xlsx: worksheets to grids of text, with what lies behind the text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from decimal import Decimal, InvalidOperation

from lxml.etree import _Element as Element

from shinchoku.adapters.ooxml.xml import local, parse
from shinchoku.adapters.workbooks.one_reading import NoOneReadingError
from shinchoku.adapters.workbooks.xml_spreadsheet_styles import SPREADSHEET, XmlStyle, children, styles_of
from shinchoku.bilingual import Bilingual
from shinchoku.intake.formats import altered_signs, alters_text
from shinchoku.intake.look import Position, SheetSeen
from shinchoku.intake.sheets import Area, Sheet

_MOST_CELLS = 1_000_000
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_BROKEN = Bilingual(
    "XMLスプレッドシート2003形式ですが、壊れています", "it is an XML Spreadsheet 2003, and damaged"
)
_TOO_LARGE = Bilingual(
    "XMLスプレッドシート2003形式で、範囲が大きすぎます",
    "it is an XML Spreadsheet 2003 that spans too large an area",
)


@dataclass(slots=True)
class _Grid(SheetSeen):
    """One worksheet as it grows."""

    cells: dict[Position, str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)


def xml_spreadsheet_sheets(text: str) -> tuple[Sheet, ...]:
    """Return the worksheets of a workbook.

    Raises:
        NoOneReadingError: if it is damaged, has a document type, or is unreasonably large.
    """
    root = parse(text.lstrip("\ufeff\r\n\t ").encode("utf-8", "replace"))
    if root is None:
        raise NoOneReadingError(_BROKEN)
    styles = styles_of(root)
    sheets = (one for one in root if local(one) == "Worksheet")
    return tuple(_sheet(one, number, styles) for number, one in enumerate(sheets, start=1))


def _sheet(worksheet: Element, number: int, styles: Mapping[str, XmlStyle]) -> Sheet:
    """Return one worksheet."""
    grid = _Grid()
    for table in children(worksheet, "Table"):
        _add_columns(grid, table)
        row = 0
        for line in children(table, "Row"):
            row = _index(line, row, _MOST_ROWS)
            if _is_on(line, "Hidden"):
                grid.hidden_rows.update(range(row, min(row + 1 + _number(line, "Span"), _MOST_ROWS)))
            _add_cells(grid, line, row, styles)
            row += 1 + _number(line, "Span")
    height = 1 + max((row for row, _ in grid.cells), default=-1)
    width = 1 + max((column for _, column in grid.cells), default=-1)
    if height * width > _MOST_CELLS:
        raise NoOneReadingError(_TOO_LARGE)
    hides = any(
        (one.text or "").strip() != "SheetVisible" for one in worksheet.iter() if local(one) == "Visible"
    )
    return Sheet(
        worksheet.get(f"{SPREADSHEET}Name", ""),
        number,
        tuple(tuple(grid.cells.get((row, column), "") for column in range(width)) for row in range(height)),
        visible=not hides,
        merged=tuple(grid.merged),
        look=grid.as_seen(),
    )


def _add_columns(grid: _Grid, table: Element) -> None:
    """Note the hidden columns."""
    column = 0
    for one in children(table, "Column"):
        column = _index(one, column, _MOST_COLUMNS)
        after = min(column + 1 + _number(one, "Span"), _MOST_COLUMNS)
        if _is_on(one, "Hidden"):
            grid.hidden_columns.update(range(column, after))
        column = after


def _add_cells(grid: _Grid, line: Element, row: int, styles: Mapping[str, XmlStyle]) -> None:
    """Add the cells of one row."""
    column = 0
    for cell in children(line, "Cell"):
        column = _index(cell, column, _MOST_COLUMNS)
        right, down = _number(cell, "MergeAcross"), _number(cell, "MergeDown")
        if right or down:
            grid.merged.append(Area(row, column, row + down, column + right))
        style = styles.get(
            cell.get(f"{SPREADSHEET}StyleID") or line.get(f"{SPREADSHEET}StyleID") or "", XmlStyle()
        )
        _add_cell(grid, cell, (row, column), style)
        if len(grid.cells) > _MOST_CELLS:
            raise NoOneReadingError(_TOO_LARGE)
        column += 1 + right


def _add_cell(grid: _Grid, cell: Element, position: Position, style: XmlStyle) -> None:
    """Add one cell: its text, and what lies behind it."""
    data = next(iter(children(cell, "Data")), None)
    kind, written = (
        ("", "") if data is None else (data.get(f"{SPREADSHEET}Type", ""), "".join(map(str, data.itertext())))
    )
    text = _text(kind, written)
    if cell.get(f"{SPREADSHEET}Formula"):
        grid.formulas.add(position)
        if not text:
            grid.unvalued.add(position)
    for comment in children(cell, "Comment"):
        grid.comments[position] = "".join(map(str, comment.itertext())).strip()
    if not text and position not in grid.unvalued:
        return
    grid.cells[position] = text
    if kind == "Error":
        grid.errors[position] = text
    inner = set() if data is None else {local(one) for one in data.iter()}
    if style.struck or "S" in inner:
        grid.struck.add(position)
    if style.raised or not inner.isdisjoint({"Sup", "Sub"}):
        grid.raised.add(position)
    if _is_altered(kind, written, style.code):
        grid.formats[position] = style.code


def _text(kind: str, written: str) -> str:
    """Return a stored value as raw text, as other workbooks have it."""
    match kind:
        case "Boolean":
            return "TRUE" if written.strip() == "1" else "FALSE"
        case "DateTime":
            try:
                moment = datetime.fromisoformat(written.strip())
            except ValueError:
                return written
            return moment.date().isoformat() if moment.time() == time() else moment.isoformat(sep=" ")
        case "Number":
            number = _decimal(written)
            return written if number is None else f"{number.normalize():f}"
        case _:
            return written


def _is_altered(kind: str, written: str, code: str) -> bool:
    """Tell whether a number format changes what a cell says."""
    if not code:
        return False
    if kind != "Number":
        return kind == "String" and alters_text(code)
    number = _decimal(written)
    return number is not None and (number > 0) - (number < 0) in altered_signs(code)


def _decimal(text: str) -> Decimal | None:
    """Read a stored number in the fifteen digits that a spreadsheet keeps; one that is none is text."""
    try:
        number = Decimal(f"{float(text):.15g}")
    except (ValueError, InvalidOperation):
        return None
    return number if number.is_finite() else None


def _index(element: Element, following: int, most: int) -> int:
    """Return the zero-based place of a row, column or cell: as it says, or behind the last one."""
    text = element.get(f"{SPREADSHEET}Index", "")
    place = int(text) - 1 if text.isdecimal() and len(text) < 9 else following  # noqa: PLR2004 -- digits of the last row
    if not 0 <= place < most:
        raise NoOneReadingError(_TOO_LARGE)
    return place


def _number(element: Element, name: str) -> int:
    """Return a small count that an element states; 0 where it does not."""
    text = element.get(f"{SPREADSHEET}{name}", "0")
    return min(int(text), _MOST_COLUMNS) if text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004 -- as above


def _is_on(element: Element, name: str) -> bool:
    """Tell whether an element says that something is so."""
    return element.get(f"{SPREADSHEET}{name}") == "1"
