"""A row against the one that counted for the same item a year before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from shinchoku.checks.checked import CheckedRow
from shinchoku.checks.findings import Finding
from shinchoku.checks.pointing import on_cell
from shinchoku.checks.rules import RULES_BY_NAME
from shinchoku.checks.rules.over_years import HISTORY_CHECKS
from shinchoku.intake.rows import Row
from shinchoku.intake.submissions import ItemKey
from shinchoku.intake.supersession import Choice
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan


def rows_that_count(
    plan: Plan, year: FiscalYear, choices: Mapping[ItemKey, Choice[CheckedRow]]
) -> dict[str, CheckedRow]:
    """Return, by item, the row of the year before `year` that its figures are made of.

    As in `shinchoku.figures.progress`: of the rounds that feed the rate the last that has a row.
    """
    rounds = [one for one in plan.rounds if one.fiscal_year.year == year.year - 1 and one.feeds_rate]
    found: dict[str, CheckedRow] = {}
    for asked in sorted(rounds, key=lambda one: (one.opens, one.id)):
        for item in plan.items:
            choice = choices.get((asked.id, item.no))
            if choice is not None and choice.row is not None:
                found[item.no] = choice.row
    return found


def history_findings(plan: Plan, row: Row, before: Mapping[str, CheckedRow]) -> Iterator[Finding]:
    """Hold one row to last year's, if there is one."""
    last, item = before.get(row.item_no), row.item(plan)
    if last is None or item is None:
        return
    for violations in HISTORY_CHECKS:
        for violation in violations(plan, item, row, last.row):
            rule = RULES_BY_NAME[violations.__name__]
            yield on_cell(plan, row, rule, violation.field, violation.values, basis=violation.basis)
