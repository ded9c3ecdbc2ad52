"""Takedown: one person asks for it, another lets it through or does not. Nothing goes before there are two.

What is sought is a text (a name, a number that should never have been published), or a received content. It is kept
until the second person has decided and it is gone, and stands in no entry of the trail.
"""

from sqlalchemy import Connection

from shinchoku.adapters.state.quarantine import find_content
from shinchoku.adapters.state.takedowns import (
    TakedownRecord,
    TakedownStatus,
    decide_takedown,
    load_destroyed,
    load_takedowns,
    record_takedown,
)
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError, NotPermittedError
from shinchoku.night.takedowns.places import Places, require_erasable
from shinchoku.releases.removal import Removal, TakedownKind
from shinchoku.review.people import Actor, Person
from shinchoku.review.permissions import Action, acting
from shinchoku.review.wording import require_said
from shinchoku.session import Session


def ask_for_text(session: Session, person: Person, wanted: str, kind: TakedownKind, reason: str) -> int:
    """Ask for a text to be taken down wherever it stands, and return the number of the request.

    Raises:
        NotPermittedError: if the person may not.
        ConfigurationError: if the text would be found everywhere, stands in the reason, or there is no reason.
    """
    actor, said = acting(person, Action.ASK_TAKEDOWN), require_said(reason)
    text = wanted.strip()
    if Removal(text).is_in(said):
        raise ConfigurationError(
            "理由に、削除する文そのものが入っています。理由は記録に残るため、「氏名」のように書き換えてください。",
            "the reason holds the very text that has to go, and is kept: write “a name” or the like instead.",
        )
    with session.change(actor, said) as change:
        return record_takedown(change, kind, text, "", session.as_of)


def ask_for_content(session: Session, person: Person, wanted: str, kind: TakedownKind, reason: str) -> int:
    """Ask for a received content to be destroyed, by its path or hash, and return the number of the request.

    Raises:
        NotPermittedError: if the person may not.
        ConfigurationError: if there is no such content, it is destroyed already, or there is no reason.
    """
    actor, said = acting(person, Action.ASK_TAKEDOWN), require_said(reason)
    with session.change(actor, said) as change:
        sha256 = find_content(change.connection, session.plan.id, wanted)
        if sha256 in load_destroyed(change.connection, session.plan.id):
            raise ConfigurationError(
                f"{sha256[:12]} はすでに廃棄されています。", f"{sha256[:12]} is destroyed already."
            )
        return record_takedown(change, kind, "", sha256, session.as_of)


def refuse(session: Session, person: Person, number: int, reason: str) -> None:
    """Refuse a takedown; whoever asked for it may take it back like that.

    Raises:
        NotPermittedError: if the person may not.
        DecidedMeanwhileError: if it was decided already.
        ConfigurationError: if there is no such takedown, or no reason.
    """
    said = require_said(reason)
    with session.change(_deciding(session, person, number), said) as change:
        _require_asked(takedown_of(change.connection, session, number))
        decide_takedown(change, number, TakedownStatus.REFUSED, session.as_of)


def confirm(session: Session, person: Person, number: int, reason: str, places: Places) -> TakedownRecord:
    """Let a takedown through, as the second person; carrying it out is for whoever holds the lock.

    `places` are those that the person was shown.

    Raises:
        NotPermittedError: if the person may not, or asked for it.
        DecidedMeanwhileError: if it was decided already.
        ConfigurationError: if there is no such takedown, no reason, or the plan file still holds the text.
    """
    actor, said = acting(person, Action.CONFIRM_TAKEDOWN), require_said(reason)
    require_erasable(session, places)
    with session.change(actor, said) as change:
        found = takedown_of(change.connection, session, number)
        _require_asked(found)
        if found.asked_by == actor.name:
            raise NotPermittedError(
                "削除の申請はご自身によるものです。別の承認者が確かめてください（計画の設定によらず、必ず二人で行います）。",
                "you asked for it yourself: another approver must confirm it (a takedown always takes two persons).",
            )
        decide_takedown(change, number, TakedownStatus.CONFIRMED, session.as_of)
        return takedown_of(change.connection, session, number)


def takedown_of(connection: Connection, session: Session, number: int) -> TakedownRecord:
    """Return the takedown of a number.

    Raises:
        ConfigurationError: if there is none.
    """
    found = [one for one in load_takedowns(connection, session.plan.id) if one.number == number]
    if not found:
        raise ConfigurationError(
            f"{number}番の削除の申請はありません。shinchoku takedown で一覧を確かめてください。",
            f"there is no takedown {number}: look at shinchoku takedown.",
        )
    return found[0]


def _deciding(session: Session, person: Person, number: int) -> Actor:
    """Return who refuses: somebody who may decide, or whoever asked."""
    with session.engine.connect() as connection:
        own = takedown_of(connection, session, number).asked_by == person.name
    return acting(person, Action.ASK_TAKEDOWN if own else Action.CONFIRM_TAKEDOWN)


def _require_asked(takedown: TakedownRecord) -> None:
    """Refuse to decide again what was decided."""
    if takedown.status is not TakedownStatus.ASKED:
        raise DecidedMeanwhileError(
            f"{takedown.number}番の申請はすでに決まっています（{takedown.status.label_ja}）。",
            f"takedown {takedown.number} was decided already ({takedown.status.label_en}).",
        )
