"""What is still to be told to whom, and what was: a message that failed waits here for its next try."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, or_

from schemas.codes import CodeList
from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.rows import of_plan, record_of
from shinchoku.adapters.state.tables_of_people import outbox, reminders
from shinchoku.review.digests import Digest
from shinchoku.review.reminders import Sent


class OutboxStatus(CodeList):
    """Where a message stands."""

    PENDING = "pending", "送信待ち", "To be sent"
    SENT = "sent", "送信済み", "Sent"
    GIVEN_UP = "given_up", "送信できませんでした", "Given up"


@dataclass(frozen=True, slots=True)
class Message:
    """A message that waits: to which name of the address book, and how often it was tried."""

    number: int
    recipient: str
    subject: str
    body: str
    attempts: int


def put_out(change: Change, digests: Sequence[Digest], kind: str, on: date) -> None:
    """Keep digests to be sent, and what they remind of, so that it is told once."""
    for one in digests:
        _put(change, one, kind, on)
    told = (reminder for one in digests for reminder in one.reminders)
    for department, round_id, level, situation in dict.fromkeys(
        (one.department, one.round_id, one.level, one.told) for one in told
    ):
        what = {"department": department, "round_id": round_id, "level": level, "situation": situation}
        change.insert(reminders, sent_on=on, **what)


def _put(change: Change, digest: Digest, kind: str, on: date) -> None:
    """Keep one digest; a second one of a day under the same subject takes the place of the first."""
    key = {"recipient": digest.recipient, "kind": kind, "subject": digest.subject, "created_on": on}
    same = [outbox.c[name] == value for name, value in key.items()]
    fresh = {"body": digest.body, "status": OutboxStatus.PENDING, "attempts": 0, "next_try": None}
    if not change.update(outbox, *same, **fresh):
        change.insert(outbox, last_error="", **key, **fresh)


def load_sent(connection: Connection, plan_id: str) -> list[Sent]:
    """Return every reminder that was put out."""
    rows = connection.execute(of_plan(reminders, plan_id).order_by(reminders.c.id))
    return [Sent(row.department, row.round_id, row.level, row.situation, row.sent_on) for row in rows]


def due_messages(connection: Connection, plan_id: str, at: datetime) -> list[Message]:
    """Return the messages whose turn has come, the oldest first."""
    now = or_(outbox.c.next_try.is_(None), outbox.c.next_try <= at)
    waits = outbox.c.status == OutboxStatus.PENDING
    rows = connection.execute(of_plan(outbox, plan_id, waits, now).order_by(outbox.c.id))
    return [record_of(Message, row, number=row.id) for row in rows]


def mark_sent(change: Change, number: int) -> None:
    """Record that a message arrived; its text is no longer needed."""
    change.update(outbox, outbox.c.id == number, status=OutboxStatus.SENT, body="", last_error="")


def mark_failed(change: Change, message: Message, why: str, next_try: datetime | None) -> None:
    """Record that a message could not be sent, and when it is tried again: never, if there is no such time."""
    status = OutboxStatus.GIVEN_UP if next_try is None else OutboxStatus.PENDING
    values = {"status": status, "attempts": message.attempts + 1, "next_try": next_try, "last_error": why}
    change.update(outbox, outbox.c.id == message.number, **values)


def load_outbox(connection: Connection, plan_id: str, most: int) -> list[dict[str, Any]]:
    """Return the newest messages, the last one first."""
    rows = connection.execute(of_plan(outbox, plan_id).order_by(outbox.c.id.desc()).limit(most))
    return [dict(row) for row in rows.mappings()]
