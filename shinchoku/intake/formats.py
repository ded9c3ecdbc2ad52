"""What a person sees for a stored value: number formats that add words, scale or per cent, or hide it.

`0.985` under `0.0%` is 98.5 %, `155550000` under `#,##0,"千円"` is 155,550 thousand yen: whoever filled in
the sheet saw that, while other programs read the stored number. Of its digits those that are shown count
(`shinchoku.intake.shown_digits`), a currency sign is a unit like any other word, and all arithmetic is
decimal. A date under `m"月"` says no day, and `;;;` shows nothing of a text. Source of the grammar: ECMA-376 part 1, 18.8.31 (numFmts).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from shinchoku.intake.format_code import FormatSection, sections_of
from shinchoku.intake.shown_digits import VanishedError, shown_digits

_DAY = re.compile(r"(\d{4})-(\d\d)-\d\d(?: .+)?")
_DATE_WORDS = frozenset("年月日時分秒曜令和平成昭/／.．・,、，:：()（）'T")
_TEXT_SECTION = 3
_PLAIN_NUMBER = re.compile(r"[-+]?[0-9]{1,400}(\.[0-9]{1,400})?([eE][-+]?[0-9]{1,3})?")
_MINUS = "-−－‐–▲△"
_SIDES = (1, -1, 0)
_SAMPLES = {1: "1", -1: "-1", 0: "0"}
_SAMPLE_DAY = "2025-08-01"
_MINUS_BEFORE = re.compile(rf"(?<![0-9A-Za-z])[{_MINUS}]")  # but `R6-` joins what it stands between
_MINUS_AFTER = re.compile(rf"\s*[{_MINUS}]")
_TOUCHES_DIGITS = re.compile(r"[\d.,．，]")
_DASHES = re.compile(r"[-−－‐–―ー─\s]+")


class Effect(StrEnum):
    """What a number format does to a stored number."""

    NONE = "none"
    """The number reads as it is stored: thousands separators, places, dates."""
    SIGN = "sign"
    """Only the sign is written otherwise (`▲3`, `(3)`): the number stays the same."""
    SHOWN = "shown"
    """A person sees another text than the stored number, and it is known which."""
    UNCLEAR = "unclear"
    """A person sees something else, and it cannot be told safely what it means."""


@dataclass(frozen=True, slots=True)
class Displayed:
    """What a format does to a stored number, and the text a person sees (for `SIGN` and `SHOWN`)."""

    effect: Effect
    text: str = ""
    """With all digits of the stored number."""
    rounded: str = ""
    """What is shown, where that is fewer digits; of a number that only its sign alters, the number."""


_AS_STORED, _UNCLEAR = Displayed(Effect.NONE), Displayed(Effect.UNCLEAR)


def displayed(value: str, number_format: str) -> Displayed:
    """Return what a person sees for a stored value under a format: a number, a date in ISO 8601, or a text.

    No thousands separators are written: `0.98534` under `0%` is `98.534%`, rounded to `99%`; a date under `m"月"`
    is the month of its year. A number of which no digit is shown is unclear.
    """
    if not number_format.strip() or not value.strip():
        return _AS_STORED
    sections = sections_of(number_format)
    if sections is None:
        return _UNCLEAR
    numeric = [section for section in sections[:3] if not section.is_text]
    if day := _DAY.fullmatch(value):
        return _dated(day, numeric[0]) if numeric and numeric[0].is_date else _AS_STORED
    if not numeric or not _PLAIN_NUMBER.fullmatch(value):
        return _UNCLEAR if _alters_text(sections) else _AS_STORED
    try:
        return _number_under(Decimal(value), numeric)
    except VanishedError:
        return _UNCLEAR


def _number_under(number: Decimal, numeric: Sequence[FormatSection]) -> Displayed:
    """Return what a person sees for a number, unless it is that of a date, or which section holds depends."""
    if any(section.is_date for section in numeric):
        return _AS_STORED
    if any(section.is_conditional for section in numeric):
        shown = {_rounded(number, section) for section in numeric if section.has_number}
        return _UNCLEAR if any(map(_says_something, numeric)) or len(shown) > 1 else _stored(*shown)
    return _shown(number, numeric)


def _shown(number: Decimal, numeric: Sequence[FormatSection]) -> Displayed:
    """Return what a person sees for a number under the numeric sections of a format."""
    section, has_own_sign = _section_for(number, numeric)
    if not section.has_number or (number == 0 and section.hides_zero):
        # A lone dash is how accountants write zero; anything else hides the number.
        return _AS_STORED if number == 0 and _DASHES.fullmatch(section.words) else _UNCLEAR
    if not _says_something(section):
        return _signed(number, section, has_own_sign=has_own_sign)
    return _worded(number, section, has_own_sign=has_own_sign)


def hides_digits(number_format: str) -> bool:
    """Tell whether a format may show fewer digits of a number than are stored."""
    sections = sections_of(number_format)
    numeric = [one for one in (sections or ())[:3] if not one.is_text and not one.is_date]
    return any(one.is_scientific or one.places is not None for one in numeric)


def altered_signs(number_format: str) -> frozenset[int]:
    """Return for which numbers (1 positive, -1 negative, 0 zero) a format says something else than stored."""
    told = {Effect.SHOWN, Effect.UNCLEAR}
    if displayed(_SAMPLE_DAY, number_format).effect in told:
        return frozenset(_SIDES)  # the days of a calendar are stored as numbers
    return frozenset(side for side in _SIDES if displayed(_SAMPLES[side], number_format).effect in told)


def alters_text(number_format: str) -> bool:
    """Tell whether a format shows something else than the text of a cell that holds a text."""
    sections = sections_of(number_format)
    return sections is None or _alters_text(sections)


def _alters_text(sections: Sequence[FormatSection]) -> bool:
    """Tell whether the section for texts, if there is one, hides a text or adds words to it."""
    own = next((s for s in sections if s.is_text), None)
    if own is None:
        return len(sections) > _TEXT_SECTION and not sections[_TEXT_SECTION].is_general
    return bool(own.words.strip())


def _dated(day: re.Match[str], section: FormatSection) -> Displayed:
    """Return a day under a date's section: without its day or its month where the format shows none."""
    if any(c not in _DATE_WORDS and c not in _MINUS and not c.isspace() for c in section.words):
        return _UNCLEAR
    shows = set(section.dates)
    if section.is_unclear or shows & set("dhs"):
        return _AS_STORED
    if "m" in shows:
        return Displayed(Effect.SHOWN, f"{day[1]}-{day[2]}")
    return Displayed(Effect.SHOWN, f"{day[1]}年") if shows & set("yegbr") else _UNCLEAR


