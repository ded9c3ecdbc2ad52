"""How wide and high the cells of a sheet are drawn: as their texts need, merged ones as one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from shinchoku.intake.look import Position
from shinchoku.intake.sheets import Sheet, cell_name

_TEXT, _LINE, _PADDING, _WORD_ROOM = 13.0, 18.0, 14.0, 20.0
_NARROWEST, _WIDEST, _LOWEST = 54.0, 168.0, 28.0
_MOST_COLUMNS, _MOST_ROWS, _MOST_LINES = 40, 80, 3


@dataclass(frozen=True, slots=True)
class Box:
    """One drawn cell, or one merged area, by its first cell; lengths in pixels."""

    at: Position
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's cells as they are drawn."""

    boxes: tuple[Box, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: Mapping[Position, Position]
    """The last cell of each merged area by its first."""

    @property
    def width(self) -> float:
        """The width of all columns."""
        return self.xs[-1]

    @property
    def height(self) -> float:
        """The height of all rows."""
        return self.ys[-1]

    @property
    def columns(self) -> list[tuple[str, float, float]]:
        """The letters, place and width of each column."""
        return [(cell_name(0, n)[:-1], x, self.xs[n + 1] - x) for n, x in enumerate(self.xs[:-1])]

    @property
    def rows(self) -> list[tuple[str, float, float]]:
        """The number, place and height of each row."""
        return [(str(n + 1), y, self.ys[n + 1] - y) for n, y in enumerate(self.ys[:-1])]

    def span(self, first: Position, last: Position) -> tuple[float, float, float, float]:
        """Return place and size of the cells from one to another, whole merged areas."""
        last = max(last, self.areas.get(first, last))
        top, left = (min(at, len(edges) - 2) for at, edges in zip(first, (self.ys, self.xs), strict=True))
        bottom, right = (min(at, len(edges) - 2) for at, edges in zip(last, (self.ys, self.xs), strict=True))
        x, y = self.xs[left], self.ys[top]
        return x, y, self.xs[right + 1] - x, self.ys[bottom + 1] - y


def grid_of(
    sheet: Sheet, texts: Mapping[Position, str], words: Mapping[Position, float], last_row: int
) -> Grid:
    """Return how a sheet is drawn; `words` are the widths of what is written onto marked cells."""
    rows = min(last_row + 1, _MOST_ROWS)
    reach = [column + 1 for row, column in (*texts, *words) if row < rows]
    columns = min(max(reach, default=1), _MOST_COLUMNS)
    areas = {
        (a.top, a.left): (min(a.bottom, rows - 1), min(a.right, columns - 1))
        for a in sheet.merged
        if a.top < rows and a.left < columns
    }
    areas |= _overflowing(rows, columns, areas, texts, words)
    covered = {
        (row, column)
        for (top, left), (bottom, right) in areas.items()
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    cells = [(r, c) for r in range(rows) for c in range(columns) if (r, c) not in covered]
    xs = (0.0, *accumulate(_column_widths(columns, cells, areas, texts, words)))
    ys = (0.0, *accumulate(_row_heights(rows, cells, areas, texts, words, xs)))
    boxes = []
    for at in cells:
        bottom, right = areas.get(at, at)
        x, y = xs[at[1]], ys[at[0]]
        boxes.append(Box(at, x, y, xs[right + 1] - x, ys[bottom + 1] - y))
    return Grid(tuple(boxes), xs, ys, areas)


def _overflowing(
    rows: int,
    columns: int,
    areas: Mapping[Position, Position],
    texts: Mapping[Position, str],
    words: Mapping[Position, float],
) -> dict[Position, Position]:
    """Return the empty cells that a long text runs over to its right, as spreadsheets show it."""
    merged = {
        (row, column)
        for (top, left), (bottom, right) in areas.items()
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    found: dict[Position, Position] = {}
    for (row, column), text in texts.items():
        if row >= rows or column >= columns or (row, column) in merged or (row, column) in words:
            continue
        last = column
        while text_width(text) > _WIDEST * 0.6 * (last - column + 1) and last + 1 < columns:
            beside = (row, last + 1)
            if beside in merged or beside in words or beside in texts:
                break
            last += 1
        if last > column:
            found[row, column] = (row, last)
    return found


def text_width(text: str, size: float = _TEXT) -> float:
    """Return the width of a text in pixels: East Asian wide characters are a square."""
    return sum(size if unicodedata.east_asian_width(c) in "WFA" else size * 0.56 for c in text)


def wrapped(text: str, room: float) -> list[str]:
    """Return a text in lines that fit, the last one cut off with … if there are too many."""
    lines, line = [], ""
    for character in text:
        if line and text_width(line + character) > room:
            lines.append(line)
            line = ""
        line += character
    lines.append(line)
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1][:-1] + "…"]
    return lines


def _column_widths(
    columns: int,
    cells: list[Position],
    areas: Mapping[Position, Position],
    texts: Mapping[Position, str],
    words: Mapping[Position, float],
) -> list[float]:
    """Return the width of each column, as its unmerged cells and the words on them need."""
    widths = [_NARROWEST] * columns
    for at in cells:
        if areas.get(at, at)[1] == at[1]:
            text = min(text_width(texts.get(at, "")) + _PADDING + 2, _WIDEST)
            widths[at[1]] = max(widths[at[1]], text, words.get(at, 0.0))
    for (top, left), (_, right) in areas.items():
        lacking = words.get((top, left), 0.0) - sum(widths[left : right + 1])
        widths[right] += max(lacking, 0.0)
    return widths


def _row_heights(
    rows: int,
    cells: list[Position],
    areas: Mapping[Position, Position],
    texts: Mapping[Position, str],
    words: Mapping[Position, float],
    xs: tuple[float, ...],
) -> list[float]:
    """Return the height of each row; what is merged downwards takes the room of its rows together."""
    heights = [_LOWEST] * rows
    for at in sorted(cells, key=lambda one: areas.get(one, one)[0] - one[0]):
        bottom, right = areas.get(at, at)
        text = texts.get(at, "")
        lines = len(wrapped(text, xs[right + 1] - xs[at[1]] - _PADDING)) if text else 0
        needed = lines * _LINE + 8 + (_WORD_ROOM if at in words else 0.0)
        heights[bottom] += max(needed - sum(heights[at[0] : bottom + 1]), 0.0)
    return heights
