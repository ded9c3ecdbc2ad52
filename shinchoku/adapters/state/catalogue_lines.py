"""The outbox of catalogues: the line of each, and the receipts of what they showed."""

from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import Connection, Row, select

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.codec import Codec, InOrder
from shinchoku.adapters.state.rows import of_plan, record_of, values_of
from shinchoku.adapters.state.tables_of_catalogues import catalogue_lines, catalogue_receipts
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.outbox import CatalogueStatus, OutboxLine
from shinchoku.catalogues.receipts import Receipt, Via, to_json
from shinchoku.catalogues.things import Thing
from shinchoku.review.acts import Act

_TOLD: Codec[tuple[Thing, ...]] = Codec(tuple[Annotated[Thing, InOrder()], ...])
_ACTS = {
    CatalogueStatus.PENDING: Act.PUBLISH_PENDING,
    CatalogueStatus.PUBLISHED: Act.PUBLISH,
    CatalogueStatus.FAILED: Act.PUBLISH_FAILED,
    CatalogueStatus.REFUSED: Act.PUBLISH_REFUSED,
    CatalogueStatus.HELD: Act.PUBLISH_HELD,
    CatalogueStatus.HANDED_OVER: Act.HAND_OVER,
}


def load_lines(connection: Connection, plan_id: str) -> dict[str, OutboxLine]:
    """Return the line of each catalogue that was ever told or has to be, by name."""
    rows = connection.execute(of_plan(catalogue_lines, plan_id).order_by(catalogue_lines.c.catalogue))
    return {row.catalogue: _line(row) for row in rows}


def save_line(change: Change, line: OutboxLine) -> None:
    """Keep the line of a catalogue, and record how it stands."""
    why = line.last_error or Bilingual("", "")
    error = {"last_error_ja": why.ja, "last_error_en": why.en}
    values = values_of(catalogue_lines, line, told=_TOLD.dump(tuple(line.told.values())), **error)
    if not change.update(catalogue_lines, catalogue_lines.c.catalogue == line.catalogue, **values):
        change.insert(catalogue_lines, **values)
    particulars = {
        "version": line.version,
        "attempts": str(line.attempts or ""),
        "bundle": line.bundle,
        "error": why.en,
    }
    change.record(
        _ACTS[line.status],
        _subject(line.catalogue),
        {name: told for name, told in particulars.items() if told},
    )


def save_receipt(change: Change, receipt: Receipt) -> None:
    """Keep a receipt for good, and record that it came."""
    change.insert(
        catalogue_receipts,
        catalogue=receipt.catalogue,
        version=receipt.version,
        at=datetime.fromisoformat(receipt.at),
        via=receipt.via,
        content=to_json(receipt),
    )
    action = Act.RECEIPT if receipt.via is Via.BUNDLE else Act.READ_BACK
    detail = {
        "version": receipt.version,
        "files": str(len(receipt.files)),
        "tables": str(len(receipt.tables)),
    }
    change.record(action, _subject(receipt.catalogue), detail)


def load_receipts(connection: Connection, plan_id: str, version: str | None = None) -> list[Receipt]:
    """Return the receipts of a version, or of all, in the order in which they came."""
    query = select(catalogue_receipts.c.content).where(catalogue_receipts.c.plan_id == plan_id)
    if version is not None:
        query = query.where(catalogue_receipts.c.version == version)
    rows = connection.execute(query.order_by(catalogue_receipts.c.id))
    return [Receipt.model_validate_json(row.content) for row in rows]


def _subject(catalogue: str) -> str:
    """Return how the record names a catalogue."""
    return f"catalogue {catalogue}"


def _line(row: Row[Any]) -> OutboxLine:
    """Read a line back."""
    why = Bilingual(row.last_error_ja, row.last_error_en)
    told = {thing.key: thing for thing in _TOLD.load(row.told)}
    return record_of(OutboxLine, row, last_error=why if why.ja or why.en else None, told=told)
