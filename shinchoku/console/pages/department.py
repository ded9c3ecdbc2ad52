"""A department's own page: what counts of its items, the files it sent, its forms and its receipts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from starlette.responses import Response

from schemas.codes import AchievementStatus, Severity
from shinchoku.bilingual import Bilingual
from shinchoku.console.follow_up import is_following_up
from shinchoku.console.page import Page
from shinchoku.console.pages.precheck import open_rounds
from shinchoku.console.refusals import NotFoundError
from shinchoku.console.sent import lead
from shinchoku.console.visit import Visit
from shinchoku.register.entries import Department
from shinchoku.review.permissions import Action
from shinchoku.session import city_time
from shinchoku.usecases.sheets.template import template_of
from shinchoku.views.board import BoardFilter, board_of
from shinchoku.views.department_files import annotated_copy, receipt_of
from shinchoku.views.findings import Filter, count_by
from shinchoku.views.newest import ItemNow, items_now, newest_contents, sources
from shinchoku.views.received_files import files_of, is_received_from, place_of

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_FILES = 200
_NOBODY = Bilingual("このアカウントには所属が登録されていません。", "This account has no department.")


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item as it counts now."""

    now: ItemNow
    status: str
    target: str
    value: str
    unit: str


def show_my(visit: Visit) -> Response:
    """Go to the department that is the person's own; without one, to the board."""
    own = sorted(visit.person.departments)
    if not own:
        visit.flash("warning", _NOBODY)
        return visit.redirect("submissions")
    return visit.redirect("department", code=own[0])


def show_department(visit: Visit) -> Response:
    """Show everything that concerns one department."""
    department = _department(visit, Action.SEE_SUBMISSIONS)
    plan, session, code = visit.desk.plan, visit.session, department.code
    contents, files = newest_contents(session), files_of(session, code)
    rounds = board_of(session, BoardFilter(departments=(code,))).cells
    counts = count_by(session, Filter(departments=(code,)), "severity")
    asking = {one.asked.id for one in rounds if one.standing.expected}
    return visit.render(
        "department.html",
        department=department,
        rounds=rounds,
        years={
            year: _rows(visit, items) for year, items in reversed(items_now(plan, contents, code).items())
        },
        files=files[:_MOST_FILES],
        more_files=max(0, len(files) - _MOST_FILES),
        counting=sources(contents),
        place_of=place_of,
        counts={str(one): counts.get(str(one), 0) for one in Severity},
        forms=[one for one in open_rounds(visit) if one.id in asking],
        others=[
            plan.departments_by_code[one]
            for one in sorted(visit.person.departments - {code})
            if one in plan.departments_by_code
        ],
        successor=plan.departments_by_code.get(department.succeeded_by or ""),
        contact=plan.notify.contact,
        sees_sheets=visit.may(Action.SEE_SHEETS, code),
        may_check=visit.may(Action.CHECK_FILE, code),
        is_working=is_following_up(visit.desk),
        lead=partial(lead, visit),
    )


def send_annotated(visit: Visit) -> Response:
    """Return the copy of a received file with the department's findings marked."""
    code, sha256 = _department(visit, Action.SEE_SHEETS).code, visit.path["sha256"]
    if not is_received_from(visit.session, code, sha256):
        raise NotFoundError
    copy = annotated_copy(visit.session, visit.desk.pool, code, sha256, visit.language)
    name = f"{code}_{sha256[:12]}_{visit.t('指摘', 'findings')}{copy.suffix}"
    return visit.file(name, copy.content, _XLSX)


def send_template(visit: Visit) -> Response:
    """Return the form that the department fills in for a round."""
    code = _department(visit, Action.SEE_SUBMISSIONS).code
    asked = visit.desk.plan.rounds_by_id.get(visit.path["round_id"])
    if asked is None or not asked.is_open(visit.desk.as_of):
        raise NotFoundError
    name, content = template_of(visit.session, asked, code)
    return visit.file(name, content, _XLSX)


def show_receipt(visit: Visit) -> Response:
    """Show, for keeping or printing, that a file was received at the counter."""
    code = _department(visit, Action.SEE_SUBMISSIONS).code
    receipt = receipt_of(visit.session, code, visit.path["sha256"])
    if receipt is None:
        raise NotFoundError
    return visit.render(
        "receipt.html",
        receipt=receipt,
        at=city_time(receipt.at),
        is_working=is_following_up(visit.desk),
        city=visit.desk.plan.plan.municipality_name,
    )


def _department(visit: Visit, action: Action) -> Department:
    """Return the department that the path names, if the person may.

    Raises:
        NotPermittedError: if it is not theirs to see.
        NotFoundError: if there is none.
    """
    code = visit.path["code"]
    visit.require(action, code)
    found = visit.desk.plan.departments_by_code.get(code)
    if found is None:
        raise NotFoundError
    return found


def _rows(visit: Visit, items: tuple[ItemNow, ...]) -> list[ItemRow]:
    """Return the items of a year as the page shows them."""
    return [_row(visit, one) for one in items]


def _row(visit: Visit, one: ItemNow) -> ItemRow:
    """Return an item as the page shows it."""
    status: AchievementStatus = one.status
    figures = one.indicator or {}
    return ItemRow(
        now=one,
        status=visit.t(status.label_ja, status.label_en),
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
