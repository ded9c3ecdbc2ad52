"""Take back or move a misfiled sheet: one appearance, with a reason, and either can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from shinchoku.adapters.state.contents import load_content
from shinchoku.adapters.state.received import (
    ReceivedAppearance,
    assign,
    find_appearance,
    mark_withdrawn,
)
from shinchoku.adapters.state.releases import load_history
from shinchoku.bilingual import Bilingual
from shinchoku.errors import ConfigurationError, NotPermittedError
from shinchoku.intake.counter import department_at_counter
from shinchoku.register.entries import Department, Round
from shinchoku.review.people import Actor, Person
from shinchoku.review.permissions import Action, Reach, acting, reach
from shinchoku.review.wording import require_said
from shinchoku.stages.check import submissions_read
from shinchoku.stages.session import Session


@dataclass(frozen=True, slots=True)
class Moved:
    """A submission that was taken back or moved: where it lies, and what it is."""

    path: str
    sha256: str


def withdraw(session: Session, person: Person, wanted: str, reason: str, *, undo: bool = False) -> Moved:
    """Take back the submission that a path or hash means, or let it count again.

    What came before it at its place counts again. A department takes back what it handed in at the console,
    as long as nothing of it is public; stewards take back anything.

    Raises:
        NotPermittedError: if the person may not.
        ConfigurationError: if there is no such submission, or no reason.
    """
    said = require_said(reason)
    actor = _may_withdraw(session, person, wanted, undo=undo)
    with session.change(actor, said) as change:
        found = find_appearance(change.connection, session.plan.id, wanted, withdrawn=undo).appearance
        mark_withdrawn(change, found, withdrawn=not undo)
        change.record("withdraw_undo" if undo else "withdraw", found.path, {"sha256": found.sha256})
    return Moved(found.path, found.sha256)


def reassign(
    session: Session,
    person: Person,
    wanted: str,
    reason: str,
    *,
    asked: Round | None = None,
    department: Department | None = None,
) -> Moved:
    """Move a submission to a round, a department or both; to none of them, back to what it says itself.

    Raises:
        NotPermittedError: if the person may not.
        ConfigurationError: if there is no such submission, the round is not open, or there is no reason.
    """
    actor, said = acting(person, Action.REASSIGN_SUBMISSION), require_said(reason)
    if asked is not None and not asked.is_open(session.as_of):
        raise ConfigurationError(
            Bilingual(
                f"{asked.fiscal_year.label} {asked.name}の照会はまだ始まっていません（{asked.opens}から）。",
                f"the round {asked.id} has not been opened yet (it opens on {asked.opens}).",
            )
        )
    with session.change(actor, said) as change:
        found = find_appearance(change.connection, session.plan.id, wanted, withdrawn=False).appearance
        is_undo = asked is None and department is None
        round_id = asked.id if asked else "" if is_undo else found.assigned_round
        code = department.code if department else "" if is_undo else found.assigned_department
        assign(change, found, round_id, code)
        detail = {"sha256": found.sha256, "round": round_id, "department": code}
        change.record("reassign_undo" if is_undo else "reassign", found.path, detail)
    return Moved(found.path, found.sha256)


def _may_withdraw(session: Session, person: Person, wanted: str, *, undo: bool) -> Actor:
    """Return the person in the role that may take a submission back.

    Raises:
        NotPermittedError: if none of the person's roles does.
        ConfigurationError: if there is no such submission.
    """
    if reach(person, Action.WITHDRAW_SUBMISSION) is not Reach.OWN:
        return acting(person, Action.WITHDRAW_SUBMISSION)
    with session.engine.connect() as connection:
        found = find_appearance(connection, session.plan.id, wanted, withdrawn=undo)
        actor = acting(person, Action.WITHDRAW_SUBMISSION, _sender(session, connection, found))
        if not found.by_console or _is_public(connection, session.plan.id, found.appearance.sha256):
            raise NotPermittedError(
                Bilingual(
                    "所属が取り下げられるのは、画面から提出し、まだ公表されていないものだけです。確認担当に依頼してください。",
                    "a department may take back what it submitted at the console and is not public yet: ask a steward.",
                )
            )
    return actor


def _sender(session: Session, connection: Connection, found: ReceivedAppearance) -> str:
    """Return the code of the department that sent a submission, or nothing."""
    at_counter = department_at_counter(session.plan, found.appearance.path)
    if at_counter is not None:
        return at_counter.code
    read = (one for one in submissions_read(session, connection) if one.appearance == found.appearance)
    return next((one.placement.department.code for one in read if one.placement.department), "")


def _is_public(connection: Connection, plan_id: str, sha256: str) -> bool:
    """Tell whether anything of a content is in the newest release."""
    history = load_history(connection, plan_id)
    contents = (
        (load_content(connection, plan_id, one.digest) for one in history[-1].years.values())
        if history
        else ()
    )
    return any(row["sha256"] == sha256 for content in contents for row in content.table("provenance"))
