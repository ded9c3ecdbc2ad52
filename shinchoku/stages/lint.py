"""Lint: files as a department has them, held to every rule that needs nothing but the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from shinchoku.adapters.workbooks import read_all
from shinchoku.checks.checking import check_rows, file_findings, once_each
from shinchoku.checks.findings import Finding
from shinchoku.intake.sheets import Appearance
from shinchoku.intake.submissions import submissions_of
from shinchoku.register.plan import Plan


def lint(plan: Plan, names: Mapping[Path, str], as_of: date) -> tuple[Finding, ...]:
    """Return the findings on some files, each under the name it is to be shown by."""
    readings = [
        (Appearance(as_of, names[path], 1, names[path]), reading)
        for path, reading in read_all(list(names)).items()
    ]
    submissions = submissions_of(plan, readings, as_of)
    rows = check_rows(plan, submissions, frozenset())
    return once_each([*file_findings(plan, submissions), *(f for row in rows for f in row.findings)])
