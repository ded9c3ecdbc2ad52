"""The releases: what waits, every version and what it changed, and going back to an earlier one."""

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.alone import NightRunningError, alone
from shinchoku.console.catalogue_view import catalogues_with, moment
from shinchoku.console.follow_up import is_following_up
from shinchoku.console.names import role_words
from shinchoku.console.page import Page
from shinchoku.console.pushing import released_words
from shinchoku.console.refusals import NotFoundError
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import require_found
from shinchoku.console.versions import drawn, year_differences
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError
from shinchoku.releases.history import Cause, Release
from shinchoku.review.permissions import Action
from shinchoku.review.transitions import YearState
from shinchoku.review.wording import require_publishable
from shinchoku.usecases.rollback import rollback
from shinchoku.views.preview import everything_awaiting
from shinchoku.views.versions import after_going_back, list_versions, open_approvals
from shinchoku.views.waiting import count_candidates

_OK, _BAD, _CONFLICT, _UNAVAILABLE = 200, 400, 409, 503
_VERSIONS = 50


def show_releases(context: RequestContext) -> Response:
    """Show what waits, the versions, and the newest year's achievement."""
    session = context.session
    history, approvals = list_versions(session), open_approvals(session)
    newest_first = history[::-1]
    start = next((n for n, one in enumerate(newest_first) if one.version == context.query.get("from")), 0)
    page = newest_first[start : start + _VERSIONS]
    older = newest_first[start + _VERSIONS :]
    newest = history[-1] if history else None
    tz = session.moment.tzinfo
    return context.render(
        "releases.html",
        sees_candidates=context.may(Action.SEE_CANDIDATES),
        waiting=everything_awaiting(session) if context.may(Action.SEE_CANDIDATES) else (),
        is_busy=is_following_up(context.services),
        moments={
            year: one.embargo.astimezone(tz).strftime("%Y-%m-%d %H:%M")
            for year, one in approvals.items()
            if one.embargo
        },
        versions=page,
        newest=newest,
        older=older[0].version if older else "",
        newer=newest_first[max(start - _VERSIONS, 0)].version if start else "",
        chart=drawn(context, newest, max(newest.years)) if newest and newest.years else None,
        kept=Cause.KEPT,
        role_words=role_words,
        dataset=session.plan.dataset,
        taken_down=session.published.taken_down(),
    )


def show_version(context: RequestContext) -> Response:
    """Show one version: what it changed against the one before it, and its figures."""
    history, version = list_versions(context.session), _version(context)
    at = history.index(version)
    before = history[at - 1] if at else None
    return context.render(
        "release_version.html",
        version=version,
        before=before,
        newest=history[-1],
        years=year_differences(
            context, history[:at], history[: at + 1], lambda query: _own(context, "release", version, query)
        ),
        charts=[drawn(context, version, year) for year in sorted(version.years, reverse=True)],
        catalogues=catalogues_with(context, version.version),
        moment=moment,
        kept=Cause.KEPT,
        role_words=role_words,
        dataset=context.session.plan.dataset,
        taken_down=context.session.published.taken_down(),
    )


def show_comparison(context: RequestContext) -> Response:
    """Compare any two versions."""
    history = list_versions(context.session)
    places = {one.version: n for n, one in enumerate(history, start=1)}
    asked = {name: context.query[name] for name in ("old", "new") if context.query.get(name)}
    if any(version not in places for version in asked.values()):
        raise NotFoundError
    new = places[asked["new"]] if "new" in asked else len(history)
    old = places[asked["old"]] if "old" in asked else max(len(history) - 1, min(len(history), 1))
    shown = {"old": history[old - 1].version, "new": history[new - 1].version} if history else {}
    return context.render(
        "release_compare.html",
        versions=[(one.version, one.version) for one in reversed(history)],
        old=shown.get("old"),
        new=shown.get("new"),
        years=year_differences(
            context,
            history[:old],
            history[:new],
            lambda query: context.frame.address("release_compare", {**shown, **query}),
        ),
    )


