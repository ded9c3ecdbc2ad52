"""A value of the register as a cell shows it, and the text of a cell as a value of the register."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias, assert_never

from shinchoku.adapters.forms.register.fields import RegisterField, Value, ValueKind
from shinchoku.bilingual import Bilingual
from shinchoku.intake.dates import parse_date
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.spelling import folded

Shown: TypeAlias = str | int | Decimal | date | None
Names: TypeAlias = Mapping[str, Mapping[str, str]]
"""By section: the code of each entry and its name."""

YES, NO = "はい", "いいえ"
_YES, _NO = frozenset({"はい", "true", "○", "◯", "1", "yes"}), frozenset({"いいえ", "false", "×", "0", "no"})
_BETWEEN_TEXTS = "、"
_SEPARATORS = re.compile(r"[、\n]")
_CODE_SEPARATORS = re.compile(r"[、,，;；\n]")
_FIGURE = re.compile(r"(?P<minus>[-▲△]?)(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<fraction>\.\d+)?")
_EXACT_DIGITS = 15
"""Digits that a spreadsheet keeps of a number."""
_DAY_LENGTH = len("2024-05-10")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A text that is no value of its field, and why."""

    text: str
    why: Bilingual


def shown(field: RegisterField, value: Value, names: Names) -> Shown:
    """Return what a cell holds for a value: Japanese labels, codes with their names, real numbers and days."""
    if value is None:
        return shown(field, field.default, names) if field.shows_default else None
    known = names.get(field.refers_to, {})
    text: Shown
    match field.kind:
        case ValueKind.TEXT | ValueKind.KEY:
            text = str(value)
        case ValueKind.REFERENCE | ValueKind.REFERENCES:
            text = _BETWEEN_TEXTS.join(_with_name(code, known) for code in _texts(value))
        case ValueKind.TEXTS:
            text = _BETWEEN_TEXTS.join(_texts(value))
        case ValueKind.YEAR:
            text = value.era_label if isinstance(value, FiscalYear) else str(value)
        case ValueKind.DAY | ValueKind.FIGURE | ValueKind.COUNT:
            text = value if isinstance(value, (date, Decimal, int)) else str(value)
        case ValueKind.FLAG:
            text = YES if value else NO
        case ValueKind.CHOICE:
            text = _label(field, str(value))
        case _:
            assert_never(field.kind)
    return text


def parse(field: RegisterField, raw: str, names: Names) -> Value | Unreadable:
    """Read the text of a cell; nothing for an empty cell or what is the field's default."""
    text = raw.strip()
    if not text:
        return None
    reader = _READERS.get(field.kind)
    if reader is not None:
        value = reader(text)
    elif field.kind is ValueKind.CHOICE:
        value = _choice(field, text)
    elif field.kind is ValueKind.REFERENCE:
        value = _reference(text, names.get(field.refers_to, {}))
    else:
        value = _references(text, names.get(field.refers_to, {}))
    if isinstance(value, Unreadable):
        return value
    return None if value in ("", (), field.default) else value


def _year(text: str) -> FiscalYear | Unreadable:
    """Read 2023, 令和5年度 or R5."""
    try:
        return FiscalYear.from_label(text)
    except ValueError:
        return _no(
            text,
            "年度として読めません。2023 か 令和5年度 の形で書いてください。",
            "is no fiscal year: write 2023 or 令和5年度.",
        )


def _day(text: str) -> date | Unreadable:
    """Read a day: as stored by the spreadsheet, as ISO 8601, or as 令和6年5月10日."""
    found = parse_date(text)
    if found is None or len(found) != _DAY_LENGTH:
        return _no(
            text,
            "日付として読めません。2024-05-10 の形で書いてください。",
            "is no date: write it like 2024-05-10.",
        )
    return date.fromisoformat(found)


