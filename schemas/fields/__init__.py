"""Every field that a status sheet or a published table has, described once, in the order in which sheets have them.

Headings, forms, corrections, contracts, the descriptor and the reference are made from this table. A field that
departments report is added here and nowhere else.
"""

from schemas.field import Field, OnSheet
from schemas.fields.of_achievement import ACHIEVEMENT
from schemas.fields.of_indicators import INDICATORS
from schemas.fields.of_items import ITEMS
from schemas.fields.of_records import RECORDS
from schemas.fields.of_reports import REPORTS

FIELDS: dict[str, Field] = {**ITEMS, **INDICATORS, **REPORTS, **ACHIEVEMENT, **RECORDS}
"""By name; `quality.department_code` is what that name means in the table `quality` alone."""

ON_SHEETS: dict[str, OnSheet] = {name: field.sheet for name, field in FIELDS.items() if field.sheet}
"""The columns of a status sheet."""


def field_in(table: str, name: str) -> Field:
    """Return a field as a published table has it.

    Raises:
        KeyError: if there is no such field.
    """
    own = FIELDS.get(f"{table}.{name}")
    return (own or FIELDS[name]).in_table(table)
