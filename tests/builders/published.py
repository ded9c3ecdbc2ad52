"""What a year publishes, from one line of statuses: `1 A; 2 A 110; 5 A 20/210; 3 C`."""

from __future__ import annotations

from builders.nights import appearance, row
from builders.register import fiscal, umibe
from shinchoku.figures.progress import ItemProgress
from shinchoku.figures.tables import YearContent
from shinchoku.figures.year_content import year_content
from shinchoku.register.entries import OfficialFigure
from shinchoku.register.plan import Plan


def progress(line: str, plan: Plan | None = None, year: int = 2023) -> tuple[ItemProgress, ...]:
    """Return the progress of a year's items; an item that the line does not name is unreported.

    An entry is the item, its label on the scale and its figure, `in the year/running total` if it has
    two; `*` behind it says that the row is carried forward. The label `?` is a row that was not accepted.
    """
    plan = plan or umibe()
    said = {entry.split()[0]: entry.split()[1:] for entry in line.split(";") if entry.strip()}
    return tuple(
        _one(plan, item.no, said[item.no], f"r{year - 2018}-end")
        if item.no in said
        else ItemProgress(item, None)
        for item in plan.items_in_force(fiscal(year))
    )


def content(line: str, plan: Plan | None = None, year: int = 2023) -> YearContent:
    """Return everything that a year publishes of such a line."""
    plan = plan or umibe()
    return year_content(plan, fiscal(year), progress(line, plan, year), [], plan.official_figures)


def official(items: int, achieved: int, pending: int, rate: str, **more: object) -> OfficialFigure:
    """Return an official figure of the whole plan in FY2023."""
    return OfficialFigure.model_validate(
        {
            "fiscal_year": 2023,
            "level": "plan",
            "key": "umibe",
            "items": items,
            "achieved": achieved,
            "pending": pending,
            "rate_percent": rate,
            **more,
        }
    )


def _one(plan: Plan, no: str, words: list[str], asked: str) -> ItemProgress:
    """Return one reported item."""
    if words == ["?"]:
        return ItemProgress(plan.items_by_no[no], None, in_review=True)
    is_carried = words[-1] == "*"
    label, *figures = words[:-1] if is_carried else words
    actual, _, cumulative = "".join(figures).partition("/")
    at = appearance()
    reported = row(
        no,
        label,
        plan=plan,
        asked=asked,
        at=at,
        actual_value=actual,
        cumulative_value=cumulative,
        reason_not_achieved="嵐のため" if label == "B" else "",
    )
    return ItemProgress(plan.items_by_no[no], reported, at.as_of if is_carried else None)
