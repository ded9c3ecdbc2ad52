"""Returning many findings with one message: first which ones, then the message."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import FindingState
from shinchoku.console.finding_line import FindingLine, finding_line
from shinchoku.console.findings_query import FindingsQuery, query_of, seen_departments
from shinchoku.console.follow_up import follow_up
from shinchoku.console.page import Page
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import sent_text
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError
from shinchoku.review.permissions import Action
from shinchoku.review.wording import require_said
from shinchoku.usecases.decide import return_findings
from shinchoku.views.finding_counts import count_facets
from shinchoku.views.findings import list_fingerprints, list_named

MOST = 500
"""Findings that are returned at once."""
_OK, _BAD, _CONFLICT = 200, 400, 409
_NONE_CHOSEN = Bilingual("差し戻す指摘を1つ以上選んでください。", "Choose at least one finding to return.")
_MOVED = Bilingual(
    "一覧を見た後に、ほかの人が先に処理した指摘があります。何も差し戻していません。残りでよければ、もう一度差し戻してください。",
    "Somebody decided on some of these after you saw the list. Nothing was returned. If the rest is right, return it again.",
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is to be returned, what of the choice cannot be, and how many there are beyond what is returned at once."""

    lines: tuple[FindingLine, ...]
    moved: tuple[FindingLine, ...] = ()
    beyond: int = 0


def ask_return(context: RequestContext) -> Response:
    """Show which findings would be returned, and ask for the message."""
    asked = query_of(context)
    if context.query.get("all"):
        chosen = _everything(context, asked)
    else:
        given = context.request.query_params.multi_items()
        chosen = _chosen(context, [text for name, text in given if name.partition("-")[0] == "pick"])
    if not chosen.lines and not chosen.moved:
        context.flash("warning", _NONE_CHOSEN)
        return context.redirect("findings", query=asked.query)
    return _page(context, asked, chosen)


def do_return(context: RequestContext) -> Response:
    """Return the findings that were shown, all or none of them."""
    asked, message = query_of(context), sent_text(context, "message")
    picked = [one for one in context.form.getlist("pick") if isinstance(one, str)]
    chosen = _chosen(context, picked)
    try:
        require_said(message)
    except ConfigurationError as error:
        return _page(context, asked, chosen, _BAD, message, error.message)
    if not chosen.moved:
        try:
            count = return_findings(
                context.session, [one.fingerprint for one in chosen.lines], context.person, message
            )
        except DecidedMeanwhileError:
            chosen = _chosen(context, picked)
        else:
            follow_up(context.services, f"{count} findings returned")
            context.flash("ok", Bilingual(f"{count}件を差し戻しました。", f"{count} returned."))
            return context.redirect("findings", query=asked.query)
    return _page(context, asked, chosen, _CONFLICT, message)


def _everything(context: RequestContext, asked: FindingsQuery) -> Chosen:
    """Choose all open findings of a narrowing, as many as are returned at once."""
    if asked.state not in {"", str(FindingState.OPEN)}:
        return Chosen(())
    wanted = replace(
        asked.within(seen_departments(context), context.services.as_of),
        states=(FindingState.OPEN,),
        resolved=False,
    )
    found = list_fingerprints(context.session, wanted, most=MOST)
    beyond = count_facets(context.session, wanted).total - len(found) if len(found) == MOST else 0
    return replace(_chosen(context, found), beyond=beyond)


def _chosen(context: RequestContext, fingerprints: Iterable[str]) -> Chosen:
    """Look the chosen findings up, in the order in which they were shown."""
    wanted: Sequence[str] = list(dict.fromkeys(fingerprints))[:MOST]
    rows = list_named(context.session, wanted)
    lines = [finding_line(context, rows[one]) for one in wanted if one in rows]
    return Chosen(
        tuple(one for one in lines if one.state is FindingState.OPEN),
        tuple(one for one in lines if one.state is not FindingState.OPEN),
    )


def _page(
    context: RequestContext,
    asked: FindingsQuery,
    chosen: Chosen,
    status: int = _OK,
    message: str = "",
    error: Bilingual | None = None,
) -> Response:
    """Return the page that asks for the message."""
    return context.render(
        "findings_return.html",
        status=status,
        asked=asked,
        chosen=chosen,
        departments=len({one.department for one in chosen.lines}),
        message=message,
        error=error.in_language(context.language) if error else "",
        conflict=_MOVED.in_language(context.language) if status == _CONFLICT else "",
        most=MOST,
    )


PAGES = (
    Page("/findings/return/selected", "findings_return", ask_return, Action.RETURN_FINDING),
    Page("/findings/return/selected", "findings_returned", do_return, Action.RETURN_FINDING, "POST"),
)
