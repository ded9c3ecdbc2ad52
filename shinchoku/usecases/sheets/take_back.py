"""Take back or move a misfiled sheet: one appearance, with a reason, and either can be undone."""

from dataclasses import dataclass

from sqlalchemy import Connection

from shinchoku.adapters.state.received import At, assign, find_appearance, mark_withdrawn
from shinchoku.errors import ConfigurationError
from shinchoku.intake.sheets import Appearance
from shinchoku.register.entries import Department, Round
from shinchoku.review.people import Actor, Person
from shinchoku.review.permissions import Action, Reach, acting, reach
from shinchoku.review.taking_back import taking_back
from shinchoku.review.wording import require_said
from shinchoku.session import Session
from shinchoku.views.received_files import file_of, handed_of

__all__ = ["At", "Moved", "reassign", "withdraw"]


@dataclass(frozen=True, slots=True)
class Moved:
    """A submission that was taken back or moved: where it lies, and what it is."""

    path: str
    sha256: str


def withdraw(session: Session, person: Person, wanted: str | At, reason: str, *, undo: bool = False) -> Moved:
    """Take back the submission that a path, a hash or its place means, or let it count again.

    What came before it at its place counts again. Who may is said by `shinchoku.review.taking_back`.

    Raises:
        NotPermittedError: if the person may not.
        DecidedMeanwhileError: if somebody decided about it while this was asked.
        ConfigurationError: if there is no such submission, or no reason.
    """
    said = require_said(reason)
    with session.engine.connect() as connection:
        asked = find_appearance(connection, session.plan.id, wanted, withdrawn=undo)
        actor = _taking_back(session, connection, person, asked)
    with session.change(actor, said) as change:
        found = find_appearance(change.connection, session.plan.id, At.of(asked), withdrawn=undo)
        _taking_back(session, change.connection, person, found)
        mark_withdrawn(change, found, withdrawn=not undo)
        change.record("withdraw_undo" if undo else "withdraw", found.path, {"sha256": found.sha256})
    return Moved(found.path, found.sha256)


def reassign(
    session: Session,
    person: Person,
    wanted: str | At,
    reason: str,
    *,
    round_: Round | None = None,
    department: Department | None = None,
) -> Moved:
    """Move a submission to a round, a department or both; to none of them, back to what it says itself.

    Raises:
        NotPermittedError: if the person may not.
        DecidedMeanwhileError: if somebody else decided about it meanwhile.
        ConfigurationError: if there is no such submission, the round is not open, or there is no reason.
    """
    actor, said = acting(person, Action.REASSIGN_SUBMISSION), require_said(reason)
    if round_ is not None and not round_.is_open(session.as_of):
        raise ConfigurationError(
            f"{round_.fiscal_year.label} {round_.name}の照会はまだ始まっていません（{round_.opens}から）。",
            f"the round {round_.id} has not been opened yet (it opens on {round_.opens}).",
        )
    with session.change(actor, said) as change:
        found = find_appearance(change.connection, session.plan.id, wanted, withdrawn=False)
        is_undo = round_ is None and department is None
        round_id = round_.id if round_ else "" if is_undo else found.assigned_round
        code = department.code if department else "" if is_undo else found.assigned_department
        assign(change, found, round_id, code)
        detail = {"sha256": found.sha256, "round": round_id, "department": code}
        change.record("reassign_undo" if is_undo else "reassign", found.path, detail)
    return Moved(found.path, found.sha256)


def _taking_back(session: Session, connection: Connection, person: Person, appearance: Appearance) -> Actor:
    """Return the person in the role that may take a submission back, or let it count again."""
    if reach(person, Action.WITHDRAW_SUBMISSION) is not Reach.OWN:
        return acting(person, Action.WITHDRAW_SUBMISSION)
    return taking_back(person, handed_of(session, connection, file_of(session, connection, appearance)))
