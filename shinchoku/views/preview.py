"""Preview: what waits for an approver, and exactly what an approval would change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from sqlalchemy import Connection

from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.findings import load_findings
from shinchoku.adapters.state.releases import load_history
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.history import Release, next_version
from shinchoku.releases.hold import hold_sentences
from shinchoku.review.awaiting import Awaiting
from shinchoku.review.open_items import open_items
from shinchoku.review.preview import Preview, preview
from shinchoku.review.transitions import YearState
from shinchoku.session import Session
from shinchoku.views.as_published import as_published, changes_between
from shinchoku.views.candidates import authors_in, find_waiting
from shinchoku.views.compare import approved_release


def everything_awaiting(session: Session) -> tuple[Awaiting, ...]:
    """Return what waits of every year, the oldest year first."""
    with session.engine.connect() as connection:
        history = load_history(connection, session.plan.id)
        return tuple(
            _awaiting(session, connection, history, one) for one in load_waiting(connection, session.plan.id)
        )


def preview_of(session: Session, digest: str) -> Preview:
    """Return what approving the candidate would change that a digest, or its beginning, names.

    Raises:
        ConfigurationError: if no such candidate waits.
    """
    plan = session.plan
    with session.engine.connect() as connection:
        history = load_history(connection, plan.id)
        year, full = find_waiting(connection, plan.id, digest)
        one = next(one for one in load_waiting(connection, plan.id) if one["digest"] == full)
        awaiting = _awaiting(session, connection, history, one)
        approved = approved_release(session, history, year, full)
        old, new = as_published(plan, connection, history, [*history, approved])
        findings = load_findings(connection, plan.id)
    elsewhere = {other: found for other, found in changes_between(old, new).items() if other != year}
    found = preview(plan, awaiting, old.get(year), new[year], elsewhere)
    return replace(found, open_items=open_items(plan, year, new[year], findings))


def _awaiting(
    session: Session, connection: Connection, history: Sequence[Release], row: Mapping[str, object]
) -> Awaiting:
    """Return a waiting candidate as the core knows it."""
    year = FiscalYear(cast("int", row["fiscal_year"]))
    return Awaiting(
        year=year,
        digest=str(row["digest"]),
        state=YearState.of(str(row["outcome"])),
        since=cast("date", row["since"]),
        holds=hold_sentences(cast("list[tuple[str, str, str]]", row["holds"])),
        next_version=next_version(session.as_of, [one.version for one in history]),
        has_been_public=any(year in one.years for one in history),
        has_authors=bool(authors_in(connection, session.plan.id, year)),
        message=str(row["message"]),
        is_public=not row["is_first"],
    )
