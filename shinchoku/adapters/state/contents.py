"""The contents of years, each under its digest."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, insert, select

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.tables import contents
from shinchoku.adapters.state.witness import Unexplained
from shinchoku.figures.tables import YearContent
from shinchoku.figures.year_shape import completed
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan


def save_content(change: Change, year: FiscalYear, content: YearContent) -> None:
    """Keep a year's content under its digest; what is there is the same by its name."""
    digest = content.digest
    plan_id = change.plan_id
    known = (contents.c.plan_id == plan_id) & (contents.c.digest == digest)
    if change.connection.scalar(select(contents.c.digest).where(known)) is None:
        change.connection.execute(
            insert(contents).values(
                plan_id=plan_id, digest=digest, fiscal_year=year.year, body=content.to_json()
            )
        )


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
    """Yield the contents whose rows are not those that their digest names; nothing else has to vouch for them."""
    for row in connection.execute(select(contents).order_by(contents.c.plan_id, contents.c.digest)):
        if _digest(row.body) != row.digest:
            yield Unexplained("contents", f"{row.plan_id}/{row.digest[:12]}", is_there=True, entry=None)


def _digest(body: str) -> str:
    """Return the name of a content that was kept; of one that cannot be read there is none."""
    try:
        return YearContent.from_json(body).digest
    except (ValueError, KeyError, TypeError, AttributeError):
        return ""
