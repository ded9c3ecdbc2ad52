"""The one way to write to the state: a change that has an actor and a reason, and leaves a record.

The engine itself refuses every other write (`guard_writes`), so that no table moves without somebody's
name on it. What the console keeps while it is used (`HOUSEKEEPING`) holds no decision and is exempt.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Delete,
    Engine,
    Insert,
    Table,
    Update,
    delete,
    event,
    insert,
    update,
)

from shinchoku.adapters.state.audit import record_act, take_turn, tell_rows
from shinchoku.adapters.state.tables_of_people import HOUSEKEEPING
from shinchoku.adapters.state.witness import Witness
from shinchoku.review.people import Actor

_OPTION = "shinchoku_writing"
WRITING = {_OPTION: True}
"""The execution option of a connection that may write without a change: a migration's."""


class UnattributedWriteError(Exception):
    """A program tried to write without saying who and why: its mistake, never a user's."""


@dataclass(slots=True)
class Change:
    """A transaction of somebody, for a reason; everything that writes takes one."""

    connection: Connection
    plan_id: str
    actor: Actor
    reason: str
    at: datetime
    acts: int = field(default=0)

    def record(self, action: str, subject: str, detail: Mapping[str, str] | None = None) -> None:
        """Append what was done, to what, and the particulars, to the audit trail."""
        told = {"plan_id": self.plan_id, "action": action, "subject": subject, "reason": self.reason}
        record_act(self.connection, self.at, self.actor, detail or {}, **told)
        self.acts += 1

    def insert(self, table: Table, /, **values: object) -> int:
        """Keep a row, of the plan if the table has plans; return its number, or zero where rows have none."""
        made = self.connection.execute(insert(table).values(**self._key(table), **values))
        return int(made.inserted_primary_key[0]) if made.inserted_primary_key and "id" in table.c else 0

    def insert_all(self, table: Table, rows: Iterable[Mapping[str, object]], /) -> None:
        """Keep many rows in one statement, of the plan if the table has plans."""
        if found := [{**self._key(table), **row} for row in rows]:
            self.connection.execute(insert(table), found)

    def update(self, table: Table, /, *where: ColumnElement[bool], **values: object) -> int:
        """Change the rows under all of some conditions, of the plan if the table has plans; return how many they were."""
        changed = update(table).where(*self._mine(table), *where).values(**values)
        return self.connection.execute(changed).rowcount

    def delete(self, table: Table, /, *where: ColumnElement[bool]) -> int:
        """Take out the rows under all of some conditions, of the plan if the table has plans; return how many they were."""
        return self.connection.execute(delete(table).where(*self._mine(table), *where)).rowcount

    def _key(self, table: Table) -> dict[str, object]:
        """Return what makes a row the plan's, for a table that has plans."""
        return {"plan_id": self.plan_id} if "plan_id" in table.c else {}

    def _mine(self, table: Table) -> list[ColumnElement[bool]]:
        """Return the condition that a row is the plan's, for a table that has plans."""
        return [table.c[name] == value for name, value in self._key(table).items()]


@contextmanager
def changing(engine: Engine, plan_id: str, actor: Actor, reason: str, at: datetime) -> Iterator[Change]:
    """Begin a change; it is committed as a whole, together with its record, or not at all.

    Changes follow one another: what one has read, no other moves before it is done.

    Raises:
        UnattributedWriteError: if it has no reason, or recorded nothing.
    """
    if not actor.name or not reason.strip():
        raise UnattributedWriteError("a change needs an actor and a reason")
    witness = Witness(plan_id)
    with engine.connect().execution_options(**{_OPTION: witness}) as connection, connection.begin():
        take_turn(connection)
        change = Change(connection, plan_id, actor, reason, at)
        yield change
        if change.acts == 0:
            raise UnattributedWriteError(f"{actor.name} changed the state ({reason}) and recorded nothing")
        if rows := witness.told(connection):
            tell_rows(connection, rows)


def is_writing(connection: Connection) -> bool:
    """Tell whether a connection carries a change, and so must take its lock at once."""
    return bool(connection.get_execution_options().get(_OPTION))


def guard_writes(engine: Engine) -> None:
    """Have an engine refuse every write that is part of no change."""

    @event.listens_for(engine, "before_execute")
    def _refuse(connection: Connection, clause: object, *_others: object) -> None:
        if not isinstance(clause, (Insert, Update, Delete)):
            return
        name = getattr(clause.table, "name", "")
        if name not in HOUSEKEEPING and not is_writing(connection):
            raise UnattributedWriteError(f"a write to {clause.table} outside of a change")
        witness = connection.get_execution_options().get(_OPTION)
        if isinstance(witness, Witness):
            witness.note(connection, name)
