"""All submissions against the plan: findings, and for every item the row that counts.

One pass over everything received for the plan, old and new: the result depends on the contents and
on the order in which they appeared, never on how many nights it took to see them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from schemas.headings import NARRATIVE
from schemas.status_sheet import find_failures
from shinchoku.checks.checked import CheckedRow
from shinchoku.checks.findings import Finding, in_order
from shinchoku.checks.pointing import on_cell, on_file
from shinchoku.checks.rules import RULES, consistency, register
from shinchoku.checks.rules.consistency import DUPLICATE_ITEM
from shinchoku.checks.rules.contract import CONTRACT
from shinchoku.checks.rules.lateness import not_submitted
from shinchoku.checks.rules.over_time import disagreements, gone_items, returned_values
from shinchoku.checks.rules.privacy import PERSONAL_DATA, suspected_personal_data
from shinchoku.checks.rules.register import STRAYS, UNKNOWN_ITEM
from shinchoku.intake.rows import Row, contract_record, read_row
from shinchoku.intake.sheets import Appearance
from shinchoku.intake.submissions import ItemKey, Submission, blocked_items
from shinchoku.intake.supersession import Choice, choose
from shinchoku.register.plan import Plan


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a night's checks: what counts for each item of each round, and what is wrong."""

    choices: Mapping[ItemKey, Choice[CheckedRow]]
    findings: tuple[Finding, ...]


def check(
    plan: Plan, submissions: Sequence[Submission], as_of: date, waived: frozenset[str] = frozenset()
) -> Checked:
    """Check every submission and choose the row that counts for each item of each round.

    `waived` are the fingerprints of findings that hold nothing back today.
    """
    checked = check_rows(plan, submissions, waived)
    latest = {s.appearance for s in submissions if s.is_latest}
    by_item: dict[ItemKey, list[CheckedRow]] = defaultdict(list)
    strays: list[CheckedRow] = []
    for one in checked:
        if one.row.item_no in plan.items_by_no and not _is_stray(one):
            by_item[one.row.round.id, one.row.item_no].append(one)
        elif one.appearance in latest:
            strays.append(one)
    blocked = blocked_items(plan, submissions)
    choices = {key: choose(rows, blocked.get(key, ())) for key, rows in by_item.items()}
    findings = [
        *file_findings(plan, submissions),
        *(finding for one in strays for finding in one.findings),
        *(finding for key, choice in choices.items() for finding in _current(by_item[key], choice)),
        *disagreements(plan, choices),
        *returned_values(plan, choices),
        *gone_items(plan, submissions, choices),
        *not_submitted(plan, choices, frozenset(blocked), as_of),
    ]
    return Checked(choices, once_each(findings))


def once_each(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in reading order, the same problem only once."""
    kept: dict[str, Finding] = {}
    for finding in in_order(findings):
        kept.setdefault(finding.fingerprint, finding)
    return tuple(kept.values())


def check_rows(plan: Plan, submissions: Sequence[Submission], waived: frozenset[str]) -> list[CheckedRow]:
    """Type every row that can be placed, hold all to the contract in one frame, each to the rules."""
    rows = [row for submission in submissions for row in _rows(plan, submission)]
    failures = _contract_findings(plan, rows)
    doubled = _duplicates(plan, rows)
    return [
        _checked(row, (*failures[n], *_rule_findings(plan, row), *doubled[n]), waived)
        for n, row in enumerate(rows)
    ]


def file_findings(plan: Plan, submissions: Sequence[Submission]) -> Iterator[Finding]:
    """Turn what readers and placement could not do into findings, on the newest content at each path.

    A file that could not be read and is no longer in the inbox was withdrawn.
    """
    for submission in submissions:
        for problem in submission.problems if submission.is_latest else ():
            if submission.appearance.present or not problem.stops_reading:
                yield on_file(plan, submission, RULES[problem.rule], problem)


def _rows(plan: Plan, submission: Submission) -> Iterator[Row]:
    """Yield the rows of a submission that is placed."""
    placement = submission.placement
    if placement.is_settled and placement.round and placement.department:
        for source in submission.reading.rows:
            yield read_row(plan, submission.appearance, source, placement.round, placement.department)


def _contract_findings(plan: Plan, rows: Sequence[Row]) -> dict[int, list[Finding]]:
    """Hold all rows to the contract of `schemas.status_sheet` in one validation."""
    failures: dict[int, list[Finding]] = defaultdict(list)
    if rows:
        frame = pd.DataFrame([contract_record(row, n) for n, row in enumerate(rows)], dtype=object)
        for name, row_id in find_failures(frame.astype({"row_id": int})):
            rule, columns = CONTRACT[name]
            row = rows[row_id]
            column = next((c for c in columns if row.source.raw(c).strip()), columns[0])
            failures[row_id].append(on_cell(plan, row, rule, column))
    return failures


def _rule_findings(plan: Plan, row: Row) -> Iterator[Finding]:
    """Hold one row to the rules on the register, on its figures and on privacy."""
    item = row.item(plan)
    if item is not None:
        for rule, violations in (*register.ROW_RULES, *consistency.ROW_RULES):
            for violation in violations(plan, item, row):
                yield on_cell(plan, row, rule, violation.field, violation.values, basis=violation.basis)
    elif row.has_item_no:
        yield on_cell(plan, row, UNKNOWN_ITEM, "item_no")
    for column in NARRATIVE:
        what = suspected_personal_data(row.texts[column])
        if what is not None:
            yield on_cell(
                plan, row, PERSONAL_DATA, column, {"what_ja": what.ja, "what_en": what.en}, redacted=True
            )


def _duplicates(plan: Plan, rows: Sequence[Row]) -> dict[int, list[Finding]]:
    """Find items that stand more than once in one file."""
    places: dict[tuple[Appearance, str], list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        if row.item_no:
            places[row.appearance, row.item_no].append(n)
    found: dict[int, list[Finding]] = defaultdict(list)
    for same in places.values():
        cells = "、".join(rows[n].source.cells["item_no"].cell for n in same)
        words = {"count": str(len(same)), "cells": cells}
        for n in same if len(same) > 1 else ():
            found[n].append(on_cell(plan, rows[n], DUPLICATE_ITEM, "item_no", words))
    return found


def _checked(row: Row, findings: tuple[Finding, ...], waived: frozenset[str]) -> CheckedRow:
    """Decide whether a row is accepted: no error on it but waived ones."""
    unresolved = any(finding.is_error and finding.fingerprint not in waived for finding in findings)
    return CheckedRow(row, findings, not unresolved)


def _is_stray(one: CheckedRow) -> bool:
    """Tell whether a row is about an item that its department or its year has no say in."""
    return not one.is_accepted and any(finding.rule.code in STRAYS for finding in one.findings)


def _current(rows: Sequence[CheckedRow], choice: Choice[CheckedRow]) -> Iterator[Finding]:
    """Yield the findings on every row of the contents that spoke of an item last."""
    spoke_last = {one.appearance for one in choice.newest}
    for one in rows:
        if one.appearance in spoke_last:
            yield from one.findings
