"""Every way in which a figure is written that the reader promises to read.

Each form takes a value in the register's unit and writes it down, or returns nothing where it cannot
express that value exactly. Nothing here knows how the reader reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random

from corpus.answers import Written

Form = Callable[[Decimal, str, Random], "Written | None"]

SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "人": ("人", "名"),
    "％": ("％", "%", "パーセント"),
    "㎡": ("㎡", "m2", "ｍ２", "平方メートル"),
    "箇所": ("箇所", "か所", "カ所", "ヶ所", "ヵ所"),
    "t": ("t", "ｔ", "トン"),
}
_YEN = {"円": 1, "千円": 10**3, "万円": 10**4, "百万円": 10**6, "億円": 10**8}
_LARGER: Mapping[str, Mapping[str, Decimal]] = {
    **{
        unit: {other: Decimal(size) / one for other, size in _YEN.items() if other != unit}
        for unit, one in _YEN.items()
    },
    "㎡": {"ha": Decimal(10_000), "a": Decimal(100), "ヘクタール": Decimal(10_000)},
    "t": {"kg": Decimal("0.001"), "㎏": Decimal("0.001")},
    "％": {"‰": Decimal("0.1")},
}
_WIDE = {ord(narrow): chr(ord(narrow) + 0xFEE0) for narrow in "0123456789,.%-+"}


def plain(value: Decimal) -> str:
    """Write a value in digits."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(value: Decimal) -> str:
    """Write a value with commas."""
    whole, point, fraction = plain(value).partition(".")
    return f"{int(whole):,}{point}{fraction}" if whole != "-0" else plain(value)


def wide(text: str) -> str:
    """Write digits and marks in full width."""
    return text.translate(_WIDE)


def in_unit(value: Decimal, unit: str, other: str) -> Decimal | None:
    """Return a value in another unit, if three places are enough for it."""
    size = _LARGER.get(unit, {}).get(other)
    if size is None:
        return None
    found = value / size
    return found if found == round(found, 3) and found != 0 else None


def _with_unit(value: Decimal, unit: str, random: Random) -> Written:
    spelling = random.choice(SPELLINGS.get(unit, (unit,)))
    digits = random.choice((plain, grouped))(value)
    between = random.choice(("", " ", "\u3000"))
    return Written(random.choice((digits, wide(digits))) + between + spelling)


def _converted(value: Decimal, unit: str, random: Random) -> Written | None:
    if unit not in _LARGER:
        return None
    other = random.choice(sorted(_LARGER[unit]))
    found = in_unit(value, unit, other)
    return None if found is None else Written(random.choice((plain, grouped))(found) + other)


def _signed(value: Decimal, unit: str, random: Random) -> Written | None:
    del unit
    if value >= 0:
        return Written(f"+{plain(value)}")
    sign = random.choice("-−－▲△‐–")
    return Written(f"{sign}{random.choice(('', ' '))}{grouped(-value)}")


def _scaled(value: Decimal, unit: str, random: Random) -> Written | None:
    """Write `1.2万人`, `3千人`, `1.2億円`: a scale, and of what."""
    name, size = random.choice((("万", 10**4), ("千", 10**3), ("億", 10**8)))
    found = value / size
    if unit not in {"人", "円"} or value <= 0 or found < 1 or found != round(found, 1):
        return None
    return Written(f"{plain(found)}{name}{unit}")


def _compound(value: Decimal, unit: str, random: Random) -> Written | None:
    """Write `1億2,000万円`, `12億34万5,678円`, `3万2千人`."""
    if unit not in {"円", "人"} or value < 10_000 or value != int(value):
        return None
    number, parts = int(value), []
    for name, size in (("億", 10**8), ("万", 10**4)):
        if number >= size:
            parts.append(f"{number // size:,}{name}")
            number %= size
    if number and number % 1000 == 0:
        parts.append(f"{number // 1000}千")
    elif number:
        parts.append(f"{number:,}")
    del random
    return Written("".join(parts) + unit)


def _yen_sign(value: Decimal, unit: str, random: Random) -> Written | None:
    return Written(random.choice("¥￥") + grouped(value)) if unit == "円" and value >= 0 else None


def _number(value: Decimal, unit: str, random: Random) -> Written:
    del unit, random
    return Written(int(value) if value == int(value) else float(value))


