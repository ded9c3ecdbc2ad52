"""The public versions as lists and pages show them, what they hold, and what differs between two of them."""

from collections.abc import Mapping, Sequence

from shinchoku.adapters.state.approvals import load_approvals
from shinchoku.adapters.state.contents import load_content
from shinchoku.adapters.state.releases import load_history
from shinchoku.figures.tables import YearContent
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.changes import RowChange
from shinchoku.releases.decision import Approval
from shinchoku.releases.history import Release, next_version
from shinchoku.session import Session
from shinchoku.views.as_published import as_published, changes_between


def list_versions(session: Session) -> tuple[Release, ...]:
    """Return the public versions, the oldest first."""
    return tuple(session.ask(load_history))


def content_of(session: Session, digest: str) -> YearContent:
    """Return the content of a year that a digest names."""
    return session.ask(load_content, digest)


def open_approvals(session: Session) -> Mapping[FiscalYear, Approval]:
    """Return the approvals that are still to be carried out, by year."""
    return session.ask(load_approvals)


def changes_of(
    session: Session, before: Sequence[Release], after: Sequence[Release]
) -> Mapping[FiscalYear, Sequence[RowChange]]:
    """Return what readers see otherwise after one history of releases than after another, oldest year first."""
    with session.engine.connect() as connection:
        return changes_between(*as_published(session.plan, connection, before, after))


def after_going_back(session: Session, history: Sequence[Release], target: Release) -> tuple[Release, ...]:
    """Return the releases as they would be after going back to one of them."""
    version = next_version(session.as_of, [one.version for one in history])
    return (*history, Release(version, session.as_of, target.years))
