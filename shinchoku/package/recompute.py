"""The figures of a package, computed once more from its own rows and compared row by row."""

from collections.abc import Iterator, Mapping, Sequence

from schemas.codes import AchievementLevel, AchievementStatus, ItemKind
from shinchoku.bilingual import Bilingual
from shinchoku.figures.achievement import Group, ItemStatus, compute, membership
from shinchoku.figures.rate_changes import with_rate_changes
from shinchoku.figures.tables import Table
from shinchoku.package.compose import items_wide
from shinchoku.package.references import FaultParts


def recomputed_faults(
    tables: Mapping[str, Table], denominators: Mapping[str, Sequence[AchievementStatus]]
) -> Iterator[FaultParts]:
    """Yield every row of the derived tables that does not follow from the others.

    `denominators` are the statuses that the rates of each fiscal year count.

    Raises:
        KeyError: if a row that must be there is missing.
        ValueError: if a value cannot be computed with.
    """
    yield from _missing_progress(tables)
    years = sorted({row["fiscal_year"] for row in tables["action_items"]})
    expected_items: set[tuple[str, ...]] = set()
    for year in years:
        statuses = statuses_in(tables, year)
        plan_id = next(row["plan_id"] for row in tables["action_items"])
        yield from _wrong_figures(tables["achievement"], year, statuses, denominators[year], plan_id)
        members = membership(statuses, plan_id)
        expected_items |= {
            (year, str(m.level), str(m.key), str(m.status), str(m.item_no))
            for m in members.itertuples(index=False)
        }
    yield from _wrong_members(tables["achievement_items"], expected_items)
    yield from _differences("achievement", tables["achievement"], with_rate_changes(tables["achievement"]))
    yield from _differences("items_wide", tables["items_wide"], items_wide(tables))


def _missing_progress(tables: Mapping[str, Table]) -> Iterator[FaultParts]:
    """Yield items in force that have no progress row."""
    told = {(row["fiscal_year"], row["item_no"]) for row in tables["progress"]}
    for number, row in enumerate(tables["action_items"], start=1):
        if (row["fiscal_year"], row["item_no"]) not in told:
            no = row["item_no"]
            words = Bilingual(
                f"No.{no}の行がprogress.csvにありません。", f"progress.csv has no row for item {no}."
            )
            yield "action_items.csv", number, words


def statuses_in(tables: Mapping[str, Table], year: str) -> list[ItemStatus]:
    """Return what the figures of a year are computed from."""
    told = {row["item_no"]: row for row in tables["progress"] if row["fiscal_year"] == year}
    return [
        ItemStatus(
            item_no=row["item_no"],
            status=AchievementStatus.of(told[row["item_no"]]["achievement_status"]),
            basic_policy=row["basic_policy"],
            policy_measure=row["policy_measure"],
            department=row["department_code"],
            kind=ItemKind.of(row["item_kind"]),
            carried_forward=told[row["item_no"]]["carried_forward"] == "true",
        )
        for row in tables["action_items"]
        if row["fiscal_year"] == year
    ]


def _wrong_figures(
    achievement: Table,
    year: str,
    statuses: Sequence[ItemStatus],
    denominator: Sequence[AchievementStatus],
    plan_id: str,
) -> Iterator[FaultParts]:
    """Yield achievement rows of a year whose counts or rates are not what the items give."""
    rows = [(n, row) for n, row in enumerate(achievement, start=1) if row["fiscal_year"] == year]
    groups = [Group(AchievementLevel.of(row["level"]), row["key"], row["label"]) for _, row in rows]
    for (number, row), figures in zip(rows, compute(statuses, groups, denominator, plan_id), strict=True):
        for column, value in figures.columns.items():
            if row[column] != value:
                at = f"{row['level']} {row['key']} {column}"
                words = Bilingual(
                    f"{at}は{row[column] or '空'}ですが、表から計算すると{value or '空'}です。",
                    f"{at} says {row[column] or 'nothing'}, computed from the items it is {value or 'nothing'}.",
                )
                yield "achievement.csv", number, words


def _wrong_members(table: Table, expected: set[tuple[str, ...]]) -> Iterator[FaultParts]:
    """Yield items that stand behind a count they do not belong to, and those that are missing."""
    found: set[tuple[str, ...]] = set()
    for number, row in enumerate(table, start=1):
        member = tuple(row[c] for c in ("fiscal_year", "level", "key", "achievement_status", "item_no"))
        found.add(member)
        if member not in expected:
            shown = " ".join(member)
            yield "achievement_items.csv", number, Bilingual(f"内訳が合いません: {shown}", f"not so: {shown}")
    for member in sorted(expected - found):
        shown = " ".join(member)
        yield "achievement_items.csv", 0, Bilingual(f"内訳にありません: {shown}", f"missing: {shown}")


def _differences(name: str, found: Table, expected: Table) -> Iterator[FaultParts]:
    """Yield rows of a derived table that are not what the other tables give."""
    for number, (row, should) in enumerate(zip(found, expected, strict=False), start=1):
        for column, value in should.items():
            if row.get(column) != value:
                words = Bilingual(
                    f"列「{column}」は「{row.get(column)}」ですが、他の表からは「{value}」です。",
                    f"column {column!r} says {row.get(column)!r}, from the other tables it is {value!r}.",
                )
                yield f"{name}.csv", number, words
    if len(found) != len(expected):
        words = Bilingual(
            f"{len(expected)}行のはずが{len(found)}行です。", f"{len(found)} rows, not {len(expected)}."
        )
        yield f"{name}.csv", 0, words
