"""The project's own command, run as people run it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHINCHOKU = Path(sys.executable).with_name("shinchoku")


@dataclass(frozen=True)
class Ran:
    """A finished run of the command."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path) -> Ran:
    """Run the command from the folder of the project."""
    done = subprocess.run(
        [SHINCHOKU, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=240
    )
    return Ran(done.returncode, done.stdout, done.stderr)
