"""The progress of a fiscal year as of now: what the sheets say, with the waivers and corrections that count."""

from sqlalchemy import Connection

from shinchoku.adapters.state.reviewed import load_reviewed
from shinchoku.checks.checking import check
from shinchoku.checks.waivers import in_force
from shinchoku.figures.applied_corrections import with_corrections
from shinchoku.figures.progress import ItemProgress, progress_of
from shinchoku.night.check import submissions_now
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.session import Session


def progress_now(session: Session, year: FiscalYear) -> tuple[ItemProgress, ...]:
    """Return the progress of a year as of now, with the corrections that count.

    Raises:
        ConfigurationError: if the program, or a declared layout, changed since the last night.
    """
    with session.engine.connect() as connection:
        return progress_within(session, connection, year)


def progress_within(session: Session, connection: Connection, year: FiscalYear) -> tuple[ItemProgress, ...]:
    """Return the progress of a year as a change that is under way sees it; raises as `progress_now`."""
    plan, as_of = session.plan, session.as_of
    reviewed = load_reviewed(connection, plan.id, as_of)
    waived = in_force(reviewed.waivers, as_of)
    checked = check(plan, submissions_now(session, connection), as_of, waived)
    progress = progress_of(plan, year, plan.rate_rounds(year, as_of), checked.choices, checked.came)
    return with_corrections(plan, year, progress, reviewed.corrections).progress
