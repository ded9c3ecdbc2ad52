"""Refresh: what a decision or a submission changes shows at once, not only after the next night.

The same stages as at night, without collecting and without releasing: what waits is composed anew, and
goes out by the night or by an approval.
"""

from dataclasses import replace

from shinchoku.adapters.state.nights import last_date, refused_last_night
from shinchoku.night.check import check
from shinchoku.night.measure import measure
from shinchoku.night.read import read
from shinchoku.session import Session


def is_past(session: Session) -> bool:
    """Tell whether something was done for a later day than the session's: composing would go back in time."""
    last = session.ask(last_date)
    return last is not None and session.as_of < last


def refresh(session: Session, because: str) -> None:
    """Read what is new, check everything and compose what waits. Runs under the lock.

    Raises:
        OperationalError: if the archive or the database fails; the next night does the same.
    """
    session = replace(session, because=because)
    refused = session.ask(refused_last_night)
    read(session)
    measure(session, check(session, refused).checked)
