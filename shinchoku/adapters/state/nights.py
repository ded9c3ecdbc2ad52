"""The nights themselves: when each began, when it ended and how."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.tables import nights, releases
from shinchoku.intake.sheets import Problem


def begin_night(change: Change, as_of: date) -> int:
    """Record that a night began and return its number."""
    result = change.connection.execute(
        insert(nights).values(
            plan_id=change.plan_id, as_of=as_of, started_at=change.at, outcome="{}", refused="{}"
        )
    )
    change.record("night_begin", as_of.isoformat())
    number: int = result.inserted_primary_key[0] if result.inserted_primary_key else 0
    return number


def end_night(
    change: Change, number: int, outcome: Mapping[str, object], refused: Mapping[str, Problem]
) -> None:
    """Record how a night ended, and which files could not be taken."""
    waiting = {path: asdict(problem) for path, problem in refused.items()}
    change.connection.execute(
        update(nights)
        .where(nights.c.id == number)
        .values(finished_at=change.at, outcome=_json(outcome), refused=_json(waiting))
    )
    told = {name: str(outcome.get(name, "")) for name in ("files_new", "findings_errors", "released_version")}
    change.record("night_end", str(outcome.get("as_of", "")), told)


def last_date(connection: Connection, plan_id: str) -> date | None:
    """Return the newest date that anything was done for: a night, or a release by a person."""
    newest = (
        connection.scalar(select(func.max(table.c.as_of)).where(table.c.plan_id == plan_id))
        for table in (nights, releases)
    )
    return max((day for day in newest if day is not None), default=None)


def refused_last_night(connection: Connection, plan_id: str) -> dict[str, Problem]:
    """Return the files that the newest finished night could not take, and why."""
    newest = (
        select(nights.c.refused)
        .where(nights.c.plan_id == plan_id, nights.c.finished_at.is_not(None))
        .order_by(nights.c.id.desc())
        .limit(1)
    )
    text = connection.scalar(newest) or "{}"
    return {path: Problem(**raw) for path, raw in json.loads(text).items()}


def load_nights(connection: Connection, plan_id: str, most: int) -> list[dict[str, Any]]:
    """Return the newest nights, the last one first; `outcome` as the night reported it."""
    rows = connection.execute(
        select(nights).where(nights.c.plan_id == plan_id).order_by(nights.c.id.desc()).limit(most)
    )
    return [{**row._mapping, "outcome": json.loads(row.outcome)} for row in rows]  # noqa: SLF001 -- public despite its name


def _json(value: Mapping[str, object]) -> str:
    """Write a value the same way every time."""
    return json.dumps(dict(value), ensure_ascii=False, sort_keys=True)
