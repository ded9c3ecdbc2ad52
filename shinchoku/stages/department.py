"""Department: the files that one department sent, and how the console tells it of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from schemas.codes import Severity
from shinchoku.adapters.forms.status.workbook import form_bytes
from shinchoku.adapters.state.findings import load_findings
from shinchoku.adapters.state.intake import load_appearances
from shinchoku.adapters.state.queue import Filter, queue_counts
from shinchoku.adapters.state.trail import history_of
from shinchoku.adapters.workbooks.reader_pool import ReaderPool
from shinchoku.adapters.workbooks.returned import Returned
from shinchoku.bilingual import Language
from shinchoku.intake.counter import department_at_counter, rounds_at_counter
from shinchoku.intake.sheets import Appearance
from shinchoku.register.entries import Department, Round
from shinchoku.stages.check import submissions_read
from shinchoku.stages.give_back import annotated_submission
from shinchoku.stages.session import Session
from shinchoku.stages.template import known_to, make_templates


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One content that a department sent: where, when, for which round, and what is said of it today."""

    path: str
    sha256: str
    received_on: date
    round: Round | None
    is_latest: bool
    """Whether it is the newest content at its path, and still there."""
    by_console: bool
    is_read: bool = True
    """Whether it has been read and checked yet."""
    errors: int = 0
    warnings: int = 0

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was received at the counter: which file, for whom and which round, when, from which account."""

    name: str
    path: str
    sha256: str
    round: Round
    department: Department
    at: datetime
    account: str


def files_of(session: Session, connection: Connection, code: str) -> tuple[ReceivedFile, ...]:
    """Return every content that was received from a department, the newest first."""
    read = {one.appearance: one for one in submissions_read(session, connection)}
    every = load_appearances(connection, session.plan.id)
    newest = {one.path: one.sequence for one in every}
    errors, warnings = (
        _counts(session, connection, code, weight) for weight in (Severity.ERROR, Severity.WARNING)
    )
    found: list[tuple[Appearance, ReceivedFile]] = []
    for one in every:
        at_counter = department_at_counter(session.plan, one.path)
        placement = read[one].placement if one in read else None
        sender = at_counter or (placement.department if placement else None)
        if sender is None or sender.code != code:
            continue
        declared = next(iter(rounds_at_counter(session.plan.rounds, one.path)), None)
        is_latest = one.present and newest[one.path] == one.sequence
        file = ReceivedFile(
            path=one.path,
            sha256=one.sha256,
            received_on=one.as_of,
            round=declared or (placement.round if placement else None),
            is_latest=is_latest,
            by_console=at_counter is not None,
            is_read=placement is not None,
            errors=errors.get(one.sha256, 0) if is_latest else 0,
            warnings=warnings.get(one.sha256, 0) if is_latest else 0,
        )
        found.append((one, file))
    return tuple(file for _, file in sorted(found, key=lambda pair: pair[0], reverse=True))


def is_received_from(session: Session, connection: Connection, code: str, sha256: str) -> bool:
    """Tell whether a department sent a content."""
    return any(one.sha256 == sha256 for one in files_of(session, connection, code))


def annotated_copy(
    session: Session, pool: ReaderPool, code: str, sha256: str, language: Language
) -> Returned:
    """Return the copy of a content that a department sent, with the findings that lie with the department.

    Raises:
        OperationalError: if the archive lost it, or too many files are being read.
    """
    with session.engine.connect() as connection:
        rows = [
            one
            for one in load_findings(connection, session.plan.id)
            if one["sha256"] == sha256 and code in {one["department"], _counter_of(session, str(one["path"]))}
        ]
    return annotated_submission(session, pool, sha256, rows, language)


def template_of(session: Session, asked: Round, code: str) -> tuple[str, bytes]:
    """Return the name and the bytes of the form that a department fills in for a round.

    Raises:
        ConfigurationError: if nothing is asked of it.
    """
    known = known_to(session, asked.fiscal_year)
    (form,) = make_templates(session.plan, asked.fiscal_year, asked.id, code, known).forms
    return form.path.rpartition("/")[2], form_bytes(form)


def receipt_of(session: Session, connection: Connection, code: str, sha256: str) -> Receipt | None:
    """Return the last receipt of a content that a department handed in at the counter, if it did."""
    plan = session.plan
    paths = {
        one.path
        for one in load_appearances(connection, plan.id)
        if one.sha256 == sha256 and _counter_of(session, one.path) == code
    }
    found = [
        (entry, path, asked)
        for path in paths
        for asked in rounds_at_counter(plan.rounds, path)[:1]
        for entry in history_of(connection, plan.id, path)
        if entry.action == "submit" and entry.detail.get("sha256") == sha256
    ]
    if not found:
        return None
    entry, path, asked = max(found, key=lambda one: one[0].number)
    department = plan.departments_by_code[code]
    account = entry.actor.partition(":")[2] or entry.actor
    return Receipt(path.rpartition("/")[2], path, sha256, asked, department, entry.at, account)


def _counter_of(session: Session, path: str) -> str:
    """Return the code of the department at whose counter a path lies, or nothing."""
    found = department_at_counter(session.plan, path)
    return found.code if found else ""


def _counts(session: Session, connection: Connection, code: str, weight: Severity) -> Mapping[str, int]:
    """Count a department's open findings of a weight by content."""
    wanted = Filter(departments=(code,), severities=(weight,))
    counts = queue_counts(connection, session.plan.id, wanted, "sha256")
    return {one.value: one.count for one in counts}
