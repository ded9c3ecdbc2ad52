"""Which fiscal year, round and department a received file belongs to.

Decided in this order: the folder a round declares, what the sheets state, the file's name, the only open
round. A source that contradicts an earlier one is reported; nothing is guessed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from shinchoku.intake.counter import department_at_counter, rounds_at_counter
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheet_years import Statements, said_by, years_allowed
from shinchoku.intake.sheets import Problem, Reading
from shinchoku.intake.years import year_of_name
from shinchoku.register.entries import Department, Round
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.spelling import folded

_ABOUT_ROUND = frozenset({ProblemKind.CONTRADICTORY_ROUND, ProblemKind.UNKNOWN_ROUND})
_ABOUT_DEPARTMENT = frozenset({ProblemKind.UNKNOWN_DEPARTMENT, ProblemKind.CONTRADICTORY_DEPARTMENT})


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a file belongs, as far as it could be told, and what stood in the way."""

    round: Round | None = None
    department: Department | None = None
    problems: tuple[Problem, ...] = ()
    may_answer: tuple[Round, ...] = ()
    """The opened rounds that any source names: the one that it belongs to, where they agree."""
    may_be_of: tuple[Department, ...] = ()
    """The departments that any source names."""

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
    stated = years_allowed(reading, plan.plan.title)
    found, rounds, round_problems = _round(plan, path, stated, labels.get("round", []), as_of)
    answers = labels.get("department", [])
    department, departments, department_problems = _department(plan, path, answers, found)
    problems = [*round_problems, *department_problems]
    if not reading.labels and not reading.rows and any(problem.stops_reading for problem in reading.problems):
        # nothing was read: that it does not say whose it is, and of which round, is no second mistake
        problems = [
            one
            for one in problems
            if one.kind not in {ProblemKind.UNKNOWN_DEPARTMENT, ProblemKind.UNKNOWN_ROUND}
        ]
    return Placement(found, department, tuple(problems), rounds, departments)


def assigned(plan: Plan, placement: Placement, round_id: str, department: str) -> Placement:
    """Return a placement as somebody decided it: what was assigned comes before what the file says.

    What is no longer in the register assigns nothing.
    """
    asked, to = plan.rounds_by_id.get(round_id), plan.departments_by_code.get(department)
    settled = (_ABOUT_ROUND if asked else frozenset()) | (_ABOUT_DEPARTMENT if to else frozenset())
    problems = tuple(one for one in placement.problems if one.kind not in settled)
    return Placement(
        asked or placement.round,
        to or placement.department,
        problems,
        (asked,) if asked else placement.may_answer,
        (to,) if to else placement.may_be_of,
    )


def _round(
    plan: Plan,
    path: str,
    stated: tuple[frozenset[FiscalYear], Statements] | None,
    names: Sequence[str],
    as_of: date,
) -> tuple[Round | None, tuple[Round, ...], list[Problem]]:
    """Let each source that speaks narrow the opened rounds down, and report one that contradicts.

    Returned are the round, every opened round that a source names, and the problem.
    """
    opened = [one for one in plan.rounds if one.is_open(as_of)]
    sources = (
        ("フォルダー", "the folder", rounds_at_counter(plan.rounds, path) or _in_folder(plan.rounds, path)),
        (*_where_stated(stated), _on_sheets(opened, stated, names)),
        ("ファイル名", "the file name", _in_file_name(opened, path)),
    )
    named = {one.id for _, _, said in sources for one in said or ()}
    rounds = tuple(one for one in opened if one.id in named)
    left = opened
    narrowed_by: tuple[str, str] | None = None
    for name_ja, name_en, said in sources:
        if said is None:
            continue
        agreed = [one for one in left if one in said]
        if not agreed:
            earlier = narrowed_by or ("開いている照会", "the open rounds")
            values = {"one_ja": earlier[0], "one_en": earlier[1], "other_ja": name_ja, "other_en": name_en}
            kind = ProblemKind.CONTRADICTORY_ROUND if narrowed_by else ProblemKind.UNKNOWN_ROUND
            return None, rounds, [Problem(kind, stops_reading=True, values=values)]
        left, narrowed_by = agreed, (name_ja, name_en)
    if len(left) == 1:
        return left[0], (left[0],), []
    return None, rounds, [Problem(ProblemKind.UNKNOWN_ROUND, stops_reading=True)]


