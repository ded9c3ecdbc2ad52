"""One received content to its reading, by what its bytes are and not by what its name says."""

from __future__ import annotations

from shinchoku.adapters.workbooks.delimited import NotTextError, read_delimited
from shinchoku.adapters.workbooks.spreadsheet import UnreadableWorkbookError, read_spreadsheet
from shinchoku.intake.layout import read_sheets
from shinchoku.intake.sheets import Problem, Reading

READER_VERSION = 1
"""Raised whenever the same bytes would be read differently; stored readings are then made again."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# Formats that departments do send and that hold no table: named so that nobody thinks them received.
_NO_TABLE = {b"%PDF": "PDF", b"{\\rt": "RTF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG"}


def read_content(content: bytes) -> Reading:
    """Read a workbook or a delimited text; what cannot be read is a problem, never an exception."""
    if not content:
        return _refused("SH101", "空のファイル（0バイト）です", "the file is empty (0 bytes)")
    for magic, name in _NO_TABLE.items():
        if content.startswith(magic):
            return _refused("SH102", f"{name}形式です", f"it is a {name} file")
    try:
        if content.startswith((_ZIP, _OLE)):
            return read_sheets(read_spreadsheet(content))
        return read_sheets((read_delimited(content),))
    except UnreadableWorkbookError as error:
        return _refused("SH101", error.reason.ja, error.reason.en)
    except NotTextError as error:
        return _refused("SH102", error.reason.ja, error.reason.en)


def _refused(rule: str, why_ja: str, why_en: str) -> Reading:
    """Return the reading of a file none of whose rows could be read."""
    return Reading(problems=(Problem(rule, stops_reading=True, values={"why_ja": why_ja, "why_en": why_en}),))
