"""Units: which spellings are one unit, and which units convert into each other exactly.

Nine cities wrote 207 spellings in 7,585 cells (箇所/カ所/か所, ㎡/m2, 千円/百万円): spellings fold into
one, a written scale (千, 百万, 億) is a factor, and only factors that hold exactly are known here.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact

_EXACT = Context(prec=60, traps=[Inexact])
_SPACES = re.compile(r"[\s\u3000.。]+")
_PLACES = re.compile(r"[ヶヵケカか個箇ｹｶ](?=所|月|年|国)")
_SCALES: dict[str, Decimal] = {
    "千兆": Decimal(10) ** 15,
    "百兆": Decimal(10) ** 14,
    "十兆": Decimal(10) ** 13,
    "兆": Decimal(10) ** 12,
    "千億": Decimal(10) ** 11,
    "百億": Decimal(10) ** 10,
    "十億": Decimal(10) ** 9,
    "億": Decimal(10) ** 8,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
    "十万": Decimal(10) ** 5,
    "万": Decimal(10) ** 4,
    "千": Decimal(10) ** 3,
}
_SAME: dict[str, tuple[str, str]] = {
    # spelling: (unit it is measured in, exact factor)
    **dict.fromkeys(("名", "人"), ("人", "1")),
    **dict.fromkeys(("%", "パーセント", "percent", "pct"), ("%", "1")),
    **dict.fromkeys(("‰", "パーミル"), ("%", "0.1")),
    **dict.fromkeys(("円", "¥", "yen"), ("円", "1")),
    **dict.fromkeys(("m2", "平方メートル", "平米"), ("m2", "1")),
    **dict.fromkeys(("a", "アール"), ("m2", "100")),
    **dict.fromkeys(("ha", "ヘクタール"), ("m2", "10000")),
    **dict.fromkeys(("km2", "平方キロメートル", "平方キロ"), ("m2", "1000000")),
    **dict.fromkeys(("m3", "立方メートル"), ("m3", "1")),
    **dict.fromkeys(("mm", "ミリメートル"), ("m", "0.001")),
    **dict.fromkeys(("cm", "センチメートル"), ("m", "0.01")),
    **dict.fromkeys(("m", "メートル"), ("m", "1")),
    **dict.fromkeys(("km", "キロメートル"), ("m", "1000")),
    **dict.fromkeys(("g", "グラム"), ("kg", "0.001")),
    **dict.fromkeys(("kg", "キログラム"), ("kg", "1")),
    **dict.fromkeys(("t", "トン"), ("kg", "1000")),
    **dict.fromkeys(("t-co2", "tco2", "トン-co2"), ("t-co2", "1")),
    **dict.fromkeys(("l", "ℓ", "リットル"), ("l", "1")),
    **dict.fromkeys(("kl", "キロリットル"), ("l", "1000")),
    **dict.fromkeys(("kwh", "キロワット時"), ("kwh", "1")),
    **dict.fromkeys(("mwh", "メガワット時"), ("kwh", "1000")),
    **dict.fromkeys(("gwh", "ギガワット時"), ("kwh", "1000000")),
    **dict.fromkeys(("分",), ("分", "1")),
    **dict.fromkeys(("時間",), ("分", "60")),
    **dict.fromkeys(("歳", "才"), ("歳", "1")),
    **dict.fromkeys(
        ("回", "件", "箇所", "箇月", "日", "点", "校", "団体", "社", "台", "戸", "施設", "品目"), ("", "1")
    ),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """What one of a unit is: so many of a base."""

    base: str
    factor: Decimal

    def converted(self, value: Decimal, other: Unit) -> Decimal | None:
        """Return an amount of this unit in another one; `None` if there is no exact decimal for it."""
        if self.base != other.base:
            return None
        try:
            return _EXACT.divide(_EXACT.multiply(value, self.factor), other.factor)
        except Inexact:
            return None


def folded_unit(text: str) -> str:
    """Return a unit in one spelling: width, case, spaces, ヶ所 and か所 as 箇所."""
    plain = _SPACES.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return _PLACES.sub("箇", plain)


def unit_of(text: str) -> Unit:
    """Read a unit; one that is not in the table is its own base, with any written scale taken off."""
    plain = folded_unit(text)
    factor = Decimal(1)
    if plain not in _SAME:
        scale = next((s for s in _SCALES if plain.startswith(s)), "")
        rest = plain[len(scale) :]
        if scale:
            factor, plain = _SCALES[scale], rest
    base, one = _SAME.get(plain, (plain, "1"))
    return Unit(base or plain, factor * Decimal(one))


def same_unit(one: str, other: str) -> bool:
    """Tell whether two spellings mean one unit: `％` and `%`, `㎡` and `m2`, `か所` and `箇所`."""
    return unit_of(one) == unit_of(other)


def is_unit(text: str) -> bool:
    """Tell whether a text is a unit that figures are commonly given in, with or without a scale."""
    plain = folded_unit(text)
    scale = next((s for s in _SCALES if plain.startswith(s)), "")
    return plain in _SAME or (bool(scale) and (plain[len(scale) :] in _SAME))


def is_scale(text: str) -> bool:
    """Tell whether a text is a scale and nothing else: 億 says how many, and not of what."""
    return folded_unit(text) in _SCALES


def written_scale(text: str) -> Decimal | None:
    """Return the factor of a scale that stands alone: 億, 万, 千."""
    return _SCALES.get(text)
