"""The audit trail as people look at it: filtered, told back, and held against a hash that was noted down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select

from shinchoku.adapters.state.audit import told_in
from shinchoku.adapters.state.rows import record_of
from shinchoku.adapters.state.tables import audit

_C = audit.c
FEWEST_DIGITS = 16
"""Digits of a noted hash below which it would prove nothing."""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One entry of the trail."""

    number: int
    at: datetime
    actor: str
    role: str
    action: str
    subject: str
    reason: str
    detail: Mapping[str, str]
    hash: str


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which entries are wanted; what is empty does not narrow.

    `subject` and `actor` are looked for anywhere in an entry's own; `actions` are whole names of acts.
    """

    subject: str = ""
    actor: str = ""
    since: datetime | None = None
    actions: tuple[str, ...] = ()
    until: datetime | None = None
    """The moment that an entry lies before."""


def load_trail(
    connection: Connection,
    plan_id: str,
    wanted: TrailFilter,
    most: int,
    before: int | None = None,
    after: int | None = None,
) -> list[AuditEntry]:
    """Return the newest entries of a filter, the oldest of them first; accounts belong to every plan.

    `before` is the number of an entry: only those before it are looked at. `after` is one, too: those that
    follow it at once are returned.
    """
    query = select(audit).where(_condition(plan_id, wanted)).limit(most)
    if after is not None:
        return [_entry(row) for row in connection.execute(query.where(_C.number > after).order_by(_C.number))]
    query = query.order_by(_C.number.desc())
    if before is not None:
        query = query.where(_C.number < before)
    return [_entry(row) for row in reversed(connection.execute(query).all())]


def count_trail(connection: Connection, plan_id: str, wanted: TrailFilter) -> int:
    """Count the entries of a filter."""
    return connection.scalar(select(func.count()).where(_condition(plan_id, wanted))) or 0


def history_of(connection: Connection, plan_id: str, subject: str) -> list[AuditEntry]:
    """Return everything that was done to one subject, the oldest first."""
    query = select(audit).where(_C.plan_id == plan_id, _C.subject == subject).order_by(_C.number)
    return [_entry(row) for row in connection.execute(query)]


def last_entry(connection: Connection) -> AuditEntry | None:
    """Return the newest entry of the whole trail: its hash vouches for all before it."""
    row = connection.execute(select(audit).order_by(_C.number.desc()).limit(1)).first()
    return None if row is None else _entry(row)


def entry_of_hash(connection: Connection, noted: str) -> int | None:
    """Return the number of the entry whose hash is the noted one, or begins so; nothing if there is none."""
    wanted = noted.strip().lower()
    if len(wanted) < FEWEST_DIGITS:
        return None
    return connection.scalar(select(_C.number).where(_C.hash.startswith(wanted, autoescape=True)).limit(1))


def hash_of_entry(connection: Connection, number: int) -> str | None:
    """Return the hash of the entry of a number; nothing if there is none."""
    return connection.scalar(select(_C.hash).where(_C.number == number))


def all_hashes(connection: Connection) -> frozenset[tuple[int, str]]:
    """Return the number and the hash of every entry."""
    return frozenset(connection.execute(select(_C.number, _C.hash)).tuples())


def _condition(plan_id: str, wanted: TrailFilter) -> ColumnElement[bool]:
    """Return the condition that a filter is."""
    parts = [or_(_C.plan_id == plan_id, _C.plan_id == "")]
    if wanted.subject:
        parts.append(_C.subject.contains(wanted.subject, autoescape=True))
    if wanted.actor:
        parts.append(_C.actor.contains(wanted.actor, autoescape=True))
    if wanted.since is not None:
        parts.append(_C.at >= wanted.since)
    if wanted.actions:
        parts.append(_C.action.in_(wanted.actions))
    if wanted.until is not None:
        parts.append(_C.at < wanted.until)
    return and_(*parts)


def _entry(row: Row[Any]) -> AuditEntry:
    """Read an entry back."""
    return record_of(AuditEntry, row, detail={key: str(value) for key, value in told_in(row.detail).items()})
