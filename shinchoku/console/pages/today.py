"""The first page: what happened last night, what waits for me, what comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection
from starlette.responses import Response

from schemas.codes import AchievementLevel
from shinchoku.adapters.state.contents import load_content
from shinchoku.adapters.state.nights import load_nights
from shinchoku.adapters.state.releases import load_history
from shinchoku.bilingual import Bilingual
from shinchoku.console.charts import (
    AchievementRow,
    NightPoint,
    achievement_bars,
    achievement_table,
    findings_per_night,
    findings_table,
)
from shinchoku.console.coming_days import coming_days
from shinchoku.console.page import Page
from shinchoku.console.pile_cards import pile_cards
from shinchoku.console.sent import lead
from shinchoku.console.visit import Visit
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.permissions import Action
from shinchoku.review.transitions import YearState, year_words

_NIGHTS, _DAYS, _WARNINGS = 30, 6, 10
_WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True, slots=True)
class LastNight:
    """What the newest night did; one that never ended has done nothing yet."""

    as_of: date
    is_finished: bool
    files_new: int
    findings_new: int
    findings_resolved: int
    version: str
    held: tuple[str, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rates:
    """The newest public figures of a fiscal year."""

    year: FiscalYear
    version: str
    rows: tuple[AchievementRow, ...]


def show_today(visit: Visit) -> Response:
    """Show the day."""
    plan, as_of, language = visit.desk.plan, visit.desk.as_of, visit.language
    with visit.session.engine.connect() as connection:
        nights = load_nights(connection, plan.id, _NIGHTS)
        cards = pile_cards(visit, connection)
        rates = _rates(visit, connection)
    points = _points(nights)
    rows = rates.rows if rates else ()
    return visit.render(
        "today.html",
        day=visit.t(
            f"{as_of.year}年{as_of.month}月{as_of.day}日（{_WEEKDAYS[as_of.weekday()]}）",
            f"{as_of:%A}, {as_of.day} {as_of:%B} {as_of.year}",
        ),
        as_of=as_of,
        cards=cards,
        decides=any(visit.may(action) for action in _DECIDING),
        night=_last_night(visit, nights),
        days=coming_days(plan, as_of)[:_DAYS],
        rates=rates,
        bars=achievement_bars(rows, language),
        bars_table=achievement_table(rows, language),
        columns=findings_per_night(points, language),
        columns_table=findings_table(points, language),
        links={name: lead(visit, name) for name in ("findings", "submissions", "releases", "check", "plan")},
    )


_DECIDING = (Action.RETURN_FINDING, Action.DECIDE_WAIVER, Action.SUBMIT, Action.MANAGE_ACCOUNTS)
"""Whoever may do none of these only reads: nothing can wait for them."""


def _last_night(visit: Visit, nights: Sequence[Mapping[str, Any]]) -> LastNight | None:
    """Return what the newest night did."""
    if not nights:
        return None
    night, outcome = nights[0], nights[0]["outcome"]
    held = [
        (FiscalYear(year["fiscal_year"]), year_words(YearState.HELD, is_public=bool(year.get("headline"))))
        for year in outcome.get("years", ())
        if year.get("waiting")
    ]
    return LastNight(
        as_of=night["as_of"],
        is_finished=night["finished_at"] is not None,
        files_new=outcome.get("files_new", 0),
        findings_new=outcome.get("findings_new", 0),
        findings_resolved=outcome.get("findings_resolved", 0),
        version=outcome.get("released_version") or "",
        held=tuple(visit.t(f"{year.era_label}（{said.ja}）", f"{year} ({said.en})") for year, said in held),
        warnings=tuple(
            Bilingual(*words).in_language(visit.language) for words in outcome.get("warnings", ())[:_WARNINGS]
        )
        if visit.may(Action.SEE_AUDIT)
        else (),
    )


def _points(nights: Sequence[Mapping[str, Any]]) -> list[NightPoint]:
    """Return what stood after each finished night; of two nights of one day the later one."""
    by_day = {
        night["as_of"]: NightPoint(
            night["as_of"],
            night["outcome"].get("findings_errors", 0),
            night["outcome"].get("findings_warnings", 0),
        )
        for night in reversed(nights)
        if night["finished_at"] is not None
    }
    return [by_day[day] for day in sorted(by_day)]


def _rates(visit: Visit, connection: Connection) -> Rates | None:
    """Return the newest public figures: the newest year of the newest release."""
    plan_id = visit.desk.plan.id
    history = load_history(connection, plan_id)
    if not history or not history[-1].years:
        return None
    newest = history[-1]
    year = max(newest.years)
    rows = load_content(connection, plan_id, newest.years[year].digest).table("achievement")
    levels = (AchievementLevel.PLAN, AchievementLevel.BASIC_POLICY)
    return Rates(
        year,
        newest.version,
        tuple(AchievementRow.of(row) for level in levels for row in rows if row["level"] == level),
    )


PAGES = (
    Page("/", "today", show_today, Action.SEE_PLAN, nav=Bilingual("今日", "Today"), rank=0, shortcut="t"),
)
