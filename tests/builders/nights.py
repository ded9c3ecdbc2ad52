"""Status sheets and the nights that receive them, written as the tables that departments fill in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from builders.register import umibe
from shinchoku.checks.checking import Checked, check
from shinchoku.checks.findings import Finding
from shinchoku.checks.rule_list import RULES_BY_PROBLEM
from shinchoku.intake.layout import read_sheets
from shinchoku.intake.rows import Row, read_row
from shinchoku.intake.sheets import Appearance, CellText, Problem, Reading, Sheet, SheetRow
from shinchoku.intake.submissions import Submission, submissions_of
from shinchoku.register.plan import Plan

PLANNING = "令和5年度/年度末/企画課.xlsx"
ENVIRONMENT = "令和5年度/年度末/環境課.xlsx"

Received = tuple[Appearance, Reading]


def day(text: str) -> date:
    """Read `2024-05-01`, or `05-01` of 2024."""
    return date.fromisoformat(text if len(text) > len("05-01") else f"2024-{text}")


def grid(text: str) -> tuple[tuple[str, ...], ...]:
    """Read a sheet from its lines, cells between `|`; rows are padded to one width."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    width = max(map(len, lines))
    return tuple(tuple(line + [""] * (width - len(line))) for line in lines)


def sheet(text: str, name: str = "進捗状況", number: int = 1, *, visible: bool = True) -> Sheet:
    """Return a sheet of a workbook."""
    return Sheet(name, number, grid(text), visible=visible)


def read(text: str) -> Reading:
    """Read a workbook of one sheet."""
    return read_sheets((sheet(text),))


def appearance(  # noqa: PLR0913 -- when and where a content appeared
    path: str = PLANNING,
    on: str = "05-01",
    content: str = "",
    sequence: int = 1,
    *,
    present: bool = True,
    arrival: int | None = None,
    earliest: int = 0,
    in_place_of: str = "",
) -> Appearance:
    """Return a content that appeared at a path; unless said otherwise, every night is one arrival."""
    return Appearance(
        day(on).toordinal() if arrival is None else arrival,
        path,
        sequence,
        hashlib.sha256(content.encode()).hexdigest(),
        day(on),
        present,
        in_place_of,
        earliest,
    )


def received(  # noqa: PLR0913 -- as `appearance`
    text: str | Reading,
    path: str = PLANNING,
    on: str = "05-01",
    sequence: int = 1,
    *,
    present: bool = True,
    arrival: int | None = None,
    earliest: int = 0,
    in_place_of: str = "",
) -> Received:
    """Return a file as the night gets it: a sheet's text, or what a reader made of the file."""
    reading = read(text) if isinstance(text, str) else text
    seen = appearance(
        path,
        on,
        repr(text),
        sequence,
        present=present,
        arrival=arrival,
        earliest=earliest,
        in_place_of=in_place_of,
    )
    return seen, reading


def submitted(*files: Received, plan: Plan | None = None, as_of: str = "05-02") -> list[Submission]:
    """Place files in the register of 海辺市, before the first round is due unless said otherwise."""
    return submissions_of(plan or umibe(), files, day(as_of))


def checked(
    *files: Received, plan: Plan | None = None, as_of: str = "05-02", waived: Iterable[str] = ()
) -> Checked:
    """Check files as a night does."""
    plan = plan or umibe()
    return check(plan, submitted(*files, plan=plan, as_of=as_of), day(as_of), frozenset(waived))


def codes_of(findings: Iterable[Finding]) -> list[str]:
    """Return the rules of findings, in the findings' order."""
    return [finding.rule.code for finding in findings]


def code_of(problem: Problem) -> str:
    """Return the rule that a reader's problem breaks."""
    return RULES_BY_PROBLEM[problem.kind].code


def row(  # noqa: PLR0913 -- the cells of a row are its data
    no: str,
    status: str = "A",
    *,
    plan: Plan | None = None,
    asked: str = "r5-end",
    by: str = "kikaku",
    at: Appearance | None = None,
    result_text: str = "実施した",
    **cells: str,
) -> Row:
    """Return a typed row: its item, its label on the scale, and any other cells by column."""
    plan = plan or umibe()
    raw = {"item_no": no, "achievement_status": status, "result_text": result_text, **cells}
    source = SheetRow(
        sheet_number=1,
        sheet_name="進捗状況",
        row_number=3,
        cells={name: CellText(f"{chr(ord('A') + n)}3", text) for n, (name, text) in enumerate(raw.items())},
    )
    return read_row(plan, at or appearance(), source, plan.rounds_by_id[asked], plan.departments_by_code[by])
