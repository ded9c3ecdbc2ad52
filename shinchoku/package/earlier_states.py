"""The earlier states that the revisions of a package tell: each has to add up, as it did when it was public.

Going back from the newest release, the revisions of each are undone. Items and reports of then give the counts of then,
whatever was counted as an item; and a rate is achieved over items at all times. So nobody can tell another past.
"""

from collections.abc import Iterator, Mapping

from schemas.codes import AchievementLevel, AchievementStatus
from schemas.published import TABLES
from shinchoku.bilingual import Bilingual
from shinchoku.figures.achievement import Group, compute
from shinchoku.figures.tables import Table, TextRow
from shinchoku.package.recompute import statuses_in
from shinchoku.package.references import FaultParts
from shinchoku.package.told_changes import changes_told
from shinchoku.releases.history import version_order
from shinchoku.rounding import percent, printed

_TABLES = ("action_items", "progress", "achievement")
Rows = dict[str, dict[tuple[str, ...], TextRow]]
"""The rows of a year by table and by key."""


def earlier_faults(tables: Mapping[str, Table], plan_id: str) -> Iterator[FaultParts]:
    """Yield the earlier releases whose counts or rates do not follow from the items and reports of then.

    Raises:
        KeyError: if a row that was revised is not there.
        ValueError: if a value is no code or number.
    """
    versions = sorted({row["version"] for row in tables["revisions"]}, key=version_order, reverse=True)
    for year in sorted({row["fiscal_year"] for row in tables["revisions"]}):
        rows: Rows = {name: _by_key(name, tables[name], year) for name in _TABLES}
        for version in versions:
            if _undo(rows, tables, version, year) and rows["achievement"]:
                yield from _wrong(rows, year, version, plan_id)


def _by_key(table: str, rows: Table, year: str) -> dict[tuple[str, ...], TextRow]:
    """Index the rows of a year."""
    columns = TABLES[table].key_within_year
    return {tuple(row[name] for name in columns): row for row in rows if row["fiscal_year"] == year}


def _undo(rows: Rows, tables: Mapping[str, Table], version: str, year: str) -> bool:
    """Take back what a version changed of a year; tell whether it changed anything that is counted."""
    standing = {name: tuple(found.values()) for name, found in rows.items()}
    changes = changes_told({**tables, **standing}, version, year, _TABLES)
    for change in changes:
        if change.old is None:
            del rows[change.table][change.key]
        else:
            rows[change.table][change.key] = change.old
    return bool(changes)


def _wrong(rows: Rows, year: str, version: str, plan_id: str) -> Iterator[FaultParts]:
    """Yield the figures before a version that the items and reports before it do not give."""
    items, reports = tuple(rows["action_items"].values()), tuple(rows["progress"].values())
    statuses = statuses_in({"action_items": items, "progress": reports}, year)
    figures = list(rows["achievement"].values())
    groups = [Group(AchievementLevel.of(row["level"]), row["key"], row["label"]) for row in figures]
    for row, found in zip(figures, compute(statuses, groups, (), plan_id), strict=True):
        counted = {str(status): str(found.counts[status]) for status in AchievementStatus}
        counted["rate_percent"] = printed(percent(found.achieved, int(row["items"])))
        wrong = [name for name, value in counted.items() if row[name] != value]
        if wrong:
            at = f"{year} {row['level']} {row['key']} {wrong[0]}"
            yield (
                "revisions.csv",
                0,
                Bilingual(
                    f"{version} より前の {at} は{row[wrong[0]] or '空'}だったことになりますが、そのときの項目と報告からは{counted[wrong[0]] or '空'}です。",
                    f"before {version}, {at} would have been {row[wrong[0]] or 'nothing'}; the items and reports of then give {counted[wrong[0]] or 'nothing'}.",
                ),
            )
