"""Whether messages can reach whom they should: the file of addresses, and what was given up."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine

from shinchoku.adapters.addresses import AddressBook, read_addresses
from shinchoku.adapters.notify import usable
from shinchoku.adapters.state.outbox import OutboxStatus, load_outbox
from shinchoku.bilingual import Bilingual
from shinchoku.errors import StoppedError
from shinchoku.register.plan import Plan

_NEWEST = 200


def wrong_with_messages(plan: Plan, engine: Engine, addresses: Path | None) -> Bilingual | None:
    """Return what keeps messages from arriving, by name and never by address; nothing if nobody is written to."""
    if addresses is None:
        return None
    try:
        book = read_addresses(addresses)
    except StoppedError as error:
        return error.message
    found = [*_unusable(book), *_given_up(plan, engine)]
    if not found:
        return None
    return Bilingual("".join(one.ja for one in found), " ".join(one.en for one in found))


def _unusable(book: AddressBook) -> Iterator[Bilingual]:
    """Say which names have an address that cannot be used."""
    names = [name for name, fine in usable(book).items() if not fine]
    if names:
        yield Bilingual(
            f"通知先「{'」「'.join(names)}」の書き方を直してください。",
            f"mend the address of: {', '.join(names)}.",
        )


def _given_up(plan: Plan, engine: Engine) -> Iterator[Bilingual]:
    """Say to whom messages were given up."""
    with engine.connect() as connection:
        newest = load_outbox(connection, plan.id, _NEWEST)
    names = sorted({one["recipient"] for one in newest if one["status"] == OutboxStatus.GIVEN_UP})
    if names:
        yield Bilingual(
            f"「{'」「'.join(names)}」への連絡を送れませんでした。通知先とネットワークを確かめてください。",
            f"messages to {', '.join(names)} could not be sent: check the address and the network.",
        )
