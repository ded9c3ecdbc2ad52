"""Text as it is compared and as it is laid out, whatever its width."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s")
_MOVING = frozenset({"Cc", "Cf"})
"""The Unicode categories of control and direction characters."""
_UNSEEN = frozenset({*_MOVING, "Cs", "Zl", "Zp"})
_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs that draw nothing."""


def folded(text: str) -> str:
    """Return text in one width and case, without spaces: what people mean by the same name."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).casefold()


def display_width(text: str) -> int:
    """Return how many half-width columns a line takes: two for a full-width character."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def harmless(text: object, keep: str = "") -> str:
    """Return text with its control and direction characters replaced, but for those to `keep`."""
    return "".join(c if c in keep or not is_moving(c) else "�" for c in str(text))


def is_moving(character: str) -> bool:
    """Tell whether a character moves the cursor or turns the line around."""
    return unicodedata.category(character) in _MOVING


def is_unseen(character: str) -> bool:
    """Tell whether a character draws nothing where it stands: control, direction, half of a pair, blank letter."""
    return unicodedata.category(character) in _UNSEEN or character in _BLANK


def spelled(text: str, keep: str = "") -> str:
    """Return text whose unseen characters stand by their number, ⟨U+202E⟩, but for those to `keep`."""
    return "".join(c if c in keep or not is_unseen(c) else f"⟨U+{ord(c):04X}⟩" for c in text)
