"""The contents of years, each under its digest."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from sqlalchemy import Connection, select

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.codec import Codec, InOrder, Year
from shinchoku.adapters.state.tables import contents, releases
from shinchoku.adapters.state.witness import Unexplained
from shinchoku.figures.tables import YearContent
from shinchoku.figures.year_shape import completed
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.releases.history import YearEntry

YEARS: Codec[Mapping[FiscalYear, YearEntry]] = Codec(dict[Year, Annotated[YearEntry, InOrder()]])
"""Which content a release has of each year; an entry that names none is of a year that the release dropped."""


def save_content(change: Change, year: FiscalYear, content: YearContent) -> None:
    """Keep a year's content under its digest; what is there is the same by its name."""
    digest = content.digest
    known = (contents.c.plan_id == change.plan_id) & (contents.c.digest == digest)
    if change.connection.scalar(select(contents.c.digest).where(known)) is None:
        change.insert(contents, digest=digest, fiscal_year=year.year, body=content.to_json())


def load_completed(connection: Connection, plan: Plan, digest: str) -> YearContent:
    """Return a year's content by its digest in the shape of today, whenever it was kept.

    Raises:
        KeyError: if no such content was ever kept.
    """
    return completed(plan, load_content(connection, plan.id, digest))


def load_content(connection: Connection, plan_id: str, digest: str) -> YearContent:
    """Return a year's content by its digest, exactly as it was kept.

    Raises:
        KeyError: if no such content was ever kept.
    """
    known = (contents.c.plan_id == plan_id) & (contents.c.digest == digest)
    body = connection.scalar(select(contents.c.body).where(known))
    if body is None:
        raise KeyError(digest)
    return YearContent.from_json(body)


def altered_contents(connection: Connection) -> Iterator[Unexplained]:
    """Yield the contents whose rows are not those that their digest names, and those of releases that are gone."""
    kept: set[tuple[str, str]] = set()
    for row in connection.execute(select(contents).order_by(contents.c.plan_id, contents.c.digest)):
        kept.add((row.plan_id, row.digest))
        if _digest(row.body) != row.digest:
            yield Unexplained("contents", f"{row.plan_id}/{row.digest[:12]}", is_there=True, entry=None)
    told = connection.execute(select(releases.c.plan_id, releases.c.years)).tuples()
    named = {
        (plan_id, entry.digest)
        for plan_id, years in told
        for entry in YEARS.load(years).values()
        if entry.digest
    }
    for plan_id, digest in sorted(named - kept):
        yield Unexplained("contents", f"{plan_id}/{digest[:12]}", is_there=False, entry=None)


def _digest(body: str) -> str:
    """Return the name of a content that was kept; of one that cannot be read there is none."""
    try:
        return YearContent.from_json(body).digest
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""
