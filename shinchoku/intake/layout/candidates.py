"""Which rows of a sheet are its headings: every candidate scored, the best of those that overlap taken.

A candidate is one to three rows. Its score counts what its columns name and what stands below them, so
that it can be explained in one line; two candidates that score alike and read differently are no answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from schemas.headings import FIGURES, LABELS, REQUIRED
from shinchoku.intake.layout.heading_words import ANSWERS, EARLIER
from shinchoku.intake.layout.headings import Heading, heading_of, is_known, is_left_out
from shinchoku.intake.layout.stacks import (
    Paths,
    answers_labels,
    is_cut,
    is_data,
    is_part_of_headings,
    is_torn,
    merged_texts,
    paths_of,
    rows_tied_by_merges,
    rows_with_headings,
    strangers_in,
)
from shinchoku.intake.layout.sub_heading_rows import MOST_SUB_HEADINGS, sub_heading_rows
from shinchoku.intake.layout.sub_headings import is_of_another_time, is_status_word, share_of
from shinchoku.intake.sheets import Sheet
from shinchoku.register.item_no import is_item_no_text

FEWEST_HEADINGS = 3
_DEEPEST = 3
_LOOKED_BELOW = 12

_REQUIRED, _FIGURE, _COLUMN = 3.0, 2.0, 1.0
_ITEMS_BELOW, _UNKNOWN, _NUMBER_IN_HEADING, _DEEPER = 4.0, -0.25, -2.0, -0.1
_CUT, _STRANGE, _CONTRADICTION, _BLOCKED, _TORN = -3.0, -0.5, -2.0, -1.0, -8.0


@dataclass(frozen=True, slots=True)
class HeadingCandidate:
    """Rows that may be a table's headings: what each column names, and how well that fits."""

    top: int
    depth: int
    paths: Paths
    headings: Mapping[int, Heading] = field(default_factory=dict)
    unknown: tuple[int, ...] = ()
    score: float = 0.0

    @property
    def bottom(self) -> int:
        """The last row of the headings."""
        return self.top + self.depth - 1

    @property
    def reading(self) -> tuple[tuple[int, str], ...]:
        """What each column would be read as: candidates that read alike need no choice."""
        return tuple((column, heading.column) for column, heading in sorted(self.headings.items()))

    def rivals(self, other: HeadingCandidate) -> bool:
        """Tell whether two candidates share a row or touch: only one of them heads the rows below."""
        return self.top <= other.bottom + 1 and other.top <= self.bottom + 1


def find_candidates(sheet: Sheet) -> list[HeadingCandidate]:
    """Return every stack of rows that names enough columns, best first.

    A row joins a stack only if some text of it could be part of a heading: titles above a table and rows
    of data below it are left out before anything is scored.
    """
    rows = dict(rows_with_headings(sheet))
    tied = rows_tied_by_merges(sheet)
    stacks = {
        (top, depth)
        for row in rows
        for top in range(max(row - _DEEPEST + 1, 0), row + 1)
        for depth in range(row - top + 1, _DEEPEST + 1)
        if all(
            other in rows or other in tied or is_part_of_headings(sheet, other)
            for other in range(top, top + depth)
        )
        and top + depth <= len(sheet.grid)
    }
    if not stacks:
        return []
    end = max(top + depth for top, depth in stacks) + MOST_SUB_HEADINGS
    merged = merged_texts(sheet, min(top for top, _ in stacks), end)
    found: dict[tuple[int, int], HeadingCandidate] = {}
    for top, depth in sorted(stacks):
        one = _candidate(sheet, merged, top, depth)
        if one is not None:
            one = _with_sub_headings(sheet, merged, one)
            same = found.get((one.top, one.depth), one)
            found[one.top, one.depth] = one if one.score >= same.score else same
    return sorted(found.values(), key=lambda one: (-one.score, one.top, one.depth))


def _with_sub_headings(
    sheet: Sheet, merged: Mapping[tuple[int, int], str], one: HeadingCandidate
) -> HeadingCandidate:
    """Add the rows of words between some headings and the first item, whatever the words are."""
    rows = sub_heading_rows(sheet, one.top, one.bottom, one.headings)
    deeper = _candidate(sheet, merged, one.top, one.depth + rows) if rows else None
    return replace(deeper, score=max(one.score, deeper.score)) if deeper is not None else one


