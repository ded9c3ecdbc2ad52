"""The audit trail as lists and pages show it; `audit_proof` holds it against everything outside of it."""

from dataclasses import dataclass

from shinchoku.adapters.state.audit import Walked, walk
from shinchoku.adapters.state.trail import (
    FEWEST_DIGITS,
    AuditEntry,
    TrailFilter,
    count_trail,
    entry_of_hash,
    history_of,
    last_entry,
    load_trail,
)
from shinchoku.session import Session

__all__ = [
    "FEWEST_DIGITS",
    "AuditEntry",
    "TrailFilter",
    "TrailPage",
    "Walked",
    "find_noted",
    "list_history",
    "list_trail",
    "newest_entry",
    "walk_on",
]


@dataclass(frozen=True, slots=True)
class TrailPage:
    """Some entries, the oldest first, and how many there are of the same kind."""

    entries: tuple[AuditEntry, ...] = ()
    count: int = 0


def list_trail(
    session: Session,
    wanted: TrailFilter,
    *,
    most: int,
    before: int | None = None,
    after: int | None = None,
) -> TrailPage:
    """Return the newest entries of a filter, or those before or after the entry of a number."""
    plan_id = session.plan.id
    with session.engine.connect() as connection:
        found = load_trail(connection, plan_id, wanted, most, before, after)
        return TrailPage(tuple(found), count_trail(connection, plan_id, wanted))


def list_history(session: Session, *subjects: str) -> tuple[AuditEntry, ...]:
    """Return everything that was done to some subjects, the oldest first."""
    with session.engine.connect() as connection:
        found = [one for subject in subjects for one in history_of(connection, session.plan.id, subject)]
    return tuple(sorted(found, key=lambda one: one.number))


def newest_entry(session: Session) -> AuditEntry | None:
    """Return the newest entry of the whole trail: its hash vouches for all before it."""
    with session.engine.connect() as connection:
        return last_entry(connection)


def find_noted(session: Session, noted: str) -> int | None:
    """Return the number of the entry whose hash was noted down; nothing if it is not there."""
    with session.engine.connect() as connection:
        return entry_of_hash(connection, noted)


def walk_on(session: Session, known: Walked | None, *, most: int | None) -> Walked:
    """Walk the chain on from where it was walked before, so many entries or to its end."""
    with session.engine.connect() as connection:
        return walk(connection, known, most)
