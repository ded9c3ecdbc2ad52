"""Texts that hold tables in a markup, HTML or XML Spreadsheet 2003, to sheets: one reading or none."""

import re
from dataclasses import dataclass
from typing import assert_never

from shinchoku.adapters.workbooks.encoding import Decoded, UndecodableError, decode, decode_as
from shinchoku.adapters.workbooks.html_tables import html_sheets
from shinchoku.adapters.workbooks.known_formats import TextFormat
from shinchoku.adapters.workbooks.one_reading import NoOneReadingError
from shinchoku.adapters.workbooks.xml_spreadsheet import xml_spreadsheet_sheets
from shinchoku.intake.bounds import bounded_sheet
from shinchoku.intake.sheets import Sheet

__all__ = ["MarkedUp", "NoOneReadingError", "read_markup"]

_DECLARED = {
    TextFormat.HTML: re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_-]{2,30})", re.IGNORECASE),
    TextFormat.XML_SPREADSHEET: re.compile(
        rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([A-Za-z0-9_-]{2,30})", re.IGNORECASE
    ),
}
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


@dataclass(frozen=True, slots=True)
class MarkedUp:
    """The sheets of a text in a markup, and how it was decoded."""

    sheets: tuple[Sheet, ...]
    decoded: Decoded


def read_markup(content: bytes, kind: TextFormat) -> MarkedUp:
    """Read the tables of a text.

    Raises:
        UndecodableError: if the bytes are no text.
        NoOneReadingError: if there is no table, or more than one way to read one.
    """
    decoded = _decoded(content, kind)
    match kind:
        case TextFormat.HTML:
            return MarkedUp(tuple(map(bounded_sheet, html_sheets(decoded.text))), decoded)
        case TextFormat.XML_SPREADSHEET:
            return MarkedUp(tuple(map(bounded_sheet, xml_spreadsheet_sheets(decoded.text))), decoded)
        case _:
            assert_never(kind)


def _decoded(content: bytes, kind: TextFormat) -> Decoded:
    """Decode a text as it declares, if it does and that fits; else as any text."""
    declared = _DECLARED[kind].search(content[:8_192])
    if declared is not None and not content.startswith(_MARKS):
        try:
            return decode_as(content, declared[1].decode("ascii"))
        except UndecodableError:
            return decode(content)
    return decode(content)
