"""The years as readers have them, version by version.

A year's own content is not all that is public of it: publishing adds how far a rate moved since the year
before, and marks what had been confirmed and was changed later. So what a version revises is told from the
years as published. One pass over the history suffices: a year that did not change is composed once.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from schemas.codes import ValueStatus
from schemas.published import TABLES
from shinchoku.figures.rate_changes import with_rate_changes
from shinchoku.figures.tables import Table, TextRow, YearContent
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.changes import COMPARED, compare
from shinchoku.releases.history import Release, YearEntry
from shinchoku.spelling import without_breaks

Published = Mapping[FiscalYear, YearContent]
"""Every year as it is public."""

_MARKED = {
    table: tuple(name for name, column in TABLES[table].columns.items() if column.is_value)
    for table in ("progress", "indicators")
}
"""The values whose change after they were confirmed makes a row 訂正."""
_CONFIRMED = frozenset({ValueStatus.CONFIRMED, ValueStatus.REVISED})

_CAME_LATER = {("achievement", "in_review"): "0"}
"""What rows say of a column that came after their release, where an empty cell would not be true."""

_Of = TypeVar("_Of")
_Place = tuple[FiscalYear, str, str]
"""A year, a table and an item."""


@dataclass(frozen=True, slots=True)
class VersionAsPublished:
    """A version and the one before it, as readers have them.

    `moved` are the years that may differ: their own content changed, or that of the year before them.
    `had_been_public` are the years that any earlier version carried.
    """

    release: Release
    before: Release | None
    years: Published
    years_before: Published
    moved: tuple[FiscalYear, ...]
    had_been_public: frozenset[FiscalYear]
    reshaped: frozenset[FiscalYear] = frozenset()
    """The years that the version before carried in an older shape, and this one in the shape of today."""


def versions_as_published(
    history: Sequence[Release], content_of: Callable[[str], YearContent]
) -> Iterator[VersionAsPublished]:
    """Yield every version, oldest first; `content_of` loads a year's content by digest."""
    raw: Mapping[FiscalYear, YearContent] = {}
    years: dict[FiscalYear, YearContent] = {}
    before: Release | None = None
    known: frozenset[FiscalYear] = frozenset()
    marks: set[_Place] = set()
    for release in history:
        changed = _changed(before.years if before else {}, release.years)
        raw_before, years_before = raw, years
        raw = {year: content_of(entry.digest) for year, entry in sorted(release.years.items())}
        for year in changed & raw.keys():
            marks.update(_marks(year, raw_before.get(year), raw[year]))
        moved = tuple(year for year in sorted({*raw_before, *raw}) if _follows(year, changed))
        years = {year: _composed(year, raw, marks) if year in moved else years_before[year] for year in raw}
        reshaped = frozenset(_reshaped(before, raw_before, release, raw))
        yield VersionAsPublished(release, before, years, years_before, moved, known, reshaped)
        known |= raw.keys()
        before = release


def _changed(
    old: Mapping[FiscalYear, YearEntry], new: Mapping[FiscalYear, YearEntry]
) -> frozenset[FiscalYear]:
    """Return the years that come, go or have other content."""
    digests = [{year: entry.digest for year, entry in years.items()} for years in (old, new)]
    return frozenset(y for y in {**old, **new} if digests[0].get(y) != digests[1].get(y))


def _reshaped(
    before: Release | None,
    old: Mapping[FiscalYear, YearContent],
    release: Release,
    new: Mapping[FiscalYear, YearContent],
) -> Iterator[FiscalYear]:
    """Yield the years that go from an older shape into that of today: a completed content has another digest."""
    if before is None:
        return
    for year in old.keys() & new.keys():
        was, now = before.years[year].digest, release.years[year].digest
        if was != now and was != old[year].digest and now == new[year].digest:
            yield year


def _follows(year: FiscalYear, changed: frozenset[FiscalYear]) -> bool:
    """Tell whether a year may differ: it changed itself, or the one before it did."""
    return any(year.year - one.year in {0, 1} for one in changed)


def year_before(year: FiscalYear, years: Mapping[FiscalYear, _Of]) -> _Of | None:
    """Return what a mapping has for the year before another."""
    return next((one for other, one in years.items() if other.year == year.year - 1), None)


def _marks(year: FiscalYear, old: YearContent | None, new: YearContent) -> Iterator[_Place]:
    """Yield the rows of a year that say 訂正 from now on: changed once confirmed, or corrected."""
    for change in compare(old, new) if old else ():
        fields = {field.field for field in change.fields if field.old}
        was = (change.old or {}).get("value_status")
        if was in _CONFIRMED and not fields.isdisjoint(_MARKED.get(change.table, ())):
            yield year, change.table, change.item_no
    for row in new.table("corrections"):
        if row["field"] in _MARKED.get(row["table_name"], ()):
            yield year, row["table_name"], row["item_no"]


def _composed(year: FiscalYear, raw: Mapping[FiscalYear, YearContent], marks: set[_Place]) -> YearContent:
    """Return a year with what publishing adds to it, every row with every column of its table."""
    content, before = raw[year], year_before(year, raw)
    earlier = before.table("achievement") if before else ()
    tables = {
        **content.substance,
        "achievement": with_rate_changes((*earlier, *content.table("achievement")))[len(earlier) :],
        **{name: tuple(_marked(year, name, row, marks) for row in content.table(name)) for name in _MARKED},
    }
    return YearContent(
        {name: in_columns(name, rows) if name in COMPARED else rows for name, rows in tables.items()},
        content.side,
    )


def _marked(year: FiscalYear, table: str, row: TextRow, marks: set[_Place]) -> TextRow:
    """Mark a confirmed row as 訂正, if what it says was changed or corrected."""
    if row.get("value_status") == ValueStatus.CONFIRMED and (year, table, row["item_no"]) in marks:
        return {**row, "value_status": ValueStatus.REVISED}
    return row


def in_columns(table: str, rows: Table) -> Table:
    """Give rows the columns of their contract, in its order, those that came after their release as well.

    No published cell has a line break: two texts that differ by one alone are the same to readers.
    """
    columns = {name: _CAME_LATER.get((table, name), "") for name in TABLES[table].columns}
    return tuple(
        {name: without_breaks(row.get(name, empty)) for name, empty in columns.items()} for row in rows
    )
