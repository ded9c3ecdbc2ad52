"""A workbook before it is written: sheets of cells, merges, and what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.answers import Written

Position = tuple[int, int]


@dataclass
class Canvas:
    """One sheet to be written, zero-based."""

    name: str = "進捗状況"
    visible: bool = True
    cells: dict[Position, Written] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Top, left, bottom, right."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)

    def put(self, row: int, column: int, what: Written | str) -> None:
        """Write a cell."""
        written = Written(what) if isinstance(what, str) else what
        if written.stored != "" or written.formula or written.error:
            self.cells[row, column] = written

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge an area of more than one cell."""
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    @property
    def height(self) -> int:
        """Rows up to the last one with a cell."""
        return max((row for row, _ in self.cells), default=-1) + 1

    @property
    def width(self) -> int:
        """Columns up to the last one with a cell."""
        return max((column for _, column in self.cells), default=-1) + 1
