"""How each department keeps its sheet: file names, where the table begins, how it writes numbers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

_HABITS = Path(__file__).with_name("habits.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """One department's way of filling in the sheet."""

    files: dict[str, list[str]]
    """File names by round; two names share the department's items between them."""
    form: Literal["table", "card"] = "table"
    """One table, or a 個票: a sheet for each item."""
    header_row: Literal[5, 7, 8] = 5
    first_column: Literal[1, 2] = 1
    headings: Literal["plain", "wrapped", "classic", "formal"] = "plain"
    grouped: Literal["no", "targets", "results"] = "no"
    """Which headings stand under a merged one, so that the headings take two rows."""
    digits: Literal["number", "full"] = "number"
    figures: Literal["plain", "units", "thousand_yen", "percent"] = "plain"
    """How figures are written: with their unit, yen in thousands, or as cells formatted in per cent."""
    units: Literal["stated", "ditto"] = "stated"
    """Whether a unit that repeats is written as 〃."""
    ending: Literal["none", "remarks", "total"] = "none"
    """What stands below the last row."""
    gap: Literal["　", " ", ""] = "　"
    palette: Literal["blue", "green", "grey", "orange", "yellow"] = "blue"
    example: bool = False
    signed: bool = False


def load_habits() -> dict[str, Habit]:
    """Return the habits by department code."""
    entries = tomllib.loads(_HABITS.read_text(encoding="utf-8"))
    return {code: Habit(**entry) for code, entry in entries.items()}
