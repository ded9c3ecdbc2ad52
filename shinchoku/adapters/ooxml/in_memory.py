"""Saving with openpyxl without a temporary file: who makes a copy in a reader may write none."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter


class _InMemory(ExcelWriter):
    """openpyxl's writer, which otherwise writes each sheet to a file of its own before it packs it."""

    _archive: ZipFile

    def write_worksheet(self, ws: Worksheet) -> None:
        """Write one sheet, which has no drawings, into the archive."""
        out = BytesIO()
        writer = WorksheetWriter(ws, out)
        writer.write()
        ws._drawing, ws._rels = SpreadsheetDrawing(), writer._rels  # type: ignore[attr-defined]  # noqa: SLF001 -- what the rest of the writer asks for
        self._archive.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)


def saved_in_memory(book: Workbook) -> bytes:
    """Return a workbook of cells alone as an xlsx file."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        _InMemory(book, archive).write_data()
    return out.getvalue()
