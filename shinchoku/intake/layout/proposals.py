"""The sheet 新規・変更・廃止 of our own form: what a department proposes to change in the register.

Proposals are no results: they are counted and reported, so that nobody overlooks them, and never read as
rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from schemas.headings import normalize_heading
from shinchoku.intake.sheets import Problem, Sheet, cell_name

_SHEET = "新規・変更・廃止"
_HEADINGS = frozenset(map(normalize_heading, ("区分", "提案の内容")))


def proposals_in(sheet: Sheet) -> Iterator[Problem]:
    """Yield one problem that counts the proposals of a sheet; none if it was left empty."""
    if not sheet.visible or normalize_heading(sheet.name) != normalize_heading(_SHEET):
        return
    headings = (
        n for n, row in enumerate(sheet.grid) if {normalize_heading(text) for text in row} >= _HEADINGS
    )
    first = next(headings, None)
    if first is None:
        return
    filled = [n for n, row in enumerate(sheet.grid[first + 1 :], first + 1) if any(map(str.strip, row))]
    if filled:
        cell = cell_name(filled[0], 0)
        yield Problem("SH220", sheet.number, sheet.name, cell, values={"count": str(len(filled))})
