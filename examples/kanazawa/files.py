"""Sheets as bytes: the same sheet always gives the same bytes."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from layout import Sheet, place
from tables import full_width
from workbooks import draw_workbook

if TYPE_CHECKING:
    from tables import Value

_MADE = datetime(2024, 4, 1)  # noqa: DTZ001 -- a workbook's properties hold no zone
_AUTHOR = "実演用"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_FIRST_PART = "[Content_Types].xml"


def workbook_bytes(sheet: Sheet) -> bytes:
    """Return a sheet as an Excel workbook that names no person and no time."""
    workbook = draw_workbook(sheet)
    workbook.properties.creator = workbook.properties.lastModifiedBy = _AUTHOR
    workbook.properties.created = _MADE
    buffer = io.BytesIO()
    workbook.save(buffer)
    return _repacked(buffer.getvalue())


def csv_bytes(sheet: Sheet) -> bytes:
    """Return a sheet as Excel saves it for `CSV (コンマ区切り)` in Japan: CP932, merged cells once."""
    placed = place(sheet)
    height = max(one.row + one.rows for one in placed)
    width = max(one.column + one.columns for one in placed) - 1
    grid = [[""] * width for _ in range(height - 1)]
    for one in placed:
        text = _shown(one.value)
        grid[one.row - 1][one.column - 1] = full_width(text) if sheet.writes_wide(one) else text
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(grid)
    return buffer.getvalue().encode("cp932")


def _shown(value: Value) -> str:
    """Return a value as its cell shows it."""
    if isinstance(value, Decimal):
        return f"{value:,}"
    return value or ""


def _repacked(workbook: bytes) -> bytes:
    """Write the parts again in a fixed order with fixed times.

    They are stored, not deflated: compressed bytes differ from one zlib to another.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in sorted(source.namelist(), key=lambda part: (part != _FIRST_PART, part)):
            part = zipfile.ZipInfo(name, _MADE.timetuple()[:6])
            part.create_system = 0
            part.external_attr = 0
            made = f"{_MADE.isoformat()}Z".encode()
            target.writestr(part, _MODIFIED.sub(rb"\g<1>" + made + rb"\g<2>", source.read(name)))
    return buffer.getvalue()
