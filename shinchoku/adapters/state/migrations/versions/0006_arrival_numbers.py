"""Arrival numbers: appearances are ordered by a number that the state counts up, no longer by their date.

What one night's date saw for the first time keeps arriving together. A submission at the console comes
after the nights that the audit trail has before it; where a night of its own date came afterwards, the
two stay together, because nobody knows what lay in the inbox first.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_APPEARANCES = sa.table(
    "appearances",
    *(sa.column(name) for name in ("plan_id", "path_key", "sequence", "path", "sha256", "source", "arrival")),
    sa.column("as_of", sa.Date),
)
_AUDIT = sa.table(
    "audit", *(sa.column(name) for name in ("plan_id", "number", "action", "subject", "detail"))
)


def upgrade() -> None:
    """Add the columns, and number what has arrived."""
    for column in ("arrival", "earliest"):
        op.add_column("appearances", sa.Column(column, sa.Integer, nullable=False, server_default="0"))
    for column in ("inbox_unseen", "is_withdrawn"):
        op.add_column("appearances", sa.Column(column, sa.Boolean, nullable=False, server_default=sa.false()))
    for column in ("in_place_of", "assigned_round", "assigned_department"):
        op.add_column("appearances", sa.Column(column, sa.Text, nullable=False, server_default=""))
    rows = op.get_bind().execute(sa.select(_APPEARANCES)).mappings().all()
    for plan_id in sorted({row["plan_id"] for row in rows}):
        _number(plan_id, [dict(row) for row in rows if row["plan_id"] == plan_id])


def _number(plan_id: str, rows: list[dict[str, Any]]) -> None:
    """Give every appearance of a plan its arrival number."""
    collects, submits = _trail(plan_id)
    places: dict[tuple[str, int], tuple[date, int]] = {}
    taken: dict[str, int] = defaultdict(int)
    for row in sorted(rows, key=lambda row: row["sequence"]):
        day, path, place = row["as_of"], row["path"], 0
        if row["source"] == "console":
            later = (n for n in submits[path, row["sha256"]] if n > taken[path])
            taken[path] = next(later, taken[path] + 1)
            if all(number < taken[path] for number in collects[day.isoformat()]):
                place = taken[path]
        places[row["path_key"], row["sequence"]] = day, place
    numbers = {place: n for n, place in enumerate(sorted(set(places.values())), start=1)}
    columns = _APPEARANCES.c
    for (key, sequence), at in places.items():
        same = (columns.plan_id == plan_id, columns.path_key == key, columns.sequence == sequence)
        op.execute(_APPEARANCES.update().where(*same).values(arrival=numbers[at]))


def _trail(plan_id: str) -> tuple[dict[str, list[int]], dict[tuple[str, str], list[int]]]:
    """Return the entries of collecting by date, where something was new, and of submitting by path and content."""
    collects: dict[str, list[int]] = defaultdict(list)
    submits: dict[tuple[str, str], list[int]] = defaultdict(list)
    wanted = _AUDIT.c.action.in_(["collect", "submit"])
    query = sa.select(_AUDIT).where(_AUDIT.c.plan_id == plan_id, wanted).order_by(_AUDIT.c.number)
    for entry in op.get_bind().execute(query).mappings():
        detail = json.loads(entry["detail"])
        if entry["action"] == "collect" and detail.get("new", "") != "0":
            collects[entry["subject"]].append(entry["number"])
        elif entry["action"] == "submit":
            submits[entry["subject"], detail.get("sha256", "")].append(entry["number"])
    return collects, submits
