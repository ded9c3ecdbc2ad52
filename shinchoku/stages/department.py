"""Department: the files that one department sent, and how the console tells it of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection

from schemas.codes import CodeList, Severity
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


class FileState(CodeList):
    """What has become of a content that was received."""

    TO_BE_READ = "to_be_read", "読み取り待ち", "To be read"
    STANDING = "standing", "有効", "Stands"
    REPLACED = "replaced", "差し替え済み", "Replaced"
    REMOVED = "removed", "受付フォルダーにありません", "No longer in the inbox"
    WITHDRAWN = "withdrawn", "取下げ", "Taken back"


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One content that a department sent: where, when, for which round, and what is said of it today."""

    path: str
    sha256: str
    received_on: date
    round: Round | None
    department: str
    """The code of whose it is; empty where nobody knows."""
    state: FileState
    by_console: bool
    is_read: bool = True
    """Whether it has been read and checked yet."""
    is_reassigned: bool = False
    """Whether somebody moved it to another round or department."""
    errors: int = 0
    warnings: int = 0

    @property
    def is_latest(self) -> bool:
        """Whether it is the newest content at its place, and still there."""
        return self.state in {FileState.STANDING, FileState.TO_BE_READ}

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


def files_of(session: Session, connection: Connection, code: str | None = None) -> tuple[ReceivedFile, ...]:
    """Return every content that was received from a department, or from anybody, the newest first."""
    plan = session.plan
    placed = {one.appearance: one.placement for one in submissions_read(session, connection)}
    every = sorted(load_appearances(connection, plan.id))
    newest = {one.slot: one for one in every if not one.is_withdrawn}
    errors, warnings = (
        _counts(session, connection, code, weight) for weight in (Severity.ERROR, Severity.WARNING)
    )
    found: list[ReceivedFile] = []
    for one in reversed(every):
        at_counter, placement = department_at_counter(plan, one.path), placed.get(one)
        moved_to = plan.departments_by_code.get(one.assigned_department)
        sender = moved_to or at_counter or (placement.department if placement else None)
        if code is not None and (sender is None or sender.code != code):
            continue
        declared = next(iter(rounds_at_counter(plan.rounds, one.path)), None)
        moved_into = plan.rounds_by_id.get(one.assigned_round)
        state = _state(one, newest, is_read=placement is not None)
        is_standing = state is FileState.STANDING
        file = ReceivedFile(
            path=one.path,
            sha256=one.sha256,
            received_on=one.as_of,
            round=moved_into or declared or (placement.round if placement else None),
            department=sender.code if sender else "",
            state=state,
            by_console=at_counter is not None,
            is_read=placement is not None or one.is_withdrawn,
            is_reassigned=bool(one.assigned_round or one.assigned_department),
            errors=errors.get(one.sha256, 0) if is_standing else 0,
            warnings=warnings.get(one.sha256, 0) if is_standing else 0,
        )
        found.append(file)
    return tuple(found)


def _state(one: Appearance, newest: Mapping[str, Appearance], *, is_read: bool) -> FileState:
    """Return what has become of an appearance."""
    if one.is_withdrawn:
        return FileState.WITHDRAWN
    if newest[one.slot] != one:
        return FileState.REPLACED
    if not one.present:
        return FileState.REMOVED
    return FileState.STANDING if is_read else FileState.TO_BE_READ


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


def _counts(
    session: Session, connection: Connection, code: str | None, weight: Severity
) -> Mapping[str, int]:
    """Count the open findings of a weight by content, a department's or everybody's."""
    wanted = Filter(departments=(code,) if code is not None else (), severities=(weight,))
    counts = queue_counts(connection, session.plan.id, wanted, "sha256")
    return {one.value: one.count for one in counts}
