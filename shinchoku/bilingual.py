"""A sentence in the two languages that everything people read is written in."""

from __future__ import annotations

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
        return Bilingual(self.ja.format(**values), self.en.format(**values))
