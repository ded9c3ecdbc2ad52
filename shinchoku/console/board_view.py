"""The submissions board as it is shown: a row for each department, a cell for each round."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from shinchoku.bilingual import Language
from shinchoku.console.chart_figures import SubmissionPoint
from shinchoku.register.entries import Department, Round
from shinchoku.register.plan import Plan
from shinchoku.review.board import BoardState, Standing, days_late, state_of, state_words


@dataclass(frozen=True, slots=True)
class BoardCell:
    """Where one department stands in one round."""

    standing: Standing
    state: BoardState
    words: str
    days_late: int


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One department with a cell for each of the shown rounds, empty where nothing is asked of it."""

    department: Department
    cells: tuple[BoardCell | None, ...]


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What of the board is wanted; what is empty does not narrow."""

    round_id: str = ""
    state: str = ""
    bureau: str = ""
    departments: Collection[str] | None = None
    """The only departments that may be seen; `None` for all of them."""


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many cells of the board are in a state."""

    state: BoardState
    label: str
    count: int


def board_rounds(plan: Plan, wanted: BoardFilter, as_of: date) -> tuple[Round, ...]:
    """Return the rounds that are shown, the newest first."""
    opened = [one for one in plan.rounds if one.is_open(as_of)]
    shown = [one for one in opened if wanted.round_id in {"", one.id}]
    return tuple(sorted(shown, key=lambda one: (one.opens, one.id), reverse=True))


def board_rows(
    plan: Plan, standings: Sequence[Standing], wanted: BoardFilter, as_of: date, language: Language
) -> tuple[BoardRow, ...]:
    """Return the rows of the board, departments in the register's order; a row without a cell is left out."""
    at = {(one.department, one.round_id): one for one in standings}
    rounds = board_rounds(plan, wanted, as_of)
    rows: list[BoardRow] = []
    for department in plan.departments:
        if wanted.departments is not None and department.code not in wanted.departments:
            continue
        if wanted.bureau not in {"", department.bureau}:
            continue
        found = (at.get((department.code, asked.id)) for asked in rounds)
        cells = tuple(
            _cell(standing, asked, as_of, language) if standing else None
            for standing, asked in zip(found, rounds, strict=True)
        )
        if any(cell is not None and wanted.state in {"", cell.state} for cell in cells):
            rows.append(BoardRow(department, cells))
    return tuple(rows)


def state_counts(rows: Sequence[BoardRow], language: Language) -> tuple[StateCount, ...]:
    """Count the cells by state, in the order of the states."""
    states = [cell.state for row in rows for cell in row.cells if cell is not None]
    return tuple(
        StateCount(one, one.label_ja if language is Language.JA else one.label_en, states.count(one))
        for one in BoardState
        if one in states
    )


def submission_points(standings: Sequence[Standing], asked: Round, as_of: date) -> list[SubmissionPoint]:
    """Return day by day how many of the departments that a round asks had submitted."""
    days = sorted(
        one.received_on
        for one in standings
        if one.round_id == asked.id and one.expected and one.received_on is not None
    )
    if not days:
        return []
    counted = {day: number for number, day in enumerate(days, start=1)}
    first = min(asked.opens, days[0])
    points = {first: 0, **counted, max(as_of, days[-1]): len(days)}
    return [SubmissionPoint(day, received) for day, received in sorted(points.items())]


def asked_departments(standings: Sequence[Standing], asked: Round) -> int:
    """Count the departments that a round asks."""
    return sum(1 for one in standings if one.round_id == asked.id and one.expected)


def _cell(standing: Standing, asked: Round, as_of: date, language: Language) -> BoardCell:
    """Return where a department stands in a round, in words."""
    state, days = state_of(standing, asked, as_of), days_late(standing, asked, as_of)
    return BoardCell(standing, state, state_words(state, days).in_language(language), days)
