"""All submissions against the plan: findings, and for every item the row that counts.

One pass over everything received for the plan, old and new: the result depends on the contents and
on the order in which they appeared, never on how many nights it took to see them. Years are decided one
after the other, because a year's rows are held to those that counted the year before.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shinchoku.checks.checked_row import CheckedRow
from shinchoku.checks.common_notes import told_once
from shinchoku.checks.families import PLAN_JUDGES, ROUND_JUDGES, SHEET_JUDGES
from shinchoku.checks.findings import Finding, in_order
from shinchoku.checks.history import history_findings, rows_that_count
from shinchoku.checks.pointing import on_file, on_sheet, on_violation
from shinchoku.checks.row_validation import Judged, decide, judge_rows
from shinchoku.checks.rules.machine_readability import OF_THE_FORM
from shinchoku.checks.rules.register import STRAYS
from shinchoku.checks.scopes import PlanFrame, RoundFrame
from shinchoku.checks.selection import selected
from shinchoku.intake.account import SheetFate
from shinchoku.intake.submissions import ItemKey, Submission, blocked_items, items_that_may_have_come
from shinchoku.intake.supersession import Choice, choose
from shinchoku.register.entries import ActionItem
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.spelling import folded

_READ = frozenset({SheetFate.READ, SheetFate.REFUSED})


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a night's checks: what counts for each item of each round, and what is wrong."""

    choices: Mapping[ItemKey, Choice[CheckedRow]]
    findings: tuple[Finding, ...]
    came: frozenset[ItemKey] = frozenset()
    """The items that something reports, or may report, which lies there and could not be taken, read or placed."""


def check(
    plan: Plan, submissions: Sequence[Submission], as_of: date, waived: frozenset[str] = frozenset()
) -> Checked:
    """Check every submission and choose the row that counts for each item of each round.

    `waived` are the fingerprints of findings that hold nothing back today.
    """
    latest = {s.appearance for s in submissions if s.is_latest}
    blocked = blocked_items(plan, submissions)
    came = {*blocked, *items_that_may_have_come(plan, submissions)}
    choices: dict[ItemKey, Choice[CheckedRow]] = {}
    by_item: dict[ItemKey, list[CheckedRow]] = defaultdict(list)
    strays: list[CheckedRow] = []
    for year, judged in _by_year(judge_rows(plan, submissions)):
        before = rows_that_count(plan, year, choices)
        for one in check_rows(plan, judged, before, waived):
            if one.row.item_no in plan.items_by_no and not _is_stray(one):
                by_item[one.row.round.id, one.row.item_no].append(one)
            elif one.appearance in latest:
                strays.append(one)
                came |= {(one.row.round.id, item.no) for item in _items_named(plan, one)}
        _hold_to_rounds(plan, year, by_item, waived)
        rounds = {one.id for one in plan.rounds_of(year)}
        choices |= {
            key: choose(rows, blocked.get(key, ()))
            for key, rows in sorted(by_item.items())
            if key[0] in rounds
        }
    received = PlanFrame(plan, submissions, by_item, choices, frozenset(came), as_of)
    findings = [
        *file_findings(plan, submissions),
        *(finding for one in strays for finding in one.findings),
        *(finding for key, choice in choices.items() for finding in _current(by_item[key], choice)),
        *(finding for judge in PLAN_JUDGES for finding in judge.failing(received)),
    ]
    told = told_once(plan, submissions, list(selected(plan, findings)))
    return Checked(choices, once_each(told), frozenset(came))


