"""What waits for a second person (waivers, amendments, takedowns) is put up and decided alike, each in its own table."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import ColumnElement, Table

from schemas.codes import CodeList
from shinchoku.adapters.state.change import Change

UNDECIDED: Mapping[str, object] = {
    "decided_by": "",
    "decided_role": "",
    "decided_on": None,
    "decided_reason": "",
}
"""What the columns of a decision say until there is one."""


def decide(
    change: Change, table: Table, status: CodeList, on: date, *where: ColumnElement[bool], **more: object
) -> bool:
    """Record how what stands under some conditions was decided, by whom and why; false if nothing does."""
    decided = {"decided_by": change.actor.name, "decided_role": change.actor.role, "decided_on": on}
    return change.update(table, *where, status=status, decided_reason=change.reason, **decided, **more) > 0
