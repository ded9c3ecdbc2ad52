"""One uploaded content, read and checked in one go: what a warm reader does for the console."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shinchoku.adapters.workbooks.reading import read_content
from shinchoku.adapters.workbooks.returned import copy_of
from shinchoku.checks.checking import lint_findings
from shinchoku.checks.findings import Finding
from shinchoku.checks.marks import summarize
from shinchoku.checks.personal_data import shown
from shinchoku.intake.account import Account
from shinchoku.intake.sheets import Appearance, Reading, SheetRow
from shinchoku.intake.submissions import submissions_of
from shinchoku.register.plan import Plan
from shinchoku.spelling import spelled

_MOST_ROWS, _LONGEST = 400, 120
_TOLD = (
    "item_no",
    "item_name",
    "achievement_status",
    "actual_value",
    "cumulative_value",
    "unit",
    "result_text",
)


@dataclass(frozen=True, slots=True)
class ReadItem:
    """What was read of one item: the words of its cells as they may be shown, and where it stands."""

    sheet_name: str
    row_number: int
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a reader sends back of a file: codes in place of the register's entries."""

    findings: tuple[Finding, ...]
    department: str
    round_id: str
    items: int
    account: Account
    read: tuple[ReadItem, ...] = ()
    """The first rows that were read."""


def warm_up() -> None:
    """Do once, before any file comes, what the first check of a process takes its time for."""
    copy_of(b"1,2\n3,4\n", (), summarize((), ""))
    read_content("番号,達成状況\n1,A\n".encode())


def check_content(plan: Plan, appearance: Appearance, content: bytes) -> Judged:
    """Read and check a content, in a reader."""
    return judge(plan, appearance, read_content(content, plan.layouts))


def judge(plan: Plan, appearance: Appearance, reading: Reading) -> Judged:
    """Check what was read of one file."""
    (submission,) = submissions_of(plan, [(appearance, reading)], appearance.as_of)
    placement = submission.placement
    return Judged(
        findings=lint_findings(plan, [submission]),
        department=placement.department.code if placement.department else "",
        round_id=placement.round.id if placement.round else "",
        items=len(submission.reading.rows),
        account=reading.account,
        read=tuple(map(_read_item, submission.reading.rows[:_MOST_ROWS])),
    )


def _read_item(row: SheetRow) -> ReadItem:
    """Return what was read of a row."""
    return ReadItem(_told(row.sheet_name), row.row_number, {name: _told(row.text(name)) for name in _TOLD})


def _told(text: str) -> str:
    """Return a text as it may be shown in a table: bounded, its unseen characters spelled out."""
    plain = " ".join(shown(text).split())
    return spelled(plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…")
