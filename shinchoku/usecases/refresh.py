"""Refresh: what a decision or a submission changes shows at once, not only after the next night.

The same stages as at night, without collecting and without releasing: what waits is composed anew, and
goes out by the night or by an approval.
"""

from __future__ import annotations

from dataclasses import replace

from shinchoku.adapters.state.nights import last_date, refused_last_night
from shinchoku.night.check import check
from shinchoku.night.measure import measure
from shinchoku.night.read import read
from shinchoku.session import Session


def is_past(session: Session) -> bool:
    """Tell whether something was done for a later day than the session's: composing would go back in time."""
    with session.engine.connect() as connection:
        last = last_date(connection, session.plan.id)
    return last is not None and session.as_of < last


def refresh(session: Session, because: str) -> None:
    """Read what is new, check everything and compose what waits. Runs under the lock.

    Raises:
        OperationalError: if the archive or the database fails; the next night does the same.
    """
    session = replace(session, because=because)
    with session.engine.connect() as connection:
        refused = refused_last_night(connection, session.plan.id)
    read(session)
    measure(session, check(session, refused).checked)
