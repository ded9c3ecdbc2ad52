"""What a cell says besides its value, and values that a program changed."""

import re
import unicodedata
from collections.abc import Iterator

from schemas.headings import CONTEXT_FIGURES, FIGURES, NARRATIVE
from shinchoku.checks.scopes import Violation, of_cells
from shinchoku.intake.characters import machine_dependent, unreadable
from shinchoku.intake.dates import parse_date
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.rows import Row
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan

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


@of_cells
def item_numbers_did_not_become_dates(plan: Plan, row: Row) -> Iterator[Violation]:
    """Excel makes a date of `R6-7`; the number is suggested only if the register has it."""
    if row.has_item_no:
        return
    typed = list(_typed_before(row.source.text("item_no")))
    if typed:
        found = [number for number in typed if number in plan.items_by_no]
        guess = "、".join(f"「{number}」" for number in found)
        words = {"guess_ja": f"{guess}のことですか。", "guess_en": f" Is it {', '.join(found)}?"}
        yield Violation("item_no", words if found else {"guess_ja": "", "guess_en": ""})


@of_cells
def figures_have_no_raised_characters(plan: Plan, row: Row) -> Iterator[Violation]:
    """A note in 61² is no digit of it, whether the cell's format raises it or the sign itself is raised."""
    del plan
    for field, cell in row.source.cells.items():
        is_raised = ProblemKind.RAISED_TEXT in cell.marks and field in _VALUES
        if is_raised or (field in _CODES and _has_raised_signs(cell.raw)):
            yield Violation(field, {"text": unicodedata.normalize("NFKC", cell.raw)})


@of_cells
def cells_hold_no_error_values(plan: Plan, row: Row) -> Iterator[Violation]:
    """An error value is no answer."""
    del plan
    for field, cell in row.source.cells.items():
        if _is_error_value(cell.text):
            yield Violation(field)


@of_cells
def nothing_is_left_to_the_cell_above(plan: Plan, row: Row) -> Iterator[Violation]:
    """〃 is no answer in a column that is written out, nor is a cell that others are merged into."""
    del plan
    for field, cell in row.source.cells.items():
        if ProblemKind.DITTO in cell.marks:
            yield Violation(field)
        text = cell.text
        if len(text) <= _LONGEST_DITTO and _SAME_AS_ABOVE.fullmatch(_plain_sign(text)):
            yield Violation(field)


@of_cells
def text_has_no_private_characters(plan: Plan, row: Row) -> Iterator[Violation]:
    """外字 cannot be replaced by a guess."""
    del plan
    for field in NARRATIVE:
        raw = row.source.text(field)
        if not raw.isascii() and (lost := unreadable(raw)):
            yield Violation(field, {"characters": lost})


@of_cells
def text_has_no_machine_dependent_characters(plan: Plan, row: Row) -> Iterator[Violation]:
    """Machine-dependent characters are replaced, and told."""
    del plan
    for field in NARRATIVE:
        raw = row.source.text(field)
        if not raw.isascii() and (replaced := machine_dependent(raw)):
            yield Violation(field, {"characters": "、".join(replaced)})


@of_cells
def answers_are_no_examples(plan: Plan, row: Row) -> Iterator[Violation]:
    """A cell that says 記入例 and nothing else is left from the form."""
    del plan
    for field in (*NARRATIVE, "achievement_status", *FIGURES):
        if _is_example(row.source.text(field)):
            yield Violation(field)


@of_cells
def texts_have_their_characters(plan: Plan, row: Row) -> Iterator[Violation]:
    """A text full of ? lost its characters when it was saved."""
    del plan
    for field in (*NARRATIVE, "achievement_status"):
        if _lost_characters(row.source.text(field).strip().replace("？", "?")):
            yield Violation(field)


def _is_error_value(text: str) -> bool:
    """Tell whether a text is what a spreadsheet shows in place of a result."""
    has_sign = "#" in text or "＃" in text
    return has_sign and bool(_ERROR.fullmatch(unicodedata.normalize("NFKC", text)))


def _is_example(text: str) -> bool:
    """Tell whether a text says nothing but that it is an example."""
    return "例" in text and bool(_EXAMPLE.fullmatch(text.strip()))


def _lost_characters(text: str) -> bool:
    """Tell whether a text holds ? in place of characters: three in a row, or half of it and more."""
    return "???" in text or 0 < len(text.replace(" ", "")) <= 2 * text.count("?")


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
