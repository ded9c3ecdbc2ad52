"""The columns of published tables in which people write what they like: nothing else can hold what has to be taken out."""

from collections.abc import Iterator
from functools import cache

from schemas.field import ColumnType
from schemas.published import TABLES
from shinchoku.figures.tables import Table, TextRow
from shinchoku.releases.removal import Removal

_CODES = frozenset({"basic_policy", "policy_measure", "recorded_by_role", "approved_by_role"})
"""Texts that are names of a list which the contract does not spell out."""
_VALUES = ("old_value", "new_value")
"""Columns that hold whatever the column named by `field` holds."""
_OF_RULES = frozenset({"description", "description_en"})
"""What a year's rule is told in; it stands in the descriptor and in no table."""


@cache
def free_columns() -> frozenset[str]:
    """Return the names of the columns whose texts are nobody's key, code, number or date."""
    return frozenset(_free()) - _CODES | _OF_RULES


def without(removal: Removal, rows: Table) -> Table:
    """Return rows with the mark in place of the text wherever people wrote it."""
    return tuple(_row(removal, row) for row in rows)


def _row(removal: Removal, row: TextRow) -> TextRow:
    """Return a row with the mark in place of the text."""
    free = free_columns()
    return {
        name: removal.without(value) if name in free and _may_hold(name, row, free) else value
        for name, value in row.items()
    }


def _may_hold(name: str, row: TextRow, free: frozenset[str]) -> bool:
    """Tell whether a column holds free text in a row."""
    return name not in _VALUES or row["field"] in free


def _free() -> Iterator[str]:
    """Yield the names of columns without a type, a code list, a pattern or a part in a key."""
    keys = {key for table in TABLES.values() for key in table.primary_key}
    for table in TABLES.values():
        for name, column in table.columns.items():
            is_text = column.type is ColumnType.STRING and not column.code_list and not column.pattern
            if is_text and name not in keys:
                yield name
