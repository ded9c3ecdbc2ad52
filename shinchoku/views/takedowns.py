"""Takedowns as the list shows them; the text itself is never told."""

from shinchoku.adapters.state.takedowns import TakedownRecord, TakedownStatus, load_takedowns
from shinchoku.session import Session

__all__ = ["TakedownRecord", "TakedownStatus", "list_takedowns"]


def list_takedowns(session: Session) -> tuple[TakedownRecord, ...]:
    """Return all takedowns, the oldest first."""
    return tuple(session.ask(load_takedowns))
