"""Submissions, and where they appeared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Connection, func, insert, select, update

from shinchoku.adapters.state.tables import appearances, submissions
from shinchoku.intake.sheets import Appearance


@dataclass(frozen=True, slots=True)
class Received:
    """A content seen in the inbox: where, under which name, how large."""

    path: str
    sha256: str
    suffix: str
    size: int
    source: str

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rpartition("/")[2]


def last_as_of(connection: Connection, plan_id: str) -> date | None:
    """Return the newest night on which anything was received."""
    newest: date | None = connection.scalar(
        select(func.max(appearances.c.as_of)).where(appearances.c.plan_id == plan_id)
    )
    return newest


def record_received(
    connection: Connection, plan_id: str, received: Iterable[Received], waiting: AbstractSet[str], as_of: date
) -> int:
    """Record what the inbox holds tonight; return how many contents are new at their path.

    The same bytes are one submission wherever they lie. A path whose content differs from the last
    one there gets a new appearance, an older content restored to it included. Paths that are
    `waiting` still hold what they held.
    """
    known = {a.path: a for a in load_appearances(connection, plan_id)}  # the last of each path stays
    archived = set(connection.scalars(select(submissions.c.sha256).where(submissions.c.plan_id == plan_id)))
    seen: set[str] = set()
    new = 0
    for one in received:
        seen.add(one.path)
        if one.sha256 not in archived:
            archived.add(one.sha256)
            record = asdict(one) | {"plan_id": plan_id, "name": one.name, "first_seen": as_of}
            record.pop("path")
            connection.execute(insert(submissions).values(record))
        last = known.get(one.path)
        if last is None or last.sha256 != one.sha256:
            new += 1
            connection.execute(
                insert(appearances).values(
                    plan_id=plan_id,
                    path_key=hashlib.sha256(one.path.encode()).hexdigest(),
                    path=one.path,
                    sequence=last.sequence + 1 if last else 1,
                    sha256=one.sha256,
                    as_of=as_of,
                    present=True,
                )
            )
    _mark_presence(connection, plan_id, seen | waiting)
    return new


def _mark_presence(connection: Connection, plan_id: str, seen: AbstractSet[str]) -> None:
    """Record which paths the inbox still holds."""
    paths = set(
        connection.scalars(select(appearances.c.path).where(appearances.c.plan_id == plan_id).distinct())
    )
    for path in paths:
        here = path in seen
        connection.execute(
            update(appearances)
            .where(
                appearances.c.plan_id == plan_id, appearances.c.path == path, appearances.c.present != here
            )
            .values(present=here)
        )


def load_appearances(connection: Connection, plan_id: str) -> list[Appearance]:
    """Return every appearance, in the order in which contents came to each path."""
    columns = appearances.c
    query = select(columns.as_of, columns.path, columns.sequence, columns.sha256, columns.present)
    rows = connection.execute(
        query.where(columns.plan_id == plan_id).order_by(columns.path, columns.sequence)
    )
    return [Appearance(*row) for row in rows]
