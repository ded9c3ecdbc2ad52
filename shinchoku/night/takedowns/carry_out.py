"""Carrying a confirmed takedown out: releases, state, archive, returned copies, hand-overs; the tombstones stay.

Each step can be done again: what a killed run left is finished by the next night, or by confirming once more. What is to
take the place of a release is made and verified before anything is touched.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from shinchoku.adapters.published import discard
from shinchoku.adapters.return_folder import return_root, write_returns
from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.database import forget_pages, forget_row
from shinchoku.adapters.state.erasing import (
    NewContent,
    contents_without,
    erase,
    forget_contents,
)
from shinchoku.adapters.state.intake import last_inbox
from shinchoku.adapters.state.quarantine import is_quarantined, set_aside
from shinchoku.adapters.state.releases import load_history, record_sums
from shinchoku.adapters.state.takedowns import (
    TakedownRecord,
    TakedownStatus,
    decide_takedown,
    finish_takedown,
    forget_in_others,
    keep_done,
    load_takedowns,
    record_destroyed,
)
from shinchoku.adapters.workbooks.searching import files_with
from shinchoku.bilingual import Bilingual
from shinchoku.errors import OperationalError, StoppedError
from shinchoku.intake.quarantine import Quarantine, RowPlace
from shinchoku.night.anchor import seal
from shinchoku.night.check import checked_so_far
from shinchoku.night.takedowns.places import received_contents
from shinchoku.night.takedowns.replacements import WouldNotHoldError, prepare_releases
from shinchoku.package.taking_down import Takedown
from shinchoku.releases.history import version_order
from shinchoku.releases.removal import Removal
from shinchoku.review.people import Actor
from shinchoku.session import Session


@dataclass(frozen=True, slots=True)
class Gone:
    """What a takedown took: the releases that changed, rows of the state by table, and the contents destroyed."""

    versions: tuple[str, ...]
    state: Mapping[str, int]
    contents: tuple[str, ...]
    returns_left: bool = False
    """Whether copies may still lie in the return folder, because it could not be reached; the next night clears them."""
    log_left: bool = False
    """Whether the database's log still says what was sought, because somebody has it open; it goes when they close it."""


def resume_takedowns(session: Session, actor: Actor) -> list[Bilingual]:
    """Finish what a killed run left of confirmed takedowns; return why some are still not done. Runs under the lock.

    A takedown that cannot be finished holds up no night: the next one tries again, and people are told.
    """
    left = session.ask(load_takedowns, [TakedownStatus.CONFIRMED])
    unfinished: list[Bilingual] = []
    for one in left:
        try:
            carry_out(session, one, actor)
        except OperationalError as error:
            unfinished.append(
                Bilingual(
                    f"公表データの削除（{one.number}番）が終わっていません。{error.message.ja}",
                    f"takedown {one.number} is not finished: {error.message.en}",
                )
            )
    return unfinished


def carry_out(session: Session, takedown: TakedownRecord, actor: Actor) -> Gone:
    """Have what was confirmed go from everywhere that is this system's. Runs under the lock.

    Raises:
        WouldNotHoldError: if a release without the text would not verify; the takedown is refused then.
        OperationalError: if a disk or the database fails: confirming again, or the next night, goes on.
    """
    removal = Removal(takedown.wanted) if takedown.wanted else None
    done = dict(takedown.done)
    changed = session.ask(contents_without, removal) if removal else {}
    contents = [takedown.sha256] if removal is None else _holding(session, removal)
    contents = sorted({*contents, *done.get("contents", ())})
    digests = {**done.get("digests", {}), **{old: new.digest for old, new in changed.items()}}
    order = (
        Takedown(removal, takedown.decided_on or session.as_of, takedown.kind, digests) if removal else None
    )
    prepared = _prepare_or_refuse(session, takedown, order, actor) if order else []
    versions = sorted({*done.get("versions", ()), *prepared}, key=version_order)
    kept = _accepted_rows(session, contents)
    with session.change(actor, takedown.reason) as change:
        counts = _erase(change, session, takedown, removal, changed, kept)
        done = {
            "versions": versions,
            "contents": contents,
            "digests": digests,
            "state": {**counts, **done.get("state", {})},
        }
        keep_done(change, takedown.number, done)
        change.record(
            "takedown_erase_state", f"takedown {takedown.number}", {t: str(n) for t, n in counts.items()}
        )
    _replace(session, versions, actor, takedown.reason)
    for sha256 in contents:
        session.raw.destroy(sha256)
    discard(session.paths.uploads)
    discard(session.paths.handover)
    returns_left = not _cleared_returns(session)
    forget_pages(session.engine)
    with session.change(actor, takedown.reason) as change:
        detail = {"versions": " ".join(versions), "contents": " ".join(contents)}
        finish_takedown(change, takedown.number, detail)
    log_left = not forget_row(session.engine, "takedowns")
    return Gone(tuple(versions), done["state"], tuple(contents), returns_left, log_left)


