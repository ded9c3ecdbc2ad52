"""Compare: two versions, or the newest one with what waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.releases import load_history
from shinchoku.errors import ConfigurationError
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.changes import RowChange
from shinchoku.releases.history import Cause, Release, YearEntry, next_version
from shinchoku.session import Session
from shinchoku.views.as_published import as_published, changes_between


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
            approved = approved_release(session, history, year, digest)
            years = _differences(session, connection, history, [*history, approved])
            return Compared(newest.version if newest else None, digest, years)
        after = _until(history, None if old is None else new)
        before = history[:-1] if old is None else _until(history, old)
        years = _differences(session, connection, before, after)
        return Compared(before[-1].version if before else None, after[-1].version, years)


def approved_release(session: Session, history: Sequence[Release], year: FiscalYear, digest: str) -> Release:
    """Return the release that approving a candidate today would make."""
    version = next_version(session.as_of, [one.version for one in history])
    carried = history[-1].years if history else {}
    return Release(version, session.as_of, {**carried, year: YearEntry(digest, Cause.APPROVED)})


def _differences(
    session: Session, connection: Connection, before: Sequence[Release], after: Sequence[Release]
) -> dict[FiscalYear, list[RowChange]]:
    """Return what readers see otherwise after one history than after another: each year that either has."""
    old, new = as_published(session.plan, connection, before, after)
    found = changes_between(old, new)
    return {year: found.get(year, []) for year in sorted({*old, *new})}


def _waiting(connection: Connection, session: Session, digest: str) -> tuple[str, FiscalYear] | None:
    """Return the candidate whose digest begins so, if one waits."""
    found = [
        w for w in load_waiting(connection, session.plan.id) if str(w["digest"]).startswith(digest.lower())
    ]
    return (
        (str(found[0]["digest"]), FiscalYear(int(str(found[0]["fiscal_year"])))) if len(found) == 1 else None
    )


def _until(history: Sequence[Release], wanted: str | None) -> Sequence[Release]:
    """Return the releases up to a version, all of them if none is wanted."""
    places = [at for at, one in enumerate(history, start=1) if wanted in {None, one.version}]
    if not places:
        known = "、".join(one.version for one in history) or "なし"
        raise ConfigurationError(
            f"「{wanted or '-'}」という版や承認待ちはありません（版: {known}）。",
            f"no version or candidate {wanted or '-'!r} (versions: {known}).",
        )
    return history[: places[-1]]
