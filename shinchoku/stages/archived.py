"""Archived: the file of a content that a finding lies on, where there is one.

A file that was refused was never archived; its findings carry its path in place of a hash, which is no
name to look for in the archive.
"""

from __future__ import annotations

import re
from pathlib import Path

from shinchoku.stages.session import Session

_SHA256 = re.compile(r"[0-9a-f]{64}")


def archived(session: Session, sha256: str) -> Path | None:
    """Return the archived file of a content; nothing if it was never archived.

    Raises:
        OperationalError: if the archive no longer has what it had.
    """
    return session.raw.path(sha256) if _SHA256.fullmatch(sha256) else None
