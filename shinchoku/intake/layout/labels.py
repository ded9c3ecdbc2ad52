"""Labelled cells outside a table: 部局課室名, 年度, 照会, each with its answer beside, behind or below it.

What nobody sees (hidden rows and columns) and what is struck through decides nothing.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeAlias

from schemas.headings import is_personal_label, label_of_cell
from shinchoku.intake.dates import date_of_serial, parse_date
from shinchoku.intake.format_code import sections_of
from shinchoku.intake.layout.answers import is_hidden
from shinchoku.intake.layout.merges import Merges
from shinchoku.intake.layout.shown import marks_of, spoken
from shinchoku.intake.layout.titles import ends_a_year, joined_year, titled_years
from shinchoku.intake.layout.unread import hidden_rows_problem
from shinchoku.intake.look import Position
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import CellText, Label, Problem, Sheet, cell_name
from shinchoku.register.fiscal_year import FiscalYear

_ANSWER_WITHIN = 4
"""Cells to the right of a label, its own merged ones not counted, in which its answer may stand."""
_LONGEST = 60
_SERIAL = re.compile(r"[3-5][0-9]{4}")
"""Days from 1982 to 2064, stored as a number under a format that not every program knows for a date."""

_Rows: TypeAlias = Sequence[Sequence[str]]


def find_labels(sheet: Sheet, merges: Merges, above: int) -> Iterator[Label]:
    """Yield the labels above a table with their answers, and the years that its titles state."""
    rows = _seen(sheet, above)
    yield from (label for label in _labels(sheet, merges, rows) if not label.answer.marks)
    yield from titled_years(sheet, rows)


def label_problems(sheet: Sheet, merges: Merges, above: int) -> Iterator[Problem]:
    """Yield what kept cells above a table from being read: hidden rows, answers that are struck or unclear."""
    yield from hidden_rows_problem(sheet, above)
    for label in _labels(sheet, merges, _seen(sheet, above)):
        for kind in label.answer.marks:
            yield Problem(kind, sheet.number, sheet.name, label.answer.cell, label.answer.raw)


def _seen(sheet: Sheet, above: int) -> _Rows:
    """Return the rows above a table as people see them: a hidden cell is empty."""
    if not sheet.look.hidden_rows and not sheet.look.hidden_columns:
        return sheet.grid[:above]
    return [
        [text if text and not is_hidden(sheet, (number, column)) else "" for column, text in enumerate(row)]
        for number, row in enumerate(sheet.grid[:above])
    ]


def _labels(sheet: Sheet, merges: Merges, rows: _Rows) -> Iterator[Label]:
    """Yield the labels in some rows with their answers; an answer that must not count is marked.

    What a label asks for that is not listed in `schemas.headings` (記入者, 電話) is not taken: personal
    data does not travel past this point.
    """
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if not text or len(text) > _LONGEST:
                continue
            head, colon, tail = unicodedata.normalize("NFKC", text).partition(":")
            name = label_of_cell(head)
            if name is None or (name == "fiscal_year" and ends_a_year(row, column)):
                continue
            if colon and tail.strip():
                marks = marks_of(sheet, (number, column))
                answer = CellText(cell_name(number, column), tail, marks=marks)
                yield Label(name, sheet.number, sheet.name, answer)
                continue
            place = _beside(merges, row, (number, column))
            if place is None and not colon:
                place = _below(merges, rows, (number, column))
            if place is not None:
                read = _answer_of_the_year if name == "fiscal_year" else _answer
                yield Label(name, sheet.number, sheet.name, read(sheet, place, rows[place[0]][place[1]]))


def year_of_a_day(sheet: Sheet, at: Position, text: str) -> CellText | None:
    """Return the day that was given as a fiscal year, under `ggge"年度"` or as a day; else nothing.

    Where a format shows only the year, a day from January to March is no answer: it lies in another year.
    """
    serial = (
        date_of_serial(int(text), 1904 if sheet.look.dates_from_1904 else 1900)
        if _SERIAL.fullmatch(text)
        else None
    )
    written = parse_date(text) or ""
    day = serial or (date.fromisoformat(written) if len(written) == len("2024-04-01") else None)
    number_format = sheet.look.formats.get(at)
    sections = sections_of(number_format) if number_format else None
    if day is None or (number_format and not (sections and sections[0].is_date)):
        return None
    if number_format and FiscalYear.of_date(day).year != day.year:
        return None
    marks = tuple(kind for kind in marks_of(sheet, at) if kind is not ProblemKind.UNCLEAR_FORMAT)
    return CellText(cell_name(*at), day.isoformat(), marks=marks)


def _answer(sheet: Sheet, at: Position, text: str) -> CellText:
    """Return an answer as it is shown: 6 under the format `"令和"0"年度"` is 令和6年度."""
    steps = spoken(sheet, at, text)
    return CellText(cell_name(*at), steps[-1].after if steps else text, marks=marks_of(sheet, at))


def _answer_of_the_year(sheet: Sheet, at: Position, text: str) -> CellText:
    """Return the answer to 年度: a day, or the text as shown, which may go on in the next cells."""
    day = year_of_a_day(sheet, at, text)
    if day is not None:
        return day
    whole = joined_year(sheet.grid[at[0]], at[1])
    return _answer(sheet, at, text) if whole == text else CellText(cell_name(*at), whole)


def _beside(merges: Merges, row: Sequence[str], label: Position) -> Position | None:
    """Return where the next text to the right of a label stands, unless that is another label."""
    number, column = label
    first = column + merges.width(number, column)
    for beside in range(first, min(first + _ANSWER_WITHIN, len(row))):
        if row[beside].strip():
            return None if _is_label(row[beside]) else (number, beside)
    return None


def _below(merges: Merges, rows: _Rows, label: Position) -> Position | None:
    """Return where the text below a label stands, unless it is a label."""
    below, column = label[0] + 1, label[1]
    if below >= len(rows):
        return None
    text = rows[below][column]
    if not text.strip() or _is_label(text) or merges.anchor(below, column) is not None:
        return None
    return below, column


def _is_label(text: str) -> bool:
    """Tell whether a text asks for something rather than answers."""
    plain = unicodedata.normalize("NFKC", text).strip()
    head = plain.partition(":")[0]
    return plain.endswith(":") or label_of_cell(head) is not None or is_personal_label(head)
