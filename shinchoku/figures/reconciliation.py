"""Whether a row of figures says what the city published itself: every count that its statement implies."""

from collections.abc import Collection

from schemas.codes import AchievementStatus
from shinchoku.figures.tables import Table, TextRow, boolean, key_columns
from shinchoku.register.entries import OfficialFigure
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan

OFFICIAL_FIGURES = "official_figures"
"""The table that holds the plan's official figures of a year, if there are any; it is published as it is."""


def agrees(official: OfficialFigure, row: TextRow, denominator: Collection[AchievementStatus]) -> bool:
    """Tell whether a row of the table `achievement` says what the city published, count by count and digit by digit."""
    implied = implied_counts(official, denominator)
    same = all(row.get(name) == str(count) for name, count in implied.items())
    return (
        same
        and row.get("items") == str(official.items)
        and row.get("rate_percent") == f"{official.rate_percent:.1f}"
    )


def implied_counts(
    official: OfficialFigure, denominator: Collection[AchievementStatus]
) -> dict[AchievementStatus, int]:
    """Return every count that follows from an official figure.

    Who states items, achieved and pending says of the rest that it was not achieved, and that nothing that
    the rate counts was left out: neither unreported nor in review. Where items that are not due are counted,
    the rest may be either, and nothing is said of it.
    """
    implied = {AchievementStatus.ACHIEVED: official.achieved, AchievementStatus.PENDING: official.pending}
    if AchievementStatus.NOT_DUE not in denominator:
        pending = official.pending if AchievementStatus.PENDING in denominator else 0
        implied[AchievementStatus.NOT_ACHIEVED] = official.items - official.achieved - pending
    missing = (AchievementStatus.IN_REVIEW, AchievementStatus.UNREPORTED)
    return implied | {status: 0 for status in missing if status in denominator}


def official_rows(plan: Plan, year: FiscalYear) -> Table:
    """Return the official figures that the plan states of a year, as the year's content keeps them."""
    return tuple(
        {
            **key_columns(plan, year),
            "level": str(one.level),
            "key": one.key,
            "items": str(one.items),
            "achieved": str(one.achieved),
            "pending": str(one.pending),
            "rate_percent": f"{one.rate_percent:.1f}",
            "illustrative": boolean(one.illustrative),
        }
        for one in sorted(plan.official_figures, key=lambda one: (one.level, one.key))
        if one.fiscal_year == year
    )
