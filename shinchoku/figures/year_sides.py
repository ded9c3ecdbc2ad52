"""What travels with a year's figures and makes no release by itself: quality, waivers and provenance."""

from collections import Counter
from collections.abc import Iterable

from shinchoku.checks.findings import Finding
from shinchoku.checks.waivers import Waiver
from shinchoku.figures.progress import ItemProgress
from shinchoku.figures.source_columns import source_column, tables_by_field
from shinchoku.figures.tables import Table, TextRow, key_columns
from shinchoku.figures.year_codes import UNASSIGNED
from shinchoku.intake.cells import read_text
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan


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


def waiver_rows(
    plan: Plan, year: FiscalYear, progress: Iterable[ItemProgress], waivers: Iterable[Waiver]
) -> Table:
    """Tell which published rows were let in by a waiver: the rule, the reason, the date, the role; no person.

    Of several waivers of one rule on one column, the one that ends first is told.
    """
    waived = {one.fingerprint: one for one in waivers}
    rows: dict[tuple[str, ...], TextRow] = {}
    for one in progress:
        found = [f for f in one.findings if f.is_error and f.fingerprint in waived]
        for finding in sorted(found, key=lambda f: (f.rule.code, waived[f.fingerprint].ends_on)):
            waiver = waived[finding.fingerprint]
            row = {
                **key_columns(plan, year),
                "item_no": one.item.no,
                "rule": finding.rule.code,
                "field": finding.place.field,
                "reason": read_text(waiver.reason).text,
                "ends_on": waiver.ends_on.isoformat(),
                "approved_by_role": waiver.approved_by_role,
            }
            rows.setdefault((one.item.no, finding.rule.code, finding.place.field), row)
    return tuple(rows.values())


def provenance_rows(plan: Plan, year: FiscalYear, progress: ItemProgress) -> Iterable[TextRow]:
    """Yield the cell behind each published value of an item.

    A corrected value is not what its cell says: the row still names the cell, and the number of the
    correction that stands in `revisions`.
    """
    row = progress.as_reported
    if row is None:
        return
    corrected = {str(correction.field): str(correction.number) for correction in progress.corrections}
    if progress.corrections:
        corrected["revision_reason"] = str(max(correction.number for correction in progress.corrections))
    for field, table in tables_by_field(progress.item).items():
        cell = row.source.cells.get(source_column(progress.item, field))
        if cell is not None and cell.cell and (cell.raw.strip() or field in corrected):
            yield {
                **key_columns(plan, year),
                "table_name": table,
                "item_no": progress.item.no,
                "field": field,
                "sha256": row.appearance.sha256,
                "sheet_number": str(row.source.sheet_number),
                "cell": cell.cell,
                "received_on": row.appearance.as_of.isoformat(),
                "correction_no": corrected.get(field, ""),
            }
