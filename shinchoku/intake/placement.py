"""Which fiscal year, round and department a received file belongs to.

Decided in this order: the folder a round declares, a labelled cell of the sheet, the file's name, the
only open round. A source that contradicts an earlier one is reported; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from shinchoku.intake.counter import department_at_counter, rounds_at_counter
from shinchoku.intake.dates import parse_date
from shinchoku.intake.sheets import Problem, Reading
from shinchoku.register.entries import Department, Round
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.spelling import folded

# 令和6年度, R6; never a date (20240510, R6.5.10, 令和6年5月) nor the end of a word (ver6).
_YEAR_IN_NAME = re.compile(
    r"(?:令和|平成)(?:元|\d{1,2})年度|(?<![a-z])[rh](?:元|\d{1,2})(?:年度|(?![\d.年]))|(?<!\d)20\d{2}年度"
)
_OLDER_SHEET = re.compile(r"前年度|昨年度|[(（]旧[)）]|旧$|^旧")


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a file belongs, as far as it could be told, and what stood in the way."""

    round: Round | None = None
    department: Department | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def fiscal_year(self) -> FiscalYear | None:
        """The fiscal year that the file reports on."""
        return self.round.fiscal_year if self.round else None

    @property
    def is_settled(self) -> bool:
        """Whether rows of the file can be placed: round and department known, nothing contradicted."""
        return self.round is not None and self.department is not None and not self.problems


def place(plan: Plan, path: str, reading: Reading, as_of: date) -> Placement:
    """Decide the round and the department of a file from its path and its labelled cells."""
    labels: dict[str, list[str]] = {}
    for label in reading.labels:
        labels.setdefault(label.name, []).append(label.answer.raw)
    found, round_problems = _round(plan, path, labels, as_of)
    answers = labels.get("department", [])
    department, department_problems = _department(plan, path, answers, found)
    problems = [*round_problems, *department_problems]
    if not reading.labels and not reading.rows and any(problem.stops_reading for problem in reading.problems):
        # nothing was read: that it does not say whose it is, and of which round, is no second mistake
        problems = [one for one in problems if one.rule not in {"SH204", "SH209"}]
    return Placement(found, department, tuple(problems))


def without_other_years(reading: Reading, placement: Placement) -> Reading:
    """Leave out the rows of sheets whose name says another year than the round's, and report each sheet.

    令和4年度 beside 令和5年度 is last year's copy, kept for comparison.
    """
    if placement.fiscal_year is None:
        return reading
    names = {(row.sheet_number, row.sheet_name) for row in reading.rows}
    others = {number: name for number, name in names if _is_of_another_year(name, placement.fiscal_year)}
    if not others:
        return reading
    problems = [Problem("SH221", number, name) for number, name in sorted(others.items())]
    rows = tuple(row for row in reading.rows if row.sheet_number not in others)
    return replace(reading, rows=rows, problems=(*reading.problems, *problems))


def _is_of_another_year(sheet: str, year: FiscalYear) -> bool:
    """Tell whether the name of a sheet says another year than one."""
    name = folded(sheet)
    if _OLDER_SHEET.search(name):
        return True
    named = {_labelled_year(label) for label in _YEAR_IN_NAME.findall(name)} - {None}
    return bool(named) and year not in named


def _round(
    plan: Plan, path: str, labels: dict[str, list[str]], as_of: date
) -> tuple[Round | None, list[Problem]]:
    """Let each source that speaks narrow the opened rounds down, and report one that contradicts."""
    opened = [one for one in plan.rounds if one.is_open(as_of)]
    sources = (
        ("フォルダー", "the folder", rounds_at_counter(plan.rounds, path) or _in_folder(plan.rounds, path)),
        ("シートの年度・照会欄", "the labelled cells", _in_labels(opened, labels)),
        ("ファイル名", "the file name", _in_file_name(opened, path)),
    )
    left = opened
    narrowed_by: tuple[str, str] | None = None
    for name_ja, name_en, said in sources:
        if said is None:
            continue
        agreed = [one for one in left if one in said]
        if not agreed:
            earlier = narrowed_by or ("開いている照会", "the open rounds")
            values = {"one_ja": earlier[0], "one_en": earlier[1], "other_ja": name_ja, "other_en": name_en}
            rule = "SH208" if narrowed_by else "SH209"
            return None, [Problem(rule, stops_reading=True, values=values)]
        left, narrowed_by = agreed, (name_ja, name_en)
    if len(left) == 1:
        return left[0], []
    return None, [Problem("SH209", stops_reading=True)]


