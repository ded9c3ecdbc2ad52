"""The audit trail: append-only, each entry bound to the one before by its hash."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, or_, select, text, update

from shinchoku.adapters.state.tables import audit
from shinchoku.review.people import Actor

_BEGINNING = "0" * 64
_TURN = 0x5348494E  # any number: the name of the turn that PostgreSQL's writers of the trail take
_WEIGHTY = (  # which rows count; corrections: which values
    "finding_approve_waiver",
    "finding_withdraw",
    "withdraw",
    "withdraw_undo",
    "reassign",
    "reassign_undo",
    "quarantine",
    "quarantine_undo",
)


ERASE, ENTRIES = "takedown_erase", "entries"
"""The act of the entry that names those from which a text was taken out, with their hashes since, and where it does."""


def take_turn(connection: Connection) -> None:
    """Wait until no other change is going: no two entries follow the same one, and no two changes cross.

    SQLite has one writer at a time by itself. On PostgreSQL two changes that met on the same findings in
    another order would stop each other for ever.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})


def record_act(
    connection: Connection, at: datetime, actor: Actor, detail: Mapping[str, str], **told: str
) -> None:
    """Append an entry to the chain; whoever writes has taken its turn.

    `told` are its `plan_id`, `action`, `subject` and `reason`.
    """
    last = connection.execute(
        select(audit.c.number, audit.c.hash).order_by(audit.c.number.desc()).limit(1)
    ).first()
    entry = {
        "number": last.number + 1 if last else 1,
        "at": at,
        "actor": actor.name,
        "role": actor.role,
        "detail": json.dumps(dict(detail), ensure_ascii=False, sort_keys=True),
        "previous": last.hash if last else _BEGINNING,
        "rows": "",
        **told,
    }
    connection.execute(insert(audit).values(**entry, hash=hash_of(entry)))


def tell_rows(connection: Connection, rows: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
    """Have the newest entry tell how it left rows, before the change that it belongs to is committed."""
    row = connection.execute(select(audit).order_by(audit.c.number.desc()).limit(1)).mappings().one()
    left = {"rows": json.dumps(rows, ensure_ascii=False, sort_keys=True)}
    told = update(audit).where(audit.c.number == row["number"])
    connection.execute(told.values(**left, hash=hash_of({**row, **left})))


def decided_since(connection: Connection, plan_id: str, step: str) -> bool:
    """Tell whether somebody decided what counts after the last `check`, or the last `measure`."""
    mine = audit.c.plan_id == plan_id
    measured = select(func.max(audit.c.number)).where(mine, audit.c.action == step).scalar_subquery()
    weighty = or_(audit.c.action.in_(_WEIGHTY), audit.c.action.startswith("correct"))
    later = select(audit.c.number).where(mine, weighty, audit.c.number > func.coalesce(measured, 0)).limit(1)
    return connection.scalar(later) is not None


@dataclass(frozen=True, slots=True)
class Walked:
    """How far the chain was walked: the last entry that holds, its hash, and the first that does not."""

    number: int = 0
    hash: str = _BEGINNING
    broken: int | None = None


def walk(connection: Connection, since: Walked | None = None, most: int | None = None) -> Walked:
    """Walk the chain from where it was walked before, at most so many entries, to its end or its first break.

    The entry that the earlier walk ended at has to be as it was.
    """
    at = since or Walked()
    if at.number and connection.scalar(select(audit.c.hash).where(audit.c.number == at.number)) != at.hash:
        return Walked(at.number - 1, _BEGINNING, at.number)
    number, previous = at.number, at.hash
    query = select(audit).where(audit.c.number > number).order_by(audit.c.number).limit(most)
    erased = _erased(connection)
    for row in connection.execute(query).mappings():
        is_itself = hash_of({**row}) in {row["hash"], erased.get(row["number"])}
        if row["number"] != number + 1 or row["previous"] != previous or not is_itself:
            return Walked(number, previous, number + 1)
        number, previous = row["number"], row["hash"]
    return Walked(number, previous)


def told_in(stored: str) -> dict[str, Any]:
    """Return what an entry tells as JSON; of one that somebody garbled, nothing: its hash says that it is not itself."""
    try:
        told = json.loads(stored or "{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _erased(connection: Connection) -> dict[int, str]:
    """Return the entries that later ones say a text was taken out of, each with its hash from then on."""
    details = connection.scalars(
        select(audit.c.detail).where(audit.c.action == ERASE).order_by(audit.c.number)
    )
    named = (
        one.partition(":") for detail in details for one in str(told_in(detail).get(ENTRIES, "")).split()
    )
    return {int(number): hashed for number, _, hashed in named if number.isdecimal()}


def hash_of(entry: Mapping[str, object]) -> str:
    """Return the hash of an entry with the one before it, whatever it says of itself.

    Entries that tell of no rows hash as they always did.
    """
    told = {name: value for name, value in entry.items() if name != "hash" and (name != "rows" or value)}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, default=lambda at: at.isoformat())
    return hashlib.sha256(text.encode()).hexdigest()
