"""What people decided of 海辺市's data: corrections, waivers, chosen highlights."""

from __future__ import annotations

from builders.nights import day
from builders.published import progress
from builders.register import fiscal, umibe
from shinchoku.checks.waivers import Waiver
from shinchoku.figures.corrections import Correction
from shinchoku.figures.highlights import HighlightChoice
from shinchoku.figures.reviewed import Reviewed
from shinchoku.figures.tables import YearContent
from shinchoku.figures.year_content import year_content
from shinchoku.register.plan import Plan


def correction(  # noqa: PLR0913 -- the parts of a correction are its data
    item_no: str,
    field: str,
    old: str,
    new: str,
    number: int = 1,
    *,
    year: int = 2023,
    reason: str = "転記の誤り",
    evidence: str = "事業報告書 4ページ",
) -> Correction:
    """Return a correction that a steward recorded on 20 May 2024."""
    return Correction(
        number,
        fiscal(year),
        item_no,
        field,
        old,
        new,
        reason,
        evidence,
        "user:hanako",
        "steward",
        day("05-20"),
    )


def waiver(fingerprint: str, ends_on: str = "2025-03-31", reason: str = "決算で確認済み") -> Waiver:
    """Return a waiver that an approver approved."""
    return Waiver(
        fingerprint, "SH501", fiscal(2023), "2", reason, day(ends_on), "user:hanako", "user:taro", "approver"
    )


def choice(measure: str, item_no: str, text: str, original: str = "実施した") -> HighlightChoice:
    """Return a steward's choice for the report of FY2023."""
    return HighlightChoice(fiscal(2023), measure, item_no, original, text, "steward")


def reviewed_content(line: str, *corrections: Correction, plan: Plan | None = None) -> YearContent:
    """Return what FY2023 publishes of a line of statuses, with its corrections."""
    plan = plan or umibe()
    return year_content(
        plan, fiscal(2023), progress(line, plan), [], plan.official_figures, Reviewed(corrections=corrections)
    )
