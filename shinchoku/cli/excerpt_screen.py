"""The piece of a sheet around a cell on a terminal, the cell marked by brackets as well as by colour."""

from collections.abc import Set as AbstractSet
from dataclasses import asdict
from typing import Any

from rich.table import Table
from rich.text import Text

from shinchoku.cli.harmless import harmless
from shinchoku.review.excerpt import Excerpt, ExcerptCell

_MARKED, _BESIDE, _HEADING = "reverse bold", "underline", "bold"
_LABELS = range(2)
_COLUMN_WIDTH, _FEWEST_COLUMNS = 14, 3
_LONGEST = 24
"""Characters of a text beside the marked cell; the document for machines has all of it."""


def table_of(excerpt: Excerpt, width: int) -> Table:
    """Return a piece of a sheet as a table of about a width: what does not fit is left out, farthest first.

    A merged cell stands in its first place, the rest stays empty; long texts beside the marked cell are cut.
    """
    made = Table(title=Text(harmless(excerpt.sheet_name)), title_justify="left", header_style="dim")
    made.add_column("", justify="right", style="dim", no_wrap=True)
    placed = _placed(excerpt)
    marked = next((at for row in placed for at, cell in row if cell.marked), 0)
    beside = {at for row in placed for at, cell in row if cell.beside}
    kept = _kept(len(excerpt.columns), marked, beside, max(_FEWEST_COLUMNS, width // _COLUMN_WIDTH))
    for column in kept:
        made.add_column(excerpt.columns[column], overflow="fold")
    for row, cells in zip(excerpt.rows, placed, strict=True):
        texts: dict[int, Text] = {}
        for column, cell in cells:
            shown = next((one for one in kept if column <= one < column + cell.columns), column)
            texts[shown] = _text(cell, is_heading=row.is_heading)
        drawn = (texts.get(one, Text("")) for one in kept)
        made.add_row(str(row.number), *drawn, end_section=row.is_heading)
    return made


def _placed(excerpt: Excerpt) -> list[list[tuple[int, ExcerptCell]]]:
    """Return the cells of each row with the column that they begin in; merged ones push others aside."""
    covered: set[tuple[int, int]] = set()
    placed: list[list[tuple[int, ExcerptCell]]] = []
    for at, row in enumerate(excerpt.rows):
        column, cells = 0, []
        for cell in row.cells:
            while (at, column) in covered:
                column += 1
            cells.append((column, cell))
            covered |= {
                (at + down, column + across) for down in range(cell.rows) for across in range(cell.columns)
            }
        placed.append(cells)
    return placed


def _kept(columns: int, marked: int, beside: AbstractSet[int], most: int) -> list[int]:
    """Return the columns that are drawn: the first ones, which tell rows apart, and those around the marked cell."""
    nearest = sorted(
        range(columns), key=lambda one: (one not in {*_LABELS, *beside, marked}, abs(one - marked))
    )
    return sorted(nearest[:most])


def _text(cell: ExcerptCell, *, is_heading: bool) -> Text:
    """Return what a cell shows."""
    shown = harmless(cell.text, keep="\n") + ("…" if cell.truncated else "")
    if cell.marked:
        return Text(f"【{shown}】", style=_MARKED)
    if cell.beside:
        return Text(f"［{shown}］", style=_BESIDE)
    if len(shown) > _LONGEST:
        shown = f"{shown[:_LONGEST]}…"
    return Text(shown, style=_HEADING if is_heading else "")


def plain_excerpt(excerpt: Excerpt) -> dict[str, Any]:
    """Return a piece of a sheet as plain values."""
    return {
        "sheet_name": excerpt.sheet_name,
        "columns": list(excerpt.columns),
        "rows": [
            {
                "number": row.number,
                "heading": row.is_heading,
                "cells": [asdict(cell) for cell in row.cells],
            }
            for row in excerpt.rows
        ],
    }
