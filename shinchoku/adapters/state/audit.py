"""The audit trail: append-only, each entry bound to the one before by its hash."""

from __future__ import annotations

import getpass
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from shinchoku.adapters.state.tables import audit

_BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and as what: `system:nightly` at night, `user:<login>` from a terminal."""

    name: str
    role: str


NIGHTLY = Actor("system:nightly", "nightly")


def terminal_actor(role: str) -> Actor:
    """Return the person at the terminal, by the login of the operating system."""
    return Actor(f"user:{getpass.getuser()}", role)


@dataclass(frozen=True, slots=True)
class Act:
    """What was done, to what, why, and the particulars."""

    action: str
    subject: str
    reason: str
    detail: Mapping[str, str]


def record_act(connection: Connection, plan_id: str, actor: Actor, act: Act, at: datetime) -> None:
    """Append an entry to the chain."""
    last = connection.execute(
        select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)
    ).first()
    entry = {
        "number": last.number + 1 if last else 1,
        "at": at,
        "plan_id": plan_id,
        "actor": actor.name,
        "role": actor.role,
        "action": act.action,
        "subject": act.subject,
        "reason": act.reason,
        "detail": json.dumps(dict(act.detail), ensure_ascii=False, sort_keys=True),
        "previous": last.hash if last else _BEGINNING,
    }
    connection.execute(insert(audit).values(**entry, hash=_hash(entry)))


def broken_link(connection: Connection) -> int | None:
    """Return the number of the first entry that was changed, removed or put in, or nothing."""
    previous = _BEGINNING
    for number, row in enumerate(connection.execute(select(audit).order_by(audit.c.number)), start=1):
        entry = dict(row._mapping)  # noqa: SLF001 -- public despite its name
        if row.number != number or row.previous != previous or entry.pop("hash") != _hash(entry):
            return number
        previous = row.hash
    return None


def _hash(entry: Mapping[str, object]) -> str:
    """Return the hash of an entry with the one before it."""
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True, default=lambda at: at.isoformat())
    return hashlib.sha256(text.encode()).hexdigest()