def best_candidates(
    candidates: list[HeadingCandidate],
) -> tuple[list[HeadingCandidate], list[tuple[HeadingCandidate, HeadingCandidate]]]:
    """Return the candidates to read by, from top to bottom, and the pairs that score and differ alike."""
    taken: list[HeadingCandidate] = []
    ties: list[tuple[HeadingCandidate, HeadingCandidate]] = []
    for one in candidates:
        rivals = [other for other in taken if one.rivals(other)]
        if not rivals:
            taken.append(one)
        ties += [
            (other, one)
            for other in rivals
            if other.score - one.score < -_DEEPER / 2 and other.reading != one.reading
        ]
    return sorted(taken, key=lambda one: one.top), ties


def nearest_row(sheet: Sheet) -> str:
    """Name the row of a sheet without a table that comes nearest to being its headings, and what it names."""
    best: tuple[int, tuple[str, ...]] = (0, ())
    for number, row in enumerate(sheet.grid):
        known = tuple(dict.fromkeys(text for text in row if text and is_known(text)))
        if len(known) > len(best[1]):
            best = (number, known)
    names = "、".join(" ".join(text.split()) for text in best[1])
    return f"{best[0] + 1}: {names}" if names else ""


def _candidate(
    sheet: Sheet, merged: Mapping[tuple[int, int], str], top: int, depth: int
) -> HeadingCandidate | None:
    """Read a stack of rows as headings, or nothing if they name too few columns."""
    paths = paths_of(sheet, merged, top, depth)
    above = sheet.grid[top - 1] if top else ()
    headings = {
        column: found
        for column, path in paths.items()
        if (found := heading_of(path))
        and not (found.field in ANSWERS and column < len(above) and EARLIER.match(above[column]))
    }
    owned = {
        column: owner
        for column, path in paths.items()
        if column not in headings and (owner := _owner(paths, column)) is not None
    }
    said = {heading.field for heading in (*headings.values(), *owned.values())}
    if len(said - LABELS.keys()) < FEWEST_HEADINGS:
        return None
    unknown = tuple(
        column for column, path in paths.items() if column not in headings and not is_left_out(path)
    )
    items = _items_below(sheet, top + depth, headings)
    numbers = sum(is_data(path[-1]) for path in paths.values())
    named = {one.column: one.field for one in (*headings.values(), *owned.values())}
    score = (
        sum(map(_weight, named.values()))
        + _ITEMS_BELOW * min(items, 1)
        + _UNKNOWN * len(unknown)
        + _NUMBER_IN_HEADING * numbers
        + _DEEPER * (depth - 1)
        + _CUT * (is_cut(sheet, top, depth) or (depth > 1 and answers_labels(sheet, top)))
        + _TORN * is_torn(sheet, top)
        + _STRANGE * strangers_in(sheet, top, depth)
        + _CONTRADICTION * sum(map(_contradicts_itself, paths.values()))
        + _BLOCKED
        * sum(heading_of(paths[column][-1:]) is not None for column in unknown if column not in owned)
    )
    return HeadingCandidate(top, depth, paths, headings, unknown, round(score, 2))


def _owner(paths: Paths, column: int) -> Heading | None:
    """Return the heading of a column that names no answer by itself, and still belongs to one.

    It stands below a heading that another column shares or that it has a part of, or is one below 上半期.
    """
    *parents, last = paths[column]
    if not parents and is_status_word(last):
        return Heading("achievement_status")
    if any(is_of_another_time(text) for text in parents):
        return heading_of((last,))
    for length in range(len(parents), 0, -1):
        owner = heading_of(paths[column][:length])
        if owner is not None:
            same = sum(path[:length] == paths[column][:length] for path in paths.values())
            return owner if same > 1 or share_of(last) is not None else None
    return None


def _contradicts_itself(path: tuple[str, ...]) -> bool:
    """Tell whether the first and the last text of a stack each name another column that a row needs."""
    first, last = heading_of(path[:1]), heading_of(path[-1:])
    if first is None or last is None:
        return False
    return first.field != last.field and {first.field, last.field} <= set(REQUIRED)


def _weight(name: str) -> float:
    """Return what naming a column is worth."""
    return _REQUIRED if name in REQUIRED else _FIGURE if name in FIGURES else _COLUMN


def _items_below(sheet: Sheet, first: int, headings: Mapping[int, Heading]) -> int:
    """Count the item numbers that stand below the column that names them."""
    column = next((c for c, heading in headings.items() if heading.field == "item_no"), None)
    if column is None:
        return 0
    rows = sheet.grid[first : first + _LOOKED_BELOW]
    return sum(is_item_no_text(row[column]) for row in rows if row[column])
