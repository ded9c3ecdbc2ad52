"""Sentences beside modules: each is said, in both languages, with the same blanks to fill."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

from shinchoku.bilingual import Bilingual
from shinchoku.sentences import Sentences

PROGRAM = Path(__file__).parents[2] / "shinchoku"
SAYING = sorted(one for one in PROGRAM.rglob("*.py") if "= sentences_of(__name__)" in one.read_text("utf-8"))
NAMED = re.compile(r"_WORDS(?:\[|\.listed\(|\.named\()[\"'](\w+)[\"'][\])]")


def blanks(text: str) -> set[str]:
    """Return the names that a sentence leaves to be filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _sentences(words: Sentences, name: str, told: object) -> Iterable[Bilingual]:
    """Return the one sentence, or those that belong together, under a name."""
    match told:
        case list():
            return words.listed(name)
        case {"ja": str()}:
            return [words[name]]
        case _:
            return words.named(name).values()


@pytest.mark.parametrize("module", SAYING, ids=lambda one: one.stem)
def test_a_module_says_what_stands_beside_it_and_nothing_else(module: Path) -> None:
    """No name without its sentence, no sentence that nobody says."""
    told = tomllib.loads(module.with_suffix(".toml").read_text("utf-8"))
    assert set(NAMED.findall(module.read_text("utf-8"))) == told.keys()


@pytest.mark.parametrize("module", SAYING, ids=lambda one: one.stem)
def test_a_sentence_stands_in_both_languages(module: Path) -> None:
    """And is filled with the same words in both."""
    words = Sentences(tomllib.loads(module.with_suffix(".toml").read_text("utf-8")))
    for name, told in words.told.items():
        for one in _sentences(words, name, told):
            assert one.ja, name
            assert blanks(one.ja) == blanks(one.en), name
