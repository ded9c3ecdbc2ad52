"""What the fixtures of the command line hand out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Done:
    """What a command did: its exit code and what it printed."""

    code: int
    out: str
    err: str


Command = Callable[..., Done]
"""Runs a command with its arguments."""

Appoint = Callable[..., None]
"""Gives the login of the tests an account with some roles."""

Sit = Callable[..., None]
"""Has somebody sit down at the terminal: by their account, which has a login of its own."""

Options = Callable[..., list[str | Path]]
"""Returns the options that place a command in a city, with some more."""