def _holding(session: Session, removal: Removal) -> list[str]:
    """Return the received contents that hold a text."""
    raw = session.raw
    with session.engine.connect() as connection:
        by_path = {raw.path(sha256): sha256 for sha256 in received_contents(connection, session)}
    return [by_path[path] for path in files_with(list(by_path), removal).holding]


def _prepare_or_refuse(
    session: Session, takedown: TakedownRecord, order: Takedown, actor: Actor
) -> list[str]:
    """Prepare the releases without the text; a takedown that one of them cannot do without ends refused."""
    try:
        return prepare_releases(session, order)
    except WouldNotHoldError as error:
        with session.change(actor, error.message.ja) as change:
            decide_takedown(change, takedown.number, TakedownStatus.REFUSED, session.as_of)
        raise


def _erase(
    change: Change,
    session: Session,
    takedown: TakedownRecord,
    removal: Removal | None,
    changed: Mapping[str, NewContent],
    kept: Mapping[str, frozenset[RowPlace]],
) -> dict[str, int]:
    """Take a text out of the state, and set aside for good the contents that are destroyed."""
    counts: dict[str, int] = {}
    if removal:
        counts = erase(change, removal, changed)
        forget_in_others(change, takedown.number, removal)
    for sha256, rows in kept.items():
        if not is_quarantined(change.connection, session.plan.id, sha256):
            set_aside(change, sha256, Quarantine(session.as_of, rows), takedown.reason, change.actor.name)
    forget_contents(change, kept)
    record_destroyed(change, kept.keys(), takedown.number, session.as_of)
    return counts


def _accepted_rows(session: Session, contents: Iterable[str]) -> dict[str, frozenset[RowPlace]]:
    """Return, for each content, where its rows stand that count today."""
    counting = [choice.row for choice in checked_so_far(session).choices.values() if choice.row is not None]
    return {
        sha256: frozenset(
            (one.row.source.sheet_number, one.row.source.row_number)
            for one in counting
            if one.appearance.sha256 == sha256
        )
        for sha256 in contents
    }


def _replace(session: Session, versions: Sequence[str], actor: Actor, reason: str) -> None:
    """Put what was prepared in place of the releases, and have index, record and seals follow."""
    published = session.published
    published.replace_prepared()
    history = session.ask(load_history)
    if history:
        published.write_index(history)
    if versions:
        with session.change(actor, reason) as change:
            record_sums(change, {version: published.sums(version) for version in versions})
    for version in versions:
        seal(session, version)


def _cleared_returns(session: Session) -> bool:
    """Clear the return folder of copies; the next night writes those that are still to be corrected."""
    plan = session.plan
    with session.engine.connect() as connection:
        url = last_inbox(connection, plan.id) or plan.inbox.url
    try:
        root = return_root(url, plan.inbox.return_dir)
        if root is not None:
            write_returns(root, {}, session.paths.state / f"returns-{plan.id}.json")
    except StoppedError:
        return False
    return True
