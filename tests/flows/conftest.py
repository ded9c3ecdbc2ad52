"""The real command, once for all tests of this folder: a temporary Prefect server is slow to start."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.command import Ran, run

Night = tuple[Path, Ran]


@pytest.fixture(scope="session")
def night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    """Return the data directory and the outcome of the first night on the demonstration."""
    data = tmp_path_factory.mktemp("flow") / "data"
    return data, run("nightly", "--plan", "kanazawa", "--data", data, "--as-of", "2026-11-23")
