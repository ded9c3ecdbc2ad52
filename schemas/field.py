"""What a field is: its words, its type, where departments report it, and where it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial

from schemas.code_list import CodeList
from schemas.codes import PUBLISHED_CODE_LISTS

ESCAPED_JA = "CSVでは、式と見なされる文の先頭に ' を付けています（README.mdを参照）。"
ESCAPED_EN = "In the CSV, text that looks like a formula has a leading ' (see README.md)."


Codes = type[CodeList]
"""A closed list of codes."""


class ColumnType(StrEnum):
    """The type of a published column, in the words of Table Schema."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


class SheetKind(StrEnum):
    """How a column of a status sheet is read."""

    PLACE = "place"
    """What an item stands under: a blank cell means the one above."""
    ITEM_NO = "item_no"
    NAME = "name"
    """What the register calls something: held against it, never published from a sheet."""
    CONTEXT_FIGURE = "context_figure"
    """A figure for comparison: checked against what is known, never published."""
    FIGURE = "figure"
    STATUS = "status"
    NARRATIVE = "narrative"
    """Free text that is published word for word, so it must carry no personal data."""


@dataclass(frozen=True, slots=True)
class FormEntry:
    """How the form asks for what departments fill in.

    `width` is that of its column in half-width characters. A text has at most `longest` characters and a `prompt`
    that says what to write; `example` is what the instructions fill it in with, and why.
    """

    width: float
    longest: int = 0
    prompt: str = ""
    example: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class OnSheet:
    """A field as a column of a status sheet."""

    kind: SheetKind
    headings: tuple[str, ...]
    """Every way departments write its heading; the first spelling is the form's own."""
    is_required: bool = False
    """Whether a table without this column is no status sheet."""
    entry: FormEntry | None = None
    """How the form asks for it; nothing where departments do not fill it in."""
    goes_on_below: bool = False
    """Whether its text may go on in the row below, in the same column."""
    is_compared: bool = False
    """Whether its words are compared with those of another round or year."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field, described once: whoever shows, reads, checks or publishes it takes from here what it is.

    The title is what people call it, in Japanese and in English. Its values are those of the code list, a text has
    the form of the pattern, a number lies within the bounds. `described_in` has the descriptions of single tables in
    which it means something narrower.
    """

    title: tuple[str, str]
    about_ja: str = ""
    about_en: str = ""
    type: ColumnType = ColumnType.STRING
    code_list: str = ""
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    is_prose: bool = False
    """Whether people write what they like in it, so that it may be escaped against formula injection."""
    is_in_unit: bool = False
    """Whether its figures are in the unit of their row."""
    described_in: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    sheet: OnSheet | None = None
    """How it stands on a status sheet; nothing where no sheet has it."""
    tables: tuple[str, ...] = ()
    """Where it is published if departments report it; any other column is named by its tables alone."""
    is_correctable: bool = False
    """Whether a correction may replace it."""
    is_value: bool = False
    """Whether a change of it, once confirmed, makes its row a revised one (訂正)."""
    follows_reports: bool = False
    """Whether it changes with what is reported although no sheet says it; the rest of an item is the register's."""

    @property
    def title_ja(self) -> str:
        """What people call it in Japanese."""
        return self.title[0]

    @property
    def title_en(self) -> str:
        """What people call it in English."""
        return self.title[1]

    @property
    def is_reported(self) -> bool:
        """Whether departments report it and it is published."""
        return bool(self.tables)

    @property
    def codes(self) -> Codes | None:
        """The codes that its values are, if it has a code list."""
        return PUBLISHED_CODE_LISTS[self.code_list] if self.code_list else None

    @property
    def description_ja(self) -> str:
        """What readers are told of it, in Japanese."""
        return f"{self.about_ja}{ESCAPED_JA}" if self.is_prose else self.about_ja

    @property
    def description_en(self) -> str:
        """What readers are told of it, in English."""
        return f"{self.about_en} {ESCAPED_EN}" if self.is_prose else self.about_en

    def in_table(self, table: str) -> Field:
        """Return the field as a table describes it."""
        if table not in self.described_in:
            return self
        about_ja, about_en = self.described_in[table]
        return replace(self, about_ja=about_ja, about_en=about_en)


prose = partial(Field, is_prose=True)
whole = partial(Field, type=ColumnType.INTEGER, minimum=0)
figure = partial(Field, type=ColumnType.NUMBER)
flag = partial(Field, type=ColumnType.BOOLEAN)
day = partial(Field, type=ColumnType.DATE)
