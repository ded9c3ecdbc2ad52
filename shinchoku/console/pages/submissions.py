"""The submissions board, the figures still to come, and the reminders."""

from __future__ import annotations

from functools import partial

from starlette.responses import Response

from shinchoku.adapters.state.outbox import load_sent
from shinchoku.adapters.state.standings import load_standings
from shinchoku.bilingual import Bilingual
from shinchoku.console.alone import alone
from shinchoku.console.board_view import (
    BoardFilter,
    asked_departments,
    board_rounds,
    board_rows,
    state_counts,
    submission_points,
)
from shinchoku.console.charts import submissions_over_time, submissions_table
from shinchoku.console.follow_up import is_following_up
from shinchoku.console.page import Page
from shinchoku.console.sent import lead, sent_text
from shinchoku.console.visit import Visit
from shinchoku.errors import ConfigurationError
from shinchoku.review.board import BoardState
from shinchoku.review.permissions import Action, Reach, reach
from shinchoku.review.reminders import Sent, Situation
from shinchoku.usecases.remind import remind_now, reminding
from shinchoku.views.newest import newest_contents, pending_known

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


def show_board(visit: Visit) -> Response:
    """Show where departments stand; a department sees its own row."""
    plan, as_of, language = visit.desk.plan, visit.desk.as_of, visit.language
    wanted = _wanted(visit)
    with visit.session.engine.connect() as connection:
        standings = load_standings(connection, plan.id)
        contents = newest_contents(connection, plan.id)
        sent = load_sent(connection, plan.id) if visit.may(Action.REMIND) else []
    rows = board_rows(plan, standings, wanted, as_of, language)
    rounds = board_rounds(plan, wanted, as_of)
    shown = {row.department.code for row in rows}
    seen = [one for one in standings if wanted.departments is None or one.department in wanted.departments]
    points = submission_points(seen, rounds[0], as_of) if rounds and wanted.departments is None else []
    return visit.render(
        "submissions.html",
        rows=rows,
        rounds=rounds,
        all_rounds=board_rounds(plan, BoardFilter(), as_of),
        states=list(BoardState)[1:],
        bureaus=list(dict.fromkeys(one.bureau for one in plan.departments if one.bureau)),
        wanted=wanted,
        counts=state_counts(rows, language),
        as_of=as_of,
        chart=submissions_over_time(
            points, rounds[0].due, language, expected=asked_departments(seen, rounds[0])
        )
        if points
        else None,
        chart_table=submissions_table(points, language) if points else None,
        pending=[one for one in pending_known(plan, contents, as_of) if one.department in shown],
        plan=plan,
        last_sent=sent[-1].sent_on if sent else None,
        may_remind=visit.may(Action.REMIND),
        is_own=wanted.departments is not None,
        is_working=is_following_up(visit.desk),
        lead=partial(lead, visit),
    )


def show_reminders(visit: Visit) -> Response:
    """Show what would be sent now, to whom it cannot be, and what was sent."""
    return _reminders(visit)


def send_reminders(visit: Visit) -> Response:
    """Send what is due now, for a reason."""
    visit.require(Action.REMIND)
    try:
        with alone(visit.desk.paths):
            sent, unsent = remind_now(
                visit.session, visit.person, sent_text(visit, "reason"), visit.desk.settings.notify_file
            )
    except ConfigurationError as error:
        return _reminders(visit, _BAD, error.message)
    words = _UNSENT if unsent else _SENT if sent else _NOTHING
    visit.flash("warning" if unsent or not sent else "ok", words.filled(sent=sent, unsent=unsent))
    return visit.redirect("reminders")


def _reminders(visit: Visit, status: int = 200, error: Bilingual | None = None) -> Response:
    """Return the page of reminders."""
    plan = visit.desk.plan
    with visit.session.engine.connect() as connection:
        now = reminding(visit.session, connection, visit.desk.settings.notify_file)
    unreached = {one.code for one in now.without_address}
    return visit.render(
        "reminders.html",
        status=status,
        due=[
            {
                "department": plan.departments_by_code[one.department],
                "asked": plan.rounds_by_id.get(one.round_id),
                "situation": visit.t(one.situation.label_ja, one.situation.label_en),
                "count": len(one.corrections),
                "is_last": one.is_last,
                "has_address": one.department not in unreached,
            }
            for one in now.due
        ],
        sent=[
            _sent(visit, one) for one in now.sent[:_MOST_SENT] if one.department in plan.departments_by_code
        ],
        failed=now.failed,
        has_addresses=now.has_addresses,
        without_address=now.without_address,
        reason=sent_text(visit, "reason"),
        error=error.in_language(visit.language) if error else "",
    )


def _sent(visit: Visit, one: Sent) -> dict[str, object]:
    """Return a reminder that went out as the page shows it."""
    plan = visit.desk.plan
    code = one.situation.partition(":")[0]
    situation = Situation.of(code) if code in set(Situation) else None
    return {
        "on": one.sent_on,
        "department": plan.departments_by_code[one.department],
        "asked": plan.rounds_by_id.get(one.round_id),
        "situation": visit.t(situation.label_ja, situation.label_en) if situation else code,
        "level": one.level,
    }


def _wanted(visit: Visit) -> BoardFilter:
    """Return what of the board the address asks for, as far as the person may see."""
    is_all = reach(visit.person, Action.SEE_SUBMISSIONS) is Reach.ALL
    query = visit.query
    return BoardFilter(
        query.get("round", ""),
        query.get("state", ""),
        query.get("bureau", ""),
        None if is_all else visit.person.departments,
    )


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
