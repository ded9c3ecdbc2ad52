"""A drawn workbook to bytes: the same content always gives the same bytes, and names no person."""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from xml.sax.saxutils import escape

from lxml import etree
from openpyxl import Workbook

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FIRST_ZIP_YEAR, _LAST_ZIP_YEAR = 1980, 2107
"""The years that the stamp of a part can tell; the properties of the document tell the day itself."""
_FIRST_PART = "[Content_Types].xml"
_SHEET_PART = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_PROPERTIES, _APPLICATION = "docProps/core.xml", "docProps/app.xml"
_BEFORE_IGNORED_ERRORS = ("colBreaks", "rowBreaks", "headerFooter", "pageSetup", "pageMargins", "sheetData")
"""Parts of a sheet that its schema puts before `ignoredErrors`, the last one first."""
# Without creator and lastModifiedBy: document properties that name somebody are a finding on intake.
_CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>\
<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified></cp:coreProperties>"""

_MADE_BY = b"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
<Application>shinchoku</Application></Properties>"""


@dataclass(frozen=True, slots=True)
class Finish:
    """What openpyxl cannot write into a sheet."""

    results: Mapping[str, str] = field(default_factory=dict)
    """The stored result of each formula by cell; a formula that is not named gives an empty text."""
    growing_rows: frozenset[int] = frozenset()
    """Rows whose height Excel fits to the text that people write into them."""
    text_numbers: str = ""
    """Cells in which numbers are text on purpose, so that Excel does not mark each as a mistake."""


def workbook_bytes(book: Workbook, title: str, day: date, finishes: Mapping[str, Finish]) -> bytes:
    """Return a workbook as an xlsx file dated `day`, its sheets finished as `finishes` says by name.

    Parts are stored, not deflated: compressed bytes differ from one zlib to another.
    """
    drawn, packed = io.BytesIO(), io.BytesIO()
    book.save(drawn)
    names = [sheet.title for sheet in book.worksheets]
    stamp = (min(max(day.year, _FIRST_ZIP_YEAR), _LAST_ZIP_YEAR), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(drawn) as source, zipfile.ZipFile(packed, "w") as target:
        for name in sorted(source.namelist(), key=lambda part: (part != _FIRST_PART, part)):
            content = source.read(name)
            if name == _PROPERTIES:
                content = _CORE.format(title=escape(title), day=day.isoformat()).encode()
            elif name == _APPLICATION:
                content = _MADE_BY
            elif sheet := _SHEET_PART.fullmatch(name):
                content = _finished(content, finishes.get(names[int(sheet[1]) - 1], Finish()))
            part = zipfile.ZipInfo(name, stamp)
            part.create_system = 0
            part.external_attr = 0
            target.writestr(part, content)
    return packed.getvalue()


def _finished(content: bytes, finish: Finish) -> bytes:
    """Give formulas their stored result and let rows grow with their text.

    A formula without a stored result reads as empty in every program that does not calculate.
    """
    root = etree.fromstring(content)
    for cell in root.iter(f"{_MAIN}c"):
        if cell.find(f"{_MAIN}f") is not None:
            value = cell.find(f"{_MAIN}v")
            if value is None:
                value = etree.SubElement(cell, f"{_MAIN}v")
            cell.set("t", "str")
            value.text = finish.results.get(cell.get("r", ""), "")
    for row in root.iter(f"{_MAIN}row"):
        if int(row.get("r", "0")) in finish.growing_rows:
            row.attrib.pop("customHeight", "")
    if finish.text_numbers:
        ignored = etree.Element(f"{_MAIN}ignoredErrors")
        etree.SubElement(ignored, f"{_MAIN}ignoredError", sqref=finish.text_numbers, numberStoredAsText="1")
        before = [root.find(f"{_MAIN}{name}") for name in _BEFORE_IGNORED_ERRORS]
        next(one for one in before if one is not None).addnext(ignored)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
