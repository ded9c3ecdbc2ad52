"""Delimited text to a grid: comma, tab or semicolon, one deterministic choice."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from shinchoku.adapters.workbooks.encoding import Decoded, decode
from shinchoku.bilingual import Bilingual
from shinchoku.intake.bounds import bounded_sheet
from shinchoku.intake.sheets import Sheet

_SAMPLED_ROWS = 50
_DELIMITERS = ",\t;"
_KEPT_AS_TEXT = re.compile(r'="((?:[^"]|"")*)"')
"""How programs keep Excel from making a number of a text: `="001"`, a formula that is nothing but the text."""
_NO_LIMIT = 2**31 - 1
"""The largest limit that every platform takes."""


class NotTextError(Exception):
    """Text that is no table, with the reason for a person."""

    def __init__(self, reason: Bilingual) -> None:
        """Keep the reason in both languages."""
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class DelimitedText:
    """A delimited text as a sheet, and how it was decoded."""

    sheet: Sheet
    decoded: Decoded
    delimiter: str


def read_delimited(content: bytes) -> DelimitedText:
    """Return delimited text as one sheet.

    Raises:
        UndecodableError: if the bytes are no text.
        NotTextError: if its delimiters cannot be read.
    """
    decoded = decode(content)
    delimiter = max(_DELIMITERS, key=lambda mark: _fit(decoded.text, mark))
    rows: list[list[str]] = []
    reader = _split(decoded.text, delimiter)
    try:
        rows += reader
    except csv.Error as error:  # a quote that is not closed would swallow the rows below it
        first = sum(1 + sum(cell.count("\n") for cell in row) for row in rows) + 1
        raise NotTextError(
            Bilingual(
                f'{first}行目から始まる行の引用符（"）が閉じていないか、閉じた後に文字があります',
                f"a quote in the record that begins on line {first} is not closed, or text follows it",
            )
        ) from error
    width = max(map(len, rows), default=0)
    grid = tuple((*map(_said, row), *[""] * (width - len(row))) for row in rows)
    return DelimitedText(bounded_sheet(Sheet("CSV", 1, grid)), decoded, delimiter)


def _said(cell: str) -> str:
    """Return the text that a cell says: `="001"` is 001."""
    kept = _KEPT_AS_TEXT.fullmatch(cell) if cell.startswith('="') else None
    return kept[1].replace('""', '"') if kept else cell


def _fit(text: str, delimiter: str) -> tuple[int, int]:
    """Return how many of the first rows have the most frequent width under a delimiter, and that width.

    A table's rows are all as wide as each other, its titles and the commas of a sentence are not. Widths
    of one cell count for nothing.
    """
    try:
        rows = list(islice(_split(text, delimiter), _SAMPLED_ROWS))
    except csv.Error:
        return 0, 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((times, width) for width, times in widths.items()), default=(0, 0))


def _split(text: str, delimiter: str) -> Iterator[list[str]]:
    """Split a text into rows of cells of any length: what is too long is cut and told later."""
    csv.field_size_limit(_NO_LIMIT)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
