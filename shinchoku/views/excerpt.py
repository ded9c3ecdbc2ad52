"""Excerpt: the piece of a received sheet around the cell of a finding, from the archive."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from shinchoku.adapters.state.readings import load_tables
from shinchoku.adapters.workbooks.sheet_cache import SheetCache
from shinchoku.checks.rule_list import RULES
from shinchoku.intake.account import TableAccount
from shinchoku.intake.sheets import Sheet, position_of
from shinchoku.night.archived import archived
from shinchoku.review.excerpt import Excerpt, excerpt
from shinchoku.session import Session

_TELL_ROWS_APART = frozenset({"item_no", "item_name"})
"""Columns that stay in sight beside any cell of their row."""


def excerpt_of(
    session: Session, sheets: SheetCache, sha256: str, sheet_number: int, cell: str, *, rule: str = ""
) -> Excerpt | None:
    """Return the piece around a cell of a received content; nothing where it cannot be shown.

    What else the judgement of `rule` rests on in the row is drawn and marked, too.

    It cannot where the content was never archived, it cannot be read, or it has no such sheet.

    Raises:
        OperationalError: if the archive lost it, too many files are being read, or no reader can be started.
    """
    path = archived(session, sha256)
    if path is None:
        return None
    with session.engine.connect() as connection:
        tables = load_tables(connection, sha256, sheet_number)
    return sheets.draw(sha256, path, sheet_number, drawing_of(tables, cell, rule))


def drawing_of(
    tables: Sequence[TableAccount], cell: str, rule: str = ""
) -> Callable[[Sheet], Excerpt | None]:
    """Return what draws the piece around a cell of a sheet whose tables were read so, for a finding of a rule."""
    table = _table_of(tables, cell)
    drawing = partial(excerpt, cell=cell)
    if table is not None:
        first, last = table.header_rows
        decides = RULES[rule].rests_on if rule in RULES else ()
        drawing = partial(
            drawing,
            heading_rows=tuple(range(first, last + 1)),
            label_columns=_letters(table, _TELL_ROWS_APART),
            beside=_letters(table, decides),
        )
    return drawing


def _letters(table: TableAccount, columns: Collection[str]) -> tuple[str, ...]:
    """Return the letters of some columns of a table."""
    return tuple(letters for letters, _, name in table.columns if name in columns)


def _table_of(tables: Sequence[TableAccount], cell: str) -> TableAccount | None:
    """Return the table that a cell lies in: the last one whose headings begin at or above it."""
    at = position_of(cell)
    if at is None:
        return None
    above = [table for table in tables if table.header_rows[0] <= at[0] + 1]
    return max(above, key=lambda table: table.header_rows, default=None)
