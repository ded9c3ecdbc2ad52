"""The readings that count: what the reader of today made of each content, and what stays of quarantined ones."""

from sqlalchemy import Connection

from shinchoku.adapters.state.quarantine import load_quarantined
from shinchoku.adapters.state.readings import load_readings
from shinchoku.adapters.workbooks import reader_of
from shinchoku.intake.quarantine import quarantined_reading
from shinchoku.intake.sheets import Reading
from shinchoku.session import Session


def readings_now(session: Session, connection: Connection) -> dict[str, Reading]:
    """Return the reading of each content by its hash; one that is quarantined is never opened for it."""
    quarantined = load_quarantined(connection, session.plan.id)
    readings = load_readings(connection, reader_of(session.plan.layouts), quarantined.keys())
    return readings | {
        sha256: quarantined_reading(readings.get(sha256, Reading()), one)
        for sha256, one in quarantined.items()
    }
