"""A sentence in the two languages that everything people read is written in."""

from __future__ import annotations

import string
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """The languages of messages; Japanese is the default everywhere."""

    JA = "ja"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One sentence or label, Japanese first and English beside it."""

    ja: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the sentence in `language`."""
        return self.ja if language is Language.JA else self.en

    def filled(self, **values: object) -> Bilingual:
        """Return the sentence with its `{placeholders}` filled, the same in both languages.

        Raises:
            KeyError: if a placeholder has no value.
        """
        return Bilingual(_WORDS.vformat(self.ja, (), values), _WORDS.vformat(self.en, (), values))


def joined(*sentences: Bilingual) -> Bilingual:
    """Return sentences one after the other, on one line; what says nothing is left out."""
    said = [one for one in sentences if one.ja]
    return Bilingual("。".join(one.ja for one in said), "; ".join(one.en for one in said))


def in_both(words: Callable[..., str], *about: object) -> Bilingual:
    """Return what a function, whose last argument is a language, says of something in both."""
    return Bilingual(words(*about, Language.JA), words(*about, Language.EN))


class _Words(string.Formatter):
    """Fills sentences for people: `{raw!r}` stands in quotation marks, what no line can show is escaped."""

    def convert_field(self, value: object, conversion: str | None) -> object:
        """Quote a value as people do, not as Python does."""
        if conversion != "r":
            return super().convert_field(value, conversion)
        return f"“{''.join(c if c.isprintable() else repr(c)[1:-1] for c in str(value))}”"


_WORDS = _Words()
