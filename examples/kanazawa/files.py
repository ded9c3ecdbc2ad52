"""Sheets as bytes: the same sheet always gives the same bytes."""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.etree.ElementTree import canonicalize

from layout import Sheet, place
from tables import full_width
from workbooks import draw_workbook

if TYPE_CHECKING:
    from tables import Value

_MADE = datetime(2024, 4, 1)  # noqa: DTZ001 -- a workbook's properties hold no zone
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_FIRST_PART = "[Content_Types].xml"
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_XML = (".xml", ".rels")


def workbook_bytes(sheet: Sheet) -> bytes:
    """Return a sheet as an Excel workbook that names no person and no time."""
    workbook = draw_workbook(sheet)
    workbook.properties.creator = workbook.properties.lastModifiedBy = None
    workbook.properties.created = _MADE
    buffer = io.BytesIO()
    workbook.save(buffer)
    return _repacked(buffer.getvalue())


def csv_bytes(sheet: Sheet) -> bytes:
    """Return a sheet as Excel saves it for `CSV (コンマ区切り)` in Japan: CP932, merged cells once."""
    return _delimited(sheet, ",").encode("cp932")


def unicode_text_bytes(sheet: Sheet) -> bytes:
    """Return a sheet as Excel saves it for `Unicode テキスト`: tabs, UTF-16 with a byte order mark."""
    return codecs.BOM_UTF16_LE + _delimited(sheet, "\t").encode("utf-16-le")


def _delimited(sheet: Sheet, delimiter: str) -> str:
    """Return a sheet's cells as lines of text."""
    placed = place(sheet)
    height = max(one.row + one.rows for one in placed)
    width = max(one.column + one.columns for one in placed) - 1
    grid = [[""] * width for _ in range(height - 1)]
    for one in placed:
        text = _shown(one.value)
        grid[one.row - 1][one.column - 1] = full_width(text) if sheet.writes_wide(one) else text
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n").writerows(grid)
    return buffer.getvalue()


def _shown(value: Value) -> str:
    """Return a value as its cell shows it."""
    if isinstance(value, Decimal):
        return f"{value:,}"
    return value or ""


def _repacked(workbook: bytes) -> bytes:
    """Write the parts again in a fixed order with fixed times.

    They are stored, not deflated: compressed bytes differ from one zlib to another. XML is written in its
    canonical form: openpyxl writes it differently where lxml is installed.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in sorted(source.namelist(), key=lambda part: (part != _FIRST_PART, part)):
            part = zipfile.ZipInfo(name, _MADE.timetuple()[:6])
            part.create_system = 0
            part.external_attr = 0
            content = source.read(name)
            target.writestr(part, _dated(_canonical(content)) if name.endswith(_XML) else content)
    return buffer.getvalue()


def _canonical(xml: bytes) -> bytes:
    """Return XML in the one form that no library's habits change (W3C Canonical XML 2.0)."""
    return _DECLARATION + canonicalize(xml.decode()).encode()


def _dated(xml: bytes) -> bytes:
    """Return a part whose time of change, if it has one, is that of its making."""
    made = f"{_MADE.isoformat()}Z".encode()
    return _MODIFIED.sub(rb"\g<1>" + made + rb"\g<2>", xml)
