"""The dataset as readers see it after some releases, and what a further one changes of it."""

from collections.abc import Sequence
from functools import cache, partial

from sqlalchemy import Connection

from shinchoku.adapters.state.contents import load_completed
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.releases.as_published import Published, versions_as_published
from shinchoku.releases.changes import RowChange, compare
from shinchoku.releases.history import Release


def as_published(plan: Plan, connection: Connection, *histories: Sequence[Release]) -> tuple[Published, ...]:
    """Return the years as they are public after each of some histories; none, if nothing was released."""
    content_of = cache(partial(load_completed, connection, plan))
    found: list[Published] = []
    for history in histories:
        years: Published = {}
        for version in versions_as_published(history, content_of):
            years = version.years
        found.append(years)
    return tuple(found)


def changes_between(old: Published, new: Published) -> dict[FiscalYear, list[RowChange]]:
    """Return what differs of every year, oldest first; a year without a difference is left out."""
    changes = {year: compare(old.get(year), new.get(year)) for year in sorted({*old, *new})}
    return {year: found for year, found in changes.items() if found}
