"""One file's sheets to its reading: every table, every label, and an account of how each was found."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from schemas.headings import FIGURES, NARRATIVE
from shinchoku.intake.account import ReadingAccount, SheetAccount, SheetFate, TableAccount
from shinchoku.intake.layout.body import Body, read_body
from shinchoku.intake.layout.candidates import HeadingCandidate, best_candidates, find_candidates, nearest_row
from shinchoku.intake.layout.columns import SheetTable, tables_of
from shinchoku.intake.layout.declared import read_declared
from shinchoku.intake.layout.labels import find_labels, label_problems
from shinchoku.intake.layout.left_out import body_problems, left_out, lost_above
from shinchoku.intake.layout.merges import Merges
from shinchoku.intake.layout.proposals import proposal_problems, proposals_in
from shinchoku.intake.layout.titles import titled_year_of_a_further_table
from shinchoku.intake.layout.unit_notes import find_unit_note
from shinchoku.intake.layout.unseen import facts_of, unseen_problems
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.readability import written_facts
from shinchoku.intake.sheets import (
    TITLED_YEAR,
    UNIT_NOTE,
    CellText,
    Label,
    Problem,
    ProposedAmendment,
    Reading,
    Sheet,
    SheetRow,
    cell_name,
)
from shinchoku.register.layouts import Layout

_NOT_DATA = re.compile(
    r"(?:記入|記載|入力|作成|様式)例|記入の例|(?:^|様式|記入|\()見本(?!市|園)|サンプル|sample|書き方|^\(?例(?!規|会)|\(例\)"
    r"|記入要領|記載要領|記入方法|手引|凡例|^説明|説明書?$|マニュアル|指摘一覧|新規・変更・廃止"
    r"|^(?:プルダウン|ドロップダウン|入力|選択|選択肢)?(?:用)?リスト\d*$|選択肢",
    re.IGNORECASE,
)
_LONGEST_TITLE = 40
_ANSWERS = ("achievement_status", "actual_value", "cumulative_value", *NARRATIVE)


@dataclass
class _Found:
    """What has been found so far."""

    rows: list[SheetRow] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    sheets: list[SheetAccount] = field(default_factory=list)
    proposals: list[ProposedAmendment] = field(default_factory=list)
    without_table: list[Sheet] = field(default_factory=list)
    has_table: bool = False


def read_sheets(sheets: Sequence[Sheet], layouts: Sequence[Layout] = ()) -> Reading:
    """Find every table on the visible sheets and return their rows, labels and problems.

    A sheet of examples (記入例) and a hidden sheet are never read; a hidden one is reported. A sheet that
    a declared layout recognises is read by it, without searching.
    """
    found = _Found()
    for sheet in sheets:
        fate = fate_of(sheet)
        if fate is not None:
            found.sheets.append(SheetAccount(sheet.number, sheet.name, fate))
            if fate is SheetFate.HIDDEN:
                found.problems.append(Problem(ProblemKind.HIDDEN_SHEET, sheet.number, sheet.name))
            proposed = tuple(proposals_in(sheet))
            found.proposals += proposed
            found.problems += proposal_problems(proposed)
            continue
        _read_sheet(sheet, layouts, found)
    if not found.has_table:
        found.problems.append(
            Problem(ProblemKind.NO_STATUS_TABLE, stops_reading=True, values=_nearest(found.sheets))
        )
    elif found.rows or not any(problem.stops_reading for problem in found.problems):
        found.problems += [
            Problem(ProblemKind.SHEET_WITHOUT_TABLE, s.number, s.name)
            for s in found.without_table
            if _has_text(s)
        ]
    rows = tuple(found.rows)
    if rows and not any(_is_answered(row) for row in rows):
        found.problems.append(Problem(ProblemKind.UNTOUCHED_FORM, rows[0].sheet_number, rows[0].sheet_name))
        rows = ()
    account = ReadingAccount(sheets=tuple(found.sheets))
    return Reading(rows, tuple(found.labels), tuple(found.problems), account, tuple(found.proposals))


def fate_of(sheet: Sheet) -> SheetFate | None:
    """Return why a sheet is not looked at, or `None` if it is."""
    if _NOT_DATA.search(unicodedata.normalize("NFKC", sheet.name)):
        return SheetFate.EXAMPLE
    if not sheet.visible:
        return SheetFate.HIDDEN
    return None if _has_text(sheet) else SheetFate.EMPTY


def _read_sheet(sheet: Sheet, layouts: Sequence[Layout], found: _Found) -> None:
    """Read one sheet: by a declared layout that recognises it, else by searching."""
    declared = read_declared(sheet, layouts)
    if declared is not None:
        found.has_table = True
        found.rows += declared.rows
        found.labels += declared.labels
        found.problems += [*declared.problems, *unseen_problems(sheet, declared.rows)]
        if declared.body is not None:
            found.problems += body_problems(sheet, *declared.body)
        found.sheets.append(declared.account)
        return
    candidates = find_candidates(sheet)
    taken, ties = best_candidates(candidates)
    if taken:
        found.has_table = True
        found.problems += [_ambiguous(sheet, one, other) for one, other in ties]
        runner_up = next((_shown(one) for one in candidates if one not in taken), "")
        _read_tables(sheet, taken, runner_up, found)
        return
    found.without_table.append(sheet)
    found.labels += find_labels(sheet, Merges(sheet), len(sheet.grid))
    found.problems += label_problems(sheet, Merges(sheet), len(sheet.grid))
    found.problems += unseen_problems(sheet)
    account = SheetAccount(
        sheet.number, sheet.name, SheetFate.NO_TABLE, runner_up=nearest_row(sheet), facts=facts_of(sheet)
    )
    found.sheets.append(account)


def _read_tables(sheet: Sheet, taken: Sequence[HeadingCandidate], runner_up: str, found: _Found) -> None:
    """Read the tables below the headings that were taken, unless another reading is as good."""
    merges = Merges(sheet)
    found.labels += find_labels(sheet, merges, taken[0].top)
    found.problems += label_problems(sheet, merges, taken[0].top)
    found.problems += lost_above(sheet, taken[0].top)
    note: CellText | None = None
    first = 0
    rows: list[SheetRow] = []
    accounts: list[TableAccount] = []
    ends = [*(candidate.top for candidate in taken[1:]), len(sheet.grid)]
    for candidate, end in zip(taken, ends, strict=True):
        note = find_unit_note(sheet, first, candidate.top, end) or note
        if first and _is_reference(sheet, first, candidate.top):
            found.problems.append(left_out(sheet, range(candidate.top, end)))
            continue
        year = titled_year_of_a_further_table(sheet, taken[0].top, first, candidate.top) if first else None
        first = candidate.bottom + 1
        for table in tables_of(sheet, candidate, end):
            body = read_body(sheet, table, merges)
            found.problems += [*table.problems, *body_problems(sheet, table, body)]
            accounts.append(_account(candidate, table, body))
            rows += _noted(body.rows, {UNIT_NOTE: note, TITLED_YEAR: year}) if table.is_complete else ()
    found.problems += unseen_problems(sheet, rows)
    mine = [problem for problem in found.problems if problem.sheet_number == sheet.number]
    if not any(problem.kind is ProblemKind.AMBIGUOUS_HEADINGS for problem in mine):
        found.rows += rows
    fate = SheetFate.REFUSED if any(problem.stops_reading for problem in mine) else SheetFate.READ
    found.sheets.append(
        SheetAccount(
            sheet.number,
            sheet.name,
            fate,
            tuple(accounts),
            runner_up,
            facts=(*facts_of(sheet), *written_facts(sheet, accounts)),
        )
    )


def _is_reference(sheet: Sheet, first: int, top: int) -> bool:
    """Tell whether the line above a further table says that it is there for reference: 【参考】令和5年度."""
    lines = (" ".join(filter(None, sheet.grid[row])) for row in range(max(first, top - 2), top))
    return any("参考" in line and len(line) <= _LONGEST_TITLE for line in lines)


def _noted(rows: Sequence[SheetRow], notes: Mapping[str, CellText | None]) -> Sequence[SheetRow]:
    """Let rows know what the lines around their table state: their units, and the year of a further table."""
    found = {name: note for name, note in notes.items() if note is not None}
    return [replace(row, cells={**row.cells, **found}) for row in rows] if found else rows


def _account(candidate: HeadingCandidate, table: SheetTable, body: Body) -> TableAccount:
    """Say how a table was read."""
    names = {column: name for name, column in table.columns.items()}
    names |= {column: name for name, options in table.choices.items() for column, _ in options}
    columns = tuple(
        (cell_name(0, column)[:-1], "／".join(" ".join(text.split()) for text in path), names.get(column, ""))
        for column, path in sorted(candidate.paths.items())
        if table.width[0] <= column <= table.width[1]
    )
    skipped = tuple((number + 1, fate) for number, fate in body.skipped)
    return TableAccount(
        (candidate.top + 1, candidate.bottom + 1), candidate.score, columns, len(body.rows), skipped
    )


def _shown(candidate: HeadingCandidate) -> str:
    """Name a candidate and its score."""
    rows = f"{candidate.top + 1}" if candidate.depth == 1 else f"{candidate.top + 1}-{candidate.bottom + 1}"
    return f"{rows} ({candidate.score:g})"


def _ambiguous(sheet: Sheet, one: HeadingCandidate, other: HeadingCandidate) -> Problem:
    """Report two stacks of headings that fit equally well and would be read differently."""
    values = {"one": _shown(one), "other": _shown(other)}
    return Problem(
        ProblemKind.AMBIGUOUS_HEADINGS,
        sheet.number,
        sheet.name,
        cell_name(one.top, 0),
        stops_reading=True,
        values=values,
    )


def _nearest(sheets: Sequence[SheetAccount]) -> dict[str, str]:
    """Say which sheets were looked at for a table."""
    names = "、".join(f"「{sheet.name}」" for sheet in sheets if sheet.fate is SheetFate.NO_TABLE)
    return {"sheets": names or "—"}


def _is_answered(row: SheetRow) -> bool:
    """Tell whether a department has written anything into a row."""
    return any(
        (row.text(name) or row.raw(name)).strip()
        for name in (*_ANSWERS, *(n for n in row.cells if n.partition("@")[0] in _YEARLY))
    )


_YEARLY = frozenset({"achievement_status", *(name for name in FIGURES if name != "target_value")})


def _has_text(sheet: Sheet) -> bool:
    """Tell whether any cell of a sheet has text."""
    return any(text.strip() for row in sheet.grid for text in row)
