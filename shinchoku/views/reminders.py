"""Reminders: what was told to whom, what is due, and who cannot be told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from shinchoku.adapters.addresses import read_addresses
from shinchoku.adapters.state.outbox import load_outbox, load_sent
from shinchoku.adapters.state.waivers import approved_waivers
from shinchoku.checks.checking import Checked, check
from shinchoku.checks.waivers import in_force
from shinchoku.errors import ConfigurationError
from shinchoku.night.check import submissions_now
from shinchoku.night.notify import asked_now, board_now
from shinchoku.register.entries import Department
from shinchoku.review.digests import addresses_of
from shinchoku.review.reminders import Reminder, Sent, due_reminders
from shinchoku.session import Session

_MOST_MESSAGES = 500


@dataclass(frozen=True, slots=True)
class Reminding:
    """What was told to whom, what is due now, and who cannot be told."""

    sent: tuple[Sent, ...]
    """Every reminder that went out, the newest first."""
    due: tuple[Reminder, ...]
    without_address: tuple[Department, ...]
    """Departments with something due that no address is known of."""
    has_addresses: bool
    failed: tuple[tuple[str, date], ...]
    """Recipients whose message waits for another try or was given up, and since when."""


def reminding(session: Session, addresses: Path | None) -> Reminding:
    """Return where reminders stand; nothing is sent."""
    plan = session.plan
    with session.engine.connect() as connection:
        sent = load_sent(connection, plan.id)
        messages = load_outbox(connection, plan.id, _MOST_MESSAGES)
        board = board_now(session, connection, asked_now(session, checked_now(session, connection)))
    due = due_reminders(board, sent, plan.notify, session.as_of)
    try:
        names = read_addresses(addresses).names
    except ConfigurationError:
        names = frozenset()
    unreached = {
        one.department for one in due if not names.intersection(addresses_of(plan.notify, one.department))
    }
    return Reminding(
        sent=tuple(reversed(sent)),
        due=tuple(due),
        without_address=tuple(one for one in plan.departments if one.code in unreached),
        has_addresses=bool(names),
        failed=tuple(_failed(messages)),
    )


def last_reminded(session: Session) -> date | None:
    """Return the day of the newest reminder."""
    sent = session.ask(load_sent)
    return sent[-1].sent_on if sent else None


def checked_now(session: Session, connection: Connection) -> Checked:
    """Return what a check finds now; nothing is recorded."""
    waived = in_force(approved_waivers(connection, session.plan.id), session.as_of)
    return check(session.plan, submissions_now(session, connection), session.as_of, waived)


def _failed(messages: Sequence[dict[str, object]]) -> list[tuple[str, date]]:
    """Return the recipients of messages that failed, and when those were made."""
    return [
        (str(one["recipient"]), one["created_on"])
        for one in messages
        if one["last_error"] and isinstance(one["created_on"], date)
    ]
