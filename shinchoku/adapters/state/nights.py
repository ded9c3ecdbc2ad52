"""The nights themselves: when each began, when it ended and how."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection, func, insert, select, update

from shinchoku.adapters.state.tables import nights, releases


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


def last_date(connection: Connection, plan_id: str) -> date | None:
    """Return the newest date that anything was done for: a night, or a release by a person."""
    newest = (
        connection.scalar(select(func.max(table.c.as_of)).where(table.c.plan_id == plan_id))
        for table in (nights, releases)
    )
    return max((day for day in newest if day is not None), default=None)
