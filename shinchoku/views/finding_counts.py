"""Counts of the queue, kept until the audit trail grows: nothing moves a finding without an entry there."""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from shinchoku.adapters.state.queue import Cell, Count, FindingFilter, queue_cells, queue_counts
from shinchoku.adapters.state.trail import last_entry
from shinchoku.session import Session

_MOST_KEPT = 32
_PLACES = 5
"""What a list to choose from narrows: department, rule, severity, state, round."""
_guard = threading.Lock()
_kept: WeakKeyDictionary[Engine, _Kept] = WeakKeyDictionary()


class _Kept:
    """The counts of one database, those asked for last, each with the length of the trail that it was made at."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._guard = threading.Lock()
        self._counts: OrderedDict[object, tuple[int, Any]] = OrderedDict()
        self._turns: dict[object, threading.Lock] = {}

    def get(self, number: int, key: object, count: Callable[[], Any]) -> Any:  # noqa: ANN401 -- what `count` returns
        """Return what was counted when the trail was as long.

        One thread counts; meanwhile the others go on with what was counted last, or wait for the first count.
        """
        with self._guard:
            kept = self._counts.get(key)
            turn = self._turns.setdefault(key, threading.Lock())
        if kept is not None and (kept[0] >= number or turn.locked()):
            return kept[1]
        with turn:
            with self._guard:
                kept = self._counts.get(key)
            if kept is None or kept[0] < number:
                kept = (number, count())
                self._keep(key, kept)
        return kept[1]

    def _keep(self, key: object, kept: tuple[int, Any]) -> None:
        """Keep a count, and let those go that nobody asked for in a long time."""
        with self._guard:
            self._counts[key] = kept
            self._counts.move_to_end(key)
            while len(self._counts) > _MOST_KEPT:
                forgotten, _ = self._counts.popitem(last=False)
                self._turns.pop(forgotten, None)


@dataclass(frozen=True, slots=True)
class Facets:
    """How many findings a filter has, and how many it would have with another value in one place."""

    total: int = 0
    departments: Mapping[str, int] = field(default_factory=dict)
    rules: Mapping[str, int] = field(default_factory=dict)
    severities: Mapping[str, int] = field(default_factory=dict)
    states: Mapping[str, int] = field(default_factory=dict)
    rounds: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Within the filter, by `department` and its code, or `rule` and its code."""


def count_facets(session: Session, wanted: FindingFilter) -> Facets:
    """Count a filter and its neighbours."""
    base = FindingFilter(
        seen_before=wanted.seen_before,
        item_no=wanted.item_no,
        sha256=wanted.sha256,
        resolved=wanted.resolved,
    )
    plan_id = session.plan.id
    with session.engine.connect() as connection:
        cells: Sequence[Cell] = _kept_of(session).get(
            _number(connection), (plan_id, base), lambda: queue_cells(connection, plan_id, base)
        )
    return facets_of(cells, wanted)


def count_files(session: Session, wanted: FindingFilter) -> Sequence[Count]:
    """Count a filter by file."""
    plan_id, key = session.plan.id, replace(wanted, departments=_hashable(wanted))
    with session.engine.connect() as connection:
        counts: Sequence[Count] = _kept_of(session).get(
            _number(connection),
            (plan_id, "sha256", key),
            lambda: queue_counts(connection, plan_id, wanted, "sha256"),
        )
    return counts


def facets_of(cells: Sequence[Cell], wanted: FindingFilter) -> Facets:
    """Add the cells up."""
    made: tuple[Counter[str], ...] = tuple(Counter() for _ in range(_PLACES))
    groups: Counter[tuple[str, str]] = Counter()
    total, states = 0, {str(one) for one in wanted.states}
    severities = {str(one) for one in wanted.severities}
    seen, rule, asked = wanted.departments, wanted.rule, wanted.round_id
    for one in cells:
        values = (one.department, one.rule, one.severity, one.state, one.round_id)
        misses = [
            place
            for place, hit in enumerate(
                (
                    seen is None or one.department in seen,
                    not rule or one.rule.startswith(rule),
                    not severities or one.severity in severities,
                    not states or one.state in states,
                    not asked or one.round_id == asked,
                )
            )
            if not hit
        ]
        if not misses:
            total += one.count
            groups["department", one.department] += one.count
            groups["rule", one.rule] += one.count
        for place in misses if len(misses) == 1 else () if misses else range(_PLACES):
            made[place][values[place]] += one.count
    departments, rules, weights, moods, rounds = made
    return Facets(total, departments, rules, weights, moods, rounds, groups)


def _number(connection: Connection) -> int:
    """Return how far the trail goes."""
    last = last_entry(connection)
    return last.number if last else 0


def _kept_of(session: Session) -> _Kept:
    """Return what is kept of a database."""
    with _guard:
        return _kept.setdefault(session.engine, _Kept())


def _hashable(wanted: FindingFilter) -> frozenset[str] | None:
    """Return the departments of a filter as part of a key."""
    return None if wanted.departments is None else frozenset(wanted.departments)
