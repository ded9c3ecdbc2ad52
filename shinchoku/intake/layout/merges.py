"""Merged areas, asked by cell."""

from collections.abc import Iterable, Mapping

from shinchoku.intake.sheets import Area, Sheet


class Merges:
    """The merged areas of a sheet, found by any of their cells within the grid."""

    def __init__(self, sheet: Sheet) -> None:
        """Index the areas by cell; what lies outside the grid shows nothing.

        Areas never overlap in a sound workbook; in a crafted one the index ends when it has taken as many
        cells as the grid has.
        """
        self._area: dict[tuple[int, int], Area] = {}
        height, width = len(sheet.grid), len(sheet.grid[0]) if sheet.grid else 0
        left = height * width
        for area in sheet.merged:
            rows = range(area.top, min(area.bottom + 1, height))
            columns = range(area.left, min(area.right + 1, width))
            left -= len(rows) * len(columns)
            if left < 0:
                break
            self._area |= dict.fromkeys(((row, column) for row in rows for column in columns), area)

    @property
    def positions(self) -> Iterable[tuple[int, int]]:
        """Every cell that is part of a merged area."""
        return self._area.keys()

    def anchor(self, row: int, column: int) -> tuple[int, int] | None:
        """Return the cell whose text a covered cell shows; a cell that shows its own has none."""
        area = self._area.get((row, column))
        if area is None or (area.top, area.left) == (row, column):
            return None
        return area.top, area.left

    def width(self, row: int, column: int) -> int:
        """Return how many columns the area around a cell spans: 1 if it is not merged."""
        area = self._area.get((row, column))
        return 1 if area is None else area.right - area.left + 1

    def covers_all(self, row: int, columns: Iterable[int] | Mapping[int, str]) -> bool:
        """Tell whether every one of some cells of a row is covered from a row above."""
        return bool(self._area) and all(
            (anchor := self.anchor(row, column)) is not None and anchor[0] < row for column in columns
        )

    def hides(self, sheet: Sheet, row: int, columns: Mapping[int, str]) -> bool:
        """Tell whether a merged area covers a text of a row that is not the text it shows."""
        anchors = ((text, self.anchor(row, column)) for column, text in columns.items())
        return any(at is not None and text != sheet.grid[at[0]][at[1]] for text, at in anchors)
