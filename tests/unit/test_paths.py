"""Where things lie under the data directory."""

from __future__ import annotations

from pathlib import Path

from shinchoku.paths import DataPaths


def test_raw_published_and_state_lie_side_by_side() -> None:
    """Staging and the lock belong to the state, on the same file system."""
    paths = DataPaths(Path("data"))
    assert [paths.raw, paths.published, paths.state] == [
        Path(f"data/{n}") for n in ("raw", "published", "state")
    ]
    assert (paths.staging, paths.lock) == (Path("data/state/staging"), Path("data/state/nightly.lock"))
    assert [paths.receiving, paths.uploads, paths.handover] == [
        Path(f"data/state/{n}") for n in ("receiving", "uploads", "handover")
    ]