def once_each(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in reading order, the same problem only once."""
    kept: dict[str, Finding] = {}
    for finding in in_order(findings):
        kept.setdefault(finding.fingerprint, finding)
    return tuple(kept.values())


def check_rows(
    plan: Plan,
    judged: Iterable[Judged],
    before: Mapping[str, CheckedRow],
    waived: frozenset[str] = frozenset(),
) -> Iterator[CheckedRow]:
    """Hold rows of one year to those that counted the year before, and decide which are accepted."""
    rows = list(judged)
    over_years = history_findings(plan, [one.row for one in rows], before)
    for n, one in enumerate(rows):
        yield decide(plan, one, over_years[n], waived)


def lint_rows(plan: Plan, submissions: Sequence[Submission]) -> tuple[CheckedRow, ...]:
    """Hold every row that can be placed to what can be told of files alone: no other year, no other file."""
    return tuple(check_rows(plan, judge_rows(plan, submissions), {}))


def lint_findings(
    plan: Plan, submissions: Sequence[Submission], rows: Iterable[CheckedRow]
) -> tuple[Finding, ...]:
    """Return what can be told of files alone: no other year, no other department, no due date.

    `rows` are what `lint_rows` made of them. Every file is judged by itself: what two files have in common
    is told of both.
    """
    of_rows = (finding for row in rows for finding in row.findings)
    by_file: dict[str, list[Finding]] = defaultdict(list)
    of_files = told_once(plan, submissions, list(selected(plan, file_findings(plan, submissions))))
    for finding in (*of_files, *of_rows):
        by_file[finding.place.path].append(finding)
    return tuple(in_order(one for found in by_file.values() for one in once_each(found)))


def file_findings(plan: Plan, submissions: Sequence[Submission]) -> Iterator[Finding]:
    """Turn what readers and placement could not do into findings, on the newest content at each path.

    A file that could not be read and is no longer in the inbox was withdrawn.
    """
    for submission in submissions:
        if submission.is_latest:
            for problem in submission.problems:
                if submission.appearance.present or not problem.stops_reading:
                    yield on_file(plan, submission, problem)
            yield from _on_sheets(plan, submission)


def _on_sheets(plan: Plan, submission: Submission) -> Iterator[Finding]:
    """Yield what is wrong with sheets as wholes; of a form that this program made a department has no say in the design."""
    own = {label.sheet_number for label in submission.reading.labels if label.name == "form"}
    for sheet in submission.reading.account.sheets:
        for judge in SHEET_JUDGES if sheet.fate in _READ else ():
            if sheet.number not in own or judge not in OF_THE_FORM:
                for count in judge.failing(sheet):
                    yield on_sheet(plan, submission, judge.rule, sheet, {"count": str(count)})


def _by_year(judged: Iterable[Judged]) -> list[tuple[FiscalYear, list[Judged]]]:
    """Group rows by the fiscal year they report on, oldest first."""
    years: dict[FiscalYear, list[Judged]] = defaultdict(list)
    for one in judged:
        years[one.row.round.fiscal_year].append(one)
    return sorted(years.items())


def _hold_to_rounds(
    plan: Plan, year: FiscalYear, by_item: dict[ItemKey, list[CheckedRow]], waived: frozenset[str]
) -> None:
    """Hold the rows of every item to what its rounds ask about, round by round."""
    for asked in plan.rounds_of(year):
        for key in [key for key in by_item if key[0] == asked.id]:
            frame = RoundFrame(plan, asked, key[1], by_item)
            found: dict[int, list[Finding]] = defaultdict(list)
            for judge in ROUND_JUDGES:
                for n, violation in judge.failing(frame):
                    found[n].append(on_violation(plan, frame.rows[n].row, judge.rule, violation))
            by_item[key] = [_held(plan, one, found[n], waived) for n, one in enumerate(frame.rows)]


def _held(plan: Plan, one: CheckedRow, found: Iterable[Finding], waived: frozenset[str]) -> CheckedRow:
    """Return a row with more that is wrong with it, refused unless that is waived."""
    more = tuple(selected(plan, found))
    refused = any(finding.is_error and finding.fingerprint not in waived for finding in more)
    return CheckedRow(one.row, (*one.findings, *more), one.is_accepted and not refused)


def _is_stray(one: CheckedRow) -> bool:
    """Tell whether a row is about an item that its department or its year has no say in."""
    return not one.is_accepted and any(finding.rule.code in STRAYS for finding in one.findings)


def _items_named(plan: Plan, one: CheckedRow) -> Iterator[ActionItem]:
    """Yield the items of its department that a row whose number nobody knows names: it reported them."""
    name, row = folded(one.row.texts["item_name"]), one.row
    if name and row.item_no not in plan.items_by_no and one.appearance.present:
        for item in plan.items_in_force(row.round.fiscal_year):
            if folded(item.name) == name and plan.reporting_department(item, row.round) == row.department:
                yield item


def _current(rows: Sequence[CheckedRow], choice: Choice[CheckedRow]) -> Iterator[Finding]:
    """Yield the findings on every row of the contents that spoke of an item last."""
    spoke_last = {one.appearance for one in choice.newest}
    for one in rows:
        if one.appearance in spoke_last:
            yield from one.findings
