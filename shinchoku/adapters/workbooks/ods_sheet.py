"""What has been seen of one sheet of an OpenDocument file."""

from __future__ import annotations

from dataclasses import dataclass, field

from shinchoku.intake.look import Position, SheetLook
from shinchoku.intake.sheets import Area


@dataclass(slots=True)
class OdsColumns:
    """A run of columns of one width, from its first to behind its last."""

    first: int
    end: int
    style: str
    is_hidden: bool


@dataclass(slots=True)
class OdsSheet:
    """What has been seen of a sheet so far."""

    columns: list[OdsColumns] = field(default_factory=list)
    next_row: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    with_text: set[int] = field(default_factory=set)
    """Columns that have text."""
    formats: dict[Position, str] = field(default_factory=dict)
    formulas: set[Position] = field(default_factory=set)
    unvalued: set[Position] = field(default_factory=set)
    errors: dict[Position, str] = field(default_factory=dict)
    raised: set[Position] = field(default_factory=set)
    struck: set[Position] = field(default_factory=set)
    tinted: dict[Position, str] = field(default_factory=dict)
    comments: dict[Position, str] = field(default_factory=dict)
    objects: list[str] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)

    def column_at(self, number: int) -> OdsColumns | None:
        """Return the run that a column lies in."""
        return next((one for one in self.columns if one.first <= number < one.end), None)

    def look(self) -> SheetLook:
        """Return what was seen."""
        hidden = (c for c in self.with_text if (run := self.column_at(c)) is not None and run.is_hidden)
        return SheetLook(
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(hidden),
            formats=self.formats,
            formulas=frozenset(self.formulas),
            unvalued_formulas=frozenset(self.unvalued),
            errors=self.errors,
            raised=frozenset(self.raised),
            struck=frozenset(self.struck),
            tinted=self.tinted,
            comments=self.comments,
            objects=tuple(self.objects),
        )
