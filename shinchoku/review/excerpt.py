"""The piece of a received sheet around a cell, as a person may see it: drawn beside a finding.

Nothing that a sheet holds gets through as it is: unseen characters are spelled out, long texts shortened,
suspected personal data hidden. Merged areas that a crafted workbook lays over each other are taken apart.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from shinchoku.checks.personal_data import REDACTED
from shinchoku.intake.look import Position
from shinchoku.intake.sheets import Area, Sheet, column_letters, position_of
from shinchoku.review.piece import Piece
from shinchoku.review.shown_text import shown_name, shown_text

_LONGEST, _LONGEST_MARKED = 100, 400
_MOST_HEADING_ROWS = 6
_MOST_LABEL_COLUMNS = 4
_MOST_BESIDE_COLUMNS = 4
_TOP_ROWS, _TOP_COLUMNS = 8, 10


@dataclass(frozen=True, slots=True)
class ExcerptCell:
    """One drawn cell: what it shows, and over how many drawn rows and columns."""

    text: str
    marked: bool = False
    beside: bool = False
    """Whether the judgement rests on it, too: the figure and the target that a status contradicts."""
    rows: int = 1
    columns: int = 1
    redacted: bool = False
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class ExcerptRow:
    """One drawn row by its number on the sheet; a cell that a merged one covers is left out."""

    number: int
    cells: tuple[ExcerptCell, ...]
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a sheet; rows and columns keep their names, so that a gap between them shows."""

    sheet_name: str
    columns: tuple[str, ...]
    rows: tuple[ExcerptRow, ...]

    @property
    def where(self) -> str:
        """Its first and its last cell: `B2:G9`."""
        return f"{self.columns[0]}{self.rows[0].number}:{self.columns[-1]}{self.rows[-1].number}"


def excerpt(  # noqa: PLR0913 -- how far the piece reaches to each side, and what is drawn however far it is
    sheet: Sheet,
    cell: str,
    *,
    above: int = 3,
    below: int = 3,
    left: int = 4,
    right: int = 4,
    heading_rows: Collection[int] = (),
    label_columns: Collection[str] = (),
    beside: Collection[str] = (),
) -> Excerpt | None:
    """Return the piece of a sheet around a cell, the cell marked.

    `heading_rows` count from 1; `label_columns` are the letters of what tells rows apart (item number, name),
    `beside` the letters of what the judgement rests on in the same row: drawn and marked however far it is.
    Without a cell's name it is the top of the sheet, with nothing marked; of a sheet without a text, nothing.
    """
    at = position_of(cell)
    if at is None:
        return _top(sheet)
    area = next((one for one in sheet.merged if _holds(one, at)), Area(*at, *at))
    headings = {number - 1 for number in heading_rows if 0 < number <= area.top + 1}
    headings = set(sorted(headings)[-_MOST_HEADING_ROWS:])
    concerned = sorted(_numbers(beside))[:_MOST_BESIDE_COLUMNS]
    labels = {*sorted(_numbers(label_columns))[:_MOST_LABEL_COLUMNS], *concerned}
    own_rows = range(area.top, min(area.bottom, area.top + below) + 1)
    own_columns = range(area.left, min(area.right, area.left + right) + 1)
    piece = Piece(
        sheet,
        {*headings, *range(max(area.top - above, 0), own_rows.stop + below)},
        {*labels, *range(max(area.left - left, 0), own_columns.stop + right)},
        (area, *sheet.merged),
    )
    piece.trim_rows(headings, own_rows)
    piece.trim_columns(labels, own_columns)
    return _drawn(piece, headings, at, frozenset((at[0], column) for column in concerned))


def _numbers(letters: Collection[str]) -> set[int]:
    """Return columns by number, of their letters."""
    return {place[1] for one in letters if (place := position_of(f"{one}1")) is not None}


def _top(sheet: Sheet) -> Excerpt | None:
    """Return the first rows and columns of a sheet that hold anything."""
    first_row = next((n for n, row in enumerate(sheet.grid) if any(map(str.strip, row))), None)
    if first_row is None:
        return None
    rows = range(first_row, first_row + _TOP_ROWS)
    filled = (
        column
        for row in sheet.grid[rows.start : rows.stop]
        for column, text in enumerate(row)
        if text.strip()
    )
    first_column = min(filled)
    piece = Piece(sheet, {*rows}, {*range(first_column, first_column + _TOP_COLUMNS)}, sheet.merged)
    piece.trim_rows((), ())
    piece.trim_columns((), ())
    return _drawn(piece, frozenset(), None)


def _drawn(
    piece: Piece,
    headings: Collection[int],
    marked: Position | None,
    beside: Collection[Position] = frozenset(),
) -> Excerpt:
    """Draw a piece with one cell marked, and those beside it that decide with it."""
    return Excerpt(
        sheet_name=shown_name(piece.sheet),
        columns=tuple(map(column_letters, piece.columns)),
        rows=tuple(
            ExcerptRow(row + 1, tuple(_cells(piece, row, headings, marked, beside)), row in headings)
            for row in piece.rows
        ),
    )


def _cells(
    piece: Piece,
    row: int,
    headings: Collection[int],
    marked: Position | None,
    beside: Collection[Position],
) -> Iterator[ExcerptCell]:
    """Yield the cells of a row that no merged one covers."""
    for column in piece.columns:
        span = piece.span(row, column)
        if span is None:
            continue
        area = piece.area(row, column)
        is_marked = marked is not None and _holds(area, marked)
        is_beside = not is_marked and any(_holds(area, one) for one in beside)
        longest = _LONGEST_MARKED if is_marked else _LONGEST
        text, truncated = shown_text(piece.sheet, (area.top, area.left), headings, longest)
        yield ExcerptCell(text, is_marked, is_beside, *span, redacted=text == REDACTED, truncated=truncated)


def _holds(area: Area, at: Position) -> bool:
    """Tell whether a cell lies in an area."""
    return area.top <= at[0] <= area.bottom and area.left <= at[1] <= area.right
