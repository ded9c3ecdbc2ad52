"""Small invented data to test with: the register of 海辺市, its status sheets, its nights, its years."""

from builders.nights import (
    ENVIRONMENT,
    PLANNING,
    appearance,
    checked,
    code_of,
    codes_of,
    day,
    grid,
    read,
    received,
    row,
    sheet,
    submitted,
)
from builders.published import content, official, progress
from builders.register import department, fiscal, indicator, item, round_, umibe

__all__ = [
    "ENVIRONMENT",
    "PLANNING",
    "appearance",
    "checked",
    "code_of",
    "codes_of",
    "content",
    "day",
    "department",
    "fiscal",
    "grid",
    "indicator",
    "item",
    "official",
    "progress",
    "read",
    "received",
    "round_",
    "row",
    "sheet",
    "submitted",
    "umibe",
]
