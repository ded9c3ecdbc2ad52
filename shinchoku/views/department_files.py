"""Department: the files that one department sent, and how the console tells it of each."""

from dataclasses import dataclass
from datetime import datetime

from shinchoku.adapters.state.findings import load_findings
from shinchoku.adapters.state.intake import load_appearances
from shinchoku.adapters.state.trail import history_of
from shinchoku.adapters.workbooks.reader_pool import ReaderPool
from shinchoku.adapters.workbooks.returned import Returned
from shinchoku.bilingual import Language
from shinchoku.intake.counter import department_at_counter, rounds_at_counter
from shinchoku.night.annotated_copies import annotated_submission
from shinchoku.register.entries import Department, Round
from shinchoku.session import Session


@dataclass(frozen=True, slots=True)
class SubmissionReceipt:
    """What was received at the counter: which file, for whom and which round, when, from which account."""

    name: str
    path: str
    sha256: str
    round: Round
    department: Department
    at: datetime
    account: str


def annotated_copy(
    session: Session, pool: ReaderPool, code: str, sha256: str, language: Language
) -> Returned:
    """Return the copy of a content that a department sent, with the findings that lie with the department.

    Raises:
        OperationalError: if the archive lost it, or too many files are being read.
    """
    rows = [
        one
        for one in session.ask(load_findings)
        if one["sha256"] == sha256 and code in {one["department"], _counter_of(session, str(one["path"]))}
    ]
    return annotated_submission(session, pool, sha256, rows, language)


def receipt_of(session: Session, code: str, sha256: str) -> SubmissionReceipt | None:
    """Return the last receipt of a content that a department handed in at the counter, if it did."""
    plan = session.plan
    with session.engine.connect() as connection:
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
    return SubmissionReceipt(path.rpartition("/")[2], path, sha256, asked, department, entry.at, account)


def _counter_of(session: Session, path: str) -> str:
    """Return the code of the department at whose counter a path lies, or nothing."""
    found = department_at_counter(session.plan, path)
    return found.code if found else ""
