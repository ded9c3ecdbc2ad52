"""The revisions of a package held against its tables: what was revised last is what is published."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from schemas.codes import RevisionKind
from schemas.published import TABLES
from shinchoku.bilingual import Bilingual
from shinchoku.figures.tables import Table, TextRow
from shinchoku.package.references import FaultParts
from shinchoku.releases.changes import COMPARED
from shinchoku.releases.history import version_order
from shinchoku.releases.row_key import row_key_of

_FILE = "revisions.csv"
_Cell = tuple[str, str, str, str]
"""Fiscal year, table, key of the row, column."""


@dataclass(frozen=True, slots=True)
class _Revision:
    """One row of the revisions: where it stands in the file, and what it says."""

    number: int
    row: TextRow

    @property
    def cell(self) -> _Cell:
        """The published value that it is about."""
        year, table, key, field = (
            self.row[name] for name in ("fiscal_year", "table_name", "row_key", "field")
        )
        return year, table, key, field


def revision_faults(tables: Mapping[str, Table]) -> Iterator[FaultParts]:
    """Yield revisions that contradict themselves, one another, or what is published.

    Raises:
        ValueError: if a version is none.
    """
    published = _published(tables)
    by_cell: dict[_Cell, list[_Revision]] = {}
    for number, row in enumerate(tables["revisions"], start=1):
        one = _Revision(number, row)
        if wrong := _wrong_place(row):
            yield _FILE, number, wrong
            continue
        if wrong := _wrong_kind(row):
            yield _FILE, number, wrong
        by_cell.setdefault(one.cell, []).append(one)
    for cell, revisions in by_cell.items():
        yield from _broken_chain(
            sorted(revisions, key=lambda one: version_order(one.row["version"])), published.get(cell, "")
        )


def _published(tables: Mapping[str, Table]) -> dict[_Cell, str]:
    """Return every published value that may be revised."""
    found: dict[_Cell, str] = {}
    for table in COMPARED:
        columns = TABLES[table].columns
        for row in tables[table]:
            key = row_key_of(table, row)
            for field in columns:
                found[row["fiscal_year"], table, key, field] = row[field]
    return found


def _wrong_place(row: TextRow) -> Bilingual | None:
    """Say why a revision is about no value that a table can have."""
    table, field = row["table_name"], row["field"]
    key = dict(part.partition("=")[::2] for part in row["row_key"].split(";"))
    is_value = table in COMPARED and field in TABLES[table].columns
    if not is_value or field in TABLES[table].primary_key or tuple(key) != TABLES[table].key_within_year:
        return Bilingual(
            f"表「{table}」に、行「{row['row_key']}」の列「{field}」という値はありません。",
            f"the table {table!r} has no value {field!r} of a row {row['row_key']!r}.",
        )
    if row["item_no"] != key.get("item_no", ""):
        return Bilingual(
            f"項目番号「{row['item_no']}」が行のキー「{row['row_key']}」と違います。",
            f"the item number {row['item_no']!r} is not the one of the key {row['row_key']!r}.",
        )
    return None


def _wrong_kind(row: TextRow) -> Bilingual | None:
    """Say why the kind of a revision is not what its values show."""
    kind, old, new = RevisionKind.of(row["revision_kind"]), row["old_value"], row["new_value"]
    fits = {
        RevisionKind.ADDED: not old and bool(new),
        RevisionKind.REMOVED: bool(old) and not new,
        RevisionKind.CHANGED: old != new,
        RevisionKind.CORRECTED_BEFORE_RELEASE: bool(row["correction_no"]),
    }
    if fits[kind]:
        return None
    return Bilingual(
        f"変更の種類「{kind.label_ja}」が値（「{old}」→「{new}」）と合いません。",
        f"the kind {kind!r} does not fit the values ({old!r} → {new!r}).",
    )


def _broken_chain(revisions: list[_Revision], published: str) -> Iterator[FaultParts]:
    """Yield revisions of one value that do not continue the one before, or do not end at what is published."""
    for before, one in pairwise(revisions):
        was, is_ = before.row["new_value"], one.row["old_value"]
        if one.row["revision_kind"] != RevisionKind.CORRECTED_BEFORE_RELEASE and was != is_:
            words = Bilingual(
                f"前の値「{is_}」が、その前の改訂（{before.row['version']}）の新しい値「{was}」と違います。",
                f"the old value {is_!r} is not the new value {was!r} of the revision before ({before.row['version']}).",
            )
            yield _FILE, one.number, words
    last = revisions[-1]
    if last.row["new_value"] != published:
        words = Bilingual(
            f"最後の改訂の新しい値「{last.row['new_value']}」が、公表している値「{published}」と違います。",
            f"the new value {last.row['new_value']!r} of the last revision is not what is published ({published!r}).",
        )
        yield _FILE, last.number, words
