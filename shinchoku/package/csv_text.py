"""Tables to CSV as a city publishes it: UTF-8 with BOM, CRLF, RFC 4180, nothing a spreadsheet runs."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Mapping, Sequence

from schemas.columns import ColumnType

_RUNS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(rows: Sequence[Mapping[str, str]], types: Mapping[str, ColumnType]) -> bytes:
    """Write rows under a header of the column names, in the order of `types`.

    Text that a spreadsheet would run gets a leading apostrophe; numbers are exempt.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(types)
    writer.writerows([cell_text(row[name], kind) for name, kind in types.items()] for row in rows)
    return codecs.BOM_UTF8 + out.getvalue().encode()


def read_csv(content: bytes) -> tuple[list[str], list[dict[str, str]]]:
    """Read a published table back as its header and rows of text.

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
            message = f"row {number} has {len(record)} cells, the header {len(header)}"
            raise ValueError(message)
    return header, [dict(zip(header, record, strict=True)) for record in records[1:]]


def cell_text(value: str, kind: ColumnType) -> str:
    """Return a cell's text on one line, escaped if it is text that a spreadsheet would run."""
    line = " ".join(value.splitlines())
    return f"'{line}" if kind is ColumnType.STRING and line.startswith(_RUNS) else line
