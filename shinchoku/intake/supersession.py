"""Which row counts: supersession by item within a round, never by file; and carrying forward.

Later means the content that most recently appeared at its path. Two contents of one night that say
different things of an item are both in error, and what was accepted before stays. An item whose
newest row is not accepted keeps its last accepted row, labelled with its date.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
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

    `carried_from` is the night of the row when it is older than the newest word on the item;
    `in_conflict` are rows of the last night that contradict each other; `returned_to` is the night
    whose content the last one brought back.
    """

    row: R | None
    newest: tuple[R, ...]
    carried_from: date | None = None
    in_conflict: tuple[R, ...] = ()
    returned_to: date | None = None


def choose(rows: Iterable[R], blocked: Sequence[Appearance] = ()) -> Choice[R]:
    """Choose among all rows on one item in one round.

    `blocked` are appearances of files that could have reported the item and could not be read.
    """
    nights = _nights(rows)
    if not nights:
        return Choice(None, ())
    newest = nights[-1]
    accepted = [night for night in nights if _agrees(night) and any(row.is_accepted for row in night)]
    row = max((r for r in accepted[-1] if r.is_accepted), key=lambda r: r.appearance) if accepted else None
    is_newest = bool(accepted) and accepted[-1] is newest and not _is_blocked(newest, blocked)
    return Choice(
        row=row,
        newest=newest,
        carried_from=None if row is None or is_newest else row.appearance.as_of,
        in_conflict=() if _agrees(newest) else newest,
        returned_to=_returned_to(nights),
    )


def _nights(rows: Iterable[R]) -> list[tuple[R, ...]]:
    """Group rows by night, oldest first, leaving out what was replaced at its path the same night."""
    latest: dict[tuple[date, str], R] = {}
    for row in sorted(rows, key=lambda r: r.appearance):
        latest[row.appearance.as_of, row.appearance.path] = row
    ordered = sorted(latest.values(), key=lambda r: r.appearance)
    return [tuple(night) for _, night in groupby(ordered, key=lambda r: r.appearance.as_of)]


def _agrees(night: tuple[R, ...]) -> bool:
    """Tell whether all rows of a night say the same."""
    return len({row.content for row in night}) == 1


def _is_blocked(newest: tuple[R, ...], blocked: Sequence[Appearance]) -> bool:
    """Tell whether an unreadable file came after the newest rows: on a later night, or at their path."""
    return any(
        all(
            file.as_of > row.appearance.as_of or (file.path == row.appearance.path and file > row.appearance)
            for row in newest
        )
        for file in blocked
    )


def _returned_to(nights: list[tuple[R, ...]]) -> date | None:
    """Return the night whose content the last night brought back after another one stood between."""
    said = [night[-1].content for night in nights]
    if len(said) < 3 or said[-1] == said[-2]:  # noqa: PLR2004 -- A, B, A takes three
        return None
    for night, content in zip(reversed(nights[:-2]), reversed(said[:-2]), strict=True):
        if content == said[-1]:
            return night[0].appearance.as_of
    return None
