"""Versions side by side, and the figures of one: what pages show of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from schemas.codes import AchievementLevel
from shinchoku.bilingual import Language
from shinchoku.console.charts import AchievementRow, ChartTable, achievement_bars, achievement_table
from shinchoku.console.differences import AddressOf, Differences, differences
from shinchoku.console.request_context import RequestContext
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.history import Release
from shinchoku.review.preview import RateLine, changed_rates, changed_tables
from shinchoku.views.versions import changes_of, content_of

_HEADLINES = frozenset({AchievementLevel.PLAN, AchievementLevel.BASIC_POLICY})


@dataclass(frozen=True, slots=True)
class YearDifference:
    """What differs of one year between two versions."""

    year: FiscalYear
    rates: tuple[RateLine, ...]
    shown: Differences


@dataclass(frozen=True, slots=True)
class Drawn:
    """The achievement of one year, drawn and as a table."""

    year: FiscalYear
    svg: Markup
    table: ChartTable


def year_differences(
    context: RequestContext, before: Sequence[Release], after: Sequence[Release], address: AddressOf
) -> list[YearDifference]:
    """Return what readers see otherwise after one history of releases than after another, oldest year first."""
    return [
        YearDifference(year, changed_rates(found), differences(context, changed_tables(found), address))
        for year, found in changes_of(context.session, before, after).items()
    ]


def drawn(context: RequestContext, release: Release, year: FiscalYear) -> Drawn:
    """Draw the headline rates of a year as a version has them."""
    content = content_of(context.session, release.years[year].digest)
    rows = [AchievementRow.of(row) for row in content.table("achievement") if row["level"] in _HEADLINES]
    language: Language = context.language
    return Drawn(
        year,
        achievement_bars(rows, language, name=f"achievement-{year.year}"),
        achievement_table(rows, language),
    )
