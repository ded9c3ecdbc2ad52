"""Findings with their place and their words: on a cell of a row, or on a file or sheet."""

from collections.abc import Mapping

from shinchoku.checks.findings import Finding, Place, Rule
from shinchoku.checks.personal_data import REDACTED, shown
from shinchoku.checks.rule_list import RULES_BY_PROBLEM
from shinchoku.checks.scopes import Violation
from shinchoku.intake.account import SheetAccount
from shinchoku.intake.rows import Row
from shinchoku.intake.sheets import Appearance, Problem
from shinchoku.intake.submissions import Submission
from shinchoku.register.plan import Plan


def on_cell(
    plan: Plan,
    row: Row,
    rule: Rule,
    column: str,
    values: Mapping[str, str] | None = None,
    *,
    basis: str = "",
) -> Finding:
    """Make a finding on one cell of a row; `values` fill the rule's sentences.

    Whatever rule it breaks, a cell with suspected personal data is not shown.
    """
    raw = row.source.raw(column)
    shown_raw = shown(raw.strip())
    words = {
        "item": shown(row.item_no),
        "raw": shown_raw,
        "scale": "・".join(plan.reporting.scale),
        **{name: shown(word) for name, word in (values or {}).items()},
    }
    return Finding(
        rule=rule,
        place=place_of(plan, row, column, row.appearance),
        raw=raw,
        message=rule.message.filled(**words),
        remedy=rule.remedy.filled(**words),
        redacted=shown_raw == REDACTED,
        basis=basis,
    )


def on_violation(plan: Plan, row: Row, rule: Rule, violation: Violation) -> Finding:
    """Make a finding of what a rule says of a row."""
    return on_cell(plan, row, rule, violation.field, violation.values, basis=violation.basis)


def on_file(plan: Plan, submission: Submission, problem: Problem) -> Finding:
    """Give a reader's problem its rule, and the rule's words."""
    rule = RULES_BY_PROBLEM[problem.kind]
    unknown = dict.fromkeys(("why_ja", "why_en"), "-")
    said = {"raw": problem.raw.strip(), "sheet": problem.sheet_name, **problem.values}
    words = {**unknown, **{name: shown(word) for name, word in said.items()}}
    return Finding(
        rule=rule,
        place=_place_in(plan, submission, problem.sheet_number, problem.sheet_name, problem.cell),
        raw=problem.raw,
        message=rule.message.filled(**words),
        remedy=rule.remedy.filled(**words),
        stops_reading=problem.stops_reading,
        redacted=bool(problem.raw) and shown(problem.raw) == REDACTED,
    )


def on_sheet(
    plan: Plan, submission: Submission, rule: Rule, sheet: SheetAccount, values: Mapping[str, str]
) -> Finding:
    """Make a finding on a sheet as a whole."""
    words = {"sheet": shown(sheet.name), **values}
    place = _place_in(plan, submission, sheet.number, sheet.name)
    return Finding(rule, place, "", rule.message.filled(**words), rule.remedy.filled(**words))


def _place_in(plan: Plan, submission: Submission, number: int, name: str, cell: str = "") -> Place:
    """Return a place in a file: a sheet, a cell of one, or the file as a whole."""
    placement = submission.placement
    return Place(
        plan_id=plan.id,
        fiscal_year=placement.fiscal_year,
        round_id=placement.round.id if placement.round else "",
        department=placement.department.code if placement.department else "",
        sha256=submission.appearance.sha256,
        path=submission.appearance.path,
        sheet_number=number,
        sheet_name=shown(name),
        cell=cell,
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
        sheet_name=shown(row.source.sheet_name),
        cell=cell.cell if cell else "",
        item_no=row.item_no if row.has_item_no else _row_name(row),
        field=column,
    )


def _row_name(row: Row) -> str:
    """Name a row that has no item number by its place, so that two of them are never taken for one."""
    sheet = f"シート{row.source.sheet_number} " if row.source.sheet_number > 1 else ""
    return f"{sheet}行{row.source.row_number}"
