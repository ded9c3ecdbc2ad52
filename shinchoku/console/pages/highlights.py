"""主な取組: what each policy measure of a year's report puts in front, chosen and edited by stewards."""

from collections.abc import Mapping

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.follow_up import follow_up
from shinchoku.console.names import role_words
from shinchoku.console.page import Page
from shinchoku.console.refusals import NotFoundError
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import require_found
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError
from shinchoku.figures.highlights import HighlightChoice
from shinchoku.figures.progress import ItemProgress
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.permissions import Action
from shinchoku.review.wording import require_publishable
from shinchoku.usecases.highlight import choose, forget
from shinchoku.views.highlights import MeasureHighlight, highlights_of

_OK, _BAD, _CONFLICT = 200, 400, 409
_MOVED = Bilingual(
    "画面を開いた後に、この施策の主な取組か取組実績が変わりました。下は今の内容です。確かめて、もう一度記録してください。",
    "The highlight of this policy measure, or the reported text, changed after you opened the page. Below is how it is now: check it and record it again.",
)
_KEPT = Bilingual(
    "主な取組を記録しました。公表されるのは、公表案が承認された後です。",
    "The highlight is recorded; it is published once the candidate is approved.",
)
_TAKEN_BACK = Bilingual(
    "主な取組の選択を取り消しました。計画ファイルに書かれた取組が使われます。",
    "The choice was taken back: what the plan file says counts again.",
)


def show_highlights(context: RequestContext) -> Response:
    """Show the policy measures of a year with what stands for each."""
    year, years = _year(context, context.query.get("year", "")), _years(context)
    views = highlights_of(context.session, year).measures if year else ()
    return context.render(
        "highlights.html",
        year=year,
        years=[(one.year, context.t(one.label, str(one))) for one in reversed(years)],
        measures=views,
        missing=sum(one.is_missing for one in views),
        outdated=sum(one.outdated is not None for one in views),
        role_words=role_words,
    )


def ask_choice(context: RequestContext) -> Response:
    """Show the items of one policy measure and the sentence of the chosen one."""
    return _form(context, context.query)


def record_choice(context: RequestContext) -> Response:
    """Record which item stands in front, and its sentence."""
    form = {
        name: value.replace("\r\n", "\n").strip()
        for name, value in context.form.items()
        if isinstance(value, str)
    }
    year, view, progress = _asked(context, form)
    found = next((one for one in progress if one.item.no == form.get("item")), None)
    if found is None or found.row is None:
        raise NotFoundError
    own = found.row.texts["result_text"]
    if form.get("shown") != view.shown_as or form.get("original", "") != own:
        return _form(context, form, [("text", _MOVED)], _CONFLICT)
    errors: list[tuple[str, Bilingual]] = []
    try:
        require_publishable(form.get("reason", ""))
    except ConfigurationError as error:
        errors.append(("reason", error.message))
    role = context.require(Action.CHOOSE_HIGHLIGHT).role
    choice = HighlightChoice(year, view.key, found.item.no, own, form.get("text", ""), role)
    if not errors:
        try:
            choose(context.session, context.person, choice, form["reason"])
        except ConfigurationError as error:
            errors.append(("text", error.message))
    if errors:
        return _form(context, form, errors, _BAD)
    follow_up(context.services, f"highlight of {view.key}")
    context.flash("ok", _KEPT)
    return context.redirect("highlights", query={"year": year.year})


def forget_choice(context: RequestContext) -> Response:
    """Take a choice back."""
    form = {name: value for name, value in context.form.items() if isinstance(value, str)}
    year, view, _ = _asked(context, form)
    if form.get("shown") != view.shown_as or view.choice is None:
        raise DecidedMeanwhileError.of(_MOVED)
    forget(context.session, context.person, year, view.key, form.get("reason", ""))
    follow_up(context.services, f"highlight of {view.key} taken back")
    context.flash("ok", _TAKEN_BACK)
    return context.redirect("highlights", query={"year": year.year})


def _form(
    context: RequestContext,
    given: Mapping[str, str],
    errors: list[tuple[str, Bilingual]] | None = None,
    status: int = _OK,
) -> Response:
    """Return the form of one policy measure, with what was typed."""
    asked = dict(given)
    year, view, _ = _asked(context, asked)
    usual = view.choice.item_no if view.choice else view.default_item
    chosen = next((one for one in view.items if one.no == (asked.get("item") or usual)), None)
    standing = view.choice if view.choice and chosen and view.choice.item_no == chosen.no else None
    told = [
        (name, sentence)
        for name, words in errors or []
        for sentence in words.in_language(context.language).splitlines()
    ]
    return context.render(
        "highlight.html",
        status=status,
        year=year,
        measure=view,
        chosen=chosen,
        standing=standing,
        text=asked.get("text") or (standing.text if standing else chosen.text if chosen else ""),
        reason=asked.get("reason", ""),
        errors=told,
        wrong=dict(reversed(told)),
        role_words=role_words,
    )


def _asked(
    context: RequestContext, given: Mapping[str, str]
) -> tuple[FiscalYear, MeasureHighlight, tuple[ItemProgress, ...]]:
    """Return the year and the policy measure that a form or an address names, and the year's progress."""
    year = require_found({str(one.year): one for one in _years(context)}.get(given.get("year", "")))
    found = highlights_of(context.session, year)
    view = require_found({one.key: one for one in found.measures}.get(given.get("measure", "")))
    return year, view, found.progress


def _years(context: RequestContext) -> tuple[FiscalYear, ...]:
    """Return the years that have rows."""
    return context.session.plan.reported_years(context.session.as_of)


def _year(context: RequestContext, asked: str) -> FiscalYear | None:
    """Return the year that was asked for, else the newest one."""
    years = _years(context)
    return next((one for one in years if str(one.year) == asked), years[-1] if years else None)


PAGES = (
    Page(
        "/highlights",
        "highlights",
        show_highlights,
        Action.SEE_CANDIDATES,
        nav=Bilingual("主な取組", "Highlights"),
        rank=65,
        shortcut="h",
    ),
    Page("/highlights/choose", "highlight", ask_choice, Action.CHOOSE_HIGHLIGHT),
    Page("/highlights/choose", "highlight_choose", record_choice, Action.CHOOSE_HIGHLIGHT, "POST"),
    Page("/highlights/forget", "highlight_forget", forget_choice, Action.CHOOSE_HIGHLIGHT, "POST"),
)
