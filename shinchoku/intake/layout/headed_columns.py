"""The columns of one table: what stands above each, and what stands in it on the rows of items."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from shinchoku.intake.layout.candidates import HeadingCandidate
from shinchoku.intake.layout.headings import Heading, heading_of, is_left_out
from shinchoku.intake.sheets import Sheet
from shinchoku.register.item_no import is_item_no_text


@dataclass(frozen=True, slots=True)
class Owner:
    """The heading that a column without one of its own stands under, and the texts that name it."""

    heading: Heading
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadedColumns:
    """The columns of one table: what their headings were taken for, and what stands in the rows of its items."""

    candidate: HeadingCandidate
    taken: Mapping[str, int]
    """The columns that were taken, by name."""
    doubled: Collection[int]
    """The columns under a heading that is merged from the left and names nothing below itself."""
    texts: Mapping[int, Sequence[str]]
    """What stands in the rows of items, by visible column; an empty column has no entry."""
    last: int
    """The last column with a heading."""

    def paths(self, column: int) -> tuple[str, ...]:
        """Return the texts above a column, none where it has none."""
        return self.candidate.paths.get(column, ())

    def is_told(self, column: int) -> bool:
        """Tell whether a heading is known, though it was not taken: it is left out, or said to be doubled."""
        return column in self.candidate.headings or is_left_out(self.paths(column))

    def is_bare(self, column: int) -> bool:
        """Tell whether a column has no text above it, or only that of a heading merged from its left."""
        return column in self.doubled or not self.paths(column)

    def owner(self, column: int) -> Owner | None:
        """Return the heading that a column stands under, if it names something that is read."""
        if self.is_bare(column):
            left = self._headed_from_the_left(column)
            return self.owner(left) if left is not None else None
        path = self.paths(column)
        if (own := self.candidate.headings.get(column)) is not None:
            return Owner(own, path)
        for length in range(len(path) - 1, 0, -1):
            if (found := heading_of(path[:length])) is not None:
                return Owner(found, path[:length])
        return None

    def below(self, column: int, owner: Owner) -> tuple[str, ...]:
        """Return the sub-headings of a column below its owner."""
        return self.paths(column)[len(owner.path) :]

    def _headed_from_the_left(self, column: int) -> int | None:
        """Return the next column to the left with a heading; none where an empty one lies outside the table."""
        for left in range(column - 1, -1, -1):
            if not self.is_bare(left):
                return left
            if left > self.last and left not in self.texts:
                return None
        return None


def texts_of_items(
    sheet: Sheet, rows: range, number: int | None, columns: Iterable[int]
) -> dict[int, list[str]]:
    """Return what stands in some visible columns on the visible rows that begin with an item number."""
    items = [
        sheet.grid[row]
        for row in rows
        if number is not None
        and row not in sheet.look.hidden_rows
        and sheet.grid[row][number]
        and is_item_no_text(sheet.grid[row][number])
    ]
    found = {
        column: [text for row in items if (text := row[column].strip())]
        for column in columns
        if column not in sheet.look.hidden_columns
    }
    return {column: texts for column, texts in found.items() if texts}
