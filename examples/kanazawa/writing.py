"""How a department writes what it reports: figures with their unit, 〃 for what repeats."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tables import Percent

if TYPE_CHECKING:
    from habits import Habit
    from tables import Row, Table, Value

_FIGURES = ("target_value", "actual_value", "cumulative_value")
_PER_MILLION_YEN = 1_000
"""Thousands of yen in a million."""


def as_written(table: Table, habit: Habit) -> Table:
    """Return the table with its figures and units as the department writes them."""
    rows = [{**row, **{name: _figure(row, name, habit) for name in _FIGURES}} for row in table.rows]
    if habit.units == "ditto":
        above: Value = None
        for row in rows:
            stated = row["unit"]
            if stated and stated == above:
                row["unit"] = "〃"
            above = stated or above
    return replace(table, rows=tuple(rows))


def _figure(row: Row, name: str, habit: Habit) -> Value:
    """Return one figure as it is written; text that stands for a figure stays as it is."""
    value, unit = row[name], row["unit"]
    if not isinstance(value, Decimal):
        return value
    match habit.figures, unit:
        case "units", str():
            return f"{value:,}{unit}"
        case "thousand_yen", "百万円":
            return f"{value * _PER_MILLION_YEN:,}千円"
        case "percent", "％":
            return Percent(value)
        case _:
            return value
