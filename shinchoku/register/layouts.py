"""Declared layouts: a city's own forms, described once by example, so that they are read without searching.

A layout is a small file in the plan's folder (`layouts/*.toml`). It says by which cells a form is known
and where each answer stands; `shinchoku layout learn` proposes one from a sample.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shinchoku.register.entry import Entry, Text

CellName = Annotated[str, Field(pattern=r"^[A-Z]{1,3}[1-9]\d{0,6}$")]
ColumnName = Annotated[str, Field(pattern=r"^[A-Z]{1,3}$")]


class LayoutKind(StrEnum):
    """Which shape a form has."""

    TABLE = "table"
    """Headings above, one item a row."""
    FORM = "form"
    """個票: one item a sheet, each label with its answer beside it."""


class LayoutMark(Entry):
    """A text by which a form is known, at its cell."""

    cell: CellName
    text: Text


class Answer(Entry):
    """Where the answer to a label stands."""

    label: Text
    """The label as printed on the form."""
    label_cell: CellName
    """Where the label stands."""
    cell: CellName
    """Where its answer stands; the label's own cell if it stands behind the label's colon."""
    last_cell: CellName | None = None
    """The last of its cells, where the answer is spread over several (boxes to tick)."""


class LayoutColumn(Entry):
    """A column of a table."""

    column: ColumnName
    """Its letter."""
    heading: Text
    """The last text of its heading, as printed."""


class Layout(Entry):
    """One declared form."""

    name: Text
    """What people call the form."""
    kind: LayoutKind
    """Table or form."""
    marks: Annotated[tuple[LayoutMark, ...], Field(min_length=1)]
    """A sheet with all of these texts at their cells is this form."""
    labels: dict[str, Answer] = Field(default_factory=dict)
    """`department`, `fiscal_year`, `round`: where the form asks for them."""
    fields: dict[str, Answer] = Field(default_factory=dict)
    """Of a form: where the answer for each column of a status sheet stands."""
    heading_row: Annotated[int, Field(ge=1)] | None = None
    """Of a table: the last row of its headings, counted from 1."""
    columns: dict[str, LayoutColumn] = Field(default_factory=dict)
    """Of a table: the letter of each column of a status sheet."""
