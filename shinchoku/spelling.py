"""Text as it is compared and as it is laid out, whatever its width."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s")


def folded(text: str) -> str:
    """Return text in one width and case, without spaces: what people mean by the same name."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).casefold()


def display_width(text: str) -> int:
    """Return how many half-width columns a line takes: two for a full-width character."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
