"""Text as it is compared and as it is laid out, whatever its width."""

import re
import unicodedata

_SPACES = re.compile(r"\s")
_MOVING = frozenset({"Cc", "Cf"})
"""The Unicode categories of control and direction characters."""
_UNSEEN = frozenset({*_MOVING, "Cs", "Zl", "Zp"})
_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs that draw nothing."""
_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")


def folded(text: str) -> str:
    """Return text in one width and case, without spaces: what people mean by the same name."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).casefold()


def display_width(text: str) -> int:
    """Return how many half-width columns a line takes: two for a full-width character."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def without_breaks(text: str) -> str:
    """Return a text without line breaks, which no published cell has."""
    return " ".join(text.splitlines())


def harmless(text: object, keep: str = "") -> str:
    """Return text whose control and direction characters are spelled out, but for those to `keep`."""
    return "".join(
        c if c in keep or not is_moving(c) else character_name(c) for c in str(text).replace("\r\n", "\n")
    )


def is_moving(character: str) -> bool:
    """Tell whether a character moves the cursor or turns the line around."""
    return unicodedata.category(character) in _MOVING


def is_unseen(character: str) -> bool:
    """Tell whether a character draws nothing where it stands: control, direction, half of a pair, blank letter."""
    return unicodedata.category(character) in _UNSEEN or character in _BLANK


def spelled(text: str, keep: str = "") -> str:
    """Return text whose unseen characters are spelled out, but for those to `keep`: ⟨U+202E⟩, a line break as ⏎."""
    return "".join(
        c if c in keep or not is_unseen(c) else character_name(c) for c in text.replace("\r\n", "\n")
    )


def character_name(character: str) -> str:
    """Return what stands for a character that cannot be drawn: never a sign that says that it was lost."""
    return "⏎" if character in _BREAKS else f"⟨U+{ord(character):04X}⟩"
