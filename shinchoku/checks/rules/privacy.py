"""SH7xx: personal data must not travel into text that is published."""

from __future__ import annotations

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
    reason=Bilingual(
        "公表した文は複製され、取り消せません。疑いの段階で止めます。",
        "Published text is copied and cannot be taken back, so the mere suspicion stops it.",
    ),
    source="seed report; Act on the Protection of Personal Information",
    waivable=True,
)
RULES: tuple[Rule, ...] = (PERSONAL_DATA,)
