"""Figures that say nothing certain, or say it in a way that nobody promised to read.

What has a certain meaning all the same comes with it: it must be read as that, or be a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from random import Random

from corpus.answers import Answer, Doubt, Truth, Written
from corpus.numbers_written import grouped, plain, wide

Doubtful = Callable[[Decimal, str, Random], "tuple[Written, Truth] | None"]


def _texts(*patterns: str) -> Doubtful:
    """Return a form that writes one of some patterns around the digits, none of them certain."""

    def write(value: Decimal, unit: str, random: Random) -> tuple[Written, Truth]:
        digits = random.choice((plain, grouped))(value)
        other = plain(value + random.randint(1, 20))
        text = random.choice(patterns).format(v=digits, w=wide(digits), o=other, u=unit or "件")
        return Written(text), Doubt.UNSURE

    return write


def _cells(*cells: Written) -> Doubtful:
    """Return a form that stores one of some cells."""
    return lambda _value, _unit, random: (random.choice(cells), Doubt.UNSURE)


def _struck(value: Decimal, unit: str, random: Random) -> tuple[Written, Truth]:
    del unit, random
    return Written(plain(value), struck=True), Doubt.UNSURE


def _about(value: Decimal, unit: str, random: Random) -> tuple[Written, Truth]:
    style = random.choice(('"約"#,##0', f'#,##0"{unit or "件"}以上"', '0"程度"'))
    return Written(int(value), style), Doubt.UNSURE


def _percent_of_no_percent(value: Decimal, unit: str, random: Random) -> tuple[Written, Truth] | None:
    del random
    return None if unit == "％" else (Written(float(value) / 100, "0.0%"), Doubt.UNSURE)


def _kanji_scales(value: Decimal, unit: str, random: Random) -> tuple[Written, Truth] | None:
    """Write 億 with 千万, 百万 behind it: `1億2千万円` is 120,000,000 yen."""
    if unit not in {"円", "人"}:
        return None
    del value
    hundreds, tens = random.randint(1, 9), random.randint(1, 9)
    name, size = random.choice((("千万", 10**7), ("百万", 10**6)))
    total = Decimal(hundreds * 10**8 + tens * size)
    return Written(f"{hundreds}億{tens}{name}{unit}"), total


def _scaled_without_words(value: Decimal, unit: str, random: Random) -> tuple[Written, Truth] | None:
    """Store yen under `#,##0,`: the eye sees thousands, and no word says so."""
    del value, random
    return (Written(155_550_000, "#,##0,"), Doubt.UNSURE) if unit == "円" else None


def _ten_thousands(value: Decimal, unit: str, random: Random) -> tuple[Written, Truth] | None:
    """Write `2千5百人`, `3百人`: a scale that no unit has."""
    del value
    n = random.randint(1, 9)
    return (
        (Written(random.choice((f"2千{n}百{unit}", f"{n}百{unit}", f"{n}十{unit}"))), Doubt.UNSURE)
        if unit
        else None
    )


def _scale_alone(value: Decimal, unit: str, random: Random) -> tuple[Written, Truth] | None:
    """Write `1.5億`, `1億5,000万`, `3千`: so many, and nobody says of what."""
    del value, unit
    n = random.randint(1, 9)
    texts = (
        f"{n}.5億",
        f"{n}億5,000万",
        f"{n}.25百万",
        f"{n}万",
        f"{n}千",
        f"{n}兆",
        f"▲{n}千",
        f"{n}万6,500",
    )
    text = random.choice(texts)
    return Written(random.choice((text, wide(text)))), Doubt.UNSURE


def _scale_in_format(value: Decimal, unit: str, random: Random) -> tuple[Written, Truth] | None:
    """Let the format write the scale: `1.5億`."""
    del unit
    return Written(float(value), random.choice(('0.0"億"', '#,##0"百万"', '0.0"千"'))), Doubt.UNSURE


def _hidden_digits(value: Decimal, unit: str, random: Random) -> tuple[Written, Truth] | None:
    """Store more digits than the format shows, as a division does: what is shown is said."""
    shown = round(value, 1)
    style = random.choice(("0.0", "#,##0.0", "#,##0.0;▲#,##0.0", '0.0"％"' if unit == "％" else "0.0"))
    return (Written(float(shown) + random.choice((1 / 30, -1 / 30)), style), shown) if shown > 1 else None


DOUBTFUL: Mapping[str, Doubtful] = {
    "about": _texts("約{v}", "およそ{v}{u}", "{v}程度", "概ね{w}", "おおむね{v}{u}", "約{w}{u}"),
    "bounds": _texts(
        "{v}以上", "{v}{u}未満", "{v}超", "{w}以下", "＞{v}", "≧{v}", "{v}{u}強", "{v}弱", "{v}余り"
    ),
    "two figures": _texts(
        "{v}（16）", "{v}{u}（うち女性3{u}）", "{v}〜{o}", "{v}-{o}", "{v}→{o}", "{v}{u}、{o}団体", "{o}中{v}"
    ),
    "fractions": _texts("3/5", "３／５", "3 / 5", "12/24"),
    "overflow": _texts("######", "####", "＃＃＃＃"),
    "unit in front": _texts("円{v}", "人{v}", "延べ{v}{u}", "計{v}", "第{v}"),
    "another kind of unit": _texts("{v}匹", "{v}年", "{v}ポイント", "{v}割", "{v}kWh", "{v}%増", "{v}{u}増"),
    "remark behind": _texts(
        "{v}（見込）", "{v}見込", "{v}※", "{v}*", "{v}※1", "{v}(速報)", "{v}{u}(12月末)", "{v}？"
    ),
    "broken grouping": _texts("1,23", "12,34,567", "0,5", "1、234", "1.2.3", "1 234", "1'234", "12,", "5."),
    "not digits": _texts(
        "二十", "百二十", "ゼロ", "十件", "多数", "増加", "5²", "10⑤", "⑤", "1e5", "O", "l00", "1〇0"
    ),
    "brackets": _texts("({v})", "（{w}）", "[{v}]", "【{v}】"),
    "ditto": _texts("〃", "同上", "同左", "々", '"'),
    "dates": _texts("3月5日", "R5.3.5", "2024/3/5", "令和5年3月5日", "5-Mar", "10:00", "2024-03-05 00:00:00"),
    "error texts": _texts("#REF!", "#DIV/0!", "#N/A", "＃VALUE！", "#NAME?"),
    "bare symbols": _texts(
        "-", "－", "―", "ー", "–", "−", "─", "‐", "ｰ", "一", "…", "/", "○", "×", "なし", "n/a", "・・・", "*"
    ),
    "both signs": _texts("±{v}", "-+{v}", "▲-{v}", "マイナス{v}", "ー{v}", "―{v}", "{v}-", "{v}▲"),
    "hundreds": _ten_thousands,
    "kanji scales": _kanji_scales,
    "a scale alone": _scale_alone,
}
DOUBTFUL_CELLS: Mapping[str, Doubtful] = {
    "date cells": _cells(
        *(Written(datetime.fromisoformat(day)) for day in ("2024-03-05", "1899-12-30T10:00", "2023-12-01")),
    ),
    "error cells": _cells(Written(error="#REF!"), Written(error="#DIV/0!"), Written(error="#N/A")),
    "formula without value": _cells(
        Written(formula="SUM(Z1:Z9)", has_value=False), Written(formula="A1*1", has_value=False)
    ),
    "struck through": _struck,
    "about in the format": _about,
    "per cent of no per cent": _percent_of_no_percent,
    "hidden by its format": _cells(
        Written(5, ";;;"), Written(1234, '"－"'), Written(12, '"済"'), Written(7, '[>5]"多";0')
    ),
    "truth values": _cells(Written(stored=True), Written(stored=False)),
    "scaled without words": _scaled_without_words,
    "a scale in the format": _scale_in_format,
    "digits that the format hides": _hidden_digits,
}


def doubtful(name: str, form: Doubtful, value: Decimal, unit: str, random: Random) -> Answer | None:
    """Write a figure in a doubtful form."""
    found = form(value, unit, random)
    return None if found is None else Answer(found[0], found[1], name, documented=False)
