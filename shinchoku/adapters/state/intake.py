"""Submissions, and where they appeared."""

import hashlib
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, func, select

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.rows import of_plan, record_of, values_of
from shinchoku.adapters.state.tables import appearances, submissions
from shinchoku.intake.sheets import Appearance

INBOX, CONSOLE = "inbox", "console"
"""Where a content came from: what the inbox no longer holds was withdrawn, what came by the console stays."""


@dataclass(frozen=True, slots=True)
class InboxSighting:
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
    change: Change, received: Iterable[InboxSighting], waiting: AbstractSet[str], as_of: date
) -> int:
    """Record what the inbox holds tonight; return how many contents are new at their path.

    The same bytes are one submission wherever they lie. A path whose content differs from the last
    one there gets a new appearance, an older content restored to it included; all of one listing share
    one arrival number. Paths that are `waiting` still hold what they held.
    """
    held = list(received)
    new = record_seen(change, held, as_of)
    _mark_presence(change, {one.path for one in held} | waiting)
    inbox_was_seen(change, lambda _path: True)
    change.record("collect", as_of.isoformat(), {"seen": str(len(held)), "new": str(new)})
    return new


def record_seen(change: Change, seen: Iterable[InboxSighting], as_of: date) -> int:
    """Record what is new of some files of the inbox, under one arrival number; return how many are.

    They may have come as early as the first submission since which nobody could look into the inbox.
    """
    mine = appearances.c.plan_id == change.plan_id
    last = _last_contents(change, mine & (appearances.c.source == INBOX))
    new = [one for one in seen if last.get(one.path) != one.sha256]
    if not new:
        return 0
    unseen = mine & appearances.c.inbox_unseen.is_(True)
    since = change.connection.scalar(select(func.min(appearances.c.arrival)).where(unseen)) or 0
    arrival = _next_arrival(change)
    for one in new:
        _record_content(change, one, as_of)
        made = Appearance(arrival, one.path, 0, one.sha256, as_of, earliest=since)
        _record_appearance(change, made, INBOX)
    return len(new)


def record_submitted(
    change: Change, sighting: InboxSighting, as_of: date, *, in_place_of: str = "", inbox_unseen: bool = False
) -> bool:
    """Record a content that came by the console; false if it is what was handed in last and nothing came since.

    `inbox_unseen` says that nobody could look into the inbox: what is found there next may be older.
    A file keeps the place that an earlier content at its path had taken.
    """
    _record_content(change, sighting, as_of)
    change.record("submit", sighting.path, {"sha256": sighting.sha256})
    at = (appearances.c.plan_id == change.plan_id) & (appearances.c.path_key == path_key(sighting.path))
    columns = appearances.c
    query = select(columns.sha256, columns.arrival, columns.in_place_of, columns.is_withdrawn)
    last = change.connection.execute(query.where(at).order_by(columns.sequence.desc()).limit(1)).first()
    if last is not None and last.sha256 == sighting.sha256 and not last.is_withdrawn:
        newer = (
            (columns.plan_id == change.plan_id) & (columns.source == INBOX) & (columns.arrival > last.arrival)
        )
        if not change.connection.scalar(select(func.count()).select_from(appearances).where(newer)):
            return False
    slot = in_place_of or (last.in_place_of if last else "")
    made = Appearance(_next_arrival(change), sighting.path, 0, sighting.sha256, as_of, in_place_of=slot)
    _record_appearance(change, made, CONSOLE, inbox_unseen=inbox_unseen)
    return True


def inbox_was_seen(change: Change, of: Callable[[str], bool]) -> None:
    """Forget which submissions, by their path, nobody could look into the inbox for: now somebody has."""
    columns = appearances.c
    unseen = (columns.plan_id == change.plan_id) & columns.inbox_unseen.is_(True)
    for path in set(change.connection.scalars(select(columns.path).where(unseen))):
        if of(path):
            change.update(appearances, unseen, columns.path == path, inbox_unseen=False)


def last_inbox(connection: Connection, plan_id: str) -> str:
    """Return the address of the inbox that was collected from last; empty before the first file came from one."""
    columns = submissions.c
    query = select(columns.source).where(columns.plan_id == plan_id, columns.source != CONSOLE)
    return connection.scalar(query.order_by(columns.first_seen.desc(), columns.sha256).limit(1)) or ""


def path_key(path: str) -> str:
    """Return the key of a path, which may be longer than a key can be."""
    return hashlib.sha256(path.encode()).hexdigest()


def _last_contents(change: Change, where: ColumnElement[bool]) -> dict[str, str]:
    """Return the last content at each path among some appearances."""
    query = select(appearances.c.path, appearances.c.sha256).where(where).order_by(appearances.c.sequence)
    return {row.path: row.sha256 for row in change.connection.execute(query)}


def _next_arrival(change: Change) -> int:
    """Return the next arrival number of the plan."""
    mine = appearances.c.plan_id == change.plan_id
    return (change.connection.scalar(select(func.max(appearances.c.arrival)).where(mine)) or 0) + 1


def _record_content(change: Change, sighting: InboxSighting, as_of: date) -> None:
    """Record a content that was never received before."""
    known = (submissions.c.plan_id == change.plan_id) & (submissions.c.sha256 == sighting.sha256)
    if change.connection.scalar(select(submissions.c.sha256).where(known)) is None:
        change.insert(submissions, **values_of(submissions, sighting, name=sighting.name, first_seen=as_of))


def _record_appearance(
    change: Change, appearance: Appearance, source: str, *, inbox_unseen: bool = False
) -> None:
    """Record a content as the newest at its path, whatever number it had there."""
    at = (appearances.c.plan_id == change.plan_id) & (appearances.c.path_key == path_key(appearance.path))
    before = change.connection.scalar(select(func.max(appearances.c.sequence)).where(at)) or 0
    place = {"path_key": path_key(appearance.path), "sequence": before + 1}
    values = values_of(appearances, appearance, source=source, inbox_unseen=inbox_unseen, **place)
    change.insert(appearances, **values)


def _mark_presence(change: Change, seen: AbstractSet[str]) -> None:
    """Record which paths the inbox still holds; what came by the console is not looked for there."""
    columns = appearances.c
    of_inbox = (columns.plan_id == change.plan_id) & (columns.source == INBOX)
    for path in set(change.connection.scalars(select(columns.path).where(of_inbox).distinct())):
        here = path in seen
        change.update(appearances, of_inbox, columns.path == path, columns.present != here, present=here)


def load_appearances(connection: Connection, plan_id: str) -> list[Appearance]:
    """Return every appearance, in the order in which contents came to each path."""
    query = of_plan(appearances, plan_id).order_by(appearances.c.path, appearances.c.sequence)
    return [record_of(Appearance, row) for row in connection.execute(query)]
