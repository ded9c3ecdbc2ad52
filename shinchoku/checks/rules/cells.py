"""What a cell says besides its value, and values that a program changed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from schemas.headings import CONTEXT_FIGURES, FIGURES, NARRATIVE
from shinchoku.checks.findings import Rule
from shinchoku.checks.rules import RULES, RULES_BY_PROBLEM
from shinchoku.checks.rules.rows import CellCheck, Violation
from shinchoku.intake.characters import machine_dependent, unreadable
from shinchoku.intake.dates import parse_date
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.rows import Row
from shinchoku.intake.sheets import CellText
from shinchoku.intake.steps import StepKind
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan

_DATE_FOR_ITEM, _ERROR_VALUE, _DITTO, _RAISED_TEXT = (RULES[f"SH{n}"] for n in (311, 320, 324, 332))
_MACHINE_DEPENDENT, _UNREADABLE = RULES["SH325"], RULES["SH326"]
_EXAMPLE_IN_ANSWER, _LOST_CHARACTERS = RULES["SH410"], RULES["SH412"]

_ERROR = re.compile(
    r"\s*#(?:REF!|DIV/0!|VALUE!|NAME\?|N/A|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)\s*", re.IGNORECASE
)
_SAME_AS_ABOVE = re.compile(r"\s*(?:[〃々″]|[\"“”]{1,2}|同上|同左|同前)\s*")
_LONGEST_DITTO = 8
_RAISED = re.compile("[\u2070-\u209c\u00b2\u00b3\u00b9]")
_EXAMPLE = re.compile(r"[(（【\[<＜]?(?:記入|記載)?例[0-9０-９①-⑳]*[)）】\]>＞]?")
_CODES = frozenset({"item_no", "achievement_status"})
_VALUES = frozenset({*FIGURES, *CONTEXT_FIGURES, *_CODES})
"""Columns whose text is one value: in all others a raised 2 is that of km² or of CO₂."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_MONTH_NAME = re.compile(
    rf"(?P<day>\d{{1,2}})?-?(?P<month>{'|'.join(_MONTHS)})-?(?P<year>\d{{2}})?", re.IGNORECASE
)


def item_numbers_did_not_become_dates(plan: Plan, row: Row) -> Iterator[tuple[Rule, Violation]]:
    """Excel makes a date of `R6-7`; the number is suggested only if the register has it."""
    if row.has_item_no:
        return
    typed = list(_typed_before(row.source.text("item_no")))
    if typed:
        found = [number for number in typed if number in plan.items_by_no]
        guess = "、".join(f"「{number}」" for number in found)
        words = {"guess_ja": f"{guess}のことですか。", "guess_en": f" Is it {', '.join(found)}?"}
        yield _DATE_FOR_ITEM, Violation("item_no", words if found else {"guess_ja": "", "guess_en": ""})


def cells_are_not_marked(plan: Plan, row: Row) -> Iterator[tuple[Rule, Violation]]:
    """A formula without its value, a cell struck through, an unclear format, a merged cell in its place."""
    del plan
    for field, cell in row.source.cells.items():
        for kind in cell.marks:
            if kind is not ProblemKind.RAISED_TEXT:
                yield RULES_BY_PROBLEM[kind], Violation(field, {"cells": _cells_of(cell)})
        is_raised = ProblemKind.RAISED_TEXT in cell.marks and field in _VALUES
        if is_raised or (field in _CODES and _has_raised_signs(cell.raw)):
            yield _RAISED_TEXT, Violation(field, {"text": unicodedata.normalize("NFKC", cell.raw)})


def cells_say_what_they_mean(plan: Plan, row: Row) -> Iterator[tuple[Rule, Violation]]:
    """An error value is no answer, and 〃 is none in a column that is written out."""
    del plan
    for field, cell in row.source.cells.items():
        text = cell.text
        if ("#" in text or "＃" in text) and _ERROR.fullmatch(unicodedata.normalize("NFKC", text)):
            yield _ERROR_VALUE, Violation(field, {})
        elif len(text) <= _LONGEST_DITTO and _SAME_AS_ABOVE.fullmatch(_plain_sign(text)):
            yield _DITTO, Violation(field, {})


def published_text_is_readable_everywhere(plan: Plan, row: Row) -> Iterator[tuple[Rule, Violation]]:
    """Machine-dependent characters are replaced and told; 外字 cannot be replaced by a guess."""
    del plan
    for field in NARRATIVE:
        raw = row.source.text(field)
        if raw.isascii():
            continue
        if lost := unreadable(raw):
            yield _UNREADABLE, Violation(field, {"characters": lost})
        if replaced := machine_dependent(raw):
            yield _MACHINE_DEPENDENT, Violation(field, {"characters": "、".join(replaced)})


def answers_are_the_departments_own(plan: Plan, row: Row) -> Iterator[tuple[Rule, Violation]]:
    """A cell that says 記入例 and nothing else is left from the form; one full of ? lost its characters."""
    del plan
    for field in (*NARRATIVE, "achievement_status", *FIGURES):
        text = row.source.text(field).strip().replace("？", "?")
        if "例" in text and _EXAMPLE.fullmatch(text):
            yield _EXAMPLE_IN_ANSWER, Violation(field, {})
        elif "?" in text and field not in FIGURES and _lost_characters(text):
            yield _LOST_CHARACTERS, Violation(field, {})


CELL_CHECKS: tuple[CellCheck, ...] = (
    item_numbers_did_not_become_dates,
    cells_are_not_marked,
    cells_say_what_they_mean,
    published_text_is_readable_everywhere,
    answers_are_the_departments_own,
)


def _cells_of(cell: CellText) -> str:
    """Name the cells that a cell was put together from, or itself."""
    return next((step.where for step in cell.steps if step.kind is StepKind.UNDECIDED), cell.cell)


def _lost_characters(text: str) -> bool:
    """Tell whether a text holds ? in place of characters: three in a row, or half of it and more."""
    return "???" in text or 2 * text.count("?") >= len(text.replace(" ", ""))


def _typed_before(text: str) -> Iterator[str]:
    """Yield what may have been typed before it became a date: `R6-7` and `7-1` for 2024-07-01; nothing for no date."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if match := _MONTH_DAY.fullmatch(plain):
        yield f"{int(match[1])}-{int(match[2])}"
    elif (match := _MONTH_NAME.fullmatch(plain)) and (match["day"] or match["year"]):
        month = _MONTHS.index(match["month"].lower()) + 1
        if match["day"]:
            yield f"{month}-{int(match['day'])}"
        else:
            yield _of_era(2000 + int(match["year"]), month)
            yield f"{month}-{int(match['year'])}"
    elif found := parse_date(plain):
        year, month, *day = map(int, found.split("-"))
        if day in ([], [1]):
            yield _of_era(year, month)
        yield f"{month}-{day[0] if day else year % 100}"


def _of_era(year: int, month: int) -> str:
    """Write a year and a number as an item number: 2024 and 7 → `R6-7`."""
    letters = {"令和": "R", "平成": "H", "昭和": "S", "大正": "T", "明治": "M"}
    named = FiscalYear(year)
    return f"{letters[named.era]}{named.era_year}-{month}"


def _has_raised_signs(text: str) -> bool:
    """Tell whether a text has signs that are raised by themselves: `8¹` would be read as 81."""
    return not text.isascii() and bool(_RAISED.search(text))


def _plain_sign(text: str) -> str:
    """Return a text in one width: ＂ is a ditto mark as well."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)
