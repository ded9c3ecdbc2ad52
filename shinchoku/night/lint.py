"""Lint: files as a department has them, held to every rule that needs nothing but the file."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from shinchoku.adapters.workbooks import read_all
from shinchoku.checks.checking import lint_findings, lint_rows
from shinchoku.checks.findings import Finding
from shinchoku.checks.rehearsal import rehearse
from shinchoku.figures.taken_values import TakenValue, taken_values
from shinchoku.intake.sheets import Appearance, Reading
from shinchoku.intake.submissions import submissions_of
from shinchoku.register.plan import Plan


@dataclass(frozen=True, slots=True)
class Linted:
    """What some files say and what is wrong with them, by the names they are shown by."""

    findings: tuple[Finding, ...]
    readings: Mapping[str, Reading]
    values: Mapping[str, tuple[TakenValue, ...]]
    """Every value that was taken from each file."""


def lint(plan: Plan, names: Mapping[Path, str], as_of: date) -> Linted:
    """Read some files and check each by itself; nothing is written, no database is asked.

    `names` tells by which name each file is shown; no two share one.

    Raises:
        OperationalError: if no reader process can be started.
        OSError: if a file cannot be read.
    """
    read = read_all(list(names), plan.layouts, partial(rehearse, plan))
    readings = {names[path]: reading for path, reading in read.items()}
    hashes = {name: _sha256(path) for path, name in names.items()}
    received = [(Appearance(1, name, 1, hashes[name], as_of), reading) for name, reading in readings.items()]
    submissions = submissions_of(plan, received, as_of)
    rows = lint_rows(plan, submissions)
    values = {one.appearance.path: taken_values(plan, one, rows) for one in submissions}
    return Linted(lint_findings(plan, submissions, rows), dict(sorted(readings.items())), values)


def _sha256(path: Path) -> str:
    """Return the hash of a file of any size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
