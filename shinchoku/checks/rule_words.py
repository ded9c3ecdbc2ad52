"""What a rule says, made readable where no finding has filled it: 〔項目番号〕 instead of a placeholder."""

import re

from shinchoku.bilingual import Bilingual
from shinchoku.sentences import data_beside

_PLACEHOLDER = re.compile(r"\{(\w+?)(?:_ja|_en)?(!r)?\}")

PLACEHOLDERS = {name: Bilingual(**words) for name, words in data_beside(__name__).items()}
"""What each placeholder of the rules' sentences stands for."""


def readable(words: Bilingual) -> Bilingual:
    """Return a sentence with each placeholder replaced by what it stands for.

    Raises:
        KeyError: if a placeholder has no words here.
    """
    return Bilingual(
        _PLACEHOLDER.sub(lambda found: f"〔{PLACEHOLDERS[found[1]].ja}〕", words.ja),
        _PLACEHOLDER.sub(_english, words.en),
    )


def _english(found: re.Match[str]) -> str:
    """Return what an English placeholder stands for, in the quotation marks that its value will have."""
    words = f"[{PLACEHOLDERS[found[1]].en}]"
    return f"“{words}”" if found[2] else words
