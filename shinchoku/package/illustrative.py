"""Whether what is made up says so wherever it shows: reports as their items, figures as their reports."""

from collections.abc import Collection, Iterator, Mapping

from schemas.codes import AchievementStatus
from shinchoku.figures.reconciliation import agrees
from shinchoku.figures.tables import Table
from shinchoku.package.references import FaultParts, rows_of, table_fault
from shinchoku.register.entries import OfficialFigure

_ENTRY = ("fiscal_year", "level", "key", "items", "achieved", "pending", "rate_percent")


def illustrative_faults(
    tables: Mapping[str, Table], year: str, denominator: Collection[AchievementStatus]
) -> Iterator[FaultParts]:
    """Yield rows of a year whose mark is not what items, reports and official figures make it.

    A report is illustrative if its item is, or if all reports are. Figures are if all reports are, but for those
    that the city states itself; a mark too many hides nothing. Where only illustrative items were reported, nothing
    tells the two apart.

    Raises:
        KeyError: if a report has no item.
    """
    marks = {row["item_no"]: row["item_illustrative"] for _, row in rows_of(tables, "action_items", year)}
    reports = rows_of(tables, "progress", year)
    are_made_up = any(row["illustrative"] != marks[row["item_no"]] == "false" for _, row in reports)
    are_real = any(row["illustrative"] == "false" for _, row in reports)
    for number, row in reports:
        if row["illustrative"] != ("true" if are_made_up else marks[row["item_no"]]):
            yield _wrong("progress", number)
    if are_made_up and not are_real:
        yield from _figures(tables, year, denominator)


def _figures(
    tables: Mapping[str, Table], year: str, denominator: Collection[AchievementStatus]
) -> Iterator[FaultParts]:
    """Yield figures of illustrative reports that do not say so, though the city does not state them."""
    official = {
        (row["level"], row["key"]): OfficialFigure.model_validate({name: row[name] for name in _ENTRY})
        for _, row in rows_of(tables, "official_figures", year)
        if row["illustrative"] == "false"
    }
    for number, row in rows_of(tables, "achievement", year):
        said = official.get((row["level"], row["key"]))
        is_stated = said is not None and agrees(said, row, denominator)
        if row["illustrative"] == "false" and not is_stated:
            yield _wrong("achievement", number)


def _wrong(table: str, number: int) -> FaultParts:
    """Say that a row is marked otherwise than it should be."""
    return table_fault(
        table,
        number,
        "例示の印が、項目・報告・公式の値と合いません。",
        "is marked as illustrative otherwise than its item, the reports or the official figures.",
    )
