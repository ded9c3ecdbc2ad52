"""Tell: departments learn what is due and what to correct, in their folders and by their addresses.

Nothing here fails a night: what could not be told is a warning of it, and is tried again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from shinchoku.adapters.addresses import read_addresses
from shinchoku.adapters.notify import Delivery, DeliveryOutcome, Notification, deliver
from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.findings import returned_messages
from shinchoku.adapters.state.outbox import (
    due_messages,
    load_sent,
    mark_failed,
    mark_sent,
    put_out,
)
from shinchoku.adapters.state.standings import load_standings
from shinchoku.adapters.state.waivers import approved_waivers
from shinchoku.bilingual import Bilingual
from shinchoku.checks.checking import Checked
from shinchoku.checks.waivers import in_force
from shinchoku.city_clock import now
from shinchoku.errors import StoppedError
from shinchoku.night.return_sheets import send_back
from shinchoku.review.alarms import alarm_digests
from shinchoku.review.digests import digests
from shinchoku.review.reminders import ReminderBasis, due_reminders, next_try
from shinchoku.review.to_correct import Asked, ToCorrect, to_correct
from shinchoku.session import Session

REMINDER, ALARM = "reminder", "alarm"


@dataclass(frozen=True, slots=True)
class Notified:
    """What departments were told: files written and cleared in their folders, messages sent and not sent."""

    written: int = 0
    cleared: int = 0
    sent: int = 0
    unsent: int = 0
    warnings: tuple[Bilingual, ...] = ()


def tell_departments(
    session: Session,
    checked: Checked,
    inbox_url: str,
    addresses: Path | None,
    alarms: Sequence[Bilingual] = (),
) -> Notified:
    """Write what goes back into the return folder, and send what is due to whom has an address.

    `addresses` is the file of addresses; without one nobody is written to. `alarms` go to the stewards.
    """
    asked = asked_now(session, checked)
    warnings: list[Bilingual] = []
    written = cleared = 0
    try:
        back = send_back(session, asked, inbox_url)
        written, cleared = len(back.written), len(back.cleared)
        warnings += _warnings(back.failed, back.left_alone)
    except StoppedError as error:
        warnings.append(error.message)
    deliveries: tuple[Delivery, ...] = ()
    try:
        put_alarms(session, alarms, addresses)
        deliveries = send_due(session, asked, addresses, session.change_by_itself)
    except StoppedError as error:
        warnings.append(error.message)
    sent = sum(one.is_sent for one in deliveries)
    return Notified(written, cleared, sent, len(deliveries) - sent, tuple(warnings))


def put_alarms(session: Session, alarms: Sequence[Bilingual], addresses: Path | None) -> None:
    """Put out what the stewards have to look at tonight, once a day.

    Raises:
        StoppedError: if the addresses cannot be read, or the database fails.
    """
    known = read_addresses(addresses).names
    out = alarm_digests(session.plan, alarms, known, session.as_of)
    if out:
        with session.change_by_itself() as change:
            put_out(change, out, ALARM, session.as_of)
            change.record("alarm", session.as_of.isoformat(), {"of": str(len(alarms))})


def asked_now(session: Session, checked: Checked) -> dict[Asked, tuple[ToCorrect, ...]]:
    """Return what every department has to look at, with what stewards wrote."""
    plan_id = session.plan.id
    with session.engine.connect() as connection:
        waived = in_force(approved_waivers(connection, plan_id), session.as_of)
        returned = returned_messages(connection, plan_id)
    return to_correct(checked.findings, returned, waived)


def send_due(
    session: Session,
    asked: Mapping[Asked, tuple[ToCorrect, ...]],
    addresses: Path | None,
    begin: Callable[[], AbstractContextManager[Change]],
) -> tuple[Delivery, ...]:
    """Put out what is due, and send whatever waits; `begin` says who does it, and why.

    Raises:
        StoppedError: if the addresses cannot be read, or the database fails.
    """
    book = read_addresses(addresses)
    if not book.names:
        return ()
    plan = session.plan
    with begin() as change:
        board = board_now(session, change.connection, asked)
        due = due_reminders(board, load_sent(change.connection, plan.id), plan.notify, session.as_of)
        out = digests(plan, due, book.names, session.as_of)
        put_out(change, out, REMINDER, session.as_of)
        waiting = due_messages(change.connection, plan.id, now())
        change.record("remind", session.as_of.isoformat(), {"due": str(len(out)), "to": str(len(waiting))})
    if not waiting:
        return ()
    done = deliver(book, [Notification(one.recipient, one.subject, one.body) for one in waiting])
    with begin() as change:
        for message, delivery in zip(waiting, done, strict=True):
            if delivery.is_sent:
                mark_sent(change, message.number)
            elif delivery.outcome is not DeliveryOutcome.NOT_TRIED:
                again = next_try(message.attempts + 1, change.at)
                mark_failed(change, message, delivery.outcome, again)
        sent = sum(one.is_sent for one in done)
        change.record("send", session.as_of.isoformat(), {"sent": str(sent), "of": str(len(done))})
    return done


def board_now(
    session: Session, connection: Connection, asked: Mapping[Asked, tuple[ToCorrect, ...]]
) -> ReminderBasis:
    """Return what reminders are decided from."""
    standing = tuple(load_standings(connection, session.plan.id))
    return ReminderBasis(session.plan.rounds_by_id, standing, asked)


def _warnings(failed: tuple[str, ...], left_alone: tuple[str, ...]) -> Iterator[Bilingual]:
    """Say what of the return folder somebody has to look at."""
    if failed:
        ja, en = "、".join(failed), ", ".join(failed)
        yield Bilingual(
            f"差戻しフォルダーの次のファイルを書き換えられませんでした: {ja}。開いている人がいないか確かめてください。",
            f"these files of the return folder could not be written: {en}. Is somebody using them?",
        )
    if left_alone:
        ja, en = "、".join(left_alone), ", ".join(left_alone)
        yield Bilingual(
            f"差戻しフォルダーに、所属が置いたか書き換えたファイルがあります: {ja}。受付フォルダーへの提出をお願いしてください。",
            f"departments put or changed files in the return folder: {en}. Ask them to submit them in the inbox.",
        )
