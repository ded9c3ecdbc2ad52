"""The releases so far: which content of each year each version carries, why, and on whose decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from schemas.codes import CodeList
from shinchoku.register.fiscal_year import FiscalYear


class Cause(CodeList):
    """Why a version carries the content of a year that it carries."""

    KEPT = "kept", "報告内容は前の版のまま", "Reported as in the version before"
    FIRST = "first", "初めての公表", "First release"
    REVISION = "revision", "追加・確定", "Added or confirmed"
    APPROVED = "approved", "承認による公表", "Released by approval"
    ROLLBACK = "rollback", "前の版に戻す", "Went back to earlier rows"
    RESHAPED = (
        "reshaped",
        "表の形の変更（内容は同じ）",
        "Tables in a new shape, the same content",
    )


_SAME_ROWS = frozenset({Cause.KEPT, Cause.RESHAPED})
"""The causes that decide nothing about a year's rows."""


@dataclass(frozen=True, slots=True)
class YearEntry:
    """One year in one version: the digest of its content, why, and the role that decided.

    A year that a version no longer carries has no content: its digest is empty.
    """

    digest: str
    cause: Cause
    reason: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Release:
    """One immutable version of the dataset; `withdrawn` versions stay readable and say so.

    `dropped` are the years of the version before that it does not carry, each with the decision to take it back.
    """

    version: str
    as_of: date
    years: Mapping[FiscalYear, YearEntry]
    withdrawn: bool = False
    dropped: Mapping[FiscalYear, YearEntry] = field(default_factory=dict)


def next_version(as_of: date, taken: Sequence[str]) -> str:
    """Return the version of a release: its as-of date, then `.2`, `.3` … on the same day.

    Versions never go back: behind one that was dated ahead by mistake they go on under its date.
    """
    newest = max((version_order(version)[0] for version in taken), default=as_of)
    day = max(as_of, newest).isoformat()
    if day not in taken:
        return day
    number = 2
    while f"{day}.{number}" in taken:
        number += 1
    return f"{day}.{number}"


def version_order(version: str) -> tuple[date, int]:
    """Return what versions are sorted by: `2026-11-23` before `2026-11-23.2` before `2026-11-24`.

    Raises:
        ValueError: if the text is no version.
    """
    day, _, number = version.partition(".")
    return date.fromisoformat(day), int(number or 1)


def rolled_back_years(history: Sequence[Release]) -> frozenset[FiscalYear]:
    """Return the years whose newest change was a rollback: they wait until someone approves."""
    last: dict[FiscalYear, Cause] = {}
    for release in history:
        last.update(dict.fromkeys(last.keys() - release.years.keys(), Cause.ROLLBACK))
        last.update(
            {year: entry.cause for year, entry in release.years.items() if entry.cause not in _SAME_ROWS}
        )
    return frozenset(year for year, cause in last.items() if cause is Cause.ROLLBACK)
