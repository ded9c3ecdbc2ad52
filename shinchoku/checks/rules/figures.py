"""Figures that have no single reading."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from schemas.codes import AchievementStatus, MissingReason
from schemas.headings import CONTEXT_FIGURES, FIGURES
from shinchoku.bilingual import Bilingual
from shinchoku.checks.scopes import Violation, of_cells, of_rows
from shinchoku.intake.dates import parse_date
from shinchoku.intake.numbers import FigureRead, plain_figure
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.rows import Row, compared_field
from shinchoku.intake.steps import StepKind
from shinchoku.intake.units import folded_unit, is_unit, same_unit
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan

_NUMBER = re.compile(r"\d[\d,.]*")
_LONGEST_IN_UNIT = 3
"""Digits that belong to a unit (10アール, m2, 人口10万人当たり) are few and ungrouped."""
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?")
_NEAR, _FAR = Decimal(3), Decimal(30)
"""How many times a target a figure may well be, and how many times it hardly is."""
_SIGN_OF_PER_CENT = re.compile(r"[%％‰]|パーセント")
_ONE_NUMBER = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)\D+")
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")


@of_cells
def figures_are_no_dates(plan: Plan, row: Row) -> Iterator[Violation]:
    """A spreadsheet makes a date of 3/5; what was probably typed is asked about."""
    del plan
    for field in FIGURES:
        if row.reads[field].problem is ProblemKind.DATE_FOR_FIGURE:
            guess = _before_it_was_a_date(row.source.text(field))
            yield Violation(field, {"guess_ja": guess.ja, "guess_en": guess.en})


@of_cells
def context_figures_can_be_read(plan: Plan, row: Row) -> Iterator[Violation]:
    """A baseline or last year's figure that cannot be read is not compared with anything."""
    del plan
    for field in CONTEXT_FIGURES:
        if row.reads[field].problem:
            yield Violation(field)


@of_rows
def unit_cells_hold_units(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """A value inside the unit field (`円157,864,681`) was typed into the wrong column."""
    del plan
    unit = row.texts["unit"]
    expected = item.indicator.unit if item.indicator else ""
    if unit and not same_unit(unit, expected) and _holds_a_value(unit, expected):
        yield Violation("unit", {"expected": expected or "—"})


@of_rows
def evaluated_figures_are_there(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """達成 and 未達成 of a numeric target stand on a figure, not on a reason for having none."""
    del plan
    column = compared_field(item)
    missing = row.reads[column].missing
    evaluated = row.status in {AchievementStatus.ACHIEVED, AchievementStatus.NOT_ACHIEVED}
    if evaluated and item.indicator and missing not in {None, MissingReason.BLANK}:
        yield Violation(column, {"why_ja": missing.label_ja, "why_en": missing.label_en.lower()})


@of_rows
def figures_of_a_row_share_their_scale(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """Beside a target in 百万円, a bare figure that is of its size only in 百万円 was hardly meant in 円.

    So is 0.985 where the target is 95 %: spreadsheets store per cent like that.
    """
    del plan
    column = compared_field(item)
    read, stated = row.reads[column], row.reads["target_value"]
    if not item.indicator or not read.value:
        return
    target = stated.value or item.indicator.targets.get(row.round.fiscal_year)
    factor = _factor(stated)
    if any(step.kind is StepKind.UNIT for step in read.steps):
        factor = None
    if folded_unit(item.indicator.unit) == "%" and not _SIGN_OF_PER_CENT.search(row.source.raw(column)):
        factor = factor or Decimal(100)
    if target and factor and _is_of_its_size_by(factor, read.value, target):
        unit, written = item.indicator.unit, row.source.text("target_value").strip() or plain_figure(target)
        words = {"target": written, "target_value": plain_figure(target), "unit": unit}
        yield Violation(column, words | {"value": plain_figure(read.value)}, basis=written)


def _holds_a_value(unit: str, expected: str) -> bool:
    """Tell whether the text of a unit is a figure, with or without a unit around it."""
    plain = unicodedata.normalize("NFKC", unit)
    number = _NUMBER.search(plain)
    if number is None or is_unit(plain):
        return False
    rest = folded_unit(_NUMBER.sub("", plain))
    told = len(number[0].strip(",.")) > _LONGEST_IN_UNIT
    return told or not rest or (bool(expected) and same_unit(rest, expected))


def _before_it_was_a_date(text: str) -> Bilingual:
    """Say what was probably typed before the spreadsheet made it a date or a time of day; nothing if unknown."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if match := _CLOCK.fullmatch(plain):
        typed = f"{int(match[1])}:{match[2]}"
    elif match := _MONTH_DAY.fullmatch(plain):
        typed = f"{int(match[1])}/{int(match[2])}"
    elif (day := parse_date(plain)) is not None and day.count("-") > 1:
        _, month, number = day.split("-")
        typed = f"{int(month)}/{int(number)}"
    else:
        return Bilingual("", "")
    return Bilingual(f"「{typed}」と入力しましたか。", f" Was it typed as {typed}?")


def _factor(read: FigureRead) -> Decimal | None:
    """Return by what a figure was multiplied on its way into the register's unit, or nothing."""
    step = next((step for step in read.steps if step.kind in {StepKind.SCALE, StepKind.CONVERTED}), None)
    written = _ONE_NUMBER.fullmatch(step.before) if step else None
    return read.value / Decimal(written[1].replace(",", "")) if written and read.value else None


def _is_of_its_size_by(factor: Decimal, value: Decimal, target: Decimal) -> bool:
    """Tell whether a figure is of a target's size if multiplied by a factor, and far from it as it stands."""
    times = abs(value / target)
    return max(times, 1 / times) > _FAR and 1 / _NEAR <= times * factor <= _NEAR
