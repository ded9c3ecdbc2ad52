"""The board of submissions: where departments stand in the rounds, and the figures still to come."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shinchoku.adapters.state.standings import load_standings
from shinchoku.bilingual import Bilingual
from shinchoku.register.entries import Department, Round
from shinchoku.register.plan import Plan
from shinchoku.review.board import BoardState, PendingValue, RoundStanding, days_late, state_of, state_words
from shinchoku.session import Session
from shinchoku.views.newest import newest_contents, pending_known


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What of the board is wanted; `None` and what is empty do not narrow."""

    rounds: Collection[str] | None = None
    departments: Collection[str] | None = None
    bureau: str = ""
    late: bool = False
    """Only what a round waits for beyond its due date, and announced figures whose day has passed."""


@dataclass(frozen=True, slots=True)
class BoardCell:
    """Where one department stands in one round."""

    asked: Round
    department: Department
    standing: RoundStanding
    state: BoardState
    days_late: int

    @property
    def words(self) -> Bilingual:
        """The state as people read it."""
        return state_words(self.state, self.days_late)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One department with a cell for each of the shown rounds, empty where nothing is asked of it."""

    department: Department
    cells: tuple[BoardCell | None, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """The board as it is narrowed: its cells by round and department, and the figures still to come."""

    cells: tuple[BoardCell, ...]
    pending: tuple[PendingValue, ...]

    def rows(self, plan: Plan, rounds: Sequence[Round], state: str = "") -> tuple[BoardRow, ...]:
        """Return a row for each department in the register's order, if any of its cells is in a state."""
        at = {(one.department.code, one.asked.id): one for one in self.cells}
        rows = (
            BoardRow(one, tuple(at.get((one.code, asked.id)) for asked in rounds)) for one in plan.departments
        )
        return tuple(
            row for row in rows if any(cell is not None and state in {"", cell.state} for cell in row.cells)
        )

    def received_by_day(self, round_: Round, as_of: date) -> Mapping[date, int]:
        """Return, day by day, how many of the departments that a round asks had submitted."""
        days = sorted(
            one.standing.received_on
            for one in self.cells
            if one.asked == round_ and one.standing.expected and one.standing.received_on is not None
        )
        if not days:
            return {}
        counted = {day: number for number, day in enumerate(days, start=1)}
        points = {min(round_.opens, days[0]): 0, **counted, max(as_of, days[-1]): len(days)}
        return dict(sorted(points.items()))

    def asked_departments(self, round_: Round) -> int:
        """Count the departments that a round asks."""
        return sum(1 for one in self.cells if one.asked == round_ and one.standing.expected)


def opened_rounds(plan: Plan, as_of: date, *, only: Collection[str] | None = None) -> tuple[Round, ...]:
    """Return the rounds that have opened, the newest first."""
    opened = [one for one in plan.rounds if one.is_open(as_of) and (only is None or one.id in only)]
    return tuple(sorted(opened, key=lambda one: (one.opens, one.id), reverse=True))


def rounds_to_submit(plan: Plan, as_of: date) -> tuple[Round, ...]:
    """Return the rounds that take sheets on a day, that which is due next first, then the latest."""
    opened = [one for one in plan.rounds if one.is_open(as_of)]
    running = sorted((one for one in opened if one.due >= as_of), key=lambda one: one.due)
    over = sorted((one for one in opened if one.due < as_of), key=lambda one: one.due, reverse=True)
    return (*running, *over)


def board_of(session: Session, wanted: BoardFilter | None = None) -> Board:
    """Return where departments stood at the last check, and the figures that were announced for later."""
    plan, as_of, wanted = session.plan, session.as_of, wanted or BoardFilter()
    with session.engine.connect() as connection:
        standings = load_standings(connection, plan.id)
    found = (_cell(plan, one, as_of) for one in standings)
    cells = tuple(
        one
        for one in found
        if one is not None
        and _is_wanted(wanted, one.department)
        and (wanted.rounds is None or one.asked.id in wanted.rounds)
        and (one.days_late or not wanted.late)
    )
    years = {one.fiscal_year for one in plan.rounds if wanted.rounds is None or one.id in wanted.rounds}
    pending = tuple(
        one
        for one in pending_known(plan, newest_contents(session), as_of)
        if one.fiscal_year in years
        and _is_wanted(wanted, plan.departments_by_code[one.department])
        and (one.is_overdue or not wanted.late)
    )
    return Board(cells, pending)


def _cell(plan: Plan, standing: RoundStanding, as_of: date) -> BoardCell | None:
    """Return a standing as it is shown; nothing if its round or its department is no longer registered."""
    asked = plan.rounds_by_id.get(standing.round_id)
    department = plan.departments_by_code.get(standing.department)
    if asked is None or department is None:
        return None
    state = state_of(standing, asked, as_of)
    return BoardCell(asked, department, standing, state, days_late(standing, asked, as_of))


def _is_wanted(wanted: BoardFilter, department: Department) -> bool:
    """Tell whether a department is among those that are asked for."""
    is_named = wanted.departments is None or department.code in wanted.departments
    return is_named and wanted.bureau in {"", department.bureau}
