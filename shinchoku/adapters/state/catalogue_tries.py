"""The last try at each catalogue. It is housekeeping: no decision, nothing published, and no entry in the trail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from sqlalchemy import Connection, Engine, insert, update

from shinchoku.adapters.state.codec import Codec, InOrder
from shinchoku.adapters.state.rows import of_plan, record_of
from shinchoku.adapters.state.tables_of_catalogues import catalogue_tries
from shinchoku.catalogues.last_try import Drifted, LastTry

_C = catalogue_tries.c
_DRIFTED: Codec[tuple[Drifted, ...]] = Codec(tuple[Annotated[Drifted, InOrder()], ...])


@dataclass(frozen=True, slots=True)
class KnownTry:
    """What is known of the last try at a catalogue, and of the last look that told what others had changed."""

    at: datetime
    writes: int
    looked_at: datetime | None
    drifted: tuple[Drifted, ...]


def keep_tries(engine: Engine, plan_id: str, tries: Sequence[LastTry]) -> None:
    """Keep when catalogues were tried, each in place of the try before."""
    with engine.begin() as connection:
        for one in tries:
            values: dict[str, object] = {"at": one.at, "writes": one.writes}
            if one.drifted is not None:
                values |= {"looked_at": one.at, "drifted": _DRIFTED.dump(one.drifted)}
            of_catalogue = (_C.plan_id == plan_id, _C.catalogue == one.catalogue)
            renewed = connection.execute(update(catalogue_tries).where(*of_catalogue).values(values))
            if renewed.rowcount == 0:
                row = {"plan_id": plan_id, "catalogue": one.catalogue, "drifted": _DRIFTED.dump(()), **values}
                connection.execute(insert(catalogue_tries).values(row))


def load_tries(connection: Connection, plan_id: str) -> dict[str, KnownTry]:
    """Return the last try at each catalogue, by name."""
    rows = connection.execute(of_plan(catalogue_tries, plan_id))
    return {row.catalogue: record_of(KnownTry, row, drifted=_DRIFTED.load(row.drifted)) for row in rows}
