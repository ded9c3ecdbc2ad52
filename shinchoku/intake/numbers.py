"""The grammar of figures: every way in which departments write a number, and what it is read as.

    figure   = [sign] amount [unit]                    converted into the register's unit, exactly
    sign     = "-" | "+" | "▲" | "△"                   any width; ▲ and △ are minus
    amount   = digits [scale] { digits scale } [digits]   １，２３４ · 1.2億円 · 1億2,000万円 · 3千人
    digits   = plain, or grouped in threes by commas, with an optional fraction
    unit     = any of `shinchoku.intake.units`, before the amount only as ¥; an amount with a scale needs one

A scale is no unit: whether the 1.5億 of an item in 千円 are yen or thousands of them nobody can tell. Everything else is a reason for there being no figure (`shinchoku.intake.missing`), or a problem with
the rule that names it. Nothing is guessed: 約300, 43（16）, 3/5 and ###### have no reading.
The forms are listed with examples in `docs/reference/numbers.md`.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from schemas.codes import MissingReason
from shinchoku.intake.missing import is_bare_symbol, missing_reason
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.steps import Step, StepKind, Trail
from shinchoku.intake.units import unit_of, written_scale

_MINUS = dict.fromkeys(map(ord, "‐‑‒–−－"), "-")
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SCALES = "兆億万千百十"
_SCALE = "(?:[千百十]?[兆億万]|千)"
_AMOUNT = rf"{_DIGITS}(?:\s?{_SCALE}(?:\s?{_DIGITS}\s?{_SCALE})*(?:\s?{_DIGITS})?)?"
_UNIT = r"(?![.,])(?:[^\d()]|(?<=[A-Za-z])[23])+"
_FIGURE = re.compile(rf"(?P<sign>[-+▲△]?)\s?(?P<yen>[¥]?)(?P<amount>{_AMOUNT})\s?(?P<unit>{_UNIT})?")
_SIGN_BEHIND_YEN = re.compile(r"^¥\s?([-+▲△])")
_TEN_THOUSAND = Decimal(10_000)
_PART = re.compile(rf"({_DIGITS})\s?({_SCALE})?")
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")

_EXPONENT = re.compile(r"[-+]?[\d.]+[eE][-+]?\d+")
"""1.23E+05: a program has already lost the digits that are not there."""
_OVERFLOW = re.compile(r"#{2,}|＃{2,}")
_ERROR_VALUE = re.compile(
    r"#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)", re.IGNORECASE
)
_DITTO = re.compile(r"[〃々″]|[\"“”]{1,2}|同上|同左|同前")
_DATE = re.compile(
    r"(?:\d{4}|[RHSTM令和平成昭和]{1,4}\.?\d{1,2}|元)[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?: \d\d:\d\d(?::\d\d)?)?"
    r"|\d{1,2}:\d\d(?::\d\d)?|\d{1,2}月\d{1,2}日|\d{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-\d{1,2}"
)
_FRACTION = re.compile(r"\d{1,40}\s?/\s?\d{1,40}")
_BOUND = re.compile(
    r"約|およそ|おおよそ|概ね|おおむね|程度|前後|以上|以下|未満|超|余り|強$|弱$|[><≧≦≥≤↑↓]|内外|見込"
)
_SEVERAL = re.compile(
    r"\d(?=[^\d(（〜～~・、;]*+[(（〜～~・、;])\D++\d|\d\s*[-−–]\s*\d|\d\s+\d|\d\s?[^\d.,\s]+\s?\d"
)


@dataclass(frozen=True, slots=True)
class FigureRead:
    """What a cell for a figure says: a value, or why there is none, or which problem it is."""

    value: Decimal | None = None
    missing: MissingReason | None = None
    problem: ProblemKind | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()


def read_figure(raw: str, unit: str, symbols: Mapping[str, MissingReason]) -> FigureRead:
    """Read the text of a cell for a figure of a register item in `unit` (empty if it has no unit)."""
    if _PLAIN.fullmatch(raw):
        return FigureRead(Decimal(raw))
    stripped = raw.strip()
    if not stripped:
        return FigureRead(missing=MissingReason.BLANK)
    problem = _problem_of_form(stripped)
    if problem:
        return FigureRead(problem=problem)
    if reason := missing_reason(stripped, symbols):
        return FigureRead(missing=reason, steps=(Step(StepKind.MISSING, raw, reason),))
    if is_bare_symbol(stripped):
        return FigureRead(problem=ProblemKind.UNDEFINED_SYMBOL)
    return _amount(raw, unit)


def own_unit(text: str) -> str | None:
    """Return the unit that the text of a figure states itself; `¥` for the sign alone, `None` for no figure."""
    match = _FIGURE.fullmatch(_plain(text))
    if match is None:
        return None
    return _words_of(match) or match["yen"]


def _problem_of_form(text: str) -> ProblemKind | None:
    """Return the problem of a text as a whole, before any of it is read as a number."""
    if _EXPONENT.fullmatch(text) or any(unicodedata.category(character) == "No" for character in text):
        return ProblemKind.NOT_A_NUMBER  # 10² and 5① are not 102 and 51
    plain = unicodedata.normalize("NFKC", text)
    for pattern, kind in (
        (_ERROR_VALUE, ProblemKind.ERROR_VALUE),
        (_OVERFLOW, ProblemKind.OVERFLOW),
        (_DITTO, ProblemKind.DITTO),
        (_DATE, ProblemKind.DATE_FOR_FIGURE),
        (_FRACTION, ProblemKind.FRACTION),
    ):
        if pattern.fullmatch(plain):
            return kind
    if not any(character.isdigit() for character in plain):
        return None
    if _BOUND.search(plain):
        return ProblemKind.INEXACT_FIGURE
    return None


def _amount(raw: str, unit: str) -> FigureRead:
    """Read sign, amount and unit, and convert exactly; each thing done is a step."""
    plain = _plain(raw)
    match = _FIGURE.fullmatch(plain)
    value = _value(match["amount"]) if match else None
    if match is None or value is None or _scaled_twice(match):
        return FigureRead(
            problem=ProblemKind.SEVERAL_FIGURES if _SEVERAL.search(plain) else ProblemKind.NOT_A_NUMBER
        )
    value = -value if match["sign"] in {"-", "▲", "△"} else value
    written = (match["unit"] or "").strip() or ("円" if match["yen"] else "")
    scaled = any(scale in match["amount"] for scale in _SCALES)
    if scaled and not written:
        return FigureRead(
            problem=ProblemKind.SCALE_WITHOUT_UNIT,
            words={"written": _words_of(match), "expected": unit or "—"},
        )
    converted = unit_of(written).converted(value, unit_of(unit)) if written and unit else None
    if written and converted is None:
        return FigureRead(
            problem=ProblemKind.OTHER_UNIT,
            words={"written": _words_of(match) or written, "expected": unit or "—"},
        )
    trail = Trail(raw)
    trail.to(StepKind.WIDTH, plain)
    trail.to(StepKind.SIGN, f"{'-' if value < 0 else ''}{match['yen']}{match['amount']}{match['unit'] or ''}")
    trail.to(StepKind.SCALE if scaled else StepKind.GROUPING, f"{_digits(value, match)}{written}")
    if converted is not None:
        if converted != value:
            trail.to(StepKind.CONVERTED, f"{plain_figure(converted)}{unit}")
        value = converted
        trail.to(StepKind.UNIT, plain_figure(value))
    return FigureRead(value, steps=trail.steps)


def _plain(text: str) -> str:
    """Return a text in one width, with one minus sign, and the sign in front of ¥."""
    return _SIGN_BEHIND_YEN.sub(r"\1¥", unicodedata.normalize("NFKC", text).strip().translate(_MINUS))


def _words_of(match: re.Match[str]) -> str:
    """Return what stands behind the last digits of an amount: its scale, its unit, or both (百万円)."""
    return re.split(r"[\d.,]", f"{match['amount']}{match['unit'] or ''}".rstrip())[-1].strip()


def _scaled_twice(match: re.Match[str]) -> bool:
    """Tell whether both the amount and its unit carry a scale: `3千百万円`."""
    has_scale = any(scale in match["amount"] for scale in _SCALES)
    return has_scale and (match["unit"] or "").strip().startswith(tuple(_SCALES))


def _digits(value: Decimal, match: re.Match[str]) -> str:
    """Return the amount without its scale and its commas; without either, as it was written."""
    if any(mark in match["amount"] for mark in f"{_SCALES},"):
        return f"{value:f}"
    return f"{'-' if value < 0 else ''}{match['amount']}"


def _value(amount: str) -> Decimal | None:
    """Add the parts of an amount up: `1億2,000万` is 120,000,000.

    Scales must fall, and only 万 has a tail without a scale (`5万650`): whether `2億3` ends in three or in
    three hundred million nobody can tell.
    """
    total, last = Decimal(0), None
    for digits, scale in _PART.findall(amount):
        plain = digits.replace(",", "")
        factor = written_scale(scale) or Decimal(1)
        if last is not None and (
            factor >= last or (not scale and not last == _TEN_THOUSAND > Decimal(plain))
        ):
            return None
        total += Decimal(plain) * factor
        last = factor
    return total


def plain_figure(value: Decimal) -> str:
    """Write a figure as it is published: plain digits, no exponent, no trailing zeros."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text
