"""Takedowns as they are asked for, decided and carried out, and the contents that were destroyed by them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from schemas.codes import CodeList
from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.tables_of_people import destroyed_contents, takedowns
from shinchoku.releases.removal import Removal, TakedownKind

_C = takedowns.c


class TakedownStatus(CodeList):
    """Where a takedown stands."""

    ASKED = "asked", "申請中（別の人の確認待ち）", "Waits for a second person"
    CONFIRMED = "confirmed", "削除の途中", "Being carried out"
    DONE = "done", "削除済み", "Done"
    REFUSED = "refused", "認めない", "Refused"


@dataclass(frozen=True, slots=True)
class TakedownRecord:
    """A takedown with its story. What was sought is kept until it is decided and carried out, and no longer."""

    number: int
    status: TakedownStatus
    kind: TakedownKind
    reason: str
    wanted: str
    """The text that has to go; empty if a content has to, and once it is gone."""
    sha256: str
    """The content that has to go; empty if a text has to."""
    asked_by: str
    asked_on: date
    decided_by: str = ""
    decided_on: date | None = None
    decided_reason: str = ""
    done: Mapping[str, Any] = field(default_factory=dict)
    """What went, by what it was: counts, the contents destroyed, the digests that contents have from then on."""


def record_takedown(change: Change, kind: TakedownKind, wanted: str, sha256: str, on: date) -> int:
    """Keep what somebody asked for and return its number."""
    result = change.connection.execute(
        insert(takedowns).values(
            plan_id=change.plan_id,
            status=TakedownStatus.ASKED,
            kind=kind,
            reason=change.reason,
            wanted=wanted,
            sha256=sha256,
            asked_by=change.actor.name,
            asked_role=change.actor.role,
            asked_on=on,
            decided_by="",
            decided_role="",
            decided_reason="",
            done="{}",
        )
    )
    number: int = result.inserted_primary_key[0] if result.inserted_primary_key else 0
    change.record("takedown_ask", f"takedown {number}", {"kind": str(kind), "sha256": sha256})
    return number


def decide_takedown(change: Change, number: int, status: TakedownStatus, on: date) -> None:
    """Record who let it through, or did not, and why; what was sought of a refused one is forgotten."""
    decided = {
        "status": status,
        "decided_by": change.actor.name,
        "decided_role": change.actor.role,
        "decided_on": on,
        "decided_reason": change.reason,
    }
    forgotten = {"wanted": ""} if status is TakedownStatus.REFUSED else {}
    change.connection.execute(update(takedowns).where(_of(change, number)).values(**decided, **forgotten))
    act = "takedown_refuse" if status is TakedownStatus.REFUSED else "takedown_confirm"
    change.record(act, f"takedown {number}")


def forget_in_others(change: Change, number: int, removal: Removal) -> None:
    """Take a text out of what others still ask for: what is left of it they may go on asking for."""
    for one in load_takedowns(change.connection, change.plan_id, [TakedownStatus.ASKED]):
        if one.number != number and removal.is_in(one.wanted):
            left = removal.without(one.wanted)
            change.connection.execute(update(takedowns).where(_of(change, one.number)).values(wanted=left))


def keep_done(change: Change, number: int, done: Mapping[str, Any]) -> None:
    """Keep what is done of a takedown so far, so that whoever goes on after a kill knows."""
    told = json.dumps(done, ensure_ascii=False, sort_keys=True)
    change.connection.execute(update(takedowns).where(_of(change, number)).values(done=told))


def finish_takedown(change: Change, number: int, detail: Mapping[str, str]) -> None:
    """Record that it is carried out, and forget what was sought."""
    finished = {"status": TakedownStatus.DONE, "wanted": ""}
    change.connection.execute(update(takedowns).where(_of(change, number)).values(**finished))
    change.record("takedown_done", f"takedown {number}", detail)


def load_takedowns(
    connection: Connection, plan_id: str, statuses: Sequence[TakedownStatus] = ()
) -> list[TakedownRecord]:
    """Return takedowns, the oldest first: all, or those in some states."""
    query = select(takedowns).where(_C.plan_id == plan_id).order_by(_C.id)
    if statuses:
        query = query.where(_C.status.in_(statuses))
    return [_record(row) for row in connection.execute(query)]


def record_destroyed(change: Change, contents: Collection[str], number: int, on: date) -> None:
    """Record contents whose bytes go: nobody archives them again."""
    known = load_destroyed(change.connection, change.plan_id)
    for sha256 in sorted(set(contents) - known.keys()):
        change.connection.execute(
            insert(destroyed_contents).values(
                plan_id=change.plan_id, sha256=sha256, destroyed_on=on, takedown=number
            )
        )


def load_destroyed(connection: Connection, plan_id: str) -> dict[str, date]:
    """Return the contents of a plan whose bytes are gone, each with the day."""
    columns = destroyed_contents.c
    query = select(columns.sha256, columns.destroyed_on).where(columns.plan_id == plan_id)
    return dict(connection.execute(query).tuples().all())


def _of(change: Change, number: int) -> Any:  # noqa: ANN401 -- a condition; SQLAlchemy's type of it is generic
    """Return the condition that a row is one takedown's."""
    return (_C.plan_id == change.plan_id) & (_C.id == number)


def _record(row: Row[Any]) -> TakedownRecord:
    """Read a takedown back."""
    return TakedownRecord(
        number=row.id,
        status=TakedownStatus.of(row.status),
        kind=TakedownKind.of(row.kind),
        reason=row.reason,
        wanted=row.wanted,
        sha256=row.sha256,
        asked_by=row.asked_by,
        asked_on=row.asked_on,
        decided_by=row.decided_by,
        decided_on=row.decided_on,
        decided_reason=row.decided_reason,
        done=json.loads(row.done),
    )
