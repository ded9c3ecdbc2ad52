"""The nights themselves: when each began, when it ended and how."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection, func, insert, select, update

from shinchoku.adapters.state.tables import nights


def begin_night(connection: Connection, plan_id: str, as_of: date, at: datetime) -> int:
    """Record that a night began and return its number."""
    result = connection.execute(
        insert(nights).values(plan_id=plan_id, as_of=as_of, started_at=at, outcome="{}")
    )
    number: int = result.inserted_primary_key[0] if result.inserted_primary_key else 0
    return number


def end_night(connection: Connection, number: int, outcome: Mapping[str, object], at: datetime) -> None:
    """Record how a night ended."""
    connection.execute(
        update(nights)
        .where(nights.c.id == number)
        .values(finished_at=at, outcome=json.dumps(dict(outcome), ensure_ascii=False, sort_keys=True))
    )


def last_night(connection: Connection, plan_id: str) -> date | None:
    """Return the as-of date of the newest night."""
    newest: date | None = connection.scalar(
        select(func.max(nights.c.as_of)).where(nights.c.plan_id == plan_id)
    )
    return newest
