"""Cell text to typed value: one reading, or none. Nothing is guessed.

Each function takes raw text and returns the value, or `None` when the text is not of that kind; the
caller keeps the raw text, so that what was not understood becomes a finding and is never lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal

from schemas.codes import AchievementStatus

# A sign, digits with or without correct thousands separators, a fraction.
_NUMBER = re.compile(r"(?P<sign>[-+▲△]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?")
_MINUS_SIGNS = dict.fromkeys(map(ord, "‐‑–−－"), "-")
_SPACES = re.compile(r"[\s\u3000]+")
# Characters that carry no text and can disguise it: controls, zero-width, bidirectional overrides.
_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)


def parse_text(raw: str) -> str:
    """Return text as it is published: one line, single spaces, no invisible characters.

    Line breaks inside a cell become one space (MIC rule 1-5); width and wording stay as written.
    """
    return _SPACES.sub(" ", _INVISIBLE.sub("", raw)).strip()


def parse_number(raw: str) -> Decimal | None:
    """Read `42`, `１，２３４`, ` 2,637`, `▲3.5`; anything with more in it is no number (MIC rule 1-3)."""
    if any(unicodedata.category(character) == "No" for character in raw):
        return None  # 10² and 5① are not 102 and 51
    text = unicodedata.normalize("NFKC", raw).strip().translate(_MINUS_SIGNS)
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    value = Decimal(match["digits"].replace(",", "") + (match["fraction"] or ""))
    return -value if match["sign"] in {"-", "▲", "△"} else value


def parse_status(raw: str, scale: Mapping[str, AchievementStatus]) -> AchievementStatus | None:
    """Read a status by the plan's own scale (達成, ◎, A …), whatever its width and spacing."""
    wanted = _folded(raw)
    return next((status for label, status in scale.items() if _folded(label) == wanted), None)


def same_unit(one: str, other: str) -> bool:
    """Tell whether two units are the same word in any width: `％` and `%`, `㎡` and `m2`."""
    return _folded(one) == _folded(other)


def says_something(text: str) -> bool:
    """Tell whether text holds at least one letter or digit: a lone dash is no statement."""
    return any(unicodedata.category(character)[0] in "LN" and character != "ー" for character in text)


def plain_figure(value: Decimal) -> str:
    """Write a figure as it is published: plain digits, no exponent, no trailing zeros."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def _folded(text: str) -> str:
    """Return text in one width and case without spaces."""
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).casefold()
