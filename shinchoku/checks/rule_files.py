"""The data files beside the rules: of each family what its rules say and, behind that, an example of each.

They are part of the program, read as its modules are. What rules say is wanted whenever a sheet is checked, examples only by
who shows them: so these are left unread until then (ADR 0047).
"""

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

Told = dict[str, Any]
"""A table of such a file, as TOML has it."""

_EXAMPLES = "\n# Examples\n"
"""The line that parts what rules say from their examples."""


def words_of_families() -> Iterator[Told]:
    """Yield of each family what its rules say, by their codes.

    Raises:
        tomllib.TOMLDecodeError: if a file is no TOML: a broken program.
    """
    for text in _texts():
        yield tomllib.loads(text.partition(_EXAMPLES)[0])


def examples_of_families() -> Iterator[Told]:
    """Yield of each family the examples of its rules by their codes, and under `registers` the plans that they are held to.

    Raises:
        tomllib.TOMLDecodeError: if a file is no TOML: a broken program.
    """
    for text in _texts():
        yield tomllib.loads(text.partition(_EXAMPLES)[2])


def _texts() -> Iterator[str]:
    """Yield the text of every data file."""
    for file in files("shinchoku.checks.rules").iterdir():
        if file.name.endswith(".toml"):
            yield file.read_text(encoding="utf-8")
