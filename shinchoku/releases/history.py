"""The releases so far: which content of each year each version carries, why, and on whose decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from schemas.codes import CodeList, ValueStatus
from shinchoku.figures.tables import Table, TextRow, YearContent
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.changes import compare, revised_fields


class Cause(CodeList):
    """Why a version carries the content of a year that it carries."""

    KEPT = "kept", "変更なし", "Unchanged"
    FIRST = "first", "初めての公表", "First release"
    REVISION = "revision", "追加・確定", "Added or confirmed"
    APPROVED = "approved", "承認による公表", "Released by approval"
    ROLLBACK = "rollback", "前の版に戻す", "Went back to earlier rows"


@dataclass(frozen=True, slots=True)
class YearEntry:
    """One year in one version: the digest of its content, why, and the role that decided."""

    digest: str
    cause: Cause
    reason: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """One immutable version of the dataset; `withdrawn` versions stay readable and say so."""

    version: str
    as_of: date
    years: Mapping[FiscalYear, YearEntry]
    withdrawn: bool = False


def next_version(as_of: date, taken: Sequence[str]) -> str:
    """Return the version of a release: its as-of date, then `.2`, `.3` … on the same day."""
    day = as_of.isoformat()
    if day not in taken:
        return day
    number = 2
    while f"{day}.{number}" in taken:
        number += 1
    return f"{day}.{number}"


def rolled_back_years(history: Sequence[Release]) -> frozenset[FiscalYear]:
    """Return the years whose newest change was a rollback: they wait until someone approves."""
    last: dict[FiscalYear, Cause] = {}
    for release in history:
        last.update(dict.fromkeys(last.keys() - release.years.keys(), Cause.ROLLBACK))
        last.update(
            {year: entry.cause for year, entry in release.years.items() if entry.cause is not Cause.KEPT}
        )
    return frozenset(year for year, cause in last.items() if cause is Cause.ROLLBACK)


def revisions(history: Sequence[Release], content_of: Callable[[str], YearContent], key: TextRow) -> Table:
    """Return every published value that a later version changed: old, new, when, why and which role.

    A correction stands beside the sheet's value also in the version that publishes the value first.
    `key` are the columns that identify the plan; `content_of` loads a year's content by digest.
    """
    rows: list[TextRow] = []
    for before, after in zip((None, *history), history, strict=False):
        for year, entry in sorted(after.years.items()):
            old = before.years.get(year) if before else None
            if old is not None and old.digest == entry.digest:
                continue
            told = _revised(content_of(old.digest) if old else None, content_of(entry.digest), entry)
            decided = {"version": after.version, "revised_on": after.as_of.isoformat()}
            common = {**key, "fiscal_year": str(year.year), **decided, "approved_by_role": entry.role}
            rows.extend({**common, **row} for row in told)
    return tuple(rows)


def _revised(old: YearContent | None, new: YearContent, entry: YearEntry) -> Iterator[TextRow]:
    """Yield the values of a year that changed, and the new corrections that changed nothing public."""
    known = old.table("corrections") if old else ()
    corrections = {_place(row): row for row in new.table("corrections") if row not in known}
    corrected_items = {row["item_no"] for row in (*known, *new.table("corrections"))}
    reasons = {row["item_no"]: row["revision_reason"] for row in new.table("progress")}
    for change, field in revised_fields(compare(old, new)) if old else ():
        if field.field == "revision_reason" and change.item_no in corrected_items:
            continue  # it came or went with a correction, whose own row says it
        correction = corrections.pop((change.table, change.item_no, field.field), None)
        said = entry.reason or reasons.get(change.item_no) or _reason(change.old or {})
        yield _revision(
            (change.table, change.item_no, field.field), field.old, field.new, said, correction or {}
        )
    for place, row in corrections.items():
        yield _revision(place, row["old_value"], row["new_value"], "", row)


def _place(row: TextRow) -> tuple[str, str, str]:
    """Return where a correction applies: table, item and column."""
    return row["table_name"], row["item_no"], row["field"]


def _revision(place: tuple[str, str, str], old: str, new: str, reason: str, correction: TextRow) -> TextRow:
    """Return one revised value; what a correction was made for stands before any other reason."""
    table, item_no, field = place
    return {
        "table_name": table,
        "item_no": item_no,
        "field": field,
        "old_value": old,
        "new_value": new,
        "reason": correction.get("reason") or reason,
        "evidence": correction.get("evidence", ""),
        "correction_no": correction.get("correction_no", ""),
        "recorded_by_role": correction.get("recorded_by_role", ""),
    }


def _reason(old: TextRow) -> str:
    """Return why a value changed where nobody said it: what the old value's state shows."""
    match old.get("value_status"):
        case ValueStatus.PROVISIONAL:
            return "数値の確定"
        case "":
            return "提出による追加"
        case _:
            return "提出内容の更新"
