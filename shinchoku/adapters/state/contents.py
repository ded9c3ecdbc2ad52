"""The contents of years, each under its digest."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.tables import contents
from shinchoku.figures.tables import YearContent
from shinchoku.register.fiscal_year import FiscalYear


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


def load_content(connection: Connection, plan_id: str, digest: str) -> YearContent:
    """Return a year's content by its digest.

    Raises:
        KeyError: if no such content was ever kept.
    """
    known = (contents.c.plan_id == plan_id) & (contents.c.digest == digest)
    body = connection.scalar(select(contents.c.body).where(known))
    if body is None:
        raise KeyError(digest)
    return YearContent.from_json(body)
