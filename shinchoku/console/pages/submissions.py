"""The submissions board, the figures still to come, and the reminders."""

from collections import Counter
from functools import partial

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.alone import alone
from shinchoku.console.charts import SubmissionPoint, submissions_over_time, submissions_table
from shinchoku.console.follow_up import is_following_up
from shinchoku.console.page import Page
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import lead, sent_text
from shinchoku.errors import ConfigurationError
from shinchoku.review.board import BoardState
from shinchoku.review.permissions import Action, Reach, reach
from shinchoku.review.reminders import Sent, Situation
from shinchoku.usecases.remind import remind_now
from shinchoku.views.board import BoardFilter, board_of, opened_rounds
from shinchoku.views.reminders import last_reminded, reminding

_BAD = 400
_MOST_SENT = 100
_SENT = Bilingual("{sent}通を送りました。", "{sent} message(s) were sent.")
_UNSENT = Bilingual(
    "{sent}通を送りました。{unsent}通は送れませんでした。自動でもう一度送ります。",
    "{sent} message(s) were sent, {unsent} could not be; they will be tried again.",
)
_NOTHING = Bilingual(
    "いま送るお知らせはありませんでした。", "There was nothing to send, or nobody has an address."
)


def show_board(context: RequestContext) -> Response:
    """Show where departments stand; a department sees its own row."""
    session, plan, as_of, language = (
        context.session,
        context.services.plan,
        context.services.as_of,
        context.language,
    )
    wanted = {name: context.query.get(name, "") for name in ("round", "state", "bureau")}
    sees_all = reach(context.person, Action.SEE_SUBMISSIONS) is Reach.ALL
    own = None if sees_all else context.person.departments
    asked = {wanted["round"]} if wanted["round"] else None
    board = board_of(session, BoardFilter(asked, own, wanted["bureau"]))
    rounds = opened_rounds(plan, as_of, only=asked)
    rows = board.rows(plan, rounds, wanted["state"])
    shown = {row.department.code for row in rows}
    cells = [cell for row in rows for cell in row.cells if cell is not None]
    counts = Counter(cell.state for cell in cells)
    everybody = board_of(session) if sees_all and rounds else board
    days = everybody.received_by_day(rounds[0], as_of) if rounds and sees_all else {}
    points = [SubmissionPoint(day, count) for day, count in days.items()]
    return context.render(
        "submissions.html",
        rows=rows,
        rounds=rounds,
        all_rounds=opened_rounds(plan, as_of),
        states=list(BoardState)[1:],
        bureaus=list(dict.fromkeys(one.bureau for one in plan.departments if one.bureau)),
        wanted=wanted,
        counts={one: counts[one] for one in BoardState if one in counts},
        as_of=as_of,
        chart=submissions_over_time(
            points, rounds[0].due, language, expected=everybody.asked_departments(rounds[0])
        )
        if points
        else None,
        chart_table=submissions_table(points, language) if points else None,
        pending=[one for one in board.pending if not wanted["state"] or one.department in shown],
        plan=plan,
        last_sent=last_reminded(session) if context.may(Action.REMIND) else None,
        may_remind=context.may(Action.REMIND),
        is_own=not sees_all,
        is_working=is_following_up(context.services),
        lead=partial(lead, context),
    )


def show_reminders(context: RequestContext) -> Response:
    """Show what would be sent now, to whom it cannot be, and what was sent."""
    return _reminders(context)


def send_reminders(context: RequestContext) -> Response:
    """Send what is due now, for a reason."""
    context.require(Action.REMIND)
    try:
        with alone(context.services.paths):
            sent, unsent = remind_now(
                context.session,
                context.person,
                sent_text(context, "reason"),
                context.services.settings.notify_file,
            )
    except ConfigurationError as error:
        return _reminders(context, _BAD, error.message)
    words = _UNSENT if unsent else _SENT if sent else _NOTHING
    context.flash("warning" if unsent or not sent else "ok", words.filled(sent=sent, unsent=unsent))
    return context.redirect("reminders")


def _reminders(context: RequestContext, status: int = 200, error: Bilingual | None = None) -> Response:
    """Return the page of reminders."""
    plan = context.services.plan
    now = reminding(context.session, context.services.settings.notify_file)
    unreached = {one.code for one in now.without_address}
    return context.render(
        "reminders.html",
        status=status,
        due=[
            {
                "department": plan.departments_by_code[one.department],
                "asked": plan.rounds_by_id.get(one.round_id),
                "situation": context.t(one.situation.label_ja, one.situation.label_en),
                "count": len(one.corrections),
                "is_last": one.is_last,
                "has_address": one.department not in unreached,
            }
            for one in now.due
        ],
        sent=[
            _sent(context, one) for one in now.sent[:_MOST_SENT] if one.department in plan.departments_by_code
        ],
        failed=now.failed,
        has_addresses=now.has_addresses,
        without_address=now.without_address,
        reason=sent_text(context, "reason"),
        error=error.in_language(context.language) if error else "",
    )


def _sent(context: RequestContext, one: Sent) -> dict[str, object]:
    """Return a reminder that went out as the page shows it."""
    plan = context.services.plan
    code = one.situation.partition(":")[0]
    situation = Situation.of(code) if code in set(Situation) else None
    return {
        "on": one.sent_on,
        "department": plan.departments_by_code[one.department],
        "asked": plan.rounds_by_id.get(one.round_id),
        "situation": context.t(situation.label_ja, situation.label_en) if situation else code,
        "level": one.level,
    }


PAGES = (
    Page(
        "/submissions",
        "submissions",
        show_board,
        Action.SEE_SUBMISSIONS,
        nav=Bilingual("提出状況", "Submissions"),
        rank=20,
        shortcut="s",
    ),
    Page("/submissions/reminders", "reminders", show_reminders, Action.REMIND),
    Page("/submissions/reminders", "remind", send_reminders, Action.REMIND, "POST"),
)
