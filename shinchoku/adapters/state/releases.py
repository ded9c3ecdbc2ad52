"""The releases: prepared, made public, taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, func, select

from shinchoku.adapters.state.approvals import (
    USED,
    load_approvals,
    no_longer_waiting,
    record_official,
    settle_approvals,
)
from shinchoku.adapters.state.audit import told_in
from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.codec import Codec
from shinchoku.adapters.state.contents import YEARS, load_content
from shinchoku.adapters.state.rows import of_plan
from shinchoku.adapters.state.tables import audit, releases
from shinchoku.figures.year_achievement import official_figures_of
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.history import Cause, Release, YearEntry
from shinchoku.review.people import Actor

PREPARED, RELEASED = "prepared", "released"
_WITHDRAWS: Codec[tuple[str, ...]] = Codec(tuple[str, ...])
SUMS = "sha256sums"
"""What the hash of a release's `SHA256SUMS` is called in the trail."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A release on its way to the public: who makes it, and which versions it takes back."""

    release: Release
    actor: Actor
    withdraws: tuple[str, ...] = ()


def load_history(connection: Connection, plan_id: str) -> list[Release]:
    """Return the public releases, oldest first."""
    return [prepared.release for prepared in _load(connection, plan_id, RELEASED)]


def load_prepared(connection: Connection, plan_id: str) -> list[Prepared]:
    """Return the releases that were prepared and not recorded as public."""
    return _load(connection, plan_id, PREPARED)


def _load(connection: Connection, plan_id: str, state: str) -> list[Prepared]:
    rows = connection.execute(
        of_plan(releases, plan_id, releases.c.state == state).order_by(releases.c.number)
    )
    return [
        Prepared(_release(row), Actor(row.actor, row.role), _WITHDRAWS.load(row.withdraws)) for row in rows
    ]


def prepare_release(change: Change, prepared: Prepared) -> None:
    """Record a release that is about to be made public."""
    numbers = select(func.max(releases.c.number)).where(releases.c.plan_id == change.plan_id)
    release = prepared.release
    change.insert(
        releases,
        number=(change.connection.scalar(numbers) or 0) + 1,
        version=release.version,
        as_of=release.as_of,
        state=PREPARED,
        years=YEARS.dump(dict(sorted({**release.dropped, **release.years}.items()))),
        withdrawn=False,
        withdraws=_WITHDRAWS.dump(prepared.withdraws),
        actor=prepared.actor.name,
        role=prepared.actor.role,
    )
    change.record("prepare", release.version)


def settle_release(change: Change, prepared: Prepared, sums: str) -> None:
    """Record that a prepared release is public: what it takes back, which approvals it used, who did it.

    `sums` is the hash of its `SHA256SUMS`: what it holds is on record from then on.
    """
    release = prepared.release
    change.update(releases, releases.c.version == release.version, state=RELEASED)
    change.update(releases, releases.c.version.in_(prepared.withdraws), withdrawn=True)
    for year, entry in release.years.items():
        if entry.cause is Cause.APPROVED:
            _make_official(change, year, entry, release.as_of)
            settle_approvals(change, year, USED, entry.digest)
        if entry.cause in {Cause.APPROVED, Cause.ROLLBACK}:
            no_longer_waiting(change, year)
    detail = {
        str(year.year): f"{entry.cause} {entry.digest}" for year, entry in sorted(release.years.items())
    }
    change.record("release", release.version, {**detail, SUMS: sums})


def _make_official(change: Change, year: FiscalYear, entry: YearEntry, as_of: date) -> None:
    """Record the figures of a year that goes out for the first time as official: date, role, document."""
    connection, plan_id = change.connection, change.plan_id
    earlier = [one for one in load_history(connection, plan_id) if year in one.years]
    if len(earlier) == 1:  # this release itself
        approval = load_approvals(connection, plan_id).get(year)
        figures = official_figures_of(year, load_content(connection, plan_id, entry.digest))
        record_official(change, figures, entry.role, approval.document if approval else "", as_of)


def record_sums(change: Change, sums: Mapping[str, str]) -> None:
    """Record the hash of `SHA256SUMS` that releases have: those of before it stood on record, and those that lost a text."""
    for version, one in sums.items():
        change.record("seal", version, {SUMS: one})


def recorded_sums(connection: Connection, plan_id: str | None = None) -> dict[tuple[str, str], str]:
    """Return the hash of `SHA256SUMS` that the trail tells of each release last, by plan and version."""
    told = select(audit.c.plan_id, audit.c.subject, audit.c.detail).where(
        audit.c.action.in_(("release", "seal"))
    )
    if plan_id is not None:
        told = told.where(audit.c.plan_id == plan_id)
    rows = connection.execute(told.order_by(audit.c.number)).tuples()
    details = ((plan, version, told_in(detail)) for plan, version, detail in rows)
    return {(plan, version): str(detail[SUMS]) for plan, version, detail in details if SUMS in detail}


def drop_prepared(change: Change, version: str) -> None:
    """Forget a release that never became public."""
    change.delete(releases, releases.c.version == version, releases.c.state == PREPARED)
    change.record("discard", version)


def _release(row: Row[Any]) -> Release:
    """Read a release back; a year whose entry names no content is one that it dropped."""
    entries = YEARS.load(row.years)
    years = {year: entry for year, entry in entries.items() if entry.digest}
    dropped = {year: entry for year, entry in entries.items() if not entry.digest}
    return Release(row.version, row.as_of, years, row.withdrawn, dropped)
