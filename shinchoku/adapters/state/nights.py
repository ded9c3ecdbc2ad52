"""The nights themselves: when each began, when it ended and how."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import JsonValue
from sqlalchemy import Connection, func, select

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.codec import Codec
from shinchoku.adapters.state.problems import StoredProblem
from shinchoku.adapters.state.rows import of_plan
from shinchoku.adapters.state.tables import audit, nights, releases
from shinchoku.intake.sheets import Problem

_CITY_TIME = ZoneInfo("Asia/Tokyo")
_OUTCOME: Codec[Mapping[str, Any]] = Codec(dict[str, JsonValue])
_REFUSED: Codec[Mapping[str, Problem]] = Codec(dict[str, StoredProblem])


def begin_night(change: Change, as_of: date) -> int:
    """Record that a night began and return its number."""
    number = change.insert(nights, as_of=as_of, started_at=change.at, outcome="{}", refused="{}")
    change.record("night_begin", as_of.isoformat())
    return number


def end_night(
    change: Change, number: int, outcome: Mapping[str, object], refused: Mapping[str, Problem]
) -> None:
    """Record how a night ended, and which files could not be taken."""
    ended = {"outcome": _OUTCOME.dump(outcome), "refused": _REFUSED.dump(refused)}
    change.update(nights, nights.c.id == number, finished_at=change.at, **ended)
    told = {name: str(outcome.get(name, "")) for name in ("files_new", "findings_errors", "released_version")}
    change.record("night_end", str(outcome.get("as_of", "")), told)


def last_date(connection: Connection, plan_id: str) -> date | None:
    """Return the newest date that anything was done for: a night, or a release by a person.

    A date that was still to come when the state was last written was mistyped, and holds nobody up.
    """
    day = _day_of_the_newest_record(connection)
    newest = (
        connection.scalar(
            select(func.max(table.c.as_of)).where(table.c.plan_id == plan_id, table.c.as_of <= day)
        )
        for table in (nights, releases)
    )
    return max((day for day in newest if day is not None), default=None)


def date_ahead(connection: Connection, plan_id: str) -> date | None:
    """Return the date of the newest night if it was still to come when that night passed."""
    newest = connection.execute(of_plan(nights, plan_id).order_by(nights.c.id.desc()).limit(1)).first()
    return newest.as_of if newest and newest.as_of > _day_of_the_newest_record(connection) else None


def _day_of_the_newest_record(connection: Connection) -> date:
    """Return the day in the city on which the state was last written: no clock that was set back changes it."""
    at = connection.scalar(select(func.max(audit.c.at)))
    return at.astimezone(_CITY_TIME).date() if at is not None else date.min


def refused_last_night(connection: Connection, plan_id: str) -> Mapping[str, Problem]:
    """Return the files that the newest finished night could not take, and why."""
    finished = nights.c.finished_at.is_not(None)
    newest = connection.execute(
        of_plan(nights, plan_id, finished).order_by(nights.c.id.desc()).limit(1)
    ).first()
    return _REFUSED.load(newest.refused) if newest else {}


def load_nights(connection: Connection, plan_id: str, most: int) -> list[dict[str, Any]]:
    """Return the newest nights, the last one first; `outcome` as the night reported it."""
    rows = connection.execute(of_plan(nights, plan_id).order_by(nights.c.id.desc()).limit(most))
    return [{**row, "outcome": _OUTCOME.load(row["outcome"])} for row in rows.mappings()]
