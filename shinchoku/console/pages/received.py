"""The files that were received: each with what became of it, and what can be decided about it."""

from typing import Literal

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.follow_up import follow_up, is_following_up
from shinchoku.console.page import Page
from shinchoku.console.received_view import (
    acts_on,
    decided_digest,
    earlier_line,
    file_line,
    first_wanted,
)
from shinchoku.console.refusals import NotFoundError
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import require_shown, sent_text
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError
from shinchoku.review.permissions import Action, Reach, reach
from shinchoku.review.taking_back import may_take_back
from shinchoku.spelling import spelled
from shinchoku.usecases.sheets.quarantine import quarantine
from shinchoku.usecases.sheets.take_back import At, reassign, withdraw
from shinchoku.views.newest import newest_contents, sources
from shinchoku.views.received_files import (
    FileState,
    ReceivedFile,
    files_of,
    handed_of,
    is_quarantined,
    place_of,
)

_BAD, _ON_PAGE = 400, 100
_NOWHERE = Bilingual(
    "移す先の照会か所属を選んでください。", "Choose the round or the department it belongs to."
)
_NOBODY = "nobody"
FileDecision = Literal["withdraw", "restore", "move", "back", "quarantine", "release"]
_DONE: dict[str, Bilingual] = {
    "withdraw": Bilingual(
        "「{name}」を取り下げました。前の内容があれば、それが使われます。",
        "“{name}” was taken back. What came before it counts again.",
    ),
    "restore": Bilingual("「{name}」の取下げをやめました。", "“{name}” counts again."),
    "move": Bilingual("「{name}」を移しました。", "“{name}” was moved."),
    "back": Bilingual(
        "「{name}」を、シートに書かれたとおりに戻しました。", "“{name}” belongs to what it says itself again."
    ),
    "quarantine": Bilingual(
        "「{name}」を隔離しました。元のファイルと、受け付け済みの行は残ります。",
        "“{name}” is quarantined. Its bytes and its accepted rows stay.",
    ),
    "release": Bilingual(
        "「{name}」の隔離を解きました。次の夜間処理から、また開かれます。",
        "“{name}” is no longer quarantined. The next night opens it again.",
    ),
}


def show_files(context: RequestContext) -> Response:
    """Show every file that was received, the newest first; a department sees its own."""
    plan, query = context.services.plan, context.query
    found = [one for one in files_of(context.session) if _may_see(context, one)]
    counting = sources(newest_contents(context.session))
    wanted = {name: query.get(name, "") for name in ("round", "department", "state")}
    shown = [one for one in found if _is_wanted(one, wanted)]
    start = first_wanted(query.get("from", ""))
    return context.render(
        "received.html",
        lines=[file_line(context.services.plan, one, counting) for one in shown[start : start + _ON_PAGE]],
        count=len(shown),
        start=start,
        next=start + _ON_PAGE if start + _ON_PAGE < len(shown) else None,
        previous=max(0, start - _ON_PAGE) if start else None,
        wanted=wanted,
        rounds=[one for one in plan.rounds if one.is_open(context.services.as_of)],
        departments=[one for one in plan.departments if context.may(Action.SEE_SUBMISSIONS, one.code)],
        states=list(FileState),
        is_all=reach(context.person, Action.SEE_SUBMISSIONS) is Reach.ALL,
        nobody=_NOBODY,
    )


def show_file(context: RequestContext) -> Response:
    """Show one received file with what was done to it and what can be."""
    return _page(context, _found(context))


def decide(context: RequestContext, decision: FileDecision) -> Response:
    """Do one thing with a received file, for a reason."""
    one = _found(context)
    require_shown(context, decided_digest(one, is_quarantined=is_quarantined(context.session, one.sha256)))
    try:
        _do(context, one, decision, sent_text(context, "reason"))
    except DecidedMeanwhileError:
        raise
    except ConfigurationError as error:
        return _page(context, one, (decision, error.message))
    follow_up(context.services, f"{decision} {one.sha256[:12]}")
    context.flash("ok", _DONE[decision].filled(name=spelled(one.name)))
    return context.redirect("received_file", place=place_of(one))


