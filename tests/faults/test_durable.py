"""A file that cannot be put in its place leaves the old one, and nothing beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from shinchoku.adapters.durable import replace_file


def test_a_failed_replacement_leaves_nothing_behind(tmp_path: Path) -> None:
    """The place is taken by a folder: the write fails, and its temporary file is gone."""
    place = tmp_path / "plan.toml"
    place.mkdir()
    (place / "kept").write_text("x")
    with pytest.raises(OSError, match=r"plan\.toml"):
        replace_file(place, b"new", tmp_path, 0o644)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.toml"]
