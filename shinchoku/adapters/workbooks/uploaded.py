"""One uploaded content, read and checked in one go: what a warm reader does for the console."""

from dataclasses import dataclass

from shinchoku.adapters.workbooks.reading import read_content
from shinchoku.adapters.workbooks.returned import copy_of
from shinchoku.checks.checking import lint_findings, lint_rows
from shinchoku.checks.findings import Finding
from shinchoku.checks.marks import summarize
from shinchoku.figures.taken_values import TakenValue, taken_values
from shinchoku.intake.account import ReadingAccount
from shinchoku.intake.sheets import Appearance, Reading
from shinchoku.intake.submissions import submissions_of
from shinchoku.register.plan import Plan


@dataclass(frozen=True, slots=True)
class UploadVerdict:
    """What a reader sends back of a file: codes in place of the register's entries."""

    findings: tuple[Finding, ...]
    department: str
    round_id: str
    items: int
    account: ReadingAccount
    values: tuple[TakenValue, ...] = ()
    """Every value that was taken."""


def warm_up() -> None:
    """Do once, before any file comes, what the first check of a process takes its time for."""
    copy_of(b"1,2\n3,4\n", (), summarize((), ""))
    read_content("番号,達成状況\n1,A\n".encode())


def check_content(plan: Plan, appearance: Appearance, content: bytes) -> UploadVerdict:
    """Read and check a content, in a reader."""
    return judge(plan, appearance, read_content(content, plan.layouts))


def judge(plan: Plan, appearance: Appearance, reading: Reading) -> UploadVerdict:
    """Check what was read of one file."""
    (submission,) = submissions_of(plan, [(appearance, reading)], appearance.as_of)
    placement = submission.placement
    rows = lint_rows(plan, [submission])
    return UploadVerdict(
        findings=lint_findings(plan, [submission], rows),
        department=placement.department.code if placement.department else "",
        round_id=placement.round.id if placement.round else "",
        items=len(submission.reading.rows),
        account=reading.account,
        values=taken_values(plan, submission, rows),
    )
