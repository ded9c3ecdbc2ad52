"""A publication's files, whole or piece by piece: never anything but what was released."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders.publications import Tree

from shinchoku.errors import OperationalError


def test_a_file_is_opened_where_it_lies(tmp_path: Path) -> None:
    """With the bytes that were released."""
    publication = Tree(tmp_path).release("2026-11-23")
    with publication.open("2026-11-23", "codes.csv") as file:
        assert file.read() == publication.content("2026-11-23", "codes.csv")


def test_one_that_lies_nowhere_is_opened_all_the_same(tmp_path: Path) -> None:
    """A publication may be made of bytes alone."""
    publication = replace(Tree(tmp_path).release("2026-11-23"), opener=None)
    with publication.open("2026-11-23", "codes.csv") as file:
        assert file.read() == publication.content("2026-11-23", "codes.csv")


@pytest.mark.parametrize("size", [10, 2_000_000])
def test_a_file_that_somebody_changed_is_neither_read_nor_opened(tmp_path: Path, size: int) -> None:
    """Small or large: it is found out before a byte of it goes anywhere."""
    publication = Tree(tmp_path).release("2026-11-23", {"codes": [f"list,1,{'x' * size}"]})
    assert len(publication.content("2026-11-23", "codes.csv")) > size
    path = tmp_path / "umibe-plan" / "releases" / "2026-11-23" / "codes.csv"
    path.write_bytes(path.read_bytes().replace(b"x", b"y", 1))
    with pytest.raises(OperationalError, match=r"codes\.csv"):
        publication.open("2026-11-23", "codes.csv")
    path.unlink()
    with pytest.raises(OperationalError, match=r"codes\.csv"):
        publication.open("2026-11-23", "codes.csv")
