"""From a table's headings to its columns: each taken, known and left out, or reported."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from schemas.headings import CONTEXT_FIGURES, FIGURES, REQUIRED
from shinchoku.intake.layout.candidates import HeadingCandidate
from shinchoku.intake.layout.column_problems import (
    at_heading,
    missing_problems,
    sharing_problems,
    shown_heading,
    unknown_problems,
)
from shinchoku.intake.layout.headed_columns import HeadedColumns, texts_of_items
from shinchoku.intake.layout.shared_headings import Choices, shared_columns
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem, Sheet
from shinchoku.register.item_no import is_item_no_text

_WITH_UNITS = frozenset({*FIGURES, *CONTEXT_FIGURES})
_KEYS = ("basic_policy", "policy_measure", "item_no", "item_name")


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table found on a sheet: the rows of its headings, its columns, and where it ends (exclusive)."""

    top: int
    first_row: int
    end_row: int
    columns: dict[str, int]
    """Zero-based column by name; a name with a year is `actual_value@2023`."""
    units: dict[str, str]
    """The unit that a heading states for its column."""
    beside: dict[str, int] = field(default_factory=dict)
    """The column on the right that no heading names, or the same one merged over both: a unit may stand there."""
    undecided: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """By name: filled columns under one heading of which nothing says which one is the answer."""
    choices: dict[str, Choices] = field(default_factory=dict)
    """By name: columns that offer one choice each, with a mark in one of them."""
    problems: tuple[Problem, ...] = ()
    width: tuple[int, int] = (0, 0)
    """First and last column of the headings."""

    @property
    def key_columns(self) -> tuple[int, ...]:
        """The columns that say what a row is about."""
        return tuple(self.columns[name] for name in _KEYS if name in self.columns)

    @property
    def answer_columns(self) -> dict[str, frozenset[int]]:
        """The columns in which each answer may stand, by name."""
        several = {
            **self.undecided,
            **{name: tuple(column for column, _ in options) for name, options in self.choices.items()},
        }
        single = {name: frozenset({column}) for name, column in self.columns.items()}
        return {**single, **{name: frozenset(columns) for name, columns in several.items()}}

    @property
    def is_complete(self) -> bool:
        """Whether every heading that a row needs is there, once."""
        return not any(problem.stops_reading for problem in self.problems)


def tables_of(sheet: Sheet, candidate: HeadingCandidate, end_row: int) -> list[SheetTable]:
    """Match the columns of one stack of headings; headings that begin anew to the right are a table more."""
    columns = sorted(candidate.paths)
    whole = (0, len(sheet.grid[candidate.top]))
    starts = [c for c in columns if c in candidate.headings and candidate.headings[c].field == "item_no"]
    if len(starts) < 2 or not _repeats(candidate, starts):  # noqa: PLR2004 -- two tables take two starts
        return [_table(sheet, candidate, whole, end_row)]
    bounds = [whole[0], *starts[1:], whole[1]]
    return [_table(sheet, candidate, bound, end_row) for bound in pairwise(bounds)]


def _repeats(candidate: HeadingCandidate, starts: list[int]) -> bool:
    """Tell whether each part that begins with an item number has every heading that a row needs."""
    bounds = [*starts, max(candidate.paths) + 1]
    parts = [
        {heading.field for column, heading in candidate.headings.items() if low <= column < high}
        for low, high in pairwise(bounds)
    ]
    return all(part >= set(REQUIRED) for part in parts)


def _table(sheet: Sheet, candidate: HeadingCandidate, bounds: tuple[int, int], end_row: int) -> SheetTable:
    """Match the columns within some bounds, reporting what is unknown, doubled or missing."""
    columns = [column for column in sorted(candidate.paths) if bounds[0] <= column < bounds[1]]
    doubled = _doubled(sheet, candidate, columns)
    taken, doubts = _taken(sheet, candidate, columns, doubled)
    texts = texts_of_items(sheet, range(candidate.bottom + 1, end_row), taken.get("item_no"), range(*bounds))
    sharing = shared_columns(HeadedColumns(candidate, taken, doubled, texts, columns[-1]))
    read = {n: c for n, c in taken.items() if n not in sharing.undecided and n not in sharing.dropped}
    return SheetTable(
        top=candidate.top,
        first_row=candidate.bottom + 1,
        end_row=end_row,
        columns=read,
        units={name: unit for name, c in read.items() if (unit := candidate.headings[c].unit)},
        beside=_beside(sheet, candidate, read, doubled),
        undecided=sharing.undecided,
        choices=sharing.choices,
        problems=(
            *unknown_problems(sheet, candidate, columns, sharing),
            *doubts,
            *sharing_problems(sheet, candidate, sharing),
            *missing_problems(sheet, candidate, columns[0], {*taken, *sharing.undecided, *sharing.choices}),
        ),
        width=(columns[0], columns[-1]),
    )


def _taken(
    sheet: Sheet, candidate: HeadingCandidate, columns: list[int], doubled: frozenset[int]
) -> tuple[dict[str, int], list[Problem]]:
    """Return the column that each name is read from, and what is to be said of those that claim it too."""
    claims: dict[str, list[int]] = defaultdict(list)
    for column in columns:
        if column in candidate.headings and column not in doubled:
            claims[candidate.headings[column].column].append(column)
    _number_under_the_name(sheet, candidate, claims, doubled)
    taken: dict[str, int] = {}
    problems: list[Problem] = []
    for name, claimed in claims.items():
        strong = [c for c in claimed if not candidate.headings[c].weak] or claimed
        taken[name] = strong[0]
        problems += [
            at_heading(sheet, candidate, ProblemKind.DOUBLED_HEADING, column, stops=True)
            for column in strong[1:]
        ]
        problems += [
            at_heading(
                sheet,
                candidate,
                ProblemKind.LESS_CLEAR_COLUMN,
                column,
                taken=shown_heading(candidate, strong[0]),
            )
            for column in claimed
            if column not in strong
        ]
    return taken, problems


def _doubled(sheet: Sheet, candidate: HeadingCandidate, columns: list[int]) -> frozenset[int]:
    """Return the columns under a heading that is merged from the left and names nothing below itself."""
    covered = {
        column
        for area in sheet.merged
        if area.left < area.right and candidate.top <= area.bottom and area.top <= candidate.bottom
        for column in range(area.left + 1, area.right + 1)
    }
    return frozenset(
        column
        for before, column in pairwise(columns)
        if column in covered
        and candidate.paths[before][: len(candidate.paths[column])] == candidate.paths[column]
    )


def _number_under_the_name(
    sheet: Sheet, candidate: HeadingCandidate, claims: dict[str, list[int]], doubled: frozenset[int]
) -> None:
    """Let 取組項目 merged over two columns be the number and the name, if nothing else is the number."""
    if "item_no" in claims or len(claims.get("item_name", ())) != 1:
        return
    column = claims["item_name"][0]
    texts = [row[column] for row in sheet.grid[candidate.bottom + 1 :] if row[column].strip()]
    if column + 1 in doubled and texts and is_item_no_text(texts[0]):
        claims |= {"item_no": [column], "item_name": [column + 1]}


def _beside(
    sheet: Sheet, candidate: HeadingCandidate, taken: dict[str, int], doubled: frozenset[int]
) -> dict[str, int]:
    """Return, by the name of a figure's column, the column on its right that has no heading of its own."""
    width = len(sheet.grid[candidate.top])
    free = {c for c in range(width) if c in doubled or c not in candidate.paths}
    figures = (name for name in taken if name.partition("@")[0] in _WITH_UNITS)
    return {name: taken[name] + 1 for name in figures if taken[name] + 1 in free}
