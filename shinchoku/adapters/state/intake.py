"""Submissions, and where they appeared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Connection, func, insert, select, update

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.tables import appearances, submissions
from shinchoku.intake.sheets import Appearance

INBOX, CONSOLE = "inbox", "console"
"""Where a content came from: what the inbox no longer holds was withdrawn, what came by the console stays."""


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
    change: Change, received: Iterable[Received], waiting: AbstractSet[str], as_of: date
) -> int:
    """Record what the inbox holds tonight; return how many contents are new at their path.

    The same bytes are one submission wherever they lie. A path whose content differs from the last
    one there gets a new appearance, an older content restored to it included. Paths that are
    `waiting` still hold what they held.
    """
    connection, plan_id = change.connection, change.plan_id
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
                    source=INBOX,
                )
            )
    _mark_presence(change, seen | waiting)
    change.record("collect", as_of.isoformat(), {"seen": str(len(seen)), "new": str(new)})
    return new


def record_submitted(change: Change, one: Received, as_of: date) -> bool:
    """Record a content that came by the console; false if it already is the last one at its path."""
    connection, plan_id = change.connection, change.plan_id
    known = (submissions.c.plan_id == plan_id) & (submissions.c.sha256 == one.sha256)
    if connection.scalar(select(submissions.c.sha256).where(known)) is None:
        record = asdict(one) | {"plan_id": plan_id, "name": one.name, "first_seen": as_of}
        record.pop("path")
        connection.execute(insert(submissions).values(record))
    key = hashlib.sha256(one.path.encode()).hexdigest()
    at = (appearances.c.plan_id == plan_id) & (appearances.c.path_key == key)
    last = connection.execute(
        select(appearances.c.sequence, appearances.c.sha256)
        .where(at)
        .order_by(appearances.c.sequence.desc())
        .limit(1)
    ).first()
    change.record("submit", one.path, {"sha256": one.sha256})
    if last is not None and last.sha256 == one.sha256:
        return False
    connection.execute(
        insert(appearances).values(
            plan_id=plan_id,
            path_key=key,
            path=one.path,
            sequence=last.sequence + 1 if last else 1,
            sha256=one.sha256,
            as_of=as_of,
            present=True,
            source=CONSOLE,
        )
    )
    return True


def _mark_presence(change: Change, seen: AbstractSet[str]) -> None:
    """Record which paths the inbox still holds; what came by the console is not looked for there."""
    connection, plan_id = change.connection, change.plan_id
    of_inbox = (appearances.c.plan_id == plan_id) & (appearances.c.source == INBOX)
    paths = set(connection.scalars(select(appearances.c.path).where(of_inbox).distinct()))
    for path in paths:
        here = path in seen
        connection.execute(
            update(appearances)
            .where(of_inbox, appearances.c.path == path, appearances.c.present != here)
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
