"""The number format that a cell must have, told from what is stored in it and what it shows.

An OpenDocument cell holds both, `13.3333` and `13.3`, `155550000` and `155,550千円`. As a format code the
difference goes the same way as that of every other workbook (`shinchoku.intake.formats`).
"""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from shinchoku.adapters.ooxml.styles import HIDING

_NUMBER = re.compile(r"(?<![A-Za-z])[0-9][0-9,]*(?:\.[0-9]+)?")
"""Digits behind a letter belong to a unit (m2) or to a word (R6-7)."""
_EXPONENT = re.compile(r"(?P<minus>-?)(?P<mantissa>\d+(?:\.\d+)?)E[+-]?\d+", re.IGNORECASE)
_DASHES = re.compile(r"[-−‐–―ー─\s]+")
_SCALES = (0, 3, 6, 9)
_LONGEST = 100
_GENERAL_PLACES = 9
"""Places of which nobody decides: a program shows as many when the format is the general one."""


def format_of_shown(stored: str, shown: str) -> str:
    """Return the code of a format under which a stored number shows what a cell shows; empty for a plain one.

    A format that cannot be told from the two is one that hides everything, so that it is asked about.
    """
    plain = unicodedata.normalize("NFKC", shown).strip()
    try:
        number = Decimal(f"{float(stored):.15g}")
    except (ValueError, OverflowError):
        return ""
    if not number.is_finite() or len(plain) > _LONGEST:
        return ""
    if not plain:
        return HIDING
    if exponent := _EXPONENT.fullmatch(plain):
        places = len(exponent["mantissa"].partition(".")[2])
        return f"{_placeholders(places)}E+00"
    numbers = list(_NUMBER.finditer(plain))
    if not numbers and number == 0 and _DASHES.fullmatch(plain):
        return ""
    return _around(number, plain, numbers[0]) if len(numbers) == 1 else HIDING


def _around(number: Decimal, shown: str, digits: re.Match[str]) -> str:
    """Return a format with the words around the digits that are shown."""
    before, after = shown[: digits.start()], shown[digits.end() :]
    written = Decimal(digits[0].replace(",", ""))
    places = len(digits[0].partition(".")[2])
    if places >= _GENERAL_PLACES and not (before.strip("-") or after):
        return ""
    percents = (before + after).count("%")
    scale = next((s for s in _SCALES if _shows(abs(number).scaleb(2 * percents - s), written, places)), None)
    if scale is None:
        return HIDING
    least = digits[0].replace(",", "").partition(".")[0]
    whole = "0" * len(least) if least.startswith("0") else "0"
    body = f"{whole}{_placeholders(places)[1:]}{',' * (scale // 3)}"
    if not before.strip("-") and not after and number == (-written if before else written):
        return ""
    code = f"{_quoted(before)}{body}{_quoted(after)}"
    return f"0;{code}" if number < 0 else code


def _shows(scaled: Decimal, written: Decimal, places: int) -> bool:
    """Tell whether a number shows as another, rounded half up."""
    one = Decimal(1).scaleb(-places)
    return scaled.adjusted() < _LONGEST and scaled.quantize(one, rounding=ROUND_HALF_UP) == written


def _placeholders(places: int) -> str:
    """Return the placeholders of a number with so many places."""
    return "0." + "0" * places if places else "0"


def _quoted(words: str) -> str:
    """Return words as a format code holds them; a per cent sign stays one."""
    return "%".join(f'"{part}"' if part else "" for part in words.replace('"', "”").split("%"))