def _do(context: RequestContext, file: ReceivedFile, decision: FileDecision, reason: str) -> None:
    """Carry out what was asked."""
    session, person, at, plan = context.session, context.person, At.of(file.appearance), context.services.plan
    match decision:
        case "withdraw" | "restore":
            withdraw(session, person, at, reason, undo=decision == "restore")
        case "quarantine" | "release":
            quarantine(session, person, file.sha256, reason, undo=decision == "release")
        case "back":
            reassign(session, person, at, reason)
        case "move":
            asked = plan.rounds_by_id.get(sent_text(context, "round"))
            department = plan.departments_by_code.get(sent_text(context, "department"))
            if asked is None and department is None:
                raise ConfigurationError.of(_NOWHERE)
            reassign(session, person, at, reason, round_=asked, department=department)


def _page(
    context: RequestContext, file: ReceivedFile, refused: tuple[str, Bilingual] | None = None
) -> Response:
    """Return the page of a file, with why something was not done."""
    session, plan, code = context.session, context.services.plan, file.department
    quarantined = is_quarantined(session, file.sha256)
    counting = sources(newest_contents(session))
    with session.engine.connect() as connection:
        handed = handed_of(session, connection, file)
    return context.render(
        "received_file.html",
        status=_BAD if refused else 200,
        line=file_line(context.services.plan, file, counting),
        department=plan.departments_by_code.get(code),
        earlier=earlier_line(plan, files_of(session), file),
        acts=acts_on(context, file),
        shown=decided_digest(file, is_quarantined=quarantined),
        is_quarantined=quarantined,
        is_public=handed.is_public,
        may_take_back=may_take_back(context.person, handed),
        may_move=context.may(Action.REASSIGN_SUBMISSION) and file.state is not FileState.WITHDRAWN,
        may_quarantine=context.may(Action.QUARANTINE),
        sees_sheets=bool(code) and context.may(Action.SEE_SHEETS, code),
        rounds=[asked for asked in plan.rounds if asked.is_open(context.services.as_of)],
        departments=plan.departments,
        refused=refused[0] if refused else "",
        refusal=refused[1].in_language(context.language) if refused else "",
        reason=sent_text(context, "reason"),
        to_round=sent_text(context, "round") or file.appearance.assigned_round,
        to_department=sent_text(context, "department") or file.appearance.assigned_department,
        is_working=is_following_up(context.services),
    )


def _found(context: RequestContext) -> ReceivedFile:
    """Return the file that the path names, if the person may see it.

    Raises:
        NotFoundError: if there is none, or it is another department's: both look alike.
    """
    found = next((one for one in files_of(context.session) if place_of(one) == context.path["place"]), None)
    if found is None or not _may_see(context, found):
        raise NotFoundError
    return found


def _may_see(context: RequestContext, file: ReceivedFile) -> bool:
    """Tell whether a file is the person's to see."""
    return context.may(Action.SEE_SUBMISSIONS, file.department)


def _is_wanted(file: ReceivedFile, wanted: dict[str, str]) -> bool:
    """Tell whether a file is among those that the filter asks for."""
    code = file.department or _NOBODY
    asked = file.round.id if file.round else _NOBODY
    return (
        wanted["department"] in {"", code}
        and wanted["round"] in {"", asked}
        and wanted["state"] in {"", file.state}
    )


def _decision(decision: FileDecision, action: Action) -> Page:
    """Return the page that does one thing with a file."""
    return Page(
        f"/submissions/files/{{place}}/{decision}",
        f"received_{decision}",
        lambda context: decide(context, decision),
        action,
        "POST",
    )


PAGES = (
    Page("/submissions/files", "received", show_files, Action.SEE_SUBMISSIONS),
    Page("/submissions/files/{place}", "received_file", show_file, Action.SEE_SUBMISSIONS),
    _decision("withdraw", Action.WITHDRAW_SUBMISSION),
    _decision("restore", Action.WITHDRAW_SUBMISSION),
    _decision("move", Action.REASSIGN_SUBMISSION),
    _decision("back", Action.REASSIGN_SUBMISSION),
    _decision("quarantine", Action.QUARANTINE),
    _decision("release", Action.QUARANTINE),
)
