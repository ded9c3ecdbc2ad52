"""Findings with their place and their words: on a cell of a row, or on a file or sheet."""

from __future__ import annotations

from collections.abc import Mapping

from shinchoku.checks.findings import Finding, Place, Rule
from shinchoku.intake.rows import Row
from shinchoku.intake.sheets import Appearance, Problem
from shinchoku.intake.submissions import Submission
from shinchoku.register.plan import Plan


def on_cell(  # noqa: PLR0913 -- what a finding consists of
    plan: Plan,
    row: Row,
    rule: Rule,
    column: str,
    values: Mapping[str, str] | None = None,
    *,
    redacted: bool = False,
    basis: str = "",
) -> Finding:
    """Make a finding on one cell of a row; `values` fill the rule's sentences."""
    raw = row.source.raw(column)
    words = {
        "item": row.item_no,
        "raw": raw.strip(),
        "scale": "・".join(plan.reporting.scale),
        **(values or {}),
    }
    return Finding(
        rule=rule,
        place=place_of(plan, row, column, row.appearance),
        raw=raw,
        message=rule.message.filled(**words),
        remedy=rule.remedy.filled(**words),
        redacted=redacted,
        basis=basis,
    )


def on_file(plan: Plan, submission: Submission, rule: Rule, problem: Problem) -> Finding:
    """Give a reader's problem its rule's words."""
    placement = submission.placement
    unknown = dict.fromkeys(("why_ja", "why_en"), "-")
    words = {**unknown, "raw": problem.raw.strip(), "sheet": problem.sheet_name, **problem.values}
    return Finding(
        rule=rule,
        place=Place(
            plan_id=plan.id,
            fiscal_year=placement.fiscal_year,
            round_id=placement.round.id if placement.round else "",
            department=placement.department.code if placement.department else "",
            sha256=submission.appearance.sha256,
            path=submission.appearance.path,
            sheet_number=problem.sheet_number,
            sheet_name=problem.sheet_name,
            cell=problem.cell,
        ),
        raw=problem.raw,
        message=rule.message.filled(**words),
        remedy=rule.remedy.filled(**words),
        stops_reading=problem.stops_reading,
    )


def place_of(plan: Plan, row: Row, column: str, appearance: Appearance) -> Place:
    """Return where a column of a row lies; in another content than the row's own, without the cell."""
    cell = row.source.cells.get(column) if appearance == row.appearance else None
    return Place(
        plan_id=plan.id,
        fiscal_year=row.round.fiscal_year,
        round_id=row.round.id,
        department=row.department.code,
        sha256=appearance.sha256,
        path=appearance.path,
        sheet_number=row.source.sheet_number,
        sheet_name=row.source.sheet_name,
        cell=cell.cell if cell else "",
        item_no=row.item_no or f"行{row.source.row_number}",
        field=column,
    )
