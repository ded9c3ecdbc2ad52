"""Every row held to every rule that needs nothing but the row, its file and the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from schemas.status_sheet import find_failures
from shinchoku.checks.checked import CheckedRow
from shinchoku.checks.findings import Finding
from shinchoku.checks.pointing import on_cell
from shinchoku.checks.precedence import most_exact
from shinchoku.checks.row_findings import rule_findings
from shinchoku.checks.rules import RULES_BY_NAME
from shinchoku.checks.rules.consistency import DUPLICATE_ITEM
from shinchoku.checks.rules.contract import CONTRACT
from shinchoku.checks.rules.rows import blank_words
from shinchoku.checks.selection import selected
from shinchoku.intake.rows import Row, contract_record, read_row
from shinchoku.intake.sheets import Appearance
from shinchoku.intake.submissions import Submission
from shinchoku.register.plan import Plan

_MOST_NAMED = 5
"""Cells that a finding names; of more, that there are more."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with everything that is wrong with it in itself, before anybody decided what that weighs."""

    row: Row
    findings: tuple[Finding, ...]


def judge_rows(plan: Plan, submissions: Sequence[Submission]) -> list[Judged]:
    """Type every row that can be placed, hold all to the contract in one frame, each to the rules."""
    rows = [row for submission in submissions for row in _rows(plan, submission)]
    failures = _contract_findings(plan, rows)
    doubled = _duplicates(plan, rows)
    return [
        Judged(row, (*failures[n], *rule_findings(plan, row, row.item(plan)), *doubled[n]))
        for n, row in enumerate(rows)
    ]


def decide(plan: Plan, judged: Judged, history: Iterable[Finding], waived: frozenset[str]) -> CheckedRow:
    """Decide whether a row is accepted: no error on it but waived ones, by the weights of the plan."""
    findings = most_exact(selected(plan, (*judged.findings, *history)), waived)
    unresolved = any(finding.is_error and finding.fingerprint not in waived for finding in findings)
    return CheckedRow(judged.row, findings, not unresolved)


def findings_on(plan: Plan, row: Row) -> tuple[Finding, ...]:
    """Return what is wrong with one row in itself, by the weights of the plan: without its file, without history."""
    judged = Judged(row, (*_contract_findings(plan, [row])[0], *rule_findings(plan, row, row.item(plan))))
    return decide(plan, judged, (), frozenset()).findings


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
            rule, columns = RULES_BY_NAME[name], CONTRACT[name]
            row = rows[row_id]
            column = next((c for c in columns if row.source.raw(c).strip()), columns[0])
            failures[row_id].append(on_cell(plan, row, rule, column, blank_words(row, column)))
    return failures


def _duplicates(plan: Plan, rows: Sequence[Row]) -> dict[int, list[Finding]]:
    """Find items that stand more than once in one file."""
    places: dict[tuple[Appearance, str], list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        if row.item_no:
            places[row.appearance, row.item_no].append(n)
    found: dict[int, list[Finding]] = defaultdict(list)
    for same in places.values():
        sources = [rows[n].source for n in same]
        several = len({source.sheet_number for source in sources}) > 1
        cells_of = "、".join(
            f"{source.sheet_name}!{source.cells['item_no'].cell}" if several else source.cells["item_no"].cell
            for source in sources[:_MOST_NAMED]
        ) + ("…" if len(sources) > _MOST_NAMED else "")
        words = {"count": str(len(same)), "cells": cells_of}
        for nth, n in enumerate(same if len(same) > 1 else ()):
            found[n].append(on_cell(plan, rows[n], DUPLICATE_ITEM, "item_no", words, basis=str(nth)))
    return found
