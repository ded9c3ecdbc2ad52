"""Pending: the figures that departments have announced for later, from everything read so far."""

from __future__ import annotations

from shinchoku.review.board import PendingValue, pending_values
from shinchoku.stages.check import checked_so_far
from shinchoku.stages.session import Session


def pending_now(session: Session) -> tuple[PendingValue, ...]:
    """Return the figures that are still to come, by year and item."""
    return pending_values(session.plan, checked_so_far(session), session.as_of)
