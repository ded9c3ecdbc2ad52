"""Notifications through Apprise: mail, Teams, Slack, webhooks. Sending never raises and never takes long.

An address is a secret: it is in no result, no message and no log. Apprise and the libraries below it write
addresses, and what a service answered, to their logs; nothing that is logged while a notification is being
sent goes anywhere.
"""

from __future__ import annotations

import logging
import threading
import time
import warnings
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, TypeVar

from schemas.codes import CodeList
from shinchoku.adapters.addresses import AddressBook

if TYPE_CHECKING:
    from apprise import NotifyBase

T = TypeVar("T")
_THREAD = "shinchoku-notification"
_TO_LOOK = 10.0
_LOGGERS = (
    "apprise",
    "urllib3",
    "urllib3.connectionpool",
    "urllib3.connection",
    "urllib3.util.retry",
    "requests",
)


class DeliveryOutcome(CodeList):
    """What became of a notification."""

    SENT = "sent", "送信済み", "Sent"
    REFUSED = "refused", "送信先に断られたか、つながりません", "The service refused it or cannot be reached"
    UNUSABLE = "unusable", "通知先の書き方が正しくありません", "The address is not one that can be used"
    NO_ADDRESS = "no_address", "通知先が登録されていません", "No address is known"
    TIMED_OUT = "timed_out", "時間内に送れませんでした", "It took too long"
    NOT_TRIED = "not_tried", "時間が足りず、送っていません", "There was no time left to try"


@dataclass(frozen=True, slots=True)
class Notification:
    """A message to a name of the address book."""

    recipient: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one notification."""

    notification: Notification
    outcome: DeliveryOutcome

    @property
    def is_sent(self) -> bool:
        """Whether the service took it."""
        return self.outcome is DeliveryOutcome.SENT


def deliver(
    book: AddressBook,
    notifications: Sequence[Notification],
    seconds_each: float = 20.0,
    seconds_in_all: float = 180.0,
    clock: Callable[[], float] = time.monotonic,
) -> tuple[Delivery, ...]:
    """Send notifications one after the other, within a time limit, and return what became of each."""
    _load()
    end = clock() + seconds_in_all
    done: list[Delivery] = []
    for one in notifications:
        url = book.url(one.recipient)
        seconds = min(seconds_each, end - clock())
        done.append(Delivery(one, DeliveryOutcome.NO_ADDRESS if url is None else _sent(url, one, seconds)))
    return tuple(done)


def usable(book: AddressBook) -> dict[str, bool]:
    """Tell of every name whether its address is written as Apprise reads it; nothing is sent."""
    _load()
    urls = {name: book.url(name) or "" for name in sorted(book.names)}
    return {name: _within(partial(_plugin, url), _TO_LOOK) is not None for name, url in urls.items()}


def _sent(url: str, one: Notification, seconds: float) -> DeliveryOutcome:
    """Send a notification to one address."""
    if seconds <= 0:
        return DeliveryOutcome.NOT_TRIED
    return _within(partial(_notify, url, one), seconds) or DeliveryOutcome.TIMED_OUT


def _notify(url: str, one: Notification) -> DeliveryOutcome:
    """Hand a notification to Apprise, as plain text: nothing in it becomes markup on the way."""
    from apprise import NotifyFormat  # noqa: PLC0415 -- loads a hundred services

    with suppress(Exception):  # whatever a service's code stumbles over, tonight it could not be told
        plugin = _plugin(url)
        if plugin is None:
            return DeliveryOutcome.UNUSABLE
        plugin.notify_format = NotifyFormat.TEXT
        subject = _one_line(one.subject)
        if plugin.notify(body=one.body, title=subject, body_format=NotifyFormat.TEXT):
            return DeliveryOutcome.SENT
    return DeliveryOutcome.REFUSED


def _load() -> None:
    """Load the services, which warn of what they lean on and is going; threads could not keep that quiet."""
    with warnings.catch_warnings(), suppress(Exception):
        warnings.simplefilter("ignore")
        _plugin("json://localhost")


def _plugin(url: str) -> NotifyBase | None:
    """Return the service that an address means, or nothing."""
    from apprise import Apprise, AppriseAsset  # noqa: PLC0415 -- loads a hundred services

    # No picture is fetched from another host for the message, and nothing is kept on the disk.
    asset = AppriseAsset(
        app_id="shinchoku",
        app_desc="shinchoku",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        async_mode=False,
    )
    return Apprise.instantiate(url, asset=asset)


def _within(work: Callable[[], T], seconds: float) -> T | None:
    """Return what some work gives, in a thread of its own; nothing if it fails or takes longer.

    A thread that takes longer is left behind: it ends with the process at the latest, and what it logs
    still goes nowhere.
    """
    _silence()
    answers: SimpleQueue[T | None] = SimpleQueue()

    def run() -> None:
        """Do the work; whatever stops it is no more than a notification that was not sent."""
        answer = None
        with suppress(Exception):
            answer = work()
        answers.put(answer)

    threading.Thread(target=run, name=_THREAD, daemon=True).start()
    try:
        return answers.get(timeout=seconds)
    except Empty:
        return None


class _NotWhileSending(logging.Filter):
    """Keeps back every record that a notification's thread writes."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Tell whether a record may be logged."""
        return record.threadName != _THREAD


_FILTER = _NotWhileSending()


def _silence() -> None:
    """Hold back what the libraries log of addresses and answers, from now on; adding it again changes nothing."""
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_FILTER)


def _one_line(text: str) -> str:
    """Return a subject that cannot begin another header line."""
    return "".join(c if c.isprintable() else " " for c in text)
