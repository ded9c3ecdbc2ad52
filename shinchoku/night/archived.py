"""Archived: the file of a content that a finding lies on, where there is one.

A file that was refused was never archived; its findings carry its path in place of a hash, which is no
name to look for in the archive.
"""

import re
from pathlib import Path

from shinchoku.adapters.state.quarantine import is_quarantined
from shinchoku.session import Session

_SHA256 = re.compile(r"[0-9a-f]{64}")


def archived(session: Session, sha256: str) -> Path | None:
    """Return the archived file of a content that is to be opened; nothing if it was never archived, or is quarantined.

    Raises:
        OperationalError: if the archive no longer has what it had.
    """
    if not _SHA256.fullmatch(sha256):
        return None
    with session.engine.connect() as connection:
        if is_quarantined(connection, session.plan.id, sha256):
            return None
    return session.raw.path(sha256)
