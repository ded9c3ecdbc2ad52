"""The first page: what happened last night, what waits for me, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from schemas.codes import AchievementLevel
from shinchoku.bilingual import Bilingual
from shinchoku.console.charts import (
    AchievementRow,
    NightPoint,
    achievement_bars,
    achievement_table,
    findings_per_night,
    findings_table,
)
from shinchoku.console.page import Page
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import lead
from shinchoku.console.waiting_cards import waiting_cards
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.permissions import Action
from shinchoku.views.coming_days import coming_days
from shinchoku.views.nights import NightOutcome, list_nights
from shinchoku.views.versions import content_of, list_versions

_NIGHTS, _DAYS, _WARNINGS = 30, 6, 10
_WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True, slots=True)
class Rates:
    """The newest public figures of a fiscal year."""

    year: FiscalYear
    version: str
    rows: tuple[AchievementRow, ...]


def show_today(context: RequestContext) -> Response:
    """Show the day."""
    plan, as_of, language = context.services.plan, context.services.as_of, context.language
    nights, rates = list_nights(context.session, most=_NIGHTS), _rates(context)
    points = _points(nights)
    rows = rates.rows if rates else ()
    return context.render(
        "today.html",
        day=context.t(
            f"{as_of.year}年{as_of.month}月{as_of.day}日（{_WEEKDAYS[as_of.weekday()]}）",
            f"{as_of:%A}, {as_of.day} {as_of:%B} {as_of.year}",
        ),
        as_of=as_of,
        cards=waiting_cards(context),
        decides=any(context.may(action) for action in _DECIDING),
        night=nights[0] if nights else None,
        warnings=nights[0].messages[:_WARNINGS] if nights and context.may(Action.SEE_AUDIT) else (),
        days=coming_days(plan, as_of)[:_DAYS],
        rates=rates,
        bars=achievement_bars(rows, language),
        bars_table=achievement_table(rows, language),
        columns=findings_per_night(points, language),
        columns_table=findings_table(points, language),
        links={
            name: lead(context, name) for name in ("findings", "submissions", "releases", "check", "plan")
        },
    )


_DECIDING = (Action.RETURN_FINDING, Action.DECIDE_WAIVER, Action.SUBMIT, Action.MANAGE_ACCOUNTS)
"""Whoever may do none of these only reads: nothing can wait for them."""


def _points(nights: Sequence[NightOutcome]) -> list[NightPoint]:
    """Return what stood after each finished night; of two nights of one day the later one."""
    by_day = {
        night.as_of: NightPoint(night.as_of, night.errors, night.warnings)
        for night in reversed(nights)
        if night.is_finished
    }
    return [by_day[day] for day in sorted(by_day)]


def _rates(context: RequestContext) -> Rates | None:
    """Return the newest public figures: the newest year of the newest release."""
    history = list_versions(context.session)
    if not history or not history[-1].years:
        return None
    newest = history[-1]
    year = max(newest.years)
    rows = content_of(context.session, newest.years[year].digest).table("achievement")
    levels = (AchievementLevel.PLAN, AchievementLevel.BASIC_POLICY)
    return Rates(
        year,
        newest.version,
        tuple(AchievementRow.of(row) for level in levels for row in rows if row["level"] == level),
    )


PAGES = (
    Page("/", "today", show_today, Action.SEE_PLAN, nav=Bilingual("今日", "Today"), rank=0, shortcut="t"),
)
