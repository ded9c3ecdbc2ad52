"""The words of the naive model: a register, a file, and what a year has to publish. A status is a letter (see `naive`)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

COUNTED = "ABCRU"


@dataclass(frozen=True)
class Item:
    """An item of the register, as far as figures depend on it."""

    name: str
    measure: str
    department: str
    first: int = 2023
    last: int = 2026
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class Round:
    """A round: its year, from when it is open, and whether it asks about pending items alone."""

    year: int
    opens: str
    pending_only: bool = False


@dataclass(frozen=True)
class Register:
    """What the plan says on the day of a night."""

    items: dict[str, Item]
    rounds: dict[str, Round]
    departments: dict[str, str]
    successors: dict[str, str]
    measures: dict[str, str]
    official: dict[int, tuple[int, int, int]]
    """By year: items, achieved, pending."""
    counted: str = COUNTED
    most_missing: int = 9
    most_points: int = 100

    def may_speak(self, no: str) -> frozenset[str]:
        """Return the departments that have a say in an item."""
        item = self.items[no]
        named = {item.department, *item.related, self.answers(no)}
        return frozenset(named & self.departments.keys())

    def answers(self, no: str) -> str:
        """Return the department that fills in the sheet for an item after the year's end."""
        return self.successors.get(self.items[no].department, self.items[no].department)


@dataclass(frozen=True)
class Word:
    """What one file says of one item; `is_sound` is false where the row has an error."""

    status: str
    text: str
    is_sound: bool


@dataclass
class File:
    """One content that appeared at a path."""

    path: str
    arrival: int
    night: str
    round: str
    department: str
    words: dict[str, Word] | None
    """Nothing, if nobody can read it."""
    is_here: bool = True
    is_withdrawn: bool = False
    is_replaced: bool = False
    """Whether a console submission took its place."""


Seen = tuple[str, str, dict[str, Word] | None]
"""A content of the inbox: its round, its department, and what it says of each item, if it can be read."""


@dataclass(frozen=True)
class Line:
    """One published row: status, text, and the night that it is carried from."""

    status: str
    text: str = ""
    carried: str = ""


@dataclass(frozen=True)
class Year:
    """What a year has to publish, with the definitions that belong to it."""

    lines: dict[str, Line]
    places: dict[str, tuple[str, str, str]]
    """By item: its name, its policy measure and its department."""
    labels: tuple[tuple[str, str], ...]
    counted: str
    official: tuple[int, int, int] | None
    outdated: frozenset[str] = frozenset()
    """Items whose newer word in an earlier round loses to an older one of a later round."""

    def counts(self) -> tuple[int, int, int, int, int]:
        """Return items, achieved, pending, in review and unreported."""
        said = [line.status for line in self.lines.values()]
        items = sum(said.count(status) for status in self.counted)
        return items, said.count("A"), said.count("C"), said.count("R"), said.count("U")

    def rate(self) -> Fraction | None:
        """Return the exact rate in per cent, if any item is counted."""
        items, achieved, *_ = self.counts()
        return Fraction(100 * achieved, items) if items else None