def _section_for(number: Decimal, numeric: Sequence[FormatSection]) -> tuple[FormatSection, bool]:
    """Return the section of a number, and whether that section writes the minus sign itself."""
    most = 3
    if number < 0 and len(numeric) > 1:
        return numeric[1], True
    if number == 0 and len(numeric) >= most:
        return numeric[2], False
    return numeric[0], False


def _says_something(section: FormatSection) -> bool:
    """Tell whether a section does more than write digits, a sign or a currency."""
    silent = _MINUS + "+" + ("()（）" if _is_bracketed(section) else "")
    words = any(c not in silent and not c.isspace() for c in section.words)
    return bool(words or section.percents or section.thousands or section.is_unclear)


def _is_bracketed(section: FormatSection) -> bool:
    """Tell whether a section puts a negative number in brackets, as accountants do."""
    brackets = (("(", ")"), ("（", "）"))
    return section.position == 1 and any(a in section.prefix and z in section.suffix for a, z in brackets)


def _signed(number: Decimal, section: FormatSection, *, has_own_sign: bool) -> Displayed:
    """Return a number under a section that adds nothing, or nothing but the sign."""
    if has_own_sign != _carries_minus(section):
        return _UNCLEAR
    rounded = _rounded(number, section)
    if not has_own_sign:
        return _stored(rounded)
    text = _around(section, _digits(abs(number), section.least_digits))
    if text == f"-{_digits(abs(number), 1)}":
        return _stored(rounded)
    return Displayed(Effect.SIGN, text, rounded)


def _stored(rounded: str = "") -> Displayed:
    """Return that a number reads as it is stored, or as its shown digits."""
    return Displayed(Effect.NONE, rounded=rounded) if rounded else _AS_STORED


def _rounded(number: Decimal, section: FormatSection) -> str:
    """Return the shown digits of a number with its sign; nothing where all of them are shown."""
    digits = shown_digits(abs(number), section)
    return f"-{digits}" if digits and number < 0 and Decimal(digits) else digits


def _worded(number: Decimal, section: FormatSection, *, has_own_sign: bool) -> Displayed:
    """Return a number with its words, per cent sign and scale, unless its sign or digits would be lost."""
    most_percents = 1
    if section.is_unclear or section.is_scientific or section.percents > most_percents:
        return _UNCLEAR
    if section.thousands and not any(map(str.isalpha, section.words)):
        return _UNCLEAR  # shown in thousands of nobody says what
    if _TOUCHES_DIGITS.match(section.prefix[-1:]) or _TOUCHES_DIGITS.match(section.suffix[:1]):
        return _UNCLEAR
    if has_own_sign != _carries_minus(section):
        return _UNCLEAR
    minus = "-" if number < 0 and (not has_own_sign or _is_bracketed(section)) else ""
    scaled = _scaled(number, section)
    fewer = shown_digits(scaled, section)
    text = minus + _around(section, _digits(scaled, section.least_digits))
    return Displayed(Effect.SHOWN, text, minus + _around(section, fewer) if fewer else "")


def _carries_minus(section: FormatSection) -> bool:
    """Tell whether the words next to a number say that it is negative."""
    return bool(
        _MINUS_BEFORE.search(section.prefix) or _MINUS_AFTER.match(section.suffix) or _is_bracketed(section)
    )


def _scaled(number: Decimal, section: FormatSection) -> Decimal:
    """Return a number without its sign, per cent and thousands taken account of."""
    _, digits, exponent = number.as_tuple()
    shift = 2 * section.percents - 3 * section.thousands
    return Decimal((0, digits, int(exponent) + shift))  # exact: arithmetic would round to the context


def _around(section: FormatSection, digits: str) -> str:
    """Return digits between a section's words, the yen sign as such; a worded number needs no brackets."""
    prefix, suffix = section.prefix.replace("\\", "¥"), section.suffix.replace("\\", "¥")
    if _is_bracketed(section) and _says_something(section):
        prefix, suffix = re.sub("[(（]", "", prefix), re.sub("[)）]", "", suffix)
    return f"{prefix}{digits}{suffix}".strip()


def _digits(number: Decimal, least: int) -> str:
    """Write a number without exponent and trailing zeros, its whole part with at least some digits."""
    whole, _, fraction = f"{number:f}".partition(".")
    fraction = fraction.rstrip("0")
    return whole.lstrip("0").rjust(max(least, 1), "0") + (f".{fraction}" if fraction else "")
