"""Where departments stand in the rounds, as the last check found it: what the board shows without checking anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields

from sqlalchemy import Connection, delete, insert, select

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.tables import standings
from shinchoku.review.board import Standing

_NAMES = [field.name for field in fields(Standing)]


def save_standings(change: Change, found: Sequence[Standing]) -> None:
    """Keep where departments stand, in place of where they stood."""
    change.connection.execute(delete(standings).where(standings.c.plan_id == change.plan_id))
    if found:
        rows = [{"plan_id": change.plan_id, **asdict(one)} for one in found]
        change.connection.execute(insert(standings), rows)


def load_standings(connection: Connection, plan_id: str) -> list[Standing]:
    """Return where departments stand, by round and department."""
    columns = [standings.c[name] for name in _NAMES]
    query = select(*columns).where(standings.c.plan_id == plan_id)
    rows = connection.execute(query.order_by(standings.c.round_id, standings.c.department))
    return [Standing(**row._mapping) for row in rows]  # noqa: SLF001 -- public despite its name
