"""Sheets to bytes: delimited text in every encoding, workbooks written part by part or by openpyxl."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from html import escape

from corpus.answers import Written
from corpus.canvas import Canvas

TEXT_FORMATS: dict[str, tuple[str, bytes, str, str]] = {
    # name: codec, byte order mark, delimiter, line end
    "CSV UTF-8": ("utf-8", b"", ",", "\r\n"),
    "CSV UTF-8 LF": ("utf-8", b"", ",", "\n"),
    "CSV UTF-8 BOM": ("utf-8", b"\xef\xbb\xbf", ",", "\r\n"),
    "CSV CP932": ("cp932", b"", ",", "\r\n"),
    "CSV UTF-16LE BOM": ("utf-16-le", b"\xff\xfe", ",", "\r\n"),
    "CSV UTF-16BE BOM": ("utf-16-be", b"\xfe\xff", ",", "\r\n"),
    "CSV UTF-16LE": ("utf-16-le", b"", ",", "\r\n"),
    "CSV UTF-16BE": ("utf-16-be", b"", ",", "\r\n"),
    "CSV semicolon": ("utf-8", b"\xef\xbb\xbf", ";", "\r\n"),
    "TSV UTF-8": ("utf-8", b"", "\t", "\r\n"),
    "TSV CP932": ("cp932", b"", "\t", "\r\n"),
    "TSV UTF-16LE BOM": ("utf-16-le", b"\xff\xfe", "\t", "\r\n"),
    "TSV UTF-16LE": ("utf-16-le", b"", "\t", "\n"),
}
BOOK_FORMATS = ("xlsx", "xlsx openpyxl", "xlsm")

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HIDDEN, _HIDDEN_SHEET = ' hidden="1"', ' state="hidden"'
_MOMENT = re.compile(rb"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_STAMP = (2024, 5, 1, 0, 0, 0)


def write_text(canvas: Canvas, name: str) -> bytes:
    """Write a sheet as delimited text."""
    codec, mark, delimiter, end = TEXT_FORMATS[name]
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator=end)
    for row in range(canvas.height):
        texts = [canvas.cells.get((row, column), Written()).text for column in range(canvas.width)]
        writer.writerow(texts)
    return mark + buffer.getvalue().encode(codec)


def write_book(canvases: Sequence[Canvas], name: str) -> bytes:
    """Write sheets as a workbook."""
    return _openpyxl(canvases) if name == "xlsx openpyxl" else _parts(canvases, macros=name == "xlsm")


def letters(column: int) -> str:
    """Return the letters of a zero-based column."""
    text, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


def _parts(canvases: Sequence[Canvas], *, macros: bool) -> bytes:
    """Write the parts of a workbook by hand, so that formulas carry their values."""
    styles = _Styles()
    sheets = [_sheet(canvas, styles) for canvas in canvases]
    numbers = range(1, len(sheets) + 1)
    kind = (
        "application/vnd.ms-excel.sheet.macroEnabled"
        if macros
        else "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    listed = "".join(
        f'<sheet name="{escape(one.name)}" sheetId="{n}" r:id="rId{n}"{"" if one.visible else _HIDDEN_SHEET}/>'
        for n, one in zip(numbers, canvases, strict=True)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n in numbers
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView activeTab="{_shown_first(canvases)}"/></bookViews><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}<Relationship Id="rId{len(sheets) + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": styles.xml(),
        **{f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in zip(numbers, sheets, strict=True)},
    }
    if macros:
        parts["xl/vbaProject.bin"] = "macro"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part, content in parts.items():
            head = (
                "" if part.endswith(".bin") else '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            )
            archive.writestr(zipfile.ZipInfo(part, _STAMP), head + content)
    return buffer.getvalue()


def _shown_first(canvases: Sequence[Canvas]) -> int:
    """Return the sheet that a program opens: a hidden one would be shown for it."""
    return next(n for n, canvas in enumerate(canvases) if canvas.visible)


class _Styles:
    """The cell styles of a workbook: number formats, and struck text."""

    def __init__(self) -> None:
        """Start with the general one."""
        self._known: dict[tuple[str, bool], int] = {("", False): 0}

    def of(self, written: Written) -> int:
        """Return the number of a cell's style."""
        style = "yyyy/m/d" if isinstance(written.stored, datetime) else written.number_format
        return self._known.setdefault((style, written.struck), len(self._known))

    def xml(self) -> str:
        """Return the styles' part."""
        codes = {
            style: 164 + n for n, style in enumerate(sorted({style for style, _ in self._known if style}))
        }
        formats = "".join(
            f'<numFmt numFmtId="{n}" formatCode="{escape(code)}"/>' for code, n in codes.items()
        )
        cells = "".join(
            f'<xf numFmtId="{codes.get(style, 0)}" fontId="{int(struck)}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
            for style, struck in self._known
        )
        count = f'<numFmts count="{len(codes)}">{formats}</numFmts>' if codes else ""
        return f'<styleSheet xmlns="{_MAIN}">{count}<fonts count="2"><font><sz val="11"/></font><font><strike/><sz val="11"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="{len(self._known)}">{cells}</cellXfs></styleSheet>'


