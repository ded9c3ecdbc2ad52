"""Where departments stand in the rounds, as the last check found it: what the board shows without checking anew."""

from collections.abc import Sequence

from sqlalchemy import Connection

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.rows import of_plan, record_of, values_of
from shinchoku.adapters.state.tables import standings
from shinchoku.review.board import RoundStanding


def save_standings(change: Change, found: Sequence[RoundStanding]) -> None:
    """Keep where departments stand, in place of where they stood."""
    change.delete(standings)
    change.insert_all(standings, (values_of(standings, one) for one in found))


def load_standings(connection: Connection, plan_id: str) -> list[RoundStanding]:
    """Return where departments stand, by round and department."""
    query = of_plan(standings, plan_id).order_by(standings.c.round_id, standings.c.department)
    return [record_of(RoundStanding, row) for row in connection.execute(query)]
