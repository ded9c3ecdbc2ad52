"""Personal data known by its form: what is reliable, and nothing that a budget or a date looks like."""

import re
import unicodedata

from shinchoku.bilingual import Bilingual

REDACTED = "［伏せています］"
"""What stands where suspected personal data is not shown."""

_UNSEEN = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
"""What draws nothing: strewn into a number by a copy from elsewhere, or on purpose, it hides the number from nobody."""
_DASH = r"[-‐‑‒–—―−ー－ｰ]"
_AT = r"\s?(?:@|\(at\)|\[at\]|【at】|☆|\(アット(?:マーク)?\)|アットマーク)\s?"
_EMAIL = re.compile(
    rf"(?<![a-z0-9._%+-])[a-z0-9._%+-]++{_AT}[a-z0-9-]+(?:\s?(?:\.|\(dot\)|\[dot\])\s?[a-z0-9-]+)+"
)
_LANDLINE = re.compile(
    rf"(?<![\d.,-])(?:\(0\d{{1,4}}\)\s?(?:{_DASH}\s?)?|0\d{{1,4}}\s?(?:{_DASH}|\()\s?|0\d{{1,4}}\s)"
    rf"\d{{1,4}}\s?(?:{_DASH}|\)|\s)\s?\d{{3,4}}(?![\d-])"
)
_UNGROUPED = re.compile(r"(?<![\d.,-])(?:0[5789]0\d{8}|0120\d{6}|0[1-9]\d{8})(?![\d.,])")
_DOTTED = re.compile(r"(?<![\d.,-])0\d{1,4}\.\d{2,4}\.\d{4}(?![\d.])")
_FOREIGN = re.compile(
    rf"\+81\s?{_DASH}?\s?\d{{1,4}}(?:[\s()]|{_DASH}){{0,2}}\d{{1,4}}(?:[\s()]|{_DASH}){{0,2}}\d{{3,4}}"
)
_TOLD_AS_NUMBER = re.compile(
    rf"(?:電話|tel|携帯|fax|ファクス|ファックス)\.?\s?(?:番号)?\s?:?\s?\(?\d(?:[\d\s()]|{_DASH}){{5,14}}\d"
)
_EXTENSION = re.compile(r"内線\s?(?:番号)?\s?:?\s?\d{2,6}(?!\d)(?!\s?(?:件|台|本|回線|人|か所|箇所))")
_TWELVE_DIGITS = re.compile(
    rf"(?<![\d.,])(?<!\d-)\d{{4}}(?:\s|{_DASH})?\d{{4}}(?:\s|{_DASH})?\d{{4}}(?![\d.,]|-\d)"
)
_MY_NUMBER_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
_NAMED = re.compile(
    r"(?:記入者|記載者|作成者|担当者|氏名)(?:名|氏名)?\s?(?:[:は]|\s)\s?"
    r"(?P<name>[一-龠々ヶ]{1,4}[\s]?[一-龠々ぁ-んァ-ヶ]{1,5})"
)
_NO_NAMES = re.compile(
    r"課|係|部|局|室|班|所|市|町|村|会|者|員|向け|研修|講習|変更|配置|増|減|不在|未定|交代|負担|育成|全員|複数|確保|名簿|"
    r"公表|記入|記載|確認|対応|連絡|会議|説明|中心|随時|検討|調整|実施|当たり|あたり|ごと|別|間|同士|から|まで|により|による|として"
)
_POSTAL = re.compile(rf"〒\s?\d{{3}}\s?(?:{_DASH})?\s?\d{{4}}")
_HOUSE = re.compile(rf"(?:住所|居住地|所在地|自宅)\s?[:は]?\s?\S{{2,20}}?(?:\d+丁目|\d+番地?|\d+{_DASH}\d+)")

_EMAIL_WORDS = Bilingual("メールアドレス", "an e-mail address")
_MY_NUMBER_WORDS = Bilingual("マイナンバー", "an individual number (My Number)")
_TELEPHONE_WORDS = Bilingual("電話番号", "a telephone number")
_EXTENSION_WORDS = Bilingual("内線番号", "an extension number")
_NAME_WORDS = Bilingual("個人名", "a person's name")
_ADDRESS_WORDS = Bilingual("住所", "an address")


def suspected_personal_data(text: str) -> Bilingual | None:
    """Name the kind of personal data that a text seems to hold, or nothing.

    E-mail addresses (with @ or its disguises), individual numbers with a right check digit, telephone and
    extension numbers, names behind 記入者 or 氏名, and addresses behind 〒 or 住所; characters that draw
    nothing hide none of them.
    """
    seen = _UNSEEN.sub("", text)
    what = _kind_in(text)
    return what if what is not None or seen == text else _kind_in(seen)


def _kind_in(text: str) -> Bilingual | None:
    """Name the kind of personal data that stands in a text as it is."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if _EMAIL.search(plain):
        return _EMAIL_WORDS
    if any(_is_my_number(re.sub(r"\D", "", found)) for found in _TWELVE_DIGITS.findall(plain)):
        return _MY_NUMBER_WORDS
    for pattern, words in (
        (_LANDLINE, _TELEPHONE_WORDS),
        (_UNGROUPED, _TELEPHONE_WORDS),
        (_DOTTED, _TELEPHONE_WORDS),
        (_FOREIGN, _TELEPHONE_WORDS),
        (_TOLD_AS_NUMBER, _TELEPHONE_WORDS),
        (_EXTENSION, _EXTENSION_WORDS),
        (_POSTAL, _ADDRESS_WORDS),
        (_HOUSE, _ADDRESS_WORDS),
    ):
        if pattern.search(plain):
            return words
    return _NAME_WORDS if any(_is_name(found["name"]) for found in _NAMED.finditer(plain)) else None


def shown(text: str) -> str:
    """Return a text as it may be shown to people: suspected personal data never is."""
    return REDACTED if suspected_personal_data(text) else text


def _is_my_number(digits: str) -> bool:
    """Check the last of twelve digits (ordinance of the Ministry of Internal Affairs, 2014, article 5)."""
    remainder = sum(w * int(d) for w, d in zip(_MY_NUMBER_WEIGHTS, digits, strict=False)) % 11
    return int(digits[-1]) == (0 if remainder <= 1 else 11 - remainder)


def _is_name(text: str) -> bool:
    """Tell whether what stands behind 担当者 can be a name: no word of office life is in it."""
    return _NO_NAMES.search(text) is None
