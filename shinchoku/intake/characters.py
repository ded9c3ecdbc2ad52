"""Characters that not every computer shows alike, and what each becomes in published text.

MIC rule 1-10 and rule L1-08 ask for text without machine-dependent characters, proper nouns excepted:
so 髙 and 﨑 stay as written, ㈱ and ① become what they stand for. What has no meaning outside the
computer it was typed on (外字) is never replaced by a guess: it is reported.
"""

import re
import unicodedata

_PAIRS = {
    # Two code points for one character, by which decoder read CP932; JIS X 0208's own one is kept.
    "～": "〜",  # wave dash
    "∥": "‖",
    "－": "−",  # minus
    "￠": "¢",
    "￡": "£",
    "￢": "¬",
    "―": "—",
    # NEC and IBM extensions of CP932.
    "〝": "“",
    "〟": "”",
    "￤": "¦",
    "＇": "'",
    "＂": '"',
    "№": "No.",
    "㏍": "K.K.",
    "℡": "TEL",
    "㈱": "(株)",
    "㈲": "(有)",
    "㈹": "(代)",
    "㊤": "(上)",
    "㊥": "(中)",
    "㊦": "(下)",
    "㊧": "(左)",
    "㊨": "(右)",
    "㍾": "明治",
    "㍽": "大正",
    "㍼": "昭和",
    "㍻": "平成",
    "㋿": "令和",
}
_CIRCLED = {chr(0x2460 + n): f"({n + 1})" for n in range(20)}
_ROMAN = {
    chr(first + n): unicodedata.normalize("NFKC", chr(first + n))
    for first in (0x2160, 0x2170)
    for n in range(12)
}
_SQUARED = {
    chr(code): unicodedata.normalize("NFKC", chr(code))
    for code in (*range(0x3300, 0x3358), *range(0x3371, 0x337B), *range(0x3380, 0x33E0))
}

MACHINE_DEPENDENT: dict[str, str] = {**_SQUARED, **_PAIRS, **_CIRCLED, **_ROMAN}
"""Every character that is replaced by itself, and what it becomes."""

_REPLACED = re.compile(f"[{''.join(MACHINE_DEPENDENT)}]")
_HALF_WIDTH_KANA = re.compile("[｡-ﾟ]+")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Variation selectors: the glyph of a kanji in one font (IVS); the kanji itself stays."""
_LOOSE_MARKS = re.compile("[\u3040-\u30ff][\u3099\u309a]")
"""A kana and its mark as two characters, as macOS writes them."""
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff\ufffd]")
_ANY = re.compile(f"{_REPLACED.pattern}|{_HALF_WIDTH_KANA.pattern}|{_SELECTORS.pattern}|[\u3099\u309a]")
_SAID_ALIKE = frozenset("～∥－￠￡￢―")
"""Characters of which only the code point is in doubt: replaced, and no fault of the sheet."""


def replace_characters(text: str) -> str:
    """Return text with every character of the table replaced; most texts have none and come back."""
    if text.isascii() or not _ANY.search(text):
        return text
    text = _SELECTORS.sub("", text)
    text = _HALF_WIDTH_KANA.sub(lambda kana: unicodedata.normalize("NFKC", kana[0]), text)
    text = _LOOSE_MARKS.sub(lambda kana: unicodedata.normalize("NFC", kana[0]), text)
    return _REPLACED.sub(lambda one: MACHINE_DEPENDENT[one[0]], text)


def machine_dependent(text: str) -> str:
    """Return the machine-dependent characters of a text, each once, in order: what SH325 names."""
    if text.isascii():
        return ""
    found = _REPLACED.findall(text) + _HALF_WIDTH_KANA.findall(text)
    return "".join(dict.fromkeys(one for one in found if one not in _SAID_ALIKE))


def unreadable(text: str) -> str:
    """Return the characters that mean nothing elsewhere (外字, U+FFFD) as `U+E000`, each once."""
    if text.isascii():
        return ""
    return "、".join(dict.fromkeys(f"U+{ord(one):04X}" for one in _PRIVATE.findall(text)))
