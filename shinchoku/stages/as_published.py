"""The dataset as readers see it after some releases, and what a further one changes of it.

A year's own content is not all that is public of it: publishing marks what was revised, and tells how far a
rate moved since the year before. What people compare or approve is told with that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial

from sqlalchemy import Connection

from shinchoku.adapters.state.contents import load_content
from shinchoku.figures.tables import YearContent
from shinchoku.package.compose import compose_tables
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.releases.changes import COMPARED, RowChange, compare
from shinchoku.releases.history import Release

_TABLES = (*COMPARED, "waivers")

Published = Mapping[FiscalYear, YearContent]
"""Every year as it is public."""


def as_published(plan: Plan, connection: Connection, *histories: Sequence[Release]) -> tuple[Published, ...]:
    """Return the years as they are public after each of some histories; none, if nothing was released."""
    content_of = cache(partial(load_content, connection, plan.id))
    return tuple(_years(plan, history, content_of) for history in histories)


def changes_between(old: Published, new: Published) -> dict[FiscalYear, list[RowChange]]:
    """Return what differs of every year, oldest first; a year without a difference is left out."""
    changes = {year: compare(old.get(year), new.get(year)) for year in sorted({*old, *new})}
    return {year: found for year, found in changes.items() if found}


def _years(plan: Plan, history: Sequence[Release], content_of: Callable[[str], YearContent]) -> Published:
    """Compose the newest release of a history and take it apart by year."""
    if not history:
        return {}
    tables = compose_tables(plan, history, content_of)
    return {
        year: YearContent(
            {
                name: tuple(row for row in tables[name] if row["fiscal_year"] == str(year.year))
                for name in _TABLES
            },
            {},
        )
        for year in history[-1].years
    }