TEXT_FORMS: Mapping[str, Form] = {
    "plain digits": lambda value, _unit, _random: Written(plain(value)),
    "number": _number,
    "full-width digits": lambda value, _unit, _random: Written(wide(plain(value))),
    "commas": lambda value, _unit, _random: Written(grouped(value)),
    "full-width commas": lambda value, _unit, _random: Written(wide(grouped(value))),
    "spaces around": lambda value, _unit, random: Written(
        random.choice(
            (f" {grouped(value)}", f"\u3000{plain(value)}\u3000", f"{plain(value)}\n", f"\t{plain(value)} ")
        )
    ),
    "trailing zeros": lambda value, _unit, _random: (
        Written(f"{value:.2f}") if value == round(value, 2) else None
    ),
    "a sign": _signed,
    "the unit behind": _with_unit,
    "another unit": _converted,
    "a scale": _scaled,
    "scales in parts": _compound,
    "a yen sign": _yen_sign,
}


def _showing_all(value: Decimal, styles: Mapping[str, int], random: Random) -> str:
    """Return one of some formats that hides no digit of a value, with how many places each shows; or nothing."""
    wide_enough = [style for style, places in styles.items() if value == round(value, places)]
    return random.choice(wide_enough) if wide_enough else ""


def _percent_cell(value: Decimal, unit: str, random: Random) -> Written | None:
    styles = {"0.0%": 1, "0%": 0, "0.00%": 2, "#,##0.0%": 1, "0.0000%": 4}
    style = _showing_all(value, styles, random)
    return Written(float(value / 100), style) if unit == "％" and style else None


def _words_in_format(value: Decimal, unit: str, random: Random) -> Written | None:
    """Store the digits; the format writes the unit: `#,##0"件"`."""
    if unit == "％":
        style = _showing_all(value, {'0.0"%"': 1, '0.0"％"': 1, "0.0\\%": 1, '0.000"%"': 3}, random)
        return Written(float(value), style) if style else None
    if not unit or value != int(value):
        return None
    return Written(int(value), random.choice((f'#,##0"{unit}"', f'0"{unit}"', f'#,##0" {unit}"')))


def _scaled_by_format(value: Decimal, unit: str, random: Random) -> Written | None:
    """Store yen; the format cuts three or six digits off and writes 千円 or 百万円."""
    if unit not in _YEN:
        return None
    yen = value * _YEN[unit]
    styles = {
        '#,##0,"千円"': -3,
        '#,##0,,"百万円"': -6,
        '#,##0,"千円";▲#,##0,"千円"': -3,
        '0.000,,"百万円"': -3,
    }
    style = _showing_all(yen, styles, random)
    return Written(int(yen), style) if style else None


def _yen_by_format(value: Decimal, unit: str, random: Random) -> Written | None:
    """Store yen; the format writes the sign of yen."""
    if unit not in _YEN:
        return None
    styles = (
        '"¥"#,##0',
        "[$¥-411]#,##0",
        '"\\"#,##0;-"\\"#,##0',
        '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    )
    return Written(int(value * _YEN[unit]), random.choice((*styles, '#,##0"円"')))


def _unit_in_format(value: Decimal, unit: str, random: Random) -> Written | None:
    """Store thousands of yen; the format writes 千円."""
    if unit not in {"円", "百万円"}:
        return None
    found = in_unit(value, unit, "千円")
    if found is None or found != int(found):
        return None
    return Written(int(found), random.choice(('#,##0"千円"', '0"千円"')))


def _harmless_format(value: Decimal, unit: str, random: Random) -> Written | None:
    del unit
    formats = {
        "#,##0.###": 3,
        "#,##0.0_ ": 1,
        "0.00": 2,
        "#,##0.0;▲#,##0.0": 1,
        "#,##0.0;[Red]-#,##0.0": 1,
        "_ * #,##0.0_ ": 1,
        "@": 9,
        "[>=0]0.0;-0.0": 1,
    }
    style = _showing_all(value, formats, random)
    return Written(plain(value) if style == "@" else float(value), style)


def _noise(value: Decimal, unit: str, random: Random) -> Written | None:
    """Store what binary arithmetic leaves of a sum: 0.1 + 0.2."""
    del unit, random
    if value == int(value):
        return None
    noisy = (float(value) + 0.1) - 0.1
    return Written(noisy)


def _formula(value: Decimal, unit: str, random: Random) -> Written:
    del unit
    stored = int(value) if value == int(value) else float(value)
    return Written(stored, formula=random.choice((f"{plain(value)}*1", "SUM(Z90:Z99)")))


CELL_FORMS: Mapping[str, Form] = {
    "per cent format": _percent_cell,
    "words in the format": _words_in_format,
    "format that scales": _scaled_by_format,
    "another unit in the format": _unit_in_format,
    "a yen sign in the format": _yen_by_format,
    "format that adds nothing": _harmless_format,
    "float noise": _noise,
    "formula with its value": _formula,
}
