"""A piece of a sheet in the words of the template that draws it."""

from __future__ import annotations

from dataclasses import dataclass

from shinchoku.review.excerpt import Excerpt, ExcerptCell


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One drawn cell."""

    text: str
    marked: bool
    merged_rows: int
    merged_columns: int
    redacted: bool
    beside: bool = False


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One drawn row."""

    number: int
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """A piece of a sheet; `where` names it: 進捗状況 B2:G9."""

    sheet_name: str
    where: str
    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]


def shown_piece(piece: Excerpt) -> ShownPiece:
    """Return a piece as the template takes it."""
    first, last = piece.rows[0], piece.rows[-1]
    return ShownPiece(
        sheet_name=piece.sheet_name,
        where=f"{piece.columns[0]}{first.number}:{piece.columns[-1]}{last.number}",
        columns=piece.columns,
        rows=tuple(ShownRow(row.number, tuple(map(_cell, row.cells))) for row in piece.rows),
    )


def _cell(cell: ExcerptCell) -> ShownCell:
    """Return a cell as the template takes it."""
    return ShownCell(cell.text, cell.marked, cell.rows, cell.columns, cell.redacted, cell.beside)
