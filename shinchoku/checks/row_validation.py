"""Every row held to every rule that needs nothing but the row, its file and the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd

from schemas.status_sheet import find_failures
from shinchoku.checks.checked_row import CheckedRow
from shinchoku.checks.families import FILE_JUDGES, ROW_JUDGES
from shinchoku.checks.findings import Finding
from shinchoku.checks.pointing import on_violation
from shinchoku.checks.precedence import most_exact
from shinchoku.checks.rule_list import RULES_BY_NAME
from shinchoku.checks.rules.blank import blank_words
from shinchoku.checks.rules.contract import CONTRACT
from shinchoku.checks.scopes import RowFrame, RowJudge, Violation
from shinchoku.checks.selection import selected
from shinchoku.intake.rows import Row, contract_record, read_row
from shinchoku.intake.submissions import Submission
from shinchoku.register.plan import Plan

_MANY_ROWS = 1_000
"""Rows that are judged at once, and those of the file that made them that many: memory stays the same in any city."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with everything that is wrong with it in itself, before anybody decided what that weighs."""

    row: Row
    findings: tuple[Finding, ...]


def judge_rows(plan: Plan, submissions: Sequence[Submission]) -> list[Judged]:
    """Type every row that can be placed, and hold all to the contract and the rules, batch by batch."""
    return [
        Judged(row, tuple(found[n]))
        for rows in _batches(_rows(plan, submission) for submission in submissions)
        for found in [_findings(_frame(plan, rows), (*ROW_JUDGES, *FILE_JUDGES))]
        for n, row in enumerate(rows)
    ]


def decide(plan: Plan, judged: Judged, history: Iterable[Finding], waived: frozenset[str]) -> CheckedRow:
    """Decide whether a row is accepted: no error on it but waived ones, by the weights of the plan."""
    findings = most_exact(selected(plan, (*judged.findings, *history)), waived)
    unresolved = any(finding.is_error and finding.fingerprint not in waived for finding in findings)
    return CheckedRow(judged.row, findings, not unresolved)


def findings_on(plan: Plan, rows: Sequence[Row]) -> list[tuple[Finding, ...]]:
    """Return what is wrong with each row in itself, by the weights of the plan: without its file, without history."""
    found = _findings(_frame(plan, rows), ROW_JUDGES) if rows else {}
    judged = [Judged(row, tuple(found.get(n, ()))) for n, row in enumerate(rows)]
    return [decide(plan, one, (), frozenset()).findings for one in judged]


def failures_of(frame: RowFrame, judges: Sequence[RowJudge]) -> pd.DataFrame:
    """Return what fails of some rows, one line for each time: `row` (its place), `rule` (its name), `field`, `violation`.

    Every rule is a check of one validation of all rows, beside the contract of `schemas.status_sheet`. What fails there is
    looked at once more, for the words that go with it.
    """
    records = pd.DataFrame([contract_record(row, n) for n, row in enumerate(frame.rows)], dtype=object)
    checks = {judge.rule.name: partial(_holds, judge, frame) for judge in judges}
    failed: dict[str, list[int]] = defaultdict(list)
    for name, n in find_failures(records.astype({"row_id": int}), checks):
        failed[name].append(n)
    found = [
        *(
            (n, name, _blank(frame.rows[n], CONTRACT[name]))
            for name in sorted(CONTRACT)
            for n in failed[name]
        ),
        *(
            (failed[judge.rule.name][n], judge.rule.name, violation)
            for judge in judges
            if failed[judge.rule.name]
            for n, violation in judge.failing(frame.only(failed[judge.rule.name]))
        ),
    ]
    told = [(n, name, violation.field, violation) for n, name, violation in found]
    return pd.DataFrame(told, columns=["row", "rule", "field", "violation"])


def _frame(plan: Plan, rows: Sequence[Row]) -> RowFrame:
    """Return the frame of some rows, each about the item of its number."""
    return RowFrame(plan, rows, [row.item(plan) for row in rows])


def _batches(files: Iterable[Iterable[Row]]) -> Iterator[list[Row]]:
    """Put the rows of whole files together, until they are many."""
    batch: list[Row] = []
    for rows in files:
        batch += rows
        if len(batch) >= _MANY_ROWS:
            yield batch
            batch = []
    if batch:
        yield batch


def _findings(frame: RowFrame, judges: Sequence[RowJudge]) -> Mapping[int, Sequence[Finding]]:
    """Return what is wrong with some rows, by their places."""
    found: dict[int, list[Finding]] = defaultdict(list)
    for n, name, _, violation in failures_of(frame, judges).itertuples(index=False):
        found[n].append(on_violation(frame.plan, frame.rows[n], RULES_BY_NAME[name], violation))
    return found


def _holds(judge: RowJudge, frame: RowFrame, numbers: pd.Series[int]) -> pd.Series[bool]:
    """Tell of each row whether it keeps a rule."""
    return ~numbers.isin({n for n, _ in judge.failing(frame)})


def _blank(row: Row, columns: Sequence[str]) -> Violation:
    """Point at the first column of a check that is filled, and say how it says nothing."""
    column = next((c for c in columns if row.source.raw(c).strip()), columns[0])
    return Violation(column, blank_words(row, column))


def _rows(plan: Plan, submission: Submission) -> Iterator[Row]:
    """Yield the rows of a submission that is placed."""
    placement = submission.placement
    if placement.is_settled and placement.round and placement.department:
        for source in submission.reading.rows:
            yield read_row(plan, submission.appearance, source, placement.round, placement.department)
