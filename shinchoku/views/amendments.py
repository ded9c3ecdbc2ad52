"""Amendments of the register, as lists and pages show them."""

from shinchoku.adapters.state.amendments import (
    AmendmentOrigin,
    AmendmentRecord,
    AmendmentStatus,
    load_amendments,
)
from shinchoku.adapters.state.waiting_counts import amendments_to_decide
from shinchoku.session import Session

__all__ = [
    "AmendmentOrigin",
    "AmendmentRecord",
    "AmendmentStatus",
    "count_to_decide",
    "find_amendment",
    "list_amendments",
]


def list_amendments(
    session: Session, *, status: AmendmentStatus | None = None
) -> tuple[AmendmentRecord, ...]:
    """Return amendments, the newest first: all, or those in a state."""
    return tuple(session.ask(load_amendments, status))


def find_amendment(session: Session, number: int) -> AmendmentRecord | None:
    """Return the amendment of a number; nothing if there is none."""
    return next((one for one in list_amendments(session) if one.number == number), None)


def count_to_decide(session: Session, *, but_of: str = "") -> int:
    """Count the amendments that wait for a decision, but for those of one person."""
    return session.ask(amendments_to_decide, but_of).count
