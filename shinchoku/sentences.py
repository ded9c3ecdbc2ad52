"""Words for people and tables that stand as data beside the module that uses them: `letters.toml` beside `letters.py`.

Where a module says more than it decides, its words are in a TOML file of its name, each under a short name
in both languages; whoever words them anew needs no program. They are part of the program, read as its modules are.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from shinchoku.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Sentences:
    """What one module says."""

    told: Mapping[str, Any]
    """The file, as TOML has it."""

    def __getitem__(self, name: str) -> Bilingual:
        """Return a sentence by its name.

        Raises:
            KeyError: if there is none: a broken program.
        """
        return Bilingual(**self.told[name])

    def listed(self, name: str) -> tuple[Bilingual, ...]:
        """Return sentences that belong together, in their order.

        Raises:
            KeyError: if there are none: a broken program.
        """
        return tuple(Bilingual(**one) for one in self.told[name])

    def named(self, name: str) -> dict[str, Bilingual]:
        """Return sentences that belong together by what each is about, in their order.

        Raises:
            KeyError: if there are none: a broken program.
        """
        return {about: Bilingual(**one) for about, one in self.told[name].items()}


def sentences_of(module: str) -> Sentences:
    """Return what a module (its `__name__`) says.

    Raises:
        FileNotFoundError, tomllib.TOMLDecodeError: as `data_beside`.
    """
    return Sentences(data_beside(module))


def data_beside(module: str) -> dict[str, Any]:
    """Return the TOML file beside a module (its `__name__`).

    Raises:
        FileNotFoundError: if there is none: a broken program.
        tomllib.TOMLDecodeError: if it is no TOML.
    """
    return tomllib.loads(text_beside(module, ".toml"))


def text_beside(module: str, suffix: str) -> str:
    """Return the text of the file beside a module (its `__name__`) that has its name and this suffix.

    Raises:
        FileNotFoundError: if there is none: a broken program.
    """
    package, _, name = module.rpartition(".")
    return files(package).joinpath(f"{name}{suffix}").read_text(encoding="utf-8")
