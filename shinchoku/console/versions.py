"""Versions side by side, and the figures of one: what pages show of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from schemas.codes import AchievementLevel
from shinchoku.adapters.state.contents import load_content
from shinchoku.bilingual import Language
from shinchoku.console.charts import AchievementRow, ChartTable, achievement_bars, achievement_table
from shinchoku.console.differences import Address, Differences, differences
from shinchoku.console.visit import Visit
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.history import Release, next_version
from shinchoku.review.preview import RateLine, changed_rates, changed_tables
from shinchoku.views.as_published import as_published, changes_between

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
    visit: Visit, before: Sequence[Release], after: Sequence[Release], address: Address
) -> list[YearDifference]:
    """Return what readers see otherwise after one history of releases than after another, oldest year first."""
    session = visit.session
    with session.engine.connect() as connection:
        old, new = as_published(session.plan, connection, before, after)
    return [
        YearDifference(year, changed_rates(found), differences(visit, changed_tables(found), address))
        for year, found in changes_between(old, new).items()
    ]


def going_back(visit: Visit, history: Sequence[Release], target: Release) -> list[Release]:
    """Return the releases as they would be after going back to one of them."""
    as_of = visit.session.as_of
    version = next_version(as_of, [one.version for one in history])
    return [*history, Release(version, as_of, target.years)]


def drawn(visit: Visit, release: Release, year: FiscalYear) -> Drawn:
    """Draw the headline rates of a year as a version has them."""
    session = visit.session
    with session.engine.connect() as connection:
        content = load_content(connection, session.plan.id, release.years[year].digest)
    rows = [AchievementRow.of(row) for row in content.table("achievement") if row["level"] in _HEADLINES]
    language: Language = visit.language
    return Drawn(
        year,
        achievement_bars(rows, language, name=f"achievement-{year.year}"),
        achievement_table(rows, language),
    )