def ask_rollback(context: RequestContext) -> Response:
    """Show what going back to a version would change in public, and ask why."""
    return _rollback_page(context, _version(context))


def roll_back(context: RequestContext) -> Response:
    """Go back to the rows of a version, under a new one."""
    version, given = _version(context), context.form.get("reason", "")
    reason = given.strip() if isinstance(given, str) else ""
    try:
        require_publishable(reason)
    except ConfigurationError as error:
        return _rollback_page(context, version, reason, _BAD, wrong=error.message)
    try:
        with alone(context.services.paths):
            _require_newest(context)
            made = rollback(context.session, version.version, context.person, reason)
    except NightRunningError as error:
        return _rollback_page(context, version, reason, _UNAVAILABLE, notice=error.message)
    except DecidedMeanwhileError as error:
        return _rollback_page(context, version, reason, _CONFLICT, notice=error.message)
    said = Bilingual(
        f"{version.version} の内容を {made.version} として公表しました。取り下げた版は、取下げと表示されて残ります。",
        f"The rows of {version.version} are public as {made.version}; what was taken back stays, marked withdrawn.",
    )
    context.flash("ok", released_words(said, context.tell_catalogues(Action.ROLL_BACK)))
    return context.redirect("release", version=made.version)


def waiting_for(context: RequestContext) -> int:
    """Return how many candidates wait for this person's decision."""
    if not context.may(Action.APPROVE_RELEASE):
        return 0
    return count_candidates(context.session, YearState.HELD).count


def _rollback_page(
    context: RequestContext,
    version: Release,
    reason: str = "",
    status: int = _OK,
    *,
    wrong: Bilingual | None = None,
    notice: Bilingual | None = None,
) -> Response:
    """Return the page that asks whether to go back."""
    history = list_versions(context.session)
    newest = history[-1]
    years = year_differences(
        context,
        history,
        after_going_back(context.session, history, version),
        lambda query: _own(context, "rollback", version, query),
    )
    at = history.index(version)
    return context.render(
        "release_rollback.html",
        status=status,
        version=version,
        newest=newest,
        years=years,
        withdraws=[one.version for one in history[at + 1 :] if not one.withdrawn],
        reason=reason,
        wrong=wrong.in_language(context.language) if wrong else "",
        notice=notice.in_language(context.language) if notice else "",
    )


def _require_newest(context: RequestContext) -> None:
    """Refuse to go back from another version than the one that was shown; runs under the lock."""
    if list_versions(context.session)[-1].version != context.form.get("shown"):
        raise DecidedMeanwhileError(
            "表示した後に新しい版が公表されました。下の内容は、いまの版との違いです。もう一度確かめてください。",
            "A newer version went out after this was shown. Below is what differs from it now: look again.",
        )


def _version(context: RequestContext) -> Release:
    """Return the version that the address names."""
    known = {one.version: one for one in list_versions(context.session)}
    return require_found(known.get(context.path["version"]))


def _own(context: RequestContext, page: str, version: Release, query: dict[str, object]) -> str:
    """Return the address of a version's page with a query."""
    return context.frame.address(page, {"version": version.version, **query})


PAGES = (
    Page(
        "/releases",
        "releases",
        show_releases,
        Action.SEE_RELEASES,
        nav=Bilingual("公表", "Releases"),
        rank=40,
        shortcut="r",
        waiting=waiting_for,
    ),
    Page("/releases/compare", "release_compare", show_comparison, Action.SEE_RELEASES),
    Page("/releases/{version}", "release", show_version, Action.SEE_RELEASES),
    Page("/releases/{version}/rollback", "rollback", ask_rollback, Action.ROLL_BACK),
    Page("/releases/{version}/rollback", "rollback_do", roll_back, Action.ROLL_BACK, "POST"),
)
