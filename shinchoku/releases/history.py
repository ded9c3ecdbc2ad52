"""The releases so far: which content of each year each version carries, why, and on whose decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

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

    `key` are the columns that identify the plan; `content_of` loads a year's content by digest.
    """
    rows: list[TextRow] = []
    for before, after in pairwise(history):
        for year, entry in sorted(after.years.items()):
            old = before.years.get(year)
            if old is None or old.digest == entry.digest:
                continue
            content = content_of(entry.digest)
            changes = compare(content_of(old.digest), content)
            told = {row["item_no"]: row["revision_reason"] for row in content.table("progress")}
            for change, field in revised_fields(changes):
                rows.append(
                    {
                        **key,
                        "fiscal_year": str(year.year),
                        "version": after.version,
                        "table_name": change.table,
                        "item_no": change.item_no,
                        "field": field.field,
                        "old_value": field.old,
                        "new_value": field.new,
                        "revised_on": after.as_of.isoformat(),
                        "reason": entry.reason or told.get(change.item_no) or _reason(change.old or {}),
                        "approved_by_role": entry.role,
                    }
                )
    return tuple(rows)


def _reason(old: TextRow) -> str:
    """Return why a value changed where nobody said it: what the old value's state shows."""
    match old.get("value_status"):
        case ValueStatus.PROVISIONAL:
            return "数値の確定"
        case "":
            return "提出による追加"
        case _:
            return "提出内容の更新"
