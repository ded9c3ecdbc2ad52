"""What the entries of the trail answer for: every row that holds a decision, as the last entry that touched it left it.

A change notes, before its first write to a table of decisions, how the table's rows stand, and tells in its last
entry which of them it left otherwise. Whoever walks the trail knows so how every such row has to be: a row
that was put in, changed or taken out behind the trail's back is one that no entry explains.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, select

from shinchoku.adapters.state.audit import told_in
from shinchoku.adapters.state.tables import approvals, audit, official_figures, releases
from shinchoku.adapters.state.tables_of_catalogues import kept_drifts
from shinchoku.adapters.state.tables_of_people import (
    accounts,
    amendments,
    corrections,
    destroyed_contents,
    highlight_choices,
    quarantines,
    takedowns,
    waivers,
)

WITNESSED: Mapping[str, Table] = {
    table.name: table
    for table in (
        accounts,
        amendments,
        approvals,
        corrections,
        destroyed_contents,
        highlight_choices,
        kept_drifts,
        official_figures,
        quarantines,
        releases,
        takedowns,
        waivers,
    )
}
"""The tables whose rows entries answer for."""

_DIGITS = 32
GONE = ""
"""What is told of a row that is no longer there."""

Rows = dict[str, dict[str, str]]
"""A digest for each row, by table and by the row's key."""
DigestChanges = dict[str, dict[str, list[str]]]
"""For each row the digest that it had before and the one it has since, by table and by the row's key."""


@dataclass(frozen=True, slots=True)
class Witness:
    """Looks at the tables of decisions that one change writes to, before and after."""

    plan_id: str
    _before: Rows = field(default_factory=dict)

    def note(self, connection: Connection, table: str) -> None:
        """Note how a table stands that is about to be written to; the first time is the one that counts."""
        if table in WITNESSED and table not in self._before:
            self._before[table] = rows_of(connection, WITNESSED[table], self.plan_id)

    def told(self, connection: Connection) -> DigestChanges:
        """Return the rows that stand otherwise than before: how they stood, and how they stand; `GONE` for not at all."""
        changed: DigestChanges = {}
        for name, before in self._before.items():
            after = rows_of(connection, WITNESSED[name], self.plan_id)
            pairs = {
                key: [before.get(key, GONE), after.get(key, GONE)]
                for key in sorted(before.keys() | after.keys())
            }
            rows = {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}
            if rows:
                changed[name] = rows
        return changed


@dataclass(frozen=True, slots=True)
class Unexplained:
    """A row that no entry explains: its table, its key, and whether it is there, was there, or is another one now."""

    table: str
    key: str
    is_there: bool
    entry: int | None
    """The last entry that told of the row; none if no entry ever did."""


def rows_of(connection: Connection, table: Table, plan_id: str | None = None) -> dict[str, str]:
    """Return a digest for each row of a table, by its key: of one plan, or of all."""
    query = select(table)
    if plan_id is not None and "plan_id" in table.c:
        query = query.where(table.c.plan_id == plan_id)
    keys = [column.name for column in table.primary_key]
    found: dict[str, str] = {}
    for row in connection.execute(query).mappings():
        values = json.dumps(dict(row), ensure_ascii=False, sort_keys=True, default=lambda at: at.isoformat())
        found["/".join(str(row[key]) for key in keys)] = hashlib.sha256(values.encode()).hexdigest()[:_DIGITS]
    return found


def unexplained_rows(connection: Connection) -> list[Unexplained]:
    """Return the rows that do not stand as the last entry left them, or that an entry found otherwise than the one before it."""
    entries = connection.execute(select(audit.c.number, audit.c.rows).order_by(audit.c.number)).tuples()
    told, found = _told(entries)
    for name in WITNESSED:
        stands = rows_of(connection, WITNESSED[name])
        known = told.get(name, {})
        for key in sorted(stands.keys() | known.keys()):
            number, digest = known.get(key, (None, GONE))
            if stands.get(key, GONE) != digest:
                found.append(Unexplained(name, key, key in stands, number))
    return found


def _told(
    entries: Iterable[tuple[int, str]],
) -> tuple[dict[str, dict[str, tuple[int | None, str]]], list[Unexplained]]:
    """Return what the entries together tell of each row, and the rows that changed between two of them."""
    told: dict[str, dict[str, tuple[int | None, str]]] = {}
    between: list[Unexplained] = []
    for number, rows in entries:
        for name, key, before, after in _pairs(rows):
            known = told.setdefault(name, {})
            last, digest = known.get(key, (None, GONE))
            if before != digest:
                between.append(Unexplained(name, key, before != GONE, last))
            known[key] = (number, after)
    return told, between


def _pairs(rows: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield what an entry tells of rows: table, key, before, after; nothing of what somebody garbled."""
    for name, pairs in told_in(rows).items():
        for key, pair in pairs.items() if name in WITNESSED and isinstance(pairs, dict) else ():
            if isinstance(pair, list) and len(pair) == len(("before", "after")):
                yield name, key, str(pair[0]), str(pair[1])
