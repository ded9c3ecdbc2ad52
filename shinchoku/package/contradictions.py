"""Reports that the year's rule would have returned: their figure contradicts their status, and nothing let them in."""

from collections.abc import Iterator, Mapping

from shinchoku.figures.contradictions import uncounted_items
from shinchoku.figures.counting_rule import RETURNED
from shinchoku.figures.tables import Table
from shinchoku.package.references import FaultParts, rows_of, table_fault
from shinchoku.package.told_changes import year_of


def contradiction_faults(tables: Mapping[str, Table], year: str, contradictions: str) -> Iterator[FaultParts]:
    """Yield the items of a year that should not have been counted: contradicted, not waived, not carried forward.

    `contradictions` is what the year's rule says becomes of them.

    Raises:
        KeyError: if an indicator has no report.
    """
    if contradictions != RETURNED:
        return
    uncounted = set(uncounted_items(year_of(tables, year)))
    for number, row in rows_of(tables, "indicators", year):
        if row["item_no"] in uncounted:
            yield table_fault(
                "indicators",
                number,
                "実績値・目標値が、progress.csv の達成状況と食い違っています。",
                "has a figure that contradicts the item's status in progress.csv.",
            )
