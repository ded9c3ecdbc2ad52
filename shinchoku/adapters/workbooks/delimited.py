"""Delimited text to a grid: UTF-8, UTF-16 and CP932, comma or tab, one deterministic choice."""

from __future__ import annotations

import codecs
import csv
import io

from shinchoku.bilingual import Bilingual
from shinchoku.intake.sheets import Sheet

_MOST_TABBED_LINES = 20


class NotTextError(Exception):
    """Bytes that are no text in any encoding that departments use, with the reason for a person."""

    def __init__(self, reason: Bilingual) -> None:
        """Keep the reason in both languages."""
        super().__init__(reason.en)
        self.reason = reason


def read_delimited(content: bytes) -> Sheet:
    """Return delimited text as one sheet.

    Raises:
        NotTextError: if the bytes are no text, naming the line that cannot be decoded.
    """
    text = decode(content)
    sample = text.splitlines()[:_MOST_TABBED_LINES]
    tabs, commas = (sum(line.count(mark) for line in sample) for mark in "\t,")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if tabs > commas else ","))
    except csv.Error as error:
        raise NotTextError(
            Bilingual("CSVの区切りを読み取れません", "its delimiters cannot be read")
        ) from error
    width = max(map(len, rows), default=0)
    grid = tuple(tuple(row + [""] * (width - len(row))) for row in rows)
    return Sheet("CSV", 1, grid)


def decode(content: bytes) -> str:
    """Decode by byte order mark, else as UTF-8, else as CP932 (never strict Shift_JIS: 髙 ① ㈱).

    UTF-8 comes first because text in CP932 is almost never valid UTF-8, while the reverse happens.

    Raises:
        NotTextError: if neither fits.
    """
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _strictly(content, encoding)
    try:
        return _strictly(content, "utf-8")
    except NotTextError:
        return _strictly(content, "cp932")


def _strictly(content: bytes, encoding: str) -> str:
    """Decode every byte or say on which line it stops."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise NotTextError(
            Bilingual(f"{line}行目の文字コードを判別できません", f"line {line} is in no known encoding")
        ) from error
    if "\0" in text:
        raise NotTextError(Bilingual("表ではないデータです", "it is not a table"))
    return text
