"""How every catalogue stands, by what the state keeps. No catalogue is asked, and nothing is written."""

from dataclasses import dataclass

from sqlalchemy import Connection

from shinchoku.adapters.catalogues.kinds import catalogue_kinds
from shinchoku.adapters.state.catalogue_lines import load_lines, load_receipts
from shinchoku.adapters.state.catalogue_receipts import (
    KeptReceipt,
    list_receipts,
    load_receipt,
    newest_receipts,
)
from shinchoku.adapters.state.catalogue_tries import KnownTry, load_tries
from shinchoku.adapters.state.kept_drifts import load_kept
from shinchoku.adapters.state.releases import load_history
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.kept import KeptDrift
from shinchoku.catalogues.outbox import (
    CatalogueStatus,
    OutboxLine,
    VersionPresence,
    due_tonight,
    line_tonight,
    presence_of,
    reminder,
)
from shinchoku.catalogues.receipts import Receipt
from shinchoku.night.publishing.chosen import catalogues_of
from shinchoku.register.catalogues import CatalogueSettings
from shinchoku.session import Session

__all__ = [
    "KeptReceipt",
    "KnownCatalogue",
    "find_receipt",
    "kept_by_catalogue",
    "kind_words",
    "known_catalogues",
    "list_kept_receipts",
    "list_receipts_in_full",
    "newest_by_catalogue",
    "presences",
    "told_tonight",
]

_NOT_WELL = frozenset({CatalogueStatus.FAILED, CatalogueStatus.HELD, CatalogueStatus.REFUSED})


@dataclass(frozen=True, slots=True)
class KnownCatalogue:
    """One catalogue: what the plan says of it, where it stands, and what somebody has to do."""

    name: str
    settings: CatalogueSettings | None
    """Nothing if the plan does not have it any more."""
    line: OutboxLine | None
    """As the next night will find it; nothing if it was never told."""
    last_try: KnownTry | None
    """Nothing if it was not tried since tries are kept."""
    to_do: Bilingual | None

    @property
    def is_well(self) -> bool:
        """Whether nobody has to do anything about it; what the plan dropped is nobody's any more."""
        if self.settings is None or self.line is None:
            return True
        return self.line.status not in _NOT_WELL and self.to_do is None


def known_catalogues(session: Session) -> tuple[KnownCatalogue, ...]:
    """Return the release folder itself, the plan's catalogues, and those that the plan once had."""
    with session.engine.connect() as connection:
        return _known(session, connection)


def _known(session: Session, connection: Connection) -> tuple[KnownCatalogue, ...]:
    """Return every catalogue as the state keeps it."""
    lines, tries = load_lines(connection, session.plan.id), load_tries(connection, session.plan.id)
    newest = _newest(session, connection)
    settings = {one.name: one for one in catalogues_of(session)}
    found = []
    for name in (*settings, *(name for name in lines if name not in settings)):
        line, its = lines.get(name), settings.get(name)
        if line is not None and its is not None and its.nightly and newest:
            line = line_tonight(line, name, newest, session.as_of)
        to_do = _to_do(session, its, line, newest)
        found.append(KnownCatalogue(name, its, line, tries.get(name), to_do))
    return tuple(found)


def told_tonight(session: Session, connection: Connection) -> tuple[str, ...]:
    """Return the names of the plan's catalogues that a release is sent to by itself: none that waits for a person."""
    lines = load_lines(connection, session.plan.id)
    newest = _newest(session, connection)
    return tuple(
        one.name
        for one in session.plan.catalogues
        if one.nightly
        and due_tonight(line_tonight(lines.get(one.name), one.name, newest, session.as_of), newest)
    )


def presences(session: Session) -> dict[str, dict[str, VersionPresence]]:
    """Return which catalogues have or had each version, by version and then by catalogue."""
    with session.engine.connect() as connection:
        lines = load_lines(connection, session.plan.id)
        receipts = list_receipts(connection, session.plan.id)
        history = load_history(connection, session.plan.id)
    received: dict[str, list[str]] = {}
    for one in receipts:
        received.setdefault(one.catalogue, []).append(one.version)
    found: dict[str, dict[str, VersionPresence]] = {}
    for release in history:
        for name in sorted({*lines, *received}):
            versions = received.get(name, [""])
            there = presence_of(release.version, lines.get(name), versions, versions[0])
            if there is not None:
                found.setdefault(release.version, {})[name] = there
    return found


def list_kept_receipts(
    session: Session, *, catalogue: str = "", version: str = "", most: int | None = None
) -> tuple[KeptReceipt, ...]:
    """Return the newest receipts, the last one first: of a catalogue, of a version, or of all."""
    return tuple(session.ask(list_receipts, catalogue=catalogue, version=version, most=most))


def list_receipts_in_full(session: Session, *, version: str = "") -> tuple[Receipt, ...]:
    """Return whole receipts of a version or of all, the last one first."""
    return tuple(session.ask(load_receipts, version or None)[::-1])


def find_receipt(session: Session, number: int) -> Receipt | None:
    """Return a receipt by the number that it is kept under, if the plan has it."""
    return session.ask(load_receipt, number)


def kind_words(known: KnownCatalogue, receipt: Receipt | None) -> Bilingual:
    """Return what sort of catalogue it is."""
    if known.settings:
        return known.settings.called
    kind = receipt.kind if receipt else ""
    found = catalogue_kinds().get(kind)
    return found.settings.label if found else Bilingual(kind, kind)


def newest_by_catalogue(session: Session) -> dict[str, Receipt]:
    """Return the last receipt of each catalogue, whole."""
    return session.ask(newest_receipts)


def kept_by_catalogue(session: Session) -> dict[str, tuple[KeptDrift, ...]]:
    """Return what persons keep in each catalogue as others made it."""
    return session.ask(load_kept)


def _to_do(
    session: Session, settings: CatalogueSettings | None, line: OutboxLine | None, newest: str
) -> Bilingual | None:
    """Return what a person has to do about a catalogue: what its line reminds of, or a sheet that waits."""
    if settings is None or line is None:
        return None
    if settings.instructions and line.status is CatalogueStatus.HANDED_OVER and not line.bundle:
        sheet = session.paths.handover / settings.name / settings.instructions
        return Bilingual(
            f"手順書 {sheet} に沿って登録し、終わったら「shinchoku publish --catalogue {settings.name}」で確かめてください。",
            f"post what the sheet {sheet} says, then verify it with “shinchoku publish --catalogue {settings.name}”.",
        )
    return reminder(line, session.as_of, newest)


def _newest(session: Session, connection: Connection) -> str:
    """Return the newest public version, or nothing before the first."""
    history = load_history(connection, session.plan.id)
    return history[-1].version if history else ""
