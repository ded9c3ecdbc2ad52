"""A night with one sheet, held against what the sheet truly says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest
from corpus.answers import Answer, Doubt, Truth
from corpus.cases import Case
from corpus.city import AS_OF, register
from corpus.rows import FIGURES
from corpus.tables import Told

from schemas.codes import MissingReason, Severity
from shinchoku.adapters.workbooks import read_content
from shinchoku.checks import checking
from shinchoku.checks.findings import Finding
from shinchoku.checks.row_validation import Judged, judge_rows
from shinchoku.intake.rows import Row
from shinchoku.intake.sheets import Appearance
from shinchoku.intake.submissions import Submission, submissions_of

TEXTS = ("item_name", "unit", "result_text", "reason_not_achieved", "next_action")
TEXT_BESIDE = "SH219"
"""The rule that names rows which were taken for text beside the table."""
OTHER_SCALE = "SH330"
"""The rule that asks about a bare figure which is of its target's size in the target's unit only.

The corpus draws figures at random, so that a few of its right ones are. Departments' figures lie near their targets.
"""
_TODAY = date.fromisoformat(AS_OF)
COMPARED = (*FIGURES, "achievement_status", *TEXTS)


class Outcome(StrEnum):
    """What became of one value."""

    EQUAL = "equal"
    """It was read as what it is, whether its row counts or is held back for another cell."""
    CARRIED = "carried"
    """A finding lies on its cell or on its heading."""
    NOT_READ = "not read"
    """A finding says that its row, or its file, was not taken."""
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one value of a case."""

    case: int
    item_no: str
    form: str
    outcome: Outcome
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Night:
    """What a night made of a case: the rows it read, the items that count, the findings on the file."""

    rows: Mapping[str, Row]
    """By item, accepted or held back: a row that one cell holds back must be read right all the same."""
    accepted: frozenset[str]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> list[Finding]:
        """Findings that keep back something that is written as it should be."""
        return [f for f in self.findings if f.is_error and f.rule.code != OTHER_SCALE]


def nights(cases: Sequence[Case]) -> Iterator[Night]:
    """Yield for each case what a night makes of it, with nothing received before.

    Rows of many sheets are judged at once, as a city's are; beyond its rows, each case is checked alone.
    """
    received = {case.index: _submissions(case) for case in cases}
    judged: dict[str, list[Judged]] = defaultdict(list)
    for scale, legend in sorted({(case.scale, case.legend) for case in cases}):
        alike = [case.index for case in cases if (case.scale, case.legend) == (scale, legend)]
        for one in judge_rows(register(scale, legend), [got for index in alike for got in received[index]]):
            judged[one.row.appearance.sha256].append(one)
    with pytest.MonkeyPatch.context() as known:
        for case in cases:
            known.setattr(checking, "judge_rows", lambda *_, case=case: judged[case.sha256])
            yield _night(case, received[case.index])


def _submissions(case: Case) -> list[Submission]:
    """Read a case, and place what it holds."""
    appearance = Appearance(1, case.path, 1, case.sha256, _TODAY)
    plan = register(case.scale, case.legend)
    return submissions_of(plan, [(appearance, read_content(case.content))], _TODAY)


def _night(case: Case, submissions: Sequence[Submission]) -> Night:
    """Check what was read of a case."""
    checked = checking.check(register(case.scale, case.legend), submissions, _TODAY)
    choices = {no: choice for (asked, no), choice in checked.choices.items() if asked == case.round_id}
    return Night(
        {no: choice.newest[0].row for no, choice in choices.items() if choice.newest},
        frozenset(no for no, choice in choices.items() if choice.row),
        tuple(one for one in checked.findings if one.place.sha256 == case.sha256),
    )


def verdicts(case: Case, found: Night) -> Iterator[Verdict]:
    """Hold every value of a case against what the night read, and what it read against the case."""
    for told in case.told:
        for column in ("item_no", *COMPARED):
            answer = told.answers.get(column)
            if answer is not None:
                outcome, detail = _judge(told, column, answer, found)
                yield Verdict(case.index, told.item_no, answer.form, outcome, detail)
    expected = {
        told.item_no
        for told in case.told
        if not told.expected_loss and told.answers["item_no"].truth is not Doubt.UNSURE
    }
    for no in sorted(found.accepted - expected):
        cells = str(dict(found.rows[no].source.cells))[:300]
        yield Verdict(case.index, no, "invented item", Outcome.SILENT, cells)


def _judge(told: Told, column: str, answer: Answer, found: Night) -> tuple[Outcome, str]:
    """Say what became of one value."""
    row = found.rows.get(told.item_no)
    if row is None:
        if _row_is_carried(told, found.findings):
            return Outcome.NOT_READ, ""
        return Outcome.SILENT, f"{told.item_no} lost without a finding"
    if _equals(row, column, answer.truth):
        return Outcome.EQUAL, ""
    if _cell_is_carried(told, column, found.findings):
        return Outcome.CARRIED, ""
    read = _read_as(row, column)
    return Outcome.SILENT, f"{told.item_no} {column} {answer.written} truth={answer.truth!s} read={read!s}"


def _read_as(row: Row, column: str) -> object:
    """Return what a column was read as."""
    if column in FIGURES:
        return row.figures[column]
    if column == "achievement_status":
        return row.status
    return row.item_no if column == "item_no" else row.texts[column]


def _equals(row: Row, column: str, truth: Truth) -> bool:
    """Tell whether a row says what is true."""
    if truth is Doubt.UNSURE:
        return False
    if column not in FIGURES:
        return _read_as(row, column) == truth
    if isinstance(truth, Decimal):
        return row.figures[column] == truth
    reasons = {truth, MissingReason.BLANK} if truth is MissingReason.BLANK else {truth}
    return row.figures[column] is None and row.reads[column].missing in reasons


def _weighs(finding: Finding) -> bool:
    """Tell whether somebody has to look at a finding."""
    return finding.rule.severity is not Severity.INFO


def _row_is_carried(told: Told, findings: Sequence[Finding]) -> bool:
    """Tell whether a finding says that an item was not taken: on its row, its number, its sheet, or the file."""
    for finding in filter(_weighs, findings):
        place = finding.place
        if finding.stops_reading or finding.rule.code in told.expected_loss:
            return True
        if place.sheet_number != told.sheet_number:
            continue
        on_row = place.item_no == told.item_no or not told.cells_of_row.isdisjoint(_cells_named(finding))
        if finding.is_error and on_row:
            return True
        if finding.rule.code == TEXT_BESIDE and told.row + 1 in _rows_named(finding.message.ja):
            return True
    return False


def _cells_named(finding: Finding) -> frozenset[str]:
    """Return the cells that a finding lies on or names in its sentence."""
    return frozenset({finding.place.cell, *re.findall(r"(?<![A-Z])[A-Z]{1,2}[1-9]\d*", finding.message.ja)})


def _rows_named(text: str) -> frozenset[int]:
    """Return the rows that a sentence names: `4-6, 9`."""
    rows: set[int] = set()
    for first, last in re.findall(r"(\d+)(?:-(\d+))?", text):
        rows.update(range(int(first), int(last or first) + 1))
    return frozenset(rows)


def _cell_is_carried(told: Told, column: str, findings: Sequence[Finding]) -> bool:
    """Tell whether a finding lies on a cell, names it, or lies on its column's heading."""
    return any(
        finding.stops_reading
        or (
            finding.place.sheet_number == told.sheet_number
            and (told.cells[column] in _cells_named(finding) or finding.place.cell in told.headings[column])
        )
        for finding in findings
        if _weighs(finding)
    )
