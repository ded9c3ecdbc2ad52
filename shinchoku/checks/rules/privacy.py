"""SH7xx: personal data must not travel into text that is published."""

from __future__ import annotations

import re
import unicodedata

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule

PERSONAL_DATA = Rule(
    code="SH701",
    name="published_text_carries_no_personal_data",
    severity=Severity.ERROR,
    title=Bilingual("個人情報の疑いがあります", "Suspected personal data"),
    message=Bilingual(
        "No.{item}の文に、{what_ja}と思われる記載があります。",
        "The text of item {item} seems to hold {what_en}.",
    ),
    remedy=Bilingual(
        "公表する文から削除して提出し直してください。", "Remove it from the text and submit it again."
    ),
    source="seed report; Act on the Protection of Personal Information",
    waivable=True,
)
RULES: tuple[Rule, ...] = (PERSONAL_DATA,)

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_TELEPHONE = re.compile(
    r"(?<![\d-])(?:\(0\d{1,4}\)[-\s]?|0\d{1,4}[-‐−ー\s(])\s?\d{1,4}[-‐−ー)\s]\s?\d{3,4}(?![\d-])"
    r"|(?<!\d)0[5789]0\d{8}(?!\d)"
)
_TWELVE_DIGITS = re.compile(r"(?<!\d)\d{4}[-\s]?\d{4}[-\s]?\d{4}(?!\d)")
_MY_NUMBER_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def suspected_personal_data(text: str) -> Bilingual | None:
    """Name the kind of personal data that a text seems to hold, or nothing."""
    plain = unicodedata.normalize("NFKC", text)
    if _EMAIL.search(plain):
        return Bilingual("メールアドレス", "an e-mail address")
    if any(_is_my_number(re.sub(r"\D", "", found)) for found in _TWELVE_DIGITS.findall(plain)):
        return Bilingual("マイナンバー", "an individual number (My Number)")
    if _TELEPHONE.search(plain):
        return Bilingual("電話番号", "a telephone number")
    return None


def _is_my_number(digits: str) -> bool:
    """Check the last of twelve digits (ordinance of the Ministry of Internal Affairs, 2014, article 5)."""
    remainder = sum(w * int(d) for w, d in zip(_MY_NUMBER_WEIGHTS, digits, strict=False)) % 11
    return int(digits[-1]) == (0 if remainder <= 1 else 11 - remainder)
