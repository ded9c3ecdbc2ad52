"""Read: from the archive to rows of text, each content once for each version of the reader."""

from functools import partial

from shinchoku.adapters.state.intake import load_appearances
from shinchoku.adapters.state.readings import save_readings
from shinchoku.adapters.workbooks import read_all, reader_of
from shinchoku.checks.rehearsal import rehearse
from shinchoku.night.readings import readings_now
from shinchoku.session import Session


def read(session: Session) -> int:
    """Read every content that has not been read by this version of the reader; return how many.

    Raises:
        OperationalError: if the archive lacks a content that it should have.
    """
    reader = reader_of(session.plan.layouts)
    with session.engine.connect() as connection:
        wanted = {appearance.sha256 for appearance in load_appearances(connection, session.plan.id)}
        unread = wanted - readings_now(session, connection).keys()
    raw = session.raw
    paths = {raw.path(sha256): sha256 for sha256 in sorted(unread)}
    readings = read_all(list(paths), session.plan.layouts, partial(rehearse, session.plan))
    found = {paths[path]: reading for path, reading in readings.items()}
    if found:
        with session.change_by_itself() as change:
            save_readings(change, found, reader)
    return len(readings)
