"""How every rule judges: a function named like its rule, which is given the frame of its scope and returns what fails.

A frame holds a batch: some rows, sheets, or all that a plan has received. Most rules look at one row at a time, and are written
so; the marks below make a function of the frame of each. What one looks at never reaches beyond what its scope promises to hold
whole (a cell, a row, a file, a row with the one of the year before), so the same is found whatever the batch (ADR 0047).
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar

from schemas.headings import FIGURES
from shinchoku.checks.checked_row import CheckedRow
from shinchoku.checks.findings import Finding, Rule
from shinchoku.checks.rule_list import RULES_BY_NAME
from shinchoku.intake.account import SheetAccount
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.rows import Row
from shinchoku.intake.submissions import ItemKey, Submission
from shinchoku.intake.supersession import Choice
from shinchoku.register.entries import ActionItem, Round
from shinchoku.register.plan import Plan

OfScope = TypeVar("OfScope")
Failing = TypeVar("Failing")


class Scope(StrEnum):
    """What a rule has to see whole to judge by it."""

    CELL = "cell"
    ROW = "row"
    FILE = "file"
    YEARS = "years"
    ROUNDS = "rounds"
    SHEET = "sheet"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Violation:
    """One row that breaks a rule: the column to point at, and words for the message."""

    field: str
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    basis: str = ""


@dataclass(frozen=True)  # without slots: what is worked out once is kept
class RowFrame:
    """Some rows that may be from several files, the item that each is about, and the row that counted for it a year before."""

    plan: Plan
    rows: Sequence[Row]
    items: Sequence[ActionItem | None]
    before: Sequence[Row | None] = ()

    def only(self, numbers: Sequence[int]) -> RowFrame:
        """Return the frame of some of the rows, by their places in this one."""
        return RowFrame(self.plan, [self.rows[n] for n in numbers], [self.items[n] for n in numbers])

    @cached_property
    def marked(self) -> Mapping[ProblemKind, Sequence[tuple[int, str]]]:
        """The cells that readers marked, by the kind of problem: the place of the row, and the column."""
        found: dict[ProblemKind, list[tuple[int, str]]] = defaultdict(list)
        for n, row in enumerate(self.rows):
            for name, cell in row.source.cells.items():
                for kind in cell.marks:
                    found[kind].append((n, name))
        return found

    @cached_property
    def unread(self) -> Mapping[ProblemKind, Sequence[tuple[int, str]]]:
        """The cells of which readers could make no figure, likewise."""
        found: dict[ProblemKind, list[tuple[int, str]]] = defaultdict(list)
        for n, row in enumerate(self.rows):
            for name in FIGURES:
                if kind := row.reads[name].problem:
                    found[kind].append((n, name))
        return found


@dataclass(frozen=True, slots=True)
class RoundFrame:
    """The rows about an item that came for one round, and what every round of the year was told of it."""

    plan: Plan
    asked: Round
    item_no: str
    by_item: Mapping[ItemKey, Sequence[CheckedRow]]

    @property
    def rows(self) -> Sequence[CheckedRow]:
        """The rows that came for the round."""
        return self.by_item[self.asked.id, self.item_no]


@dataclass(frozen=True, slots=True)
class PlanFrame:
    """All that was received for a plan: who said what of which item, what counts, and whose word is still to be read."""

    plan: Plan
    submissions: Sequence[Submission]
    by_item: Mapping[ItemKey, Sequence[CheckedRow]]
    choices: Mapping[ItemKey, Choice[CheckedRow]]
    came: frozenset[ItemKey]
    as_of: date


@dataclass(frozen=True, slots=True)
class Judge(Generic[OfScope, Failing]):
    """A rule, its scope, and the function that returns what fails of a frame."""

    rule: Rule
    scope: Scope
    failing: Callable[[OfScope], Iterator[Failing]]


FailingRow = tuple[int, Violation]
"""The place of a row in its frame, and what is wrong with it."""
RowJudge = Judge[RowFrame, FailingRow]
RoundJudge = Judge[RoundFrame, FailingRow]
SheetJudge = Judge[SheetAccount, int]
PlanJudge = Judge[PlanFrame, Finding]


def of_cells(check: Callable[[Plan, Row], Iterator[Violation]]) -> RowJudge:
    """Mark a function of the cells of any row, whether its item is known or not."""

    def failing(frame: RowFrame) -> Iterator[FailingRow]:
        for n, row in enumerate(frame.rows):
            for violation in check(frame.plan, row):
                yield n, violation

    return Judge(_rule_of(check), Scope.CELL, failing)


def of_rows(check: Callable[[Plan, ActionItem, Row], Iterator[Violation]]) -> RowJudge:
    """Mark a function of a row whose item is in the register."""

    def failing(frame: RowFrame) -> Iterator[FailingRow]:
        for n, (row, item) in enumerate(zip(frame.rows, frame.items, strict=True)):
            if item is not None:
                for violation in check(frame.plan, item, row):
                    yield n, violation

    return Judge(_rule_of(check), Scope.ROW, failing)


def of_years(check: Callable[[Plan, ActionItem, Row, Row], Iterator[Violation]]) -> RowJudge:
    """Mark a function of a row and the one that counted for its item a year before."""

    def failing(frame: RowFrame) -> Iterator[FailingRow]:
        for n, (row, item, before) in enumerate(zip(frame.rows, frame.items, frame.before, strict=True)):
            if item is not None and before is not None:
                for violation in check(frame.plan, item, row, before):
                    yield n, violation

    return Judge(_rule_of(check), Scope.YEARS, failing)


def of_files(check: Callable[[RowFrame], Iterator[FailingRow]]) -> RowJudge:
    """Mark a function of the rows of whole files."""
    return Judge(_rule_of(check), Scope.FILE, check)


def of_sheets(check: Callable[[SheetAccount], int]) -> SheetJudge:
    """Mark a function that counts how often a sheet breaks its rule."""

    def failing(sheet: SheetAccount) -> Iterator[int]:
        if count := check(sheet):
            yield count

    return Judge(_rule_of(check), Scope.SHEET, failing)


def of_rounds(check: Callable[[RoundFrame], Iterator[FailingRow]]) -> RoundJudge:
    """Mark a function of the rows about an item in the rounds of a year."""
    return Judge(_rule_of(check), Scope.ROUNDS, check)


def of_plans(check: Callable[[PlanFrame], Iterator[Finding]]) -> PlanJudge:
    """Mark a function of all that was received."""
    return Judge(_rule_of(check), Scope.PLAN, check)


def _rule_of(check: Callable[..., object]) -> Rule:
    """Return the rule that a function judges by.

    Raises:
        KeyError: if no rule has its name: a broken program.
    """
    return RULES_BY_NAME[check.__name__]
