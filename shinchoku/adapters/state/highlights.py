"""The 主な取組 that stewards chose for each policy measure of a year."""

from datetime import date

from sqlalchemy import Connection

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.rows import of_plan, record_of, values_of
from shinchoku.adapters.state.tables_of_people import highlight_choices
from shinchoku.figures.highlights import HighlightChoice
from shinchoku.register.fiscal_year import FiscalYear

_C = highlight_choices.c


def save_choice(change: Change, choice: HighlightChoice, on: date) -> None:
    """Keep the choice for a measure and year, in place of an earlier one."""
    drop_choice(change, choice.report_year, choice.policy_measure)
    chosen = {"chosen_by": change.actor.name, "chosen_role": choice.chosen_by_role, "chosen_on": on}
    change.insert(highlight_choices, **values_of(highlight_choices, choice), **chosen)


def drop_choice(change: Change, year: FiscalYear, policy_measure: str) -> None:
    """Forget the choice for a measure and year: what the register says counts again."""
    change.delete(highlight_choices, _C.report_year == year.year, _C.policy_measure == policy_measure)


def load_choices(connection: Connection, plan_id: str) -> list[HighlightChoice]:
    """Return every choice, by year and measure."""
    rows = connection.execute(of_plan(highlight_choices, plan_id).order_by(_C.report_year, _C.policy_measure))
    return [record_of(HighlightChoice, row, chosen_by_role=row.chosen_role) for row in rows]
