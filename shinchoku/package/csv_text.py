"""Tables to CSV as programs read it: UTF-8 without a mark, CRLF, RFC 4180, nothing a spreadsheet runs."""

import csv
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence

from schemas.field import ColumnType
from shinchoku.spelling import is_unseen, without_breaks

_RUNS = frozenset("=+-@'")
"""What a cell may not begin with, in any width; the apostrophe, so that the rule can be undone."""
_SEPARATES = frozenset("\t\r")
_COMMON = re.compile("[0-9A-Za-z\u3041-\u30ff\u4e00-\u9fff]")
"""What most text begins with: letters, digits and characters that show."""
_BLANK_MARKS = (range(0x034F, 0x0350), range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))
"""Marks that only choose between glyphs: with nothing before them they draw nothing."""


def write_csv(rows: Sequence[Mapping[str, str]], types: Mapping[str, ColumnType]) -> bytes:
    """Write rows under a header of the column names, in the order of `types`.

    Text that a spreadsheet would run gets a leading apostrophe; numbers are exempt.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(types)
    writer.writerows([cell_text(row[name], kind) for name, kind in types.items()] for row in rows)
    return out.getvalue().encode()


def read_csv(content: bytes) -> tuple[list[str], list[dict[str, str]]]:
    """Read a published table back as its header and rows of text, each cell as the file has it.

    A table of an older release begins with a byte order mark, which is no part of its first name.

    Raises:
        ValueError: if the bytes are not UTF-8, not CSV, or a record does not fit the header.
    """
    text = content.decode("utf-8-sig")
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise ValueError(str(error)) from error
    header = records[0] if records else []
    for number, record in enumerate(records[1:], start=1):
        if len(record) != len(header):
            raise ValueError(f"row {number} has {len(record)} cells, the header {len(header)}")
    return header, [dict(zip(header, record, strict=True)) for record in records[1:]]


def cell_text(value: str, kind: ColumnType) -> str:
    """Return a cell's text on one line, escaped if it is text that a spreadsheet would run."""
    line = without_breaks(value)
    return f"'{line}" if kind is ColumnType.STRING and _would_run(line) else line


def plain_text(cell: str, kind: ColumnType) -> str:
    """Return what a cell of a published table says: the text that `cell_text` was given, on one line."""
    return cell.removeprefix("'") if kind is ColumnType.STRING else cell


def _would_run(line: str) -> bool:
    """Tell whether the first character that anybody sees begins a formula; spreadsheets drop what stands before it."""
    if _COMMON.match(line):
        return False
    for character in line:
        if character in _SEPARATES:
            return True
        if not _is_blank(character):
            return unicodedata.normalize("NFKC", character)[:1] in _RUNS
    return False


def _is_blank(character: str) -> bool:
    """Tell whether a character shows as nothing."""
    return (
        character.isspace() or is_unseen(character) or any(ord(character) in marks for marks in _BLANK_MARKS)
    )
