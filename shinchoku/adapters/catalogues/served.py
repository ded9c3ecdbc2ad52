"""Folders that a web server or a share serves: open to every reader, whatever the night's umask."""

from __future__ import annotations

from pathlib import Path

SERVED_FOLDER, SERVED_FILE, KEPT_FILE = 0o755, 0o644, 0o444
"""The rights of a folder, of a file that changes, and of a file that never does."""


def make_served(folder: Path) -> None:
    """Make a folder and those above it that are not there; those that are keep the rights they have."""
    if folder.is_dir():
        return
    make_served(folder.parent)
    folder.mkdir(exist_ok=True)
    folder.chmod(SERVED_FOLDER)