def _in_folder(rounds: Sequence[Round], path: str) -> list[Round] | None:
    """Return the rounds whose declared folder holds the file."""
    inside = [one for one in rounds if one.folder and f"/{one.folder.strip('/')}/" in f"/{path}"]
    longest = max((len(one.folder) for one in inside), default=0)
    return [one for one in inside if len(one.folder) == longest] or None


def _on_sheets(
    rounds: list[Round], stated: tuple[frozenset[FiscalYear], Statements] | None, names: Sequence[str]
) -> list[Round] | None:
    """Return the rounds that the years on the sheets and the cells 照会 allow; a year that cannot be read allows none."""
    if stated is None and not names:
        return None
    said = rounds if stated is None else [one for one in rounds if one.fiscal_year in stated[0]]
    for text in names:
        said = [one for one in said if folded(one.name) == folded(text)]
    return said


def _where_stated(stated: tuple[frozenset[FiscalYear], Statements] | None) -> tuple[str, str]:
    """Name what the sheets say, in Japanese and in English: the cells of their years, and how these are written."""
    where = said_by(stated[1]) if stated else ""
    return (
        (f"シートの年度・照会（{where}）", f"the sheet ({where})")
        if where
        else ("シートの照会欄", "the sheet")
    )


def _in_file_name(rounds: list[Round], path: str) -> list[Round] | None:
    """Return the rounds of the year, and of the name, that a file name carries."""
    name = PurePosixPath(path).stem
    stated = year_of_name(name)
    said = [one for one in rounds if stated is None or stated.allows(one.fiscal_year)]
    named = [one for one in said if folded(one.name) in folded(name)]
    return named or (said if stated else None)


def _department(
    plan: Plan, path: str, answers: list[str], round_: Round | None
) -> tuple[Department | None, tuple[Department, ...], list[Problem]]:
    """Return the department that the sheet names, else the path; both must agree.

    Returned are the department, every one that either names, and the problem.
    """
    by_path = department_at_counter(plan, path) or department_in_path(plan, path, round_)
    said = {answer: _named(plan, answer, round_) for answer in answers}
    every = tuple({one.code: one for one in (*said.values(), by_path) if one is not None}.values())
    unknown = next((answer for answer, one in said.items() if one is None), None)
    if unknown is not None or not every:
        return None, every, [Problem(ProblemKind.UNKNOWN_DEPARTMENT, raw=unknown or "", stops_reading=True)]
    if len(every) > 1:
        values = {"names": "、".join(one.full_name for one in every)}
        return None, every, [Problem(ProblemKind.CONTRADICTORY_DEPARTMENT, stops_reading=True, values=values)]
    return every[0], every, []


def _named(plan: Plan, text: str, round_: Round | None) -> Department | None:
    """Return the department whose name, full name or alias is exactly `text`."""
    wanted = folded(text)
    return _in_office((d for d in plan.departments if wanted in map(folded, _names(d))), round_)


def department_in_path(plan: Plan, path: str, round_: Round | None = None) -> Department | None:
    """Return the department that a path names; the longest name wins, two names say nothing."""
    whole = folded(path)
    found: dict[str, list[Department]] = {}
    for department in plan.departments:
        for name in {name for name in map(folded, _names(department)) if name in whole}:
            found.setdefault(name, []).append(department)
    longest = [name for name in found if not any(name in other and name != other for other in found)]
    named = {tuple(d.code for d in found[name]): found[name] for name in longest}
    return _in_office(next(iter(named.values())), round_) if len(named) == 1 else None


def _in_office(departments: Iterable[Department], round_: Round | None) -> Department | None:
    """Of departments that share a name, return the one that exists when the round is due."""
    candidates = list(departments)
    if round_ is not None and len(candidates) > 1:
        year = FiscalYear.of_date(round_.due)
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
