"""What has been seen of one sheet of an OpenDocument file."""

from dataclasses import dataclass, field

from shinchoku.intake.look import SheetLook, SheetSeen
from shinchoku.intake.sheets import Area


@dataclass(slots=True)
class OdsColumns:
    """A run of columns of one width, from its first to behind its last."""

    first: int
    end: int
    style: str
    is_hidden: bool


@dataclass(slots=True)
class OdsSheet(SheetSeen):
    """What has been seen of a sheet so far."""

    columns: list[OdsColumns] = field(default_factory=list)
    next_row: int = 0
    with_text: set[int] = field(default_factory=set)
    """Columns that have text."""
    merged: list[Area] = field(default_factory=list)

    def column_at(self, number: int) -> OdsColumns | None:
        """Return the run that a column lies in."""
        return next((one for one in self.columns if one.first <= number < one.end), None)

    def look(self) -> SheetLook:
        """Return what was seen; only columns that have text hide anything."""
        hidden = (c for c in self.with_text if (run := self.column_at(c)) is not None and run.is_hidden)
        self.hidden_columns.update(hidden)
        return self.as_seen()
