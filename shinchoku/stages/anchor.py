"""Anchor: what the audit trail ends with is noted outside of the database, at every night and with every release."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from shinchoku.adapters.audit_heads import SEALS, AuditHeads, Head, Seal, write_seal
from shinchoku.adapters.state.trail import last_entry
from shinchoku.package.build import SUMS
from shinchoku.releases.history import Release
from shinchoku.stages.session import Session, now


def note_head(session: Session) -> Head:
    """Note the head of the trail in the file of heads, and return it; there was an act before, whoever calls."""
    with session.engine.connect() as connection:
        last = last_entry(connection)
    head = Head(last.number, last.hash) if last else Head(0, "")
    AuditHeads(session.paths).note(head, now())
    return head


def seal(session: Session, version: str) -> None:
    """Lay a seal beside a release that is public: what it holds, and what the trail ended with then.

    The head is noted first: a seal whose head is not among the noted ones says that notes were taken away.
    """
    head = note_head(session)
    sums = hashlib.sha256((session.published.releases / version / SUMS).read_bytes()).hexdigest()
    told = Seal(version, sums, head, now().isoformat(timespec="seconds"))
    write_seal(session.published.folder, told, session.paths.staging)


def seal_unsealed(session: Session, history: Iterable[Release]) -> None:
    """Lay the seals that are missing: of a release that a killed run made, or that was made before there were any."""
    folder = session.published.folder / SEALS
    for release in history:
        if not (folder / f"{release.version}.json").exists():
            seal(session, release.version)
