"""The receipts of catalogues as lists show them, and each of them whole; they are only ever read here."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from shinchoku.adapters.state.rows import record_of
from shinchoku.adapters.state.tables_of_catalogues import catalogue_receipts
from shinchoku.catalogues.receipts import Receipt, Via


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """A receipt without what stands in it: the number it is kept under, and what it is of."""

    number: int
    catalogue: str
    version: str
    at: datetime
    via: Via


def list_receipts(
    connection: Connection, plan_id: str, *, catalogue: str = "", version: str = "", most: int | None = None
) -> list[KeptReceipt]:
    """Return the newest receipts, the last one first: of a catalogue, of a version, or of all."""
    table = catalogue_receipts.c
    asked = [table.plan_id == plan_id]
    asked += [table.catalogue == catalogue] if catalogue else []
    asked += [table.version == version] if version else []
    columns = (table.id.label("number"), table.catalogue, table.version, table.at, table.via)
    rows = connection.execute(select(*columns).where(*asked).order_by(table.id.desc()).limit(most))
    return [record_of(KeptReceipt, row) for row in rows]


def newest_receipts(connection: Connection, plan_id: str) -> dict[str, Receipt]:
    """Return the last receipt of each catalogue, whole, by the catalogue's name."""
    table = catalogue_receipts.c
    newest = select(func.max(table.id)).where(table.plan_id == plan_id).group_by(table.catalogue)
    rows = connection.execute(select(table.content).where(table.id.in_(newest)))
    found = (Receipt.model_validate_json(row.content) for row in rows)
    return {one.catalogue: one for one in found}


def load_receipt(connection: Connection, plan_id: str, number: int) -> Receipt | None:
    """Return a receipt by the number that it is kept under, if the plan has it."""
    table = catalogue_receipts.c
    content = connection.scalar(select(table.content).where(table.plan_id == plan_id, table.id == number))
    return None if content is None else Receipt.model_validate_json(content)
