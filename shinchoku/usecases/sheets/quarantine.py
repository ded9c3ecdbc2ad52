"""Quarantine: a content that may do harm is opened by nobody, until that is undone."""

from sqlalchemy import Connection

from shinchoku.adapters.state.quarantine import find_content, is_quarantined, let_go, set_aside
from shinchoku.adapters.state.takedowns import load_destroyed
from shinchoku.bilingual import Bilingual
from shinchoku.errors import ConfigurationError
from shinchoku.intake.quarantine import Quarantine, RowPlace
from shinchoku.night.check import checked_so_far
from shinchoku.review.people import Person
from shinchoku.review.permissions import Action, acting
from shinchoku.review.wording import require_said
from shinchoku.session import Session


def quarantine(session: Session, person: Person, wanted: str, reason: str, *, undo: bool = False) -> str:
    """Set the content aside that a path or hash means, or let it be opened again; return its hash.

    Its bytes stay, and so do its rows that are accepted today; what else it could have reported counts as
    under a file that cannot be read.

    Raises:
        NotPermittedError: if the person may not.
        ConfigurationError: if there is no such content, it is as asked already, or there is no reason.
    """
    actor, said = acting(person, Action.QUARANTINE), require_said(reason)
    with session.engine.connect() as connection:
        sha256 = find_content(connection, session.plan.id, wanted)
        _require_change(connection, session.plan.id, sha256, undo=undo)
        if undo and sha256 in load_destroyed(connection, session.plan.id):
            raise ConfigurationError(
                f"{sha256[:12]} は廃棄されており、元に戻せません。",
                f"{sha256[:12]} is destroyed: its bytes are gone.",
            )
    kept = frozenset[RowPlace]() if undo else _accepted_rows(session, sha256)
    with session.change(actor, said) as change:
        _require_change(change.connection, session.plan.id, sha256, undo=undo)
        if undo:
            let_go(change, sha256)
        else:
            set_aside(change, sha256, Quarantine(session.as_of, kept), said, actor.name)
    return sha256


def _accepted_rows(session: Session, sha256: str) -> frozenset[RowPlace]:
    """Return where the rows of a content stand that count today."""
    counting = (choice.row for choice in checked_so_far(session).choices.values())
    return frozenset(
        (one.row.source.sheet_number, one.row.source.row_number)
        for one in counting
        if one is not None and one.appearance.sha256 == sha256
    )


def _require_change(connection: Connection, plan_id: str, sha256: str, *, undo: bool) -> None:
    """Refuse what is so already."""
    if is_quarantined(connection, plan_id, sha256) is not undo:
        state = Bilingual(
            "隔離されていません" if undo else "すでに隔離されています",
            "is not quarantined" if undo else "is quarantined already",
        )
        raise ConfigurationError(f"{sha256[:12]} は{state.ja}。", f"{sha256[:12]} {state.en}.")
