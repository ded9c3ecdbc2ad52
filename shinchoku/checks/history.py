"""A row against the one that counted for the same item a year before."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from shinchoku.checks.checked_row import CheckedRow
from shinchoku.checks.families import YEAR_JUDGES
from shinchoku.checks.findings import Finding
from shinchoku.checks.pointing import on_violation
from shinchoku.checks.scopes import RowFrame
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


def history_findings(
    plan: Plan, rows: Sequence[Row], before: Mapping[str, CheckedRow]
) -> Mapping[int, Sequence[Finding]]:
    """Hold the rows of a year to those of the year before, where there is one; returned by the places of the rows."""
    last = [before.get(row.item_no) for row in rows]
    frame = RowFrame(
        plan, rows, [row.item(plan) for row in rows], [None if one is None else one.row for one in last]
    )
    found: dict[int, list[Finding]] = defaultdict(list)
    for judge in YEAR_JUDGES:
        for n, violation in judge.failing(frame):
            found[n].append(on_violation(plan, rows[n], judge.rule, violation))
    return found