def _figure(text: str) -> Decimal | Unreadable:
    """Read a number exactly as it is written."""
    plain = unicodedata.normalize("NFKC", text).strip().lower().replace("−", "-")
    match = _FIGURE.fullmatch(plain)
    if match is None:
        return _no(
            text, "数字だけで書いてください（1234、98.5、-3.5）。", "is no number: write 1234, 98.5 or -3.5."
        )
    sign = "-" if match["minus"] else ""
    value = Decimal(sign + match["digits"].replace(",", "") + (match["fraction"] or ""))
    if len(value.as_tuple().digits) > _EXACT_DIGITS:
        return _no(
            text,
            f"{_EXACT_DIGITS}桁を超える数は正確に扱えません。",
            f"has more than {_EXACT_DIGITS} digits and cannot be kept exactly.",
        )
    return Decimal(f"{value.normalize():f}")


def _count(text: str) -> int | Unreadable:
    """Read a whole number."""
    value = _figure(text)
    if isinstance(value, Unreadable) or value != value.to_integral_value():
        return _no(text, "整数で書いてください。", "is no whole number.")
    return int(value)


def _flag(text: str) -> bool | Unreadable:
    """Read はい or いいえ."""
    folded = unicodedata.normalize("NFKC", text).lower()
    if folded in _YES:
        return True
    if folded in _NO:
        return False
    return _no(text, "「はい」か「いいえ」で書いてください。", "is neither はい nor いいえ.")


def _choice(field: RegisterField, text: str) -> str | Unreadable:
    """Read a choice by its Japanese label, its English one or its code."""
    codes = list(field.codes or ())
    for code in codes:
        if text in {str(code), code.label_ja, code.label_en}:
            return str(code)
    labels = "、".join(code.label_ja for code in codes)
    return _no(text, f"選択肢にありません（{labels}）。", f"is not one of the choices ({labels}).")


def _key(text: str) -> str:
    """Read a code in one width."""
    return unicodedata.normalize("NFKC", text).strip()


def _reference(text: str, known: Mapping[str, str]) -> str | Unreadable:
    """Read `D01 総務局 人事課` or `D01` as the code; a name that belongs to another code is no reading."""
    code, _, name = _key(text).partition(" ")
    wanted = folded(name)
    own = folded(known.get(code, ""))
    others = [other for other, called in known.items() if wanted and folded(called) == wanted]
    if wanted and wanted != own and others and code not in others:
        return _no(
            text,
            f"コードと名称が合いません（「{name.strip()}」は {others[0]} です）。",
            f"names another entry than its code ({name.strip()!r} is {others[0]}).",
        )
    return code


def _references(text: str, known: Mapping[str, str]) -> tuple[str, ...] | Unreadable:
    """Read several references, separated by 、 or line breaks."""
    found: list[str] = []
    for part in filter(None, map(str.strip, _CODE_SEPARATORS.split(text))):
        one = _reference(part, known)
        if isinstance(one, Unreadable):
            return one
        found.append(one)
    return tuple(found)


def _split(text: str) -> tuple[str, ...]:
    """Read several texts, separated by 、 or line breaks."""
    return tuple(filter(None, map(str.strip, _SEPARATORS.split(text))))


_READERS: Mapping[ValueKind, Callable[[str], Value | Unreadable]] = {
    ValueKind.TEXT: str,
    ValueKind.KEY: _key,
    ValueKind.TEXTS: _split,
    ValueKind.YEAR: _year,
    ValueKind.DAY: _day,
    ValueKind.FIGURE: _figure,
    ValueKind.COUNT: _count,
    ValueKind.FLAG: _flag,
}


def _texts(value: Value) -> tuple[str, ...]:
    """Return the texts of a list."""
    return value if isinstance(value, tuple) else (str(value),)


def _with_name(code: str, known: Mapping[str, str]) -> str:
    """Return a code with the name of its entry."""
    return f"{code} {known[code]}" if known.get(code) else code


def _label(field: RegisterField, code: str) -> str:
    """Return the Japanese label of a code."""
    return next((one.label_ja for one in field.codes or () if str(one) == code), code)


def _no(text: str, ja: str, en: str) -> Unreadable:
    """Return why a text is no value."""
    return Unreadable(text, Bilingual(f"「{text}」は{ja}", f"{text!r} {en}"))