def _in_folder(rounds: Sequence[Round], path: str) -> list[Round] | None:
    """Return the rounds whose declared folder holds the file."""
    inside = [one for one in rounds if one.folder and f"/{one.folder.strip('/')}/" in f"/{path}"]
    longest = max((len(one.folder) for one in inside), default=0)
    return [one for one in inside if len(one.folder) == longest] or None


def _in_labels(rounds: list[Round], labels: dict[str, list[str]]) -> list[Round] | None:
    """Return the rounds that the cells 年度 and 照会 allow; a year that cannot be read allows none."""
    years, names = labels.get("fiscal_year", []), labels.get("round", [])
    if not years and not names:
        return None
    said = rounds
    for text in years:
        year = _year(text)
        said = [one for one in said if one.fiscal_year == year]
    for text in names:
        said = [one for one in said if folded(one.name) == folded(text)]
    return said


def _in_file_name(rounds: list[Round], path: str) -> list[Round] | None:
    """Return the rounds of the year, and of the name, that a file name carries."""
    name = folded(PurePosixPath(path).stem)
    years = {year for text in _YEAR_IN_NAME.findall(name) if (year := _labelled_year(text)) is not None}
    said = [one for one in rounds if not years or one.fiscal_year in years]
    named = [one for one in said if folded(one.name) in name]
    return named or (said if years else None)


def _department(
    plan: Plan, path: str, answers: list[str], asked: Round | None
) -> tuple[Department | None, list[Problem]]:
    """Return the department that the sheet names, else the path; both must agree."""
    by_path = department_at_counter(plan, path) or department_in_path(plan, path, asked)
    if not answers:
        return by_path, [] if by_path else [Problem("SH204", stops_reading=True)]
    named = [_named(plan, answer, asked) for answer in answers]
    unknown = next((answer for answer, one in zip(answers, named, strict=True) if one is None), None)
    if unknown is not None:
        return None, [Problem("SH204", raw=unknown, stops_reading=True)]
    said = {one.code: one for one in named if one is not None}
    if len(said) > 1 or (by_path and by_path.code not in said):
        values = {
            "names": "、".join(one.full_name for one in [*said.values(), *([by_path] if by_path else [])])
        }
        return None, [Problem("SH210", stops_reading=True, values=values)]
    return next(iter(said.values())), []


def _named(plan: Plan, text: str, asked: Round | None) -> Department | None:
    """Return the department whose name, full name or alias is exactly `text`."""
    wanted = folded(text)
    return _in_office((d for d in plan.departments if wanted in map(folded, _names(d))), asked)


def department_in_path(plan: Plan, path: str, asked: Round | None = None) -> Department | None:
    """Return the department that a path names; the longest name wins, two names say nothing."""
    whole = folded(path)
    found: dict[str, list[Department]] = {}
    for department in plan.departments:
        for name in {name for name in map(folded, _names(department)) if name in whole}:
            found.setdefault(name, []).append(department)
    longest = [name for name in found if not any(name in other and name != other for other in found)]
    named = {tuple(d.code for d in found[name]): found[name] for name in longest}
    return _in_office(next(iter(named.values())), asked) if len(named) == 1 else None


def _in_office(departments: Iterable[Department], asked: Round | None) -> Department | None:
    """Of departments that share a name, return the one that exists when the round is due."""
    candidates = list(departments)
    if asked is not None and len(candidates) > 1:
        year = FiscalYear.of_date(asked.due)
        candidates = [
            one
            for one in candidates
            if (one.from_fiscal_year is None or one.from_fiscal_year <= year)
            and (one.to_fiscal_year is None or year <= one.to_fiscal_year)
        ]
    return candidates[0] if len(candidates) == 1 else None


def _names(department: Department) -> tuple[str, ...]:
    """Return every way a department is written, without the empty ones."""
    return tuple(filter(None, (department.name, department.full_name, *department.aliases)))


def _year(text: str) -> FiscalYear | None:
    """Read a fiscal year: a label, the one year that a longer text names, or the year of a date."""
    if (year := _labelled_year(text)) is not None:
        return year
    if (day := parse_date(text)) is not None:
        return FiscalYear.of_date(date.fromisoformat(day if len(day) > len("2025-01") else f"{day}-01"))
    named = {_labelled_year(label) for label in _YEAR_IN_NAME.findall(folded(text))}
    return named.pop() if len(named) == 1 else None


def _labelled_year(label: str) -> FiscalYear | None:
    """Read a fiscal year's label, or nothing."""
    try:
        return FiscalYear.from_label(label)
    except ValueError:
        return None
