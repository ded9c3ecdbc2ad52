"""The JSON document of `shinchoku check --format json`; the reference has its schema."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from schemas.codes import CodeList, Severity
from shinchoku.checks.findings import Finding
from shinchoku.checks.personal_data import shown
from shinchoku.figures.taken_values import TakenValue
from shinchoku.intake.account import SheetAccount, TableAccount
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Reading
from shinchoku.night.lint import Linted

VERSION = 1
"""Raised when a key changes its meaning or goes; new keys do not raise it."""

Json = dict[str, Any]


class FileStatus(CodeList):
    """What became of a file."""

    READ = "read", "読みました", "Read"
    REFUSED = "refused", "読めません", "Refused"
    NOT_YET_FILLED_IN = "not_yet_filled_in", "まだ記入されていません", "Not yet filled in"


def status_of(reading: Reading) -> FileStatus:
    """Tell what became of a file: an untouched form is neither read nor refused."""
    if any(problem.kind is ProblemKind.UNTOUCHED_FORM for problem in reading.problems):
        return FileStatus.NOT_YET_FILLED_IN
    if any(problem.stops_reading for problem in reading.problems):
        return FileStatus.REFUSED
    return FileStatus.READ


def document(plan_id: str, as_of: date, linted: Linted, copies: Sequence[str] = ()) -> Json:
    """Return everything that `check` found as plain values, and where marked copies were written."""
    counts = Counter(finding.rule.severity for finding in linted.findings)
    return {
        "version": VERSION,
        "plan": plan_id,
        "as_of": as_of.isoformat(),
        "counts": {str(severity): counts[severity] for severity in Severity},
        "files": [_file(name, reading, linted.values[name]) for name, reading in linted.readings.items()],
        "findings": [_finding(finding) for finding in linted.findings],
        "copies": list(copies),
    }


def _finding(finding: Finding) -> Json:
    """Return a finding; suspected personal data is not in it."""
    place = finding.place
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule.code,
        "severity": str(finding.rule.severity),
        "file": place.path,
        "sheet": place.sheet_name,
        "cell": place.cell,
        "item_no": place.item_no,
        "field": place.field,
        "raw": finding.shown_raw,
        "message": {"ja": finding.message.ja, "en": finding.message.en},
        "remedy": {"ja": finding.remedy.ja, "en": finding.remedy.en},
    }


def _file(name: str, reading: Reading, values: Sequence[TakenValue]) -> Json:
    """Return how one file was read, and what was taken from it."""
    account = reading.account
    return {
        "file": name,
        "status": str(status_of(reading)),
        "rows": len(reading.rows),
        "account": {
            "format": account.file_format,
            "encoding": account.encoding,
            "why_encoding": {"ja": account.why_encoding[0], "en": account.why_encoding[1]},
            "second_look": account.second_look,
            "sheets": [_sheet(sheet) for sheet in account.sheets],
        },
        "values": [_value(one) for one in values],
    }


def _value(value: TakenValue) -> Json:
    """Return one value that was taken."""
    return {
        "item_no": value.item_no,
        "field": value.field,
        "value": value.value,
        "unit": value.unit,
        "raw": value.raw,
        "sheet": value.sheet,
        "cell": value.cell,
        "steps": [
            {
                "step": str(step.kind),
                "words": {"ja": step.kind.label_ja, "en": step.kind.label_en},
                "before": step.before,
                "after": step.after,
                "where": step.where,
            }
            for step in value.steps
        ],
        "accepted": value.accepted,
    }


def _sheet(sheet: SheetAccount) -> Json:
    """Return how one sheet was read."""
    return {
        "number": sheet.number,
        "name": shown(sheet.name),
        "fate": str(sheet.fate),
        "layout": sheet.layout,
        "runner_up": shown(sheet.runner_up),
        "facts": dict(sheet.facts),
        "tables": [_table(table) for table in sheet.tables],
    }


def _table(table: TableAccount) -> Json:
    """Return how one table was read."""
    return {
        "header_rows": list(table.header_rows),
        "score": table.score,
        "rows": table.rows,
        "columns": [
            {"column": letter, "heading": shown(heading), "read_as": name}
            for letter, heading, name in table.columns
        ],
        "skipped": [{"row": row, "reason": str(fate)} for row, fate in table.skipped],
    }
