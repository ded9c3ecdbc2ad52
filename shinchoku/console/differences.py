"""Differences between two states of the dataset as a page shows them: by table, the first rows of each, or page by page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from shinchoku.bilingual import Bilingual
from shinchoku.console.request_context import RequestContext
from shinchoku.review.preview import RowKind, RowLine, TablePreview

ROWS = 150
"""How many rows of a table stand on one page."""
_FEW = 40
"""With no more rows than this in all, every table is open from the start."""

AddressOf = Callable[[dict[str, object]], str]
"""Makes the page's own address with another query."""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """One table whose rows change: its rows on this page, and where the rest is."""

    table: str
    title: Bilingual
    counts: tuple[tuple[RowKind, int], ...]
    """How many rows come, change and go, without the kinds of which there are none."""
    rows: tuple[RowLine, ...]
    first: int
    total: int
    is_open: bool
    alone: str
    """The address of the table by itself, if not all of its rows stand here."""


@dataclass(frozen=True, slots=True)
class Differences:
    """What a page shows of the rows that change."""

    tables: tuple[ShownTable, ...]
    total: int
    whole: str
    """The address of everything on one page, if something is left out here."""
    back: str
    """The address of all tables, if only one is shown."""
    previous: str
    next: str
    names: Mapping[str, str]
    """What the items are called, by number."""


def differences(context: RequestContext, tables: Sequence[TablePreview], address: AddressOf) -> Differences:
    """Return what a page shows: all tables, or with `table` and `from` in its query one of them page by page."""
    total = sum(len(one.rows) for one in tables)
    names = {no: item.name for no, item in context.session.plan.items_by_no.items()}
    wanted = next((one for one in tables if one.table == context.query.get("table")), None)
    if context.query.get("rows") == "all":
        shown = tuple(_shown(one, 0, len(one.rows), is_open=True) for one in tables)
        return Differences(shown, total, "", "", "", "", names)
    everything = address({"rows": "all"})
    if wanted is not None:
        return _one_table(context, wanted, total, address)
    shown = tuple(
        _shown(one, 0, ROWS, is_open=total <= _FEW, alone=address({"table": one.table})) for one in tables
    )
    is_cut = any(len(one.rows) < one.total for one in shown)
    return Differences(shown, total, everything if is_cut else "", "", "", "", names)


def _one_table(context: RequestContext, table: TablePreview, total: int, address: AddressOf) -> Differences:
    """Return one page of one table."""
    size = len(table.rows)
    start = next((at for at in range(0, size, ROWS) if str(at) == context.query.get("from")), 0)
    before = address({"table": table.table, "from": max(start - ROWS, 0)}) if start else ""
    after = address({"table": table.table, "from": start + ROWS}) if start + ROWS < size else ""
    shown = _shown(table, start, ROWS, is_open=True)
    names = {no: item.name for no, item in context.session.plan.items_by_no.items()}
    return Differences((shown,), total, address({"rows": "all"}), address({}), before, after, names)


def _shown(table: TablePreview, start: int, most: int, *, is_open: bool, alone: str = "") -> ShownTable:
    """Return some rows of a table."""
    rows = table.rows[start : start + most]
    return ShownTable(
        table=table.table,
        title=table.title,
        counts=tuple((kind, count) for kind in RowKind if (count := table.count(kind))),
        rows=rows,
        first=start + 1,
        total=len(table.rows),
        is_open=is_open,
        alone=alone if len(rows) < len(table.rows) else "",
    )
