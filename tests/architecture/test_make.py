"""What `make` would do, without doing it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("UV=uv",), "uv venv --quiet --allow-existing --python '>=3.11'"),
        (("UV=uv", "PYTHON=python3.12"), "uv venv --quiet --allow-existing --python 'python3.12'"),
        (("UV=", "PYTHON=python3.12"), "python3.12 -m venv"),
    ],
)
def test_the_environment_is_of_the_python_that_was_named(
    tmp_path: Path, given: tuple[str, ...], told: str
) -> None:
    """With uv and without; uv looks for one itself where none was named."""
    done = subprocess.run(
        ["make", "--dry-run", f"VENV={tmp_path}", *given, f"{tmp_path}/bin/python"],  # noqa: S607 -- as people call it
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"{told} {tmp_path}" in done.stdout
