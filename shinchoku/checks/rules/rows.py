"""What a rule on one row is: a rule's words, and a small function that yields where it is broken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from shinchoku.checks.findings import Rule
from shinchoku.checks.personal_data import shown
from shinchoku.intake.rows import Row
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan

_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Violation:
    """One row that breaks a rule: the column to point at, and words for the message."""

    field: str
    values: dict[str, str]
    basis: str = ""


def blank_words(row: Row, column: str) -> dict[str, str]:
    """Say how a column says nothing: its cell is empty, holds no more than a sign, or the sheet has no such column."""
    cell = row.source.cells.get(column)
    if cell is None:
        return {"said_ja": "の列がシートにありません", "said_en": "has no column on the sheet"}
    text = shown(cell.raw.strip())
    if not text:
        return {"said_ja": "が空です", "said_en": "is empty"}
    text = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return {"said_ja": f"が「{text}」だけで、内容がありません", "said_en": f"says nothing but “{text}”"}


RowCheck = Callable[[Plan, ActionItem, Row], Iterator[Violation]]
"""A rule on a row whose item is in the register."""

CellCheck = Callable[[Plan, Row], Iterator[tuple[Rule, Violation]]]
"""Rules on the cells of any row: each cell is looked at once and may break one of several."""

HistoryCheck = Callable[[Plan, ActionItem, Row, Row], Iterator[Violation]]
"""A rule on a row and the row that counted for the same item a year before (the last argument)."""
