"""Remind: a steward has sent at once what the night would send, through the night's own functions."""

from functools import partial
from pathlib import Path

from shinchoku.night.notify import asked_now, send_due
from shinchoku.review.people import Person
from shinchoku.review.permissions import Action, acting
from shinchoku.review.wording import require_said
from shinchoku.session import Session
from shinchoku.views.reminders import checked_now


def remind_now(session: Session, person: Person, reason: str, addresses: Path | None) -> tuple[int, int]:
    """Send what is due now and whatever waits; return how many messages arrived and how many did not.

    Runs under the lock, so that a night and a steward never send the same twice.

    Raises:
        NotPermittedError: if the person may not.
        ConfigurationError: if no reason is given, or the file of addresses is wrong.
    """
    actor = acting(person, Action.REMIND)
    reason = require_said(reason)
    with session.engine.connect() as connection:
        checked = checked_now(session, connection)
    done = send_due(session, asked_now(session, checked), addresses, partial(session.change, actor, reason))
    sent = sum(one.is_sent for one in done)
    return sent, len(done) - sent
