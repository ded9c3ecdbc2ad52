"""What a second look at a workbook sees besides the text of its cells.

Cells are named by zero-based (row, column). What a format does not let us see is not empty but
`None`, so that it can be said (habit 4: unknown is not zero).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BeforeValidator


def _of_json(value: object) -> object:
    """Return a position as a pair: in JSON it is a list, and as a key, which has to be a text, `9,0`."""
    if isinstance(value, str):
        return tuple(int(part) for part in value.split(","))
    return tuple(value) if isinstance(value, list) else value


Position = Annotated[tuple[int, int], BeforeValidator(_of_json)]
"""Row and column of a cell, both from zero."""


@dataclass(frozen=True, slots=True)
class SheetLook:
    """What one sheet holds that its grid of text does not show."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    formats: Mapping[Position, str] = field(default_factory=dict)
    """Number formats that change what a cell says: per cent, scaled by commas, words, nothing at all.

    A cell that hides its content by other means has the format that would do the same.
    """
    formulas: frozenset[Position] = frozenset()
    unvalued_formulas: frozenset[Position] = frozenset()
    """Formulas whose result is not stored: other programs read them as empty."""
    stale_formulas: frozenset[Position] = frozenset()
    """Formulas whose stored result is not, or may not be, what they come to: 0 written by a program that cannot compute."""
    errors: Mapping[Position, str] = field(default_factory=dict)
    """Cells that hold an error value: `#REF!`."""
    raised: frozenset[Position] = frozenset()
    """Cells of whose text a part is superscript or subscript: the note in 61² is no digit of it."""
    struck: frozenset[Position] = frozenset()
    """Cells whose whole text, or a part of it, is struck through."""
    tinted: Mapping[Position, str] = field(default_factory=dict)
    """Cells with text whose fill or font colour is set: `fill=FFFF0000 font=theme4`."""
    comments: Mapping[Position, str] = field(default_factory=dict)
    """Notes and threaded comments by cell."""
    objects: tuple[str, ...] = ()
    """Text boxes, pictures, charts and shapes: the text of each, or its kind."""
    too_long: frozenset[Position] = frozenset()
    """Cells of whose text only the beginning was kept."""
    dates_from_1904: bool = False
    """Whether the workbook counts days from 1904, as old Macintosh programs did."""


NOTHING_SEEN = SheetLook()


@dataclass(slots=True, kw_only=True)
class SheetSeen:
    """What a reader has seen of one sheet so far: the fields of `SheetLook` while they grow."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formats: dict[Position, str] = field(default_factory=dict)
    formulas: set[Position] = field(default_factory=set)
    unvalued: set[Position] = field(default_factory=set)
    stale: set[Position] = field(default_factory=set)
    errors: dict[Position, str] = field(default_factory=dict)
    raised: set[Position] = field(default_factory=set)
    struck: set[Position] = field(default_factory=set)
    tinted: dict[Position, str] = field(default_factory=dict)
    comments: dict[Position, str] = field(default_factory=dict)
    objects: list[str] = field(default_factory=list)

    def as_seen(self) -> SheetLook:
        """Return what was seen."""
        return SheetLook(
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            formats=self.formats,
            formulas=frozenset(self.formulas),
            unvalued_formulas=frozenset(self.unvalued),
            stale_formulas=frozenset(self.stale),
            errors=self.errors,
            raised=frozenset(self.raised),
            struck=frozenset(self.struck),
            tinted=self.tinted,
            comments=self.comments,
            objects=tuple(self.objects),
        )


@dataclass(frozen=True, slots=True)
class WorkbookLook:
    """What a workbook holds besides its sheets; `sheets` by number from 1, only those looked at."""

    sheets: Mapping[int, SheetLook] = field(default_factory=dict)
    macros: bool = False
    external_links: int = 0
    names_persons: tuple[str, ...] = ()
    """Document properties that name a person: `creator`, `lastModifiedBy`. Never their values."""
    dates_from_1904: bool = False
    own_sheets: frozenset[int] = frozenset()
    """Sheets that we added ourselves to an annotated copy (指摘一覧), by number from 1."""
    uninspected: tuple[str, ...] = ()
    """Parts that are there and could not be read: what they hold is unknown, not absent."""
