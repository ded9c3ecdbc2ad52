"""The holds of corrections: none reaches the public, or leaves it, without a second person."""

from collections.abc import Iterator

from shinchoku.bilingual import Bilingual, Language
from shinchoku.figures.tables import TextRow, YearContent
from shinchoku.releases.hold import Hold, HoldReason, moved_value


def correction_holds(released: YearContent | None, candidate: YearContent) -> Iterator[Hold]:
    """Yield the corrections that are not public yet, and public ones that are taken back.

    A correction that lapsed because the sheet says something else now is a change like any other.
    """
    before, now = (_corrections(content) for content in (released, candidate))
    for number, row in now.items():
        if before.get(number) != row:
            yield _correction_hold(row, row["old_value"], row["new_value"])
    for number, row in before.items():
        if number not in now and _published(candidate, row) == row["old_value"]:
            yield _correction_hold(row, row["new_value"], row["old_value"])


def _corrections(content: YearContent | None) -> dict[str, TextRow]:
    """Return the corrections behind a content by their numbers."""
    return {row["correction_no"]: row for row in content.table("corrections")} if content else {}


def _published(content: YearContent, correction: TextRow) -> str | None:
    """Return what a content has where a correction once stood."""
    rows = (row for row in content.table(correction["table_name"]) if row["item_no"] == correction["item_no"])
    return next((row[correction["field"]] for row in rows), None)


def _correction_hold(row: TextRow, old: str, new: str) -> Hold:
    """Return the hold of one correction: what it changes, and why it was made."""
    number, place = row["correction_no"], (row["table_name"], row["item_no"], row["field"])
    return Hold(
        HoldReason.CORRECTED,
        Bilingual(
            f"{moved_value(place, old, new, Language.JA)}（訂正{number}: {row['reason']}）。",
            f"{moved_value(place, old, new, Language.EN)} (correction {number}: {row['reason']}).",
        ),
    )
