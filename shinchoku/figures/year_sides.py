"""What travels with a year's figures and makes no release by itself: quality and provenance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from shinchoku.checks.findings import Finding
from shinchoku.figures.progress import ItemProgress
from shinchoku.figures.tables import Table, TextRow, key_columns
from shinchoku.intake.rows import compared_field
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan

UNASSIGNED = "unassigned"
"""Department code of findings on files whose department could not be told."""

NARRATIVE = ("result_text", "reason_not_achieved", "next_action", "confirmation_expected", "revision_reason")
"""The free text of a progress row."""


def quality_rows(plan: Plan, year: FiscalYear, findings: Iterable[Finding]) -> Table:
    """Count the year's findings by department and rule; no value and no file name is told."""
    counted = Counter(
        (
            finding.place.department or UNASSIGNED,
            finding.rule.code,
            finding.rule.title.ja,
            finding.rule.severity,
        )
        for finding in findings
        if finding.place.fiscal_year == year
    )
    return tuple(
        {
            **key_columns(plan, year),
            "department_code": department,
            "rule": code,
            "rule_title": title,
            "severity": severity,
            "findings": str(count),
        }
        for (department, code, title, severity), count in sorted(counted.items())
    )


def provenance_rows(plan: Plan, year: FiscalYear, one: ItemProgress) -> Iterable[TextRow]:
    """Yield the cell behind each published value of an item."""
    if one.row is None:
        return
    for table, column, source in _published_columns(one):
        cell = one.row.source.cells.get(source)
        if cell is not None and cell.raw.strip():
            yield {
                **key_columns(plan, year),
                "table_name": table,
                "item_no": one.item.no,
                "field": column,
                "sha256": one.row.appearance.sha256,
                "sheet_number": str(one.row.source.sheet_number),
                "cell": cell.cell,
                "received_on": one.row.appearance.as_of.isoformat(),
            }


def _published_columns(one: ItemProgress) -> Iterable[tuple[str, str, str]]:
    """Yield (table, column, heading it came from) for the values that an item publishes."""
    yield "progress", "achievement_status", "achievement_status"
    for name in NARRATIVE:
        yield "progress", name, name
    if one.item.indicator is not None:
        compared = compared_field(one.item)
        yield "indicators", "actual_value", compared
        if compared == "cumulative_value":
            yield "indicators", "value_in_year", "actual_value"