def _sheet(canvas: Canvas, styles: _Styles) -> str:
    """Return a sheet's part."""
    rows: dict[int, list[str]] = {}
    for (row, column), written in sorted(canvas.cells.items()):
        rows.setdefault(row, []).append(_cell(f"{letters(column)}{row + 1}", written, styles.of(written)))
    data = "".join(
        f'<row r="{row + 1}"{_HIDDEN if row in canvas.hidden_rows else ""}>{"".join(cells)}</row>'
        for row, cells in rows.items()
    )
    hidden = "".join(
        f'<col min="{c + 1}" max="{c + 1}" width="9" hidden="1"/>' for c in sorted(canvas.hidden_columns)
    )
    areas = "".join(
        f'<mergeCell ref="{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"/>'
        for top, left, bottom, right in canvas.merges
    )
    columns = f"<cols>{hidden}</cols>" if hidden else ""
    merges = f'<mergeCells count="{len(canvas.merges)}">{areas}</mergeCells>' if areas else ""
    return f'<worksheet xmlns="{_MAIN}">{columns}<sheetData>{data}</sheetData>{merges}</worksheet>'


def _cell(name: str, written: Written, style: int) -> str:
    """Return one cell."""
    formula = f"<f>{escape(written.formula)}</f>" if written.formula else ""
    stored = written.stored
    if written.error:
        return f'<c r="{name}" s="{style}" t="e">{formula}<v>{written.error}</v></c>'
    if written.formula and not written.has_value:
        return f'<c r="{name}" s="{style}">{formula}</c>'
    if isinstance(stored, bool):
        return f'<c r="{name}" s="{style}" t="b"><v>{int(stored)}</v></c>'
    if isinstance(stored, datetime):
        serial = (stored - datetime(1899, 12, 30)).total_seconds() / 86_400  # noqa: DTZ001 -- a cell has no zone
        return f'<c r="{name}" s="{style}"><v>{serial!r}</v></c>'
    if isinstance(stored, int | float):
        return f'<c r="{name}" s="{style}">{formula}<v>{stored!r}</v></c>'
    return (
        f'<c r="{name}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(stored)}</t></is></c>'
    )


def _openpyxl(canvases: Sequence[Canvas]) -> bytes:
    """Write sheets as most programs do; formulas have no values then."""
    from openpyxl import Workbook  # noqa: PLC0415 -- half a second that delimited text need not wait for
    from openpyxl.styles import Font  # noqa: PLC0415 -- as above

    book = Workbook()
    book.remove(book.active)
    for canvas in canvases:
        sheet = book.create_sheet(canvas.name)
        sheet.sheet_state = "visible" if canvas.visible else "hidden"
        for (row, column), written in canvas.cells.items():
            unvalued = written.formula and not written.has_value
            cell = sheet.cell(
                row + 1, column + 1, f"={written.formula}" if unvalued else written.error or written.stored
            )
            if written.number_format:
                cell.number_format = written.number_format
            if written.struck:
                cell.font = Font(strike=True)
        for top, left, bottom, right in canvas.merges:
            sheet.merge_cells(
                start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1
            )
        for row in canvas.hidden_rows:
            sheet.row_dimensions[row + 1].hidden = True
        for column in canvas.hidden_columns:
            sheet.column_dimensions[letters(column)].hidden = True
    book.active = _shown_first(canvases)
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_time(buffer.getvalue())


def _without_time(content: bytes) -> bytes:
    """Return a workbook without the moment of its writing, so that its bytes depend on its cells alone."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            text = _MOMENT.sub(b"2024-05-01T00:00:00Z", old.read(part))
            new.writestr(zipfile.ZipInfo(part, _STAMP), text, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
