"""Anchor: what the audit trail ends with is noted outside of the database, at every night and with every release."""

from collections.abc import Sequence

from shinchoku.adapters.audit_heads import SEALS, AuditHeads, Head, Seal, write_seal
from shinchoku.adapters.state.releases import record_sums, recorded_sums
from shinchoku.adapters.state.trail import last_entry
from shinchoku.city_clock import now
from shinchoku.releases.history import Release
from shinchoku.session import Session


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
    told = Seal(version, session.published.sums(version), head, now().isoformat(timespec="seconds"))
    write_seal(session.published.folder, told, session.paths.staging)


def seal_unsealed(session: Session, history: Sequence[Release]) -> None:
    """Lay the seals that are missing: of a release that a killed run made, or that was made before there were any.

    A release that is not what the trail says it was gets none: whoever rewrote it would have it sealed. What releases of
    before the trail told it hold is put on record once.
    """
    published = session.published
    recorded = session.ask(recorded_sums)
    known = {version: sums for (_, version), sums in recorded.items()}
    older = {one.version: published.sums(one.version) for one in history if one.version not in known}
    if older:
        with session.change_by_itself() as change:
            record_sums(change, older)
    for release in history:
        is_sealed = (published.folder / SEALS / f"{release.version}.json").exists()
        if not is_sealed and published.sums(release.version) == {**known, **older}[release.version]:
            seal(session, release.version)
