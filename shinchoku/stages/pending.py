"""Pending: the figures that departments have announced for later, from everything read so far."""

from __future__ import annotations

from shinchoku.adapters.state.intake import load_appearances
from shinchoku.adapters.state.readings import load_readings
from shinchoku.adapters.state.waivers import approved_waivers
from shinchoku.adapters.workbooks import reader_of
from shinchoku.checks.checking import check
from shinchoku.checks.waivers import in_force
from shinchoku.intake.submissions import submissions_of
from shinchoku.review.board import PendingValue, pending_values
from shinchoku.stages.session import Session


def pending_now(session: Session) -> tuple[PendingValue, ...]:
    """Return the figures that are still to come, by year and item."""
    plan, as_of = session.plan, session.as_of
    with session.engine.connect() as connection:
        readings = load_readings(connection, reader_of(plan.layouts))
        appearances = load_appearances(connection, plan.id)
        waived = in_force(approved_waivers(connection, plan.id), as_of)
    # What came since the last night, or was read by another version, has no reading yet: the night reads it.
    received = [(one, readings[one.sha256]) for one in appearances if one.sha256 in readings]
    submissions = submissions_of(plan, received, as_of)
    return pending_values(plan, check(plan, submissions, as_of, waived), as_of)
