"""What persons keep in catalogues as others made it: decisions, which end and are never removed."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.codec import Codec
from shinchoku.adapters.state.rows import of_plan, record_of, values_of
from shinchoku.adapters.state.tables_of_catalogues import kept_drifts
from shinchoku.catalogues.kept import KeptDrift
from shinchoku.catalogues.things import Kept, Value
from shinchoku.review.acts import Act

_FIELDS: Codec[Mapping[str, Value]] = Codec(dict[str, Value])


def load_kept(connection: Connection, plan_id: str) -> dict[str, tuple[KeptDrift, ...]]:
    """Return what is kept in each catalogue today, by the catalogue's name, in the order in which it was decided."""
    table = kept_drifts.c
    found: dict[str, tuple[KeptDrift, ...]] = {}
    for row in connection.execute(of_plan(kept_drifts, plan_id, table.ended_on.is_(None)).order_by(table.id)):
        what = record_of(Kept, row, key=row.thing, fields=_FIELDS.load(row.fields))
        one = record_of(KeptDrift, row, number=row.id, what=what)
        found[row.catalogue] = (*found.get(row.catalogue, ()), one)
    return found


def save_kept(change: Change, catalogue: str, what: Kept, reason: str, since: date) -> None:
    """Keep the decision that a thing stays as others made it, and record it."""
    kept = values_of(kept_drifts, what, thing=what.key, fields=_FIELDS.dump(what.fields))
    why = {"reason": reason, "role": change.actor.role, "since": since, "ended_reason": ""}
    change.insert(kept_drifts, catalogue=catalogue, **kept, **why)
    fields = ", ".join(sorted(what.fields))
    change.record(Act.KEEP_DRIFT, f"catalogue {catalogue}", {"thing": what.key, "fields": fields})


def end_kept(change: Change, catalogue: str, thing: str, reason: str, on: date) -> int:
    """End what is kept of a thing, record it, and return how many decisions ended."""
    table = kept_drifts.c
    ours = table.catalogue == catalogue, table.thing == thing, table.ended_on.is_(None)
    ended = change.update(kept_drifts, *ours, ended_on=on, ended_reason=reason)
    if ended:
        change.record(Act.END_KEPT_DRIFT, f"catalogue {catalogue}", {"thing": thing})
    return ended
