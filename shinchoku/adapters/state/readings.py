"""What was read of each content, kept until the reader or the plan's layouts change."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Annotated

from sqlalchemy import Connection, select

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.codec import Codec, InOrder, StoredAs
from shinchoku.adapters.state.problems import StoredKind, StoredProblem
from shinchoku.adapters.state.rows import values_of
from shinchoku.adapters.state.tables import readings, sheet_rows
from shinchoku.intake.account import ReadingAccount, TableAccount
from shinchoku.intake.sheets import CellText, Label, Problem, ProposedAmendment, Reading, SheetRow
from shinchoku.intake.steps import Step

_Plain = tuple[str, str]
_Told = tuple[str, str, tuple[Annotated[Step, InOrder()], ...], tuple[StoredKind, ...], tuple[str, ...]]


def _shortest(cell: CellText) -> tuple[object, ...]:
    """Return a cell as its row keeps it: of one with nothing to tell but its text, just its name and that."""
    return cell if cell.steps or cell.marks or cell.units else cell[:2]


_Cell = Annotated[CellText, StoredAs(_Plain | _Told, lambda told: CellText(*told), _shortest)]
_CELLS: Codec[Mapping[str, CellText]] = Codec(dict[str, _Cell])
_LABELS: Codec[tuple[Label, ...]] = Codec(tuple[Label, ...])
_PROBLEMS: Codec[tuple[Problem, ...]] = Codec(tuple[StoredProblem, ...])
_PROPOSALS: Codec[tuple[ProposedAmendment, ...]] = Codec(tuple[ProposedAmendment, ...])
_ACCOUNT: Codec[ReadingAccount] = Codec(ReadingAccount)


def load_readings(connection: Connection, reader: str, by_any: Collection[str] = ()) -> dict[str, Reading]:
    """Return what this reader made of each content; of the contents `by_any`, what whichever reader made."""
    rows: defaultdict[str, list[SheetRow]] = defaultdict(list)
    mine = (readings.c.reader == reader) | readings.c.sha256.in_(by_any)
    query = select(sheet_rows).join(readings, readings.c.sha256 == sheet_rows.c.sha256).where(mine)
    for row in connection.execute(query.order_by(sheet_rows.c.sha256, sheet_rows.c.position)):
        cells = _CELLS.load(row.cells)
        rows[row.sha256].append(SheetRow(row.sheet_number, row.sheet_name, row.row_number, cells))
    return {
        row.sha256: Reading(
            rows=tuple(rows.get(row.sha256, ())),
            labels=_LABELS.load(row.labels),
            problems=_PROBLEMS.load(row.problems),
            account=_ACCOUNT.load(row.account),
            proposals=_PROPOSALS.load(row.proposals),
        )
        for row in connection.execute(select(readings).where(mine))
    }


def read_by_another(connection: Connection, reader: str) -> frozenset[str]:
    """Return the contents of which there is only what another reader made."""
    return frozenset(connection.scalars(select(readings.c.sha256).where(readings.c.reader != reader)))


def save_readings(change: Change, found: Mapping[str, Reading], reader: str) -> None:
    """Keep what was read, in place of what another reader made of the same bytes."""
    for sha256, reading in found.items():
        change.delete(sheet_rows, sheet_rows.c.sha256 == sha256)
        change.delete(readings, readings.c.sha256 == sha256)
        change.insert(
            readings,
            sha256=sha256,
            reader=reader,
            labels=_LABELS.dump(reading.labels),
            problems=_PROBLEMS.dump(reading.problems),
            account=_ACCOUNT.dump(reading.account),
            proposals=_PROPOSALS.dump(reading.proposals),
        )
        change.insert_all(
            sheet_rows,
            (
                values_of(sheet_rows, row, sha256=sha256, position=position, cells=_CELLS.dump(row.cells))
                for position, row in enumerate(reading.rows)
            ),
        )
    change.record("read", reader[:12], {"contents": str(len(found))})


def load_tables(connection: Connection, sha256: str, sheet_number: int) -> tuple[TableAccount, ...]:
    """Return the tables that were read on one sheet of a content; none if it was never read."""
    stored = connection.scalar(select(readings.c.account).where(readings.c.sha256 == sha256))
    sheets = _ACCOUNT.load(stored).sheets if stored else ()
    return tuple(table for sheet in sheets if sheet.number == sheet_number for table in sheet.tables)


def load_proposals(
    connection: Connection, contents: Collection[str]
) -> dict[str, tuple[ProposedAmendment, ...]]:
    """Return what departments propose in some contents, by content."""
    query = select(readings.c.sha256, readings.c.proposals).where(readings.c.sha256.in_(contents))
    return {row.sha256: _PROPOSALS.load(row.proposals) for row in connection.execute(query)}
