"""A department's own page: what counts of its items, the files it sent, its forms and its receipts."""

from dataclasses import dataclass
from functools import partial

from starlette.responses import Response

from schemas.codes import AchievementStatus, Severity
from shinchoku.bilingual import Bilingual
from shinchoku.city_clock import city_time
from shinchoku.console.follow_up import is_following_up
from shinchoku.console.page import Page
from shinchoku.console.refusals import NotFoundError
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import lead, require_found
from shinchoku.register.entries import Department
from shinchoku.review.permissions import Action
from shinchoku.usecases.sheets.template import template_of
from shinchoku.views.board import BoardFilter, board_of, rounds_to_submit
from shinchoku.views.department_files import annotated_copy, receipt_of
from shinchoku.views.findings import FindingFilter, count_by
from shinchoku.views.newest import ItemNow, items_now, newest_contents, sources
from shinchoku.views.received_files import files_of, is_received_from, place_of

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_FILES = 200
_NOBODY = Bilingual("このアカウントには所属が登録されていません。", "This account has no department.")


@dataclass(frozen=True, slots=True)
class ReportedItem:
    """One item as it counts now."""

    now: ItemNow
    status: str
    target: str
    value: str
    unit: str


def show_my(context: RequestContext) -> Response:
    """Go to the department that is the person's own; without one, to the board."""
    own = sorted(context.person.departments)
    if not own:
        context.flash("warning", _NOBODY)
        return context.redirect("submissions")
    return context.redirect("department", code=own[0])


def show_department(context: RequestContext) -> Response:
    """Show everything that concerns one department."""
    department = _department(context, Action.SEE_SUBMISSIONS)
    plan, session, code = context.services.plan, context.session, department.code
    contents, files = newest_contents(session), files_of(session, code)
    rounds = board_of(session, BoardFilter(departments=(code,))).cells
    counts = count_by(session, FindingFilter(departments=(code,)), "severity")
    asking = {one.asked.id for one in rounds if one.standing.expected}
    return context.render(
        "department.html",
        department=department,
        rounds=rounds,
        years={
            year: [_row(context, one) for one in items]
            for year, items in reversed(items_now(plan, contents, code).items())
        },
        files=files[:_MOST_FILES],
        more_files=max(0, len(files) - _MOST_FILES),
        counting=sources(contents),
        place_of=place_of,
        counts={str(one): counts.get(str(one), 0) for one in Severity},
        forms=[one for one in rounds_to_submit(plan, context.services.as_of) if one.id in asking],
        others=[
            plan.departments_by_code[one]
            for one in sorted(context.person.departments - {code})
            if one in plan.departments_by_code
        ],
        successor=plan.departments_by_code.get(department.succeeded_by or ""),
        contact=plan.notify.contact,
        sees_sheets=context.may(Action.SEE_SHEETS, code),
        may_check=context.may(Action.CHECK_FILE, code),
        is_working=is_following_up(context.services),
        lead=partial(lead, context),
    )


def send_annotated(context: RequestContext) -> Response:
    """Return the copy of a received file with the department's findings marked."""
    code, sha256 = _department(context, Action.SEE_SHEETS).code, context.path["sha256"]
    if not is_received_from(context.session, code, sha256):
        raise NotFoundError
    copy = annotated_copy(context.session, context.services.pool, code, sha256, context.language)
    name = f"{code}_{sha256[:12]}_{context.t('指摘', 'findings')}{copy.suffix}"
    return context.file(name, copy.content, _XLSX)


def send_template(context: RequestContext) -> Response:
    """Return the form that the department fills in for a round."""
    code = _department(context, Action.SEE_SUBMISSIONS).code
    asked = context.services.plan.rounds_by_id.get(context.path["round_id"])
    if asked is None or not asked.is_open(context.services.as_of):
        raise NotFoundError
    name, content = template_of(context.session, asked, code)
    return context.file(name, content, _XLSX)


def show_receipt(context: RequestContext) -> Response:
    """Show, for keeping or printing, that a file was received at the counter."""
    code = _department(context, Action.SEE_SUBMISSIONS).code
    receipt = require_found(receipt_of(context.session, code, context.path["sha256"]))
    return context.render(
        "receipt.html",
        receipt=receipt,
        at=city_time(receipt.at),
        is_working=is_following_up(context.services),
        city=context.services.plan.plan.municipality_name,
    )


def _department(context: RequestContext, action: Action) -> Department:
    """Return the department that the path names, if the person may."""
    code = context.path["code"]
    context.require(action, code)
    return require_found(context.services.plan.departments_by_code.get(code))


def _row(context: RequestContext, one: ItemNow) -> ReportedItem:
    """Return an item as the page shows it."""
    status: AchievementStatus = one.status
    figures = one.indicator or {}
    return ReportedItem(
        now=one,
        status=context.t(status.label_ja, status.label_en),
        target=figures.get("target_value", ""),
        value=figures.get("actual_value", ""),
        unit=figures.get("unit", ""),
    )


PAGES = (
    Page("/my", "my", show_my, Action.SEE_SUBMISSIONS),
    Page("/departments/{code}", "department", show_department, Action.SEE_SUBMISSIONS),
    Page(
        "/departments/{code}/files/{sha256}/annotated",
        "department_annotated",
        send_annotated,
        Action.SEE_SHEETS,
    ),
    Page("/departments/{code}/forms/{round_id}", "department_form", send_template, Action.SEE_SUBMISSIONS),
    Page("/departments/{code}/receipts/{sha256}", "receipt", show_receipt, Action.SEE_SUBMISSIONS),
)
