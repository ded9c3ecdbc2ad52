"""What an example of a rule is, and how it becomes what a night receives.

Examples are data beside the rules: sheets as departments write them, in the invented city of 海辺市. The tests run every
one, `shinchoku rules CODE` prints it, and the reference shows it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from pydantic import ConfigDict

from shinchoku.bilingual import Bilingual
from shinchoku.intake.layout import read_sheets
from shinchoku.intake.look import NOTHING_SEEN, SheetLook
from shinchoku.intake.sheets import Appearance, Area, Problem, Reading, Sheet
from shinchoku.register.layouts import Layout

PLANNING = "令和5年度/年度末/企画課.xlsx"
NOTHING_MORE = ConfigDict(extra="forbid")
LINE_BREAK = "⏎"
"""How a line break inside a cell is written in an example."""

Register = Mapping[str, Any]
"""Sections of the plan file that replace those of 海辺市, as `plan.toml` holds them."""


@dataclass(frozen=True, slots=True)
class ExampleSheet:
    """One sheet: a line a row, its cells between `|`, and what the eye sees besides the text."""

    __pydantic_config__: ClassVar[ConfigDict] = NOTHING_MORE

    text: str
    name: str = "進捗状況"
    hidden: bool = False
    merged: tuple[Area, ...] = ()
    look: SheetLook = NOTHING_SEEN
    shows: Bilingual | None = None
    """What cannot be seen from the text: a hidden row, a line through a cell."""

    @property
    def grid(self) -> tuple[tuple[str, ...], ...]:
        """The cells as text, row by row, every row as wide as the widest."""
        lines = [
            [cell.strip().replace(LINE_BREAK, "\n") for cell in line.split("|")]
            for line in self.text.strip().splitlines()
        ]
        width = max(map(len, lines))
        return tuple(tuple(line + [""] * (width - len(line))) for line in lines)


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """One received file: its sheets, or what a reader stopped at; both where the file itself says something."""

    __pydantic_config__: ClassVar[ConfigDict] = NOTHING_MORE

    sheets: tuple[ExampleSheet, ...] = ()
    path: str = PLANNING
    on: str = "2024-05-01"
    problems: tuple[Problem, ...] = ()
    shows: Bilingual | None = None
    """What the file is, where no sheet can show it."""

    def received(self, number: int, layouts: Sequence[Layout]) -> tuple[Appearance, Reading]:
        """Return the file as a night gets it, as the `number`th of its example."""
        sheets = tuple(
            Sheet(one.name, n, one.grid, visible=not one.hidden, merged=one.merged, look=one.look)
            for n, one in enumerate(self.sheets, start=1)
        )
        read = read_sheets(sheets, layouts) if sheets else Reading()
        reading = Reading(read.rows, read.labels, (*read.problems, *self.problems), read.account)
        digest = hashlib.sha256(repr((self, number)).encode()).hexdigest()
        on = date.fromisoformat(self.on)
        return Appearance(on.toordinal(), self.path, number, digest, on), reading


@dataclass(frozen=True, slots=True)
class Example:
    """Some received files, the day on which they are looked at, and the register they are held to."""

    __pydantic_config__: ClassVar[ConfigDict] = NOTHING_MORE

    files: tuple[ExampleFile, ...]
    as_of: str = "2024-05-02"
    register: Register = field(default_factory=dict)
    also: frozenset[str] = frozenset()
    """Rules that such an example cannot help breaking too."""

    def received(self, layouts: Sequence[Layout] = ()) -> list[tuple[Appearance, Reading]]:
        """Return the files as the nights got them."""
        return [file.received(number, layouts) for number, file in enumerate(self.files, start=1)]


@dataclass(frozen=True, slots=True)
class Examples:
    """An example that breaks a rule, and one that does not."""

    __pydantic_config__: ClassVar[ConfigDict] = NOTHING_MORE

    bad: Example
    good: Example


GOOD = Example(
    (
        ExampleFile(
            (
                ExampleSheet("""
    番号 | 達成状況 | 取組実績         | 実績値
    2    | A        | 宿泊の催しを3回  | 110
"""),
            )
        ),
    )
)
"""A sheet without a mistake: No. 2 of 海辺市 wants 100 visitors or more."""
