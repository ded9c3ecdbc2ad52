"""The sheet of 子育て支援課 for FY2024: its form as the city gives it out, filled in with mistakes and without."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

import openpyxl
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

DEPARTMENT, FULL_NAME = "D18", "こども未来局 子育て支援課"
ROUND, YEAR = "R6-yearend", 2024
FILE = "子育て支援課_進捗状況.xlsx"
FOLDER = "令和6年度/年度末"
DOUBTFUL, ROUGH, UNEXPLAINED = "34", "R6-6", "69"
"""The items with a mistake: a status that its figure contradicts, an approximate figure, no reason."""
MISTAKES = {DOUBTFUL: ("SH501", "N10"), ROUGH: ("SH314", "L12"), UNEXPLAINED: ("SH309", "P11")}
"""By item: the rule that says so, and the cell."""

_Rows = Mapping[str, Mapping[str, str | int | None]]
_HEADING = 8
_SAVED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")

FINE: _Rows = {
    "33": {"達成状況": "達成", "取組実績": "支援団体との意見交換会を4回開いた。"},
    "34": {"実績値": 28, "達成状況": "達成", "取組実績": "居場所を2か所開設した。"},
    "69": {
        "達成状況": "未達成",
        "取組実績": "保護者への説明会を開いた。",
        "未達成の理由": "再編の時期を改めて協議することになったため。",
    },
    "R6-6": {"実績値": 420, "達成状況": "達成", "取組実績": "選考の計算を自動化した。"},
}
"""What the department has to say."""


def with_three_mistakes(form: bytes) -> bytes:
    """Fill in the form with a contradicted status, an approximate figure, and no reason for a miss."""
    mistaken: _Rows = {"34": {"実績値": 27}, "69": {"未達成の理由": None}, "R6-6": {"実績値": "約420"}}
    return filled(form, {no: {**cells, **mistaken.get(no, {})} for no, cells in FINE.items()})


def corrected(form: bytes) -> bytes:
    """Fill in the form anew; the figure that contradicts its status stays, for that is what it was."""
    return filled(form, {**FINE, "34": {**FINE["34"], "実績値": 27}})


def filled(form: bytes, rows: _Rows) -> bytes:
    """Write into the cells of a form, by item and heading."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    sheet = book.worksheets[0]
    columns = {str(cell.value): cell.column_letter for cell in sheet[_HEADING] if isinstance(cell, Cell)}
    lines = {str(cell.value): cell.row for cell in sheet[columns["No."]]}
    for item_no, cells in rows.items():
        for heading, value in cells.items():
            sheet[f"{columns[heading]}{lines[item_no]}"] = value
    book.properties.creator = None
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _timeless(content: bytes) -> bytes:
    """Return a workbook without the moment of its saving, so that two walks hand in the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name), _SAVED.sub(rb"\g<1>2026-11-20T09:00:00Z", old.read(name)))
    return out.getvalue()


def marked_cells(copy: bytes) -> set[str]:
    """Return the cells of an annotated copy's sheet that carry a note."""
    book = openpyxl.load_workbook(io.BytesIO(copy))
    sheet: Worksheet = book["進捗状況"]
    return {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment is not None}
