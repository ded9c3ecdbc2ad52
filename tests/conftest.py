"""What integration tests share: the invented city on disk, and a copy of the demonstration night."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from contract.city import City
from golden.demonstration import Demonstration


@pytest.fixture
def city(tmp_path: Path) -> City:
    """海辺市 before its first night, with an empty inbox."""
    return City(tmp_path / "umibe")


@pytest.fixture(scope="session")
def first_night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory after the demonstration's first night; not to be written to."""
    root = tmp_path_factory.mktemp("demonstration")
    Demonstration(root / "data").night()
    return root / "data"


@pytest.fixture
def demonstration(first_night: Path, tmp_path: Path) -> Demonstration:
    """A demonstration of one's own, after its first night."""
    shutil.copytree(first_night, tmp_path / "data", symlinks=True)
    return Demonstration(tmp_path / "data")
