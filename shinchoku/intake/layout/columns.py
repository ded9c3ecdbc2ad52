"""From a table's headings to its columns: each taken, known and left out, or reported."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from schemas.headings import CONTEXT_FIGURES, FIGURES, HEADINGS, REQUIRED
from shinchoku.intake.layout.candidates import Candidate
from shinchoku.intake.sheets import Problem, Sheet, cell_name
from shinchoku.register.item_no import is_item_no_text

_WITH_UNITS = frozenset({*FIGURES, *CONTEXT_FIGURES})
_KEYS = ("basic_policy", "policy_measure", "item_no", "item_name")


@dataclass(frozen=True, slots=True)
class Table:
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
    problems: tuple[Problem, ...] = ()
    width: tuple[int, int] = (0, 0)
    """First and last column of the headings."""

    @property
    def key_columns(self) -> tuple[int, ...]:
        """The columns that say what a row is about."""
        return tuple(self.columns[name] for name in _KEYS if name in self.columns)

    @property
    def is_complete(self) -> bool:
        """Whether every heading that a row needs is there, once."""
        return not any(problem.stops_reading for problem in self.problems)


def tables_of(sheet: Sheet, candidate: Candidate, end_row: int) -> list[Table]:
    """Match the columns of one stack of headings; headings that begin anew to the right are a table more."""
    columns = sorted(candidate.paths)
    starts = [c for c in columns if c in candidate.headings and candidate.headings[c].field == "item_no"]
    if len(starts) < 2 or not _repeats(candidate, starts):  # noqa: PLR2004 -- two tables take two starts
        return [_table(sheet, candidate, columns, end_row)]
    bounds = [columns[0], *starts[1:], columns[-1] + 1]
    return [
        _table(sheet, candidate, [c for c in columns if low <= c < high], end_row)
        for low, high in pairwise(bounds)
    ]


def _repeats(candidate: Candidate, starts: list[int]) -> bool:
    """Tell whether each part that begins with an item number has every heading that a row needs."""
    bounds = [*starts, max(candidate.paths) + 1]
    parts = [
        {heading.field for column, heading in candidate.headings.items() if low <= column < high}
        for low, high in pairwise(bounds)
    ]
    return all(part >= set(REQUIRED) for part in parts)


def _table(sheet: Sheet, candidate: Candidate, columns: list[int], end_row: int) -> Table:
    """Match some columns, reporting what is unknown, doubled or missing."""
    claims: dict[str, list[int]] = defaultdict(list)
    doubled = _doubled(sheet, candidate, columns)
    problems = [_at(sheet, candidate, "SH203", column) for column in candidate.unknown if column in columns]
    for column in columns:
        if column in candidate.headings and column not in doubled:
            claims[candidate.headings[column].column].append(column)
    _number_under_the_name(sheet, candidate, claims, doubled)
    taken: dict[str, int] = {}
    for name, claimed in claims.items():
        strong = [c for c in claimed if not candidate.headings[c].weak] or claimed
        taken[name] = strong[0]
        problems += [_at(sheet, candidate, "SH205", column, stops=True) for column in strong[1:]]
        problems += [
            _at(sheet, candidate, "SH217", column, taken=_shown(candidate, strong[0]))
            for column in claimed
            if column not in strong
        ]
    said = {name.partition("@")[0] for name in taken}
    problems += [
        Problem(
            "SH202",
            sheet.number,
            sheet.name,
            cell_name(candidate.bottom, columns[0]),
            stops_reading=True,
            values={"heading": HEADINGS[name][0]},
        )
        for name in REQUIRED
        if name not in said
    ]
    units = {name: candidate.headings[c].unit for name, c in taken.items() if candidate.headings[c].unit}
    return Table(
        top=candidate.top,
        first_row=candidate.bottom + 1,
        end_row=end_row,
        columns=taken,
        units=units,
        beside=_beside(sheet, candidate, taken, doubled),
        problems=tuple(problems),
        width=(columns[0], columns[-1]),
    )


def _doubled(sheet: Sheet, candidate: Candidate, columns: list[int]) -> frozenset[int]:
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
        if column in covered and candidate.paths[before] == candidate.paths[column]
    )


def _number_under_the_name(
    sheet: Sheet, candidate: Candidate, claims: dict[str, list[int]], doubled: frozenset[int]
) -> None:
    """Let 取組項目 merged over two columns be the number and the name, if nothing else is the number."""
    if "item_no" in claims or len(claims.get("item_name", ())) != 1:
        return
    column = claims["item_name"][0]
    texts = [row[column] for row in sheet.grid[candidate.bottom + 1 :] if row[column].strip()]
    if column + 1 in doubled and texts and is_item_no_text(texts[0]):
        claims |= {"item_no": [column], "item_name": [column + 1]}


def _beside(
    sheet: Sheet, candidate: Candidate, taken: dict[str, int], doubled: frozenset[int]
) -> dict[str, int]:
    """Return, by the name of a figure's column, the column on its right that has no heading of its own."""
    width = len(sheet.grid[candidate.top])
    free = {c for c in range(width) if c in doubled or c not in candidate.paths}
    figures = (name for name in taken if name.partition("@")[0] in _WITH_UNITS)
    return {name: taken[name] + 1 for name in figures if taken[name] + 1 in free}


def _at(
    sheet: Sheet, candidate: Candidate, rule: str, column: int, *, stops: bool = False, **values: str
) -> Problem:
    """Make a problem of one heading."""
    return Problem(
        rule,
        sheet.number,
        sheet.name,
        cell_name(candidate.bottom, column),
        _shown(candidate, column),
        stops_reading=stops,
        values=values,
    )


def _shown(candidate: Candidate, column: int) -> str:
    """Return a heading as a person sees it."""
    return "／".join(candidate.paths[column])
