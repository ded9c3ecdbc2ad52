"""Returning many findings with one message: first which ones, then the message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import FindingState
from shinchoku.console.finding_line import FindingLine, finding_line
from shinchoku.console.follow_up import follow_up
from shinchoku.console.page import Page
from shinchoku.console.queue_filter import Narrowing, narrowing_of, seen_departments
from shinchoku.console.sent import sent_text
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError
from shinchoku.review.permissions import Action
from shinchoku.review.wording import require_said
from shinchoku.usecases.decide import return_findings
from shinchoku.views.finding_counts import count_facets
from shinchoku.views.findings import list_fingerprints, list_named

if TYPE_CHECKING:
    from shinchoku.console.visit import Visit

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


def ask_return(visit: Visit) -> Response:
    """Show which findings would be returned, and ask for the message."""
    asked = narrowing_of(visit)
    if visit.query.get("all"):
        chosen = _everything(visit, asked)
    else:
        given = visit.request.query_params.multi_items()
        chosen = _chosen(visit, [text for name, text in given if name.partition("-")[0] == "pick"])
    if not chosen.lines and not chosen.moved:
        visit.flash("warning", _NONE_CHOSEN)
        return visit.redirect("findings", query=asked.query)
    return _page(visit, asked, chosen)


def do_return(visit: Visit) -> Response:
    """Return the findings that were shown, all or none of them."""
    asked, message = narrowing_of(visit), sent_text(visit, "message")
    picked = [one for one in visit.form.getlist("pick") if isinstance(one, str)]
    chosen = _chosen(visit, picked)
    try:
        require_said(message)
    except ConfigurationError as error:
        return _page(visit, asked, chosen, _BAD, message, error.message)
    if not chosen.moved:
        try:
            count = return_findings(
                visit.session, [one.fingerprint for one in chosen.lines], visit.person, message
            )
        except DecidedMeanwhileError:
            chosen = _chosen(visit, picked)
        else:
            follow_up(visit.desk, f"{count} findings returned")
            visit.flash("ok", Bilingual(f"{count}件を差し戻しました。", f"{count} returned."))
            return visit.redirect("findings", query=asked.query)
    return _page(visit, asked, chosen, _CONFLICT, message)


def _everything(visit: Visit, asked: Narrowing) -> Chosen:
    """Choose all open findings of a narrowing, as many as are returned at once."""
    if asked.state not in {"", str(FindingState.OPEN)}:
        return Chosen(())
    wanted = replace(
        asked.within(seen_departments(visit), visit.desk.as_of), states=(FindingState.OPEN,), resolved=False
    )
    found = list_fingerprints(visit.session, wanted, most=MOST)
    beyond = count_facets(visit.session, wanted).total - len(found) if len(found) == MOST else 0
    return replace(_chosen(visit, found), beyond=beyond)


def _chosen(visit: Visit, fingerprints: Iterable[str]) -> Chosen:
    """Look the chosen findings up, in the order in which they were shown."""
    wanted: Sequence[str] = list(dict.fromkeys(fingerprints))[:MOST]
    rows = list_named(visit.session, wanted)
    lines = [finding_line(visit, rows[one]) for one in wanted if one in rows]
    return Chosen(
        tuple(one for one in lines if one.state is FindingState.OPEN),
        tuple(one for one in lines if one.state is not FindingState.OPEN),
    )


def _page(
    visit: Visit,
    asked: Narrowing,
    chosen: Chosen,
    status: int = _OK,
    message: str = "",
    error: Bilingual | None = None,
) -> Response:
    """Return the page that asks for the message."""
    return visit.render(
        "findings_return.html",
        status=status,
        asked=asked,
        chosen=chosen,
        departments=len({one.department for one in chosen.lines}),
        message=message,
        error=error.in_language(visit.language) if error else "",
        conflict=_MOVED.in_language(visit.language) if status == _CONFLICT else "",
        most=MOST,
    )


PAGES = (
    Page("/findings/return/selected", "findings_return", ask_return, Action.RETURN_FINDING),
    Page("/findings/return/selected", "findings_returned", do_return, Action.RETURN_FINDING, "POST"),
)
