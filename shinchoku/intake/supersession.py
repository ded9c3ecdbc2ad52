"""Which row counts: supersession by item within a round, never by file; and carrying forward.

Later means the content with the higher arrival number. Two contents of one arrival that say different
things of an item are both in error until one of them is taken away, and what was accepted before
stays. An item whose newest row is not accepted keeps its last accepted row, labelled with its date.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from shinchoku.intake.sheets import Appearance


class Reported(Protocol):
    """What supersession needs to know of a row about an item."""

    @property
    def appearance(self) -> Appearance:
        """When and where its content appeared."""

    @property
    def content(self) -> tuple[object, ...]:
        """What it says."""

    @property
    def is_accepted(self) -> bool:
        """Whether it passed the checks, or is validly waived."""


R = TypeVar("R", bound=Reported)


@dataclass(frozen=True, slots=True)
class Choice(Generic[R]):
    """The row that counts for an item in a round, and the rows that were looked at last.

    `carried_from` is the date of the row when it is older than the newest word on the item;
    `in_conflict` are rows of the last arrival that contradict each other; `returned_to` is the date
    of the content that the last one brought back.
    """

    row: R | None
    newest: tuple[R, ...]
    carried_from: date | None = None
    in_conflict: tuple[R, ...] = ()
    returned_to: date | None = None
    in_review: bool = False
    """Whether nothing is accepted although somebody's word on the item still lies there."""


def choose(rows: Iterable[R], blocked: Sequence[Appearance] = ()) -> Choice[R]:
    """Choose among all rows on one item in one round.

    `blocked` are appearances of files that could have reported the item and could not be read.
    """
    arrivals = _arrivals(rows, {file.slot for file in blocked})
    if not arrivals:
        return Choice(None, ())
    newest = arrivals[-1]
    accepted = [one for one in arrivals if _agrees(one) and any(row.is_accepted for row in one)]
    row = max((r for r in accepted[-1] if r.is_accepted), key=lambda r: r.appearance) if accepted else None
    is_newest = bool(accepted) and accepted[-1] is newest and not _is_blocked(newest, blocked)
    return Choice(
        row=row,
        newest=newest,
        carried_from=None if row is None or is_newest else row.appearance.as_of,
        in_conflict=() if _agrees(newest) else newest,
        returned_to=_returned_to(arrivals),
        in_review=row is None and any(one.appearance.present for together in arrivals for one in together),
    )


def _arrivals(rows: Iterable[R], unreadable: AbstractSet[str]) -> list[tuple[R, ...]]:
    """Group rows by arrival, oldest first, leaving out what was replaced or taken away within one.

    Of rows whose order is not known, because the inbox could not be listed between them, none is older.
    `unreadable` are the places of files that may speak of the item and cannot be read.
    """
    left = sorted(rows, key=lambda row: row.appearance)
    spoke_later = set(unreadable)
    groups: list[tuple[R, ...]] = []
    while left:
        bound = max(row.appearance.earliest or row.appearance.arrival for row in left)
        together = [row for row in left if row.appearance.arrival >= bound]
        latest = {(row.appearance.arrival, row.appearance.path): row for row in together}
        groups.append(_not_taken_away(tuple(latest.values()), spoke_later))
        spoke_later |= {row.appearance.slot for row in together}
        left = [row for row in left if row.appearance.arrival < bound]
    return groups[::-1]


def _not_taken_away(rows: tuple[R, ...], spoke_later: AbstractSet[str]) -> tuple[R, ...]:
    """Of rows that contradict each other, return those that still stand; all of them if none does.

    A row was taken away when its place is empty, or holds something else that says nothing of the item.
    """
    if _agrees(rows):
        return rows
    return tuple(row for row in rows if row.appearance.present or row.appearance.slot in spoke_later) or rows


def _agrees(rows: tuple[R, ...]) -> bool:
    """Tell whether all rows of an arrival say the same."""
    return len({row.content for row in rows}) == 1


def _is_blocked(newest: tuple[R, ...], blocked: Sequence[Appearance]) -> bool:
    """Tell whether an unreadable file came after the newest rows: with a later arrival, or at their path."""
    return any(all(file.is_surely_after(row.appearance) for row in newest) for file in blocked)


def _returned_to(arrivals: list[tuple[R, ...]]) -> date | None:
    """Return the date of the content that the last arrival brought back after another one stood between."""
    said = [rows[-1].content for rows in arrivals]
    if len(said) < 3 or said[-1] == said[-2]:  # noqa: PLR2004 -- A, B, A takes three
        return None
    for rows, content in zip(reversed(arrivals[:-2]), reversed(said[:-2]), strict=True):
        if content == said[-1]:
            return rows[0].appearance.as_of
    return None
