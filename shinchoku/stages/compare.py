"""Compare: two versions, or the newest one with what waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.contents import load_content
from shinchoku.adapters.state.releases import load_history
from shinchoku.bilingual import Bilingual
from shinchoku.errors import ConfigurationError
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.changes import RowChange, compare
from shinchoku.releases.history import Release
from shinchoku.stages.session import Session


@dataclass(frozen=True, slots=True)
class Compared:
    """Two states of the dataset by name, and what differs in each year."""

    old: str | None
    new: str
    years: Mapping[FiscalYear, list[RowChange]]


def compare_versions(session: Session, old: str | None, new: str | None) -> Compared:
    """Compare two versions; without `new`, with the newest; a digest of something that waits is `new`.

    Raises:
        ConfigurationError: if there is no such version or candidate.
    """
    with session.engine.connect() as connection:
        history = load_history(connection, session.plan.id)
        candidate = _waiting(connection, session, old) if old and new is None else None
        if candidate is not None:
            digest, year = candidate
            newest = history[-1] if history else None
            return Compared(
                newest.version if newest else None,
                digest,
                {year: _changes(connection, session, _digest(newest, year), digest)},
            )
        if old is None:
            before, after = (history[-2] if len(history) > 1 else None), _version(history, None)
        else:
            before, after = _version(history, old), _version(history, new)
        years = sorted({*after.years, *(before.years if before else ())})
        return Compared(
            before.version if before else None,
            after.version,
            {y: _changes(connection, session, _digest(before, y), _digest(after, y)) for y in years},
        )


def _waiting(connection: Connection, session: Session, digest: str) -> tuple[str, FiscalYear] | None:
    """Return the candidate whose digest begins so, if one waits."""
    found = [
        w for w in load_waiting(connection, session.plan.id) if str(w["digest"]).startswith(digest.lower())
    ]
    return (
        (str(found[0]["digest"]), FiscalYear(int(str(found[0]["fiscal_year"])))) if len(found) == 1 else None
    )


def _version(history: Sequence[Release], wanted: str | None) -> Release:
    """Return a version, the newest if none is wanted."""
    found = [one for one in history if wanted in {None, one.version}]
    if not found:
        known = "、".join(one.version for one in history) or "なし"
        raise ConfigurationError(
            Bilingual(
                f"「{wanted or '-'}」という版や承認待ちはありません（版: {known}）。",
                f"no version or candidate {wanted or '-'!r} (versions: {known}).",
            )
        )
    return found[-1]


def _digest(release: Release | None, year: FiscalYear) -> str | None:
    """Return the digest that a release carries for a year."""
    entry = release.years.get(year) if release else None
    return entry.digest if entry else None


def _changes(connection: Connection, session: Session, old: str | None, new: str | None) -> list[RowChange]:
    """Compare two contents by their digests."""
    plan_id = session.plan.id
    if old == new:
        return []
    return compare(
        load_content(connection, plan_id, old) if old else None,
        load_content(connection, plan_id, new) if new else None,
    )
