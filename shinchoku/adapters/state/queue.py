"""The queue of findings: filtered by the database, paged by the last key, so that thousands stay quick."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, select, tuple_

from schemas.codes import Severity
from shinchoku.adapters.state.findings import FILE_BY_FILE, RANKS
from shinchoku.adapters.state.tables import findings
from shinchoku.checks.findings import FindingState
from shinchoku.checks.rule_list import RULES

_C = findings.c
_ORDER = (_C.rank, _C.first_seen, _C.fingerprint)
PAGE = 50
"""Findings on a page."""


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings are wanted; what is empty does not narrow. `rule` is a code or a family.

    `departments` is `None` for all of them; `seen_before` keeps what was first found before a day.
    """

    departments: Collection[str] | None = None
    rule: str = ""
    severities: tuple[Severity, ...] = ()
    states: tuple[FindingState, ...] = ()
    seen_before: date | None = None
    round_id: str = ""
    item_no: str = ""
    sha256: str = ""
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class QueueKey:
    """Where a page ends: the order of the queue is weight, then age, then fingerprint."""

    rank: int
    first_seen: date
    fingerprint: str

    def __str__(self) -> str:
        """Write the key as an address carries it."""
        return f"{self.rank}.{self.first_seen.isoformat()}.{self.fingerprint}"

    @classmethod
    def read(cls, text: str) -> QueueKey | None:
        """Read a key back; what is none is no key."""
        rank, _, rest = text.partition(".")
        day, _, fingerprint = rest.partition(".")
        try:
            return cls(int(rank), date.fromisoformat(day), fingerprint)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of the queue, and the keys to go on and back from, if there is more that way."""

    findings: tuple[dict[str, Any], ...]
    following: QueueKey | None
    preceding: QueueKey | None


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings share a value."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Cell:
    """How many findings are alike in everything that the queue is narrowed by with a list to choose from."""

    department: str
    rule: str
    severity: str
    state: str
    round_id: str
    count: int


def queue_page(
    connection: Connection,
    plan_id: str,
    wanted: FindingFilter,
    *,
    after: QueueKey | None = None,
    before: QueueKey | None = None,
    most: int = PAGE,
) -> QueuePage:
    """Return the page of the queue that follows a key, or precedes one, or is the first."""
    query = select(findings).where(_condition(plan_id, wanted))
    order = tuple_(*_ORDER)
    if before is not None:
        at = (before.rank, before.first_seen, before.fingerprint)
        query = query.where(order < at).order_by(*(column.desc() for column in _ORDER))
    else:
        if after is not None:
            query = query.where(order > (after.rank, after.first_seen, after.fingerprint))
        query = query.order_by(*_ORDER)
    rows = [dict(row) for row in connection.execute(query.limit(most + 1)).mappings()]
    more, rows = len(rows) > most, rows[:most]
    if before is not None:
        rows.reverse()
        return QueuePage(tuple(rows), _key(rows, -1), _key(rows, 0) if more else None)
    return QueuePage(
        tuple(rows), _key(rows, -1) if more else None, _key(rows, 0) if after is not None else None
    )


def findings_by_file(connection: Connection, plan_id: str, wanted: FindingFilter) -> list[dict[str, Any]]:
    """Return every finding of a filter, in the order people read them: file by file."""
    query = select(findings).where(_condition(plan_id, wanted)).order_by(*FILE_BY_FILE)
    return [dict(row._mapping) for row in connection.execute(query)]  # noqa: SLF001 -- public despite its name


def queue_counts(connection: Connection, plan_id: str, wanted: FindingFilter, by: str) -> list[Count]:
    """Count the findings of a filter by one column (`department`, `rule`, `severity`, `state`, `round_id`)."""
    column = _C[by]
    query: Select[Any] = (
        select(column, func.count()).where(_condition(plan_id, wanted)).group_by(column).order_by(column)
    )
    return [Count(str(value), count) for value, count in connection.execute(query)]


def queue_cells(connection: Connection, plan_id: str, wanted: FindingFilter) -> list[Cell]:
    """Count the findings of a filter by everything at once: every narrower count is a sum of these."""
    columns = (_C.department, _C.rule, _C.severity, _C.state, _C.round_id)
    query = select(*columns, func.count()).where(_condition(plan_id, wanted)).group_by(*columns)
    return [Cell(*row) for row in connection.execute(query)]


def fingerprints_of(connection: Connection, plan_id: str, wanted: FindingFilter, most: int) -> list[str]:
    """Return the fingerprints of a whole group, in the order of the queue, but no more than a bulk decision takes."""
    query = select(_C.fingerprint).where(_condition(plan_id, wanted)).order_by(*_ORDER).limit(most)
    return list(connection.scalars(query))


def findings_named(
    connection: Connection, plan_id: str, fingerprints: Collection[str]
) -> dict[str, dict[str, Any]]:
    """Return findings by their whole fingerprints; what is none is left out."""
    query = select(findings).where(_C.plan_id == plan_id, _C.fingerprint.in_(fingerprints))
    return {row["fingerprint"]: dict(row) for row in connection.execute(query).mappings()}


def similar_findings(
    connection: Connection,
    plan_id: str,
    finding: dict[str, Any],
    departments: Collection[str] | None,
    most: int,
) -> list[dict[str, Any]]:
    """Return other unresolved findings of the same rule, or on the same item, those of the same file first."""
    base = select(findings).where(_C.plan_id == plan_id, _C.is_open).order_by(*_ORDER).limit(most + 1)
    if departments is not None:
        base = base.where(_C.department.in_(departments))
    near = [_C.rule == finding["rule"], *([_C.item_no == finding["item_no"]] if finding["item_no"] else [])]
    same_file = _C.sha256 == finding["sha256"]
    found: dict[str, dict[str, Any]] = {}
    for group in ([and_(same_file, one) for one in near], near):
        rows = [dict(row) for one in group for row in connection.execute(base.where(one)).mappings()]
        for row in sorted(rows, key=lambda row: (row["rank"], row["first_seen"], row["fingerprint"])):
            found.setdefault(row["fingerprint"], row)
    found.pop(finding["fingerprint"], None)
    return list(found.values())[:most]


def _key(rows: Sequence[dict[str, Any]], index: int) -> QueueKey | None:
    """Return the key of a row of a page."""
    if not rows:
        return None
    row = rows[index]
    return QueueKey(row["rank"], row["first_seen"], row["fingerprint"])


def _condition(plan_id: str, wanted: FindingFilter) -> ColumnElement[bool]:
    """Return the condition that a filter is."""
    parts = [_C.plan_id == plan_id, _C.is_open.is_(not wanted.resolved)]
    if wanted.departments is not None:
        parts.append(_C.department.in_(sorted(wanted.departments)))
    if wanted.rule in RULES:
        parts.append(_C.rule == wanted.rule)
    elif wanted.rule:
        parts.append(_C.rule.startswith(wanted.rule, autoescape=True))
    if wanted.severities:
        parts.append(_C.rank.in_([RANKS[one] for one in wanted.severities]))
    if wanted.states:
        parts.append(_C.state.in_(wanted.states))
    if wanted.seen_before is not None:
        parts.append(_C.first_seen < wanted.seen_before)
    for column, value in (
        (_C.round_id, wanted.round_id),
        (_C.item_no, wanted.item_no),
        (_C.sha256, wanted.sha256),
    ):
        if value:
            parts.append(column == value)
    return and_(*parts)
