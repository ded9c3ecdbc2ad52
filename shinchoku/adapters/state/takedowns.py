"""Takedowns as they are asked for, decided and carried out, and the contents that were destroyed by them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Connection

from schemas.codes import CodeList
from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.codec import Codec
from shinchoku.adapters.state.rows import of_plan, record_of
from shinchoku.adapters.state.second_person import UNDECIDED, decide
from shinchoku.adapters.state.tables_of_people import destroyed_contents, takedowns
from shinchoku.releases.removal import Removal, TakedownKind

_C = takedowns.c
_DONE: Codec[Mapping[str, Any]] = Codec(dict[str, JsonValue])


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
    number = change.insert(
        takedowns,
        status=TakedownStatus.ASKED,
        kind=kind,
        reason=change.reason,
        wanted=wanted,
        sha256=sha256,
        asked_by=change.actor.name,
        asked_role=change.actor.role,
        asked_on=on,
        done=_DONE.dump({}),
        **UNDECIDED,
    )
    change.record("takedown_ask", f"takedown {number}", {"kind": str(kind), "sha256": sha256})
    return number


def decide_takedown(change: Change, number: int, status: TakedownStatus, on: date) -> None:
    """Record who let it through, or did not, and why; what was sought of a refused one is forgotten."""
    forgotten = {"wanted": ""} if status is TakedownStatus.REFUSED else {}
    decide(change, takedowns, status, on, _C.id == number, **forgotten)
    act = "takedown_refuse" if status is TakedownStatus.REFUSED else "takedown_confirm"
    change.record(act, f"takedown {number}")


def forget_in_others(change: Change, number: int, removal: Removal) -> None:
    """Take a text out of what others still ask for: what is left of it they may go on asking for."""
    for one in load_takedowns(change.connection, change.plan_id, [TakedownStatus.ASKED]):
        if one.number != number and removal.is_in(one.wanted):
            change.update(takedowns, _C.id == one.number, wanted=removal.without(one.wanted))


def keep_done(change: Change, number: int, done: Mapping[str, Any]) -> None:
    """Keep what is done of a takedown so far, so that whoever goes on after a kill knows."""
    change.update(takedowns, _C.id == number, done=_DONE.dump(done))


def finish_takedown(change: Change, number: int, detail: Mapping[str, str]) -> None:
    """Record that it is carried out, and forget what was sought."""
    change.update(takedowns, _C.id == number, status=TakedownStatus.DONE, wanted="")
    change.record("takedown_done", f"takedown {number}", detail)


def load_takedowns(
    connection: Connection, plan_id: str, statuses: Sequence[TakedownStatus] = ()
) -> list[TakedownRecord]:
    """Return takedowns, the oldest first: all, or those in some states."""
    which = [_C.status.in_(statuses)] if statuses else []
    rows = connection.execute(of_plan(takedowns, plan_id, *which).order_by(_C.id))
    return [record_of(TakedownRecord, row, number=row.id, done=_DONE.load(row.done)) for row in rows]


def record_destroyed(change: Change, contents: Collection[str], number: int, on: date) -> None:
    """Record contents whose bytes go: nobody archives them again."""
    known = load_destroyed(change.connection, change.plan_id)
    for sha256 in sorted(set(contents) - known.keys()):
        change.insert(destroyed_contents, sha256=sha256, destroyed_on=on, takedown=number)


def load_destroyed(connection: Connection, plan_id: str) -> dict[str, date]:
    """Return the contents of a plan whose bytes are gone, each with the day."""
    return {row.sha256: row.destroyed_on for row in connection.execute(of_plan(destroyed_contents, plan_id))}
