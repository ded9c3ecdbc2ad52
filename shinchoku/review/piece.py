"""Some rows and columns of a sheet, and what its merged areas make of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence

from shinchoku.intake.look import Position
from shinchoku.intake.sheets import Area, Sheet


class Piece:
    """Rows and columns of a sheet, zero-based and in order, not necessarily beside each other."""

    def __init__(
        self, sheet: Sheet, rows: Collection[int], columns: Collection[int], merged: Iterable[Area]
    ) -> None:
        """Find the merged areas that reach into the piece; of two that overlap there the first one counts."""
        self.sheet = sheet
        self.rows: Sequence[int] = sorted(rows)
        self.columns: Sequence[int] = sorted(columns)
        self._areas: dict[Position, Area] = {}
        for area in merged:
            inside = [
                (row, column)
                for row in _between(self.rows, area.top, area.bottom)
                for column in _between(self.columns, area.left, area.right)
            ]
            if not any(at in self._areas for at in inside):
                self._areas |= dict.fromkeys(inside, area)

    def trim_rows(self, fixed: Collection[int], own: Collection[int]) -> None:
        """Leave out the empty rows at either end, but for the fixed ones and the own rows of the cell."""

        def is_kept(row: int) -> bool:
            return row in own or any(self._has_text(row, column) for column in self.columns)

        self.rows = _trimmed(self.rows, fixed, is_kept)

    def trim_columns(self, fixed: Collection[int], own: Collection[int]) -> None:
        """Leave out the empty columns at either end, but for the fixed ones and the own columns of the cell."""

        def is_kept(column: int) -> bool:
            return column in own or any(self._has_text(row, column) for row in self.rows)

        self.columns = _trimmed(self.columns, fixed, is_kept)

    def area(self, row: int, column: int) -> Area:
        """Return the merged area of a cell, or the cell alone."""
        return self._areas.get((row, column)) or Area(row, column, row, column)

    def span(self, row: int, column: int) -> tuple[int, int] | None:
        """Return over how many rows and columns of the piece a cell is drawn; nothing if another covers it."""
        area = self.area(row, column)
        rows = _between(self.rows, area.top, area.bottom)
        columns = _between(self.columns, area.left, area.right)
        return (len(rows), len(columns)) if (rows[0], columns[0]) == (row, column) else None

    def _has_text(self, row: int, column: int) -> bool:
        """Tell whether anything shows in a cell."""
        area, grid = self.area(row, column), self.sheet.grid
        inside = area.top < len(grid) and area.left < len(grid[area.top])
        return inside and bool(grid[area.top][area.left].strip())


def _between(numbers: Sequence[int], first: int, last: int) -> Sequence[int]:
    """Return those of some sorted numbers that lie in a range, both ends included."""
    return numbers[bisect_left(numbers, first) : bisect_right(numbers, last)]


def _trimmed(numbers: Sequence[int], fixed: Collection[int], is_kept: Callable[[int], bool]) -> Sequence[int]:
    """Return numbers without those at either end that need not be kept; the fixed ones are no end."""
    others = [number for number in numbers if number not in fixed]
    kept = [place for place, number in enumerate(others) if is_kept(number)]
    between = others[kept[0] : kept[-1] + 1] if kept else []
    return sorted({*between, *(number for number in numbers if number in fixed)})
