"""What takes long to make and is only looked at: made once for all workers of a run."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def made_once(places: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Return a folder that one worker has had made, and that nobody may write to; the others wait for it."""
    root = places.getbasetemp()
    shared = (root.parent if "PYTEST_XDIST_WORKER" in os.environ else root) / f"shared-{name}"
    with FileLock(f"{shared}.lock"):
        if not shared.exists():
            unfinished = shared.with_suffix(".unfinished")
            make(unfinished)
            unfinished.rename(shared)
    return shared
