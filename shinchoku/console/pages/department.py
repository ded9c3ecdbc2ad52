"""A department's own page: what counts of its items, the files it sent, its forms and its receipts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from starlette.responses import Response

from schemas.codes import AchievementStatus, Severity
from shinchoku.adapters.state.queue import Filter, queue_counts
from shinchoku.adapters.state.standings import load_standings
from shinchoku.bilingual import Bilingual
from shinchoku.console.follow_up import is_following_up
from shinchoku.console.page import Page
from shinchoku.console.pages.precheck import open_rounds
from shinchoku.console.received_view import place_of
from shinchoku.console.refusals import NotFoundError
from shinchoku.console.sent import lead
from shinchoku.console.visit import Visit
from shinchoku.register.entries import Department, Round
from shinchoku.review.board import BoardState, Standing, days_late, state_of, state_words
from shinchoku.review.permissions import Action
from shinchoku.session import city_time
from shinchoku.usecases.sheets.template import template_of
from shinchoku.views.department_files import annotated_copy, receipt_of
from shinchoku.views.newest import ItemNow, items_now, newest_contents, sources
from shinchoku.views.received_files import files_of, is_received_from

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_FILES = 200
_NOBODY = Bilingual("このアカウントには所属が登録されていません。", "This account has no department.")


@dataclass(frozen=True, slots=True)
class RoundRow:
    """Where the department stands in one round."""

    asked: Round
    standing: Standing
    state: BoardState
    words: str
    folder: str


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
    with session.engine.connect() as connection:
        standings = [one for one in load_standings(connection, plan.id) if one.department == code]
        contents = newest_contents(connection, plan.id)
        files = files_of(session, connection, code)
        weights = queue_counts(connection, plan.id, Filter(departments=(code,)), "severity")
    counts = {one.value: one.count for one in weights}
    return visit.render(
        "department.html",
        department=department,
        rounds=[one for one in map(partial(_round_row, visit), standings) if one is not None],
        years={
            year: _rows(visit, items) for year, items in reversed(items_now(plan, contents, code).items())
        },
        files=files[:_MOST_FILES],
        more_files=max(0, len(files) - _MOST_FILES),
        counting=sources(contents),
        place_of=place_of,
        counts={str(one): counts.get(str(one), 0) for one in Severity},
        forms=_forms(visit, standings),
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
    with visit.session.engine.connect() as connection:
        if not is_received_from(visit.session, connection, code, sha256):
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
    with visit.session.engine.connect() as connection:
        receipt = receipt_of(visit.session, connection, code, visit.path["sha256"])
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


def _round_row(visit: Visit, standing: Standing) -> RoundRow | None:
    """Return where the department stands in a round; nothing for a round that is no longer registered."""
    asked = visit.desk.plan.rounds_by_id.get(standing.round_id)
    if asked is None:
        return None
    as_of = visit.desk.as_of
    state = state_of(standing, asked, as_of)
    words = state_words(state, days_late(standing, asked, as_of)).in_language(visit.language)
    return RoundRow(asked, standing, state, words, asked.folder.strip("/"))


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


def _forms(visit: Visit, standings: Sequence[Standing]) -> list[Round]:
    """Return the open rounds that ask something of the department."""
    asking = {one.round_id for one in standings if one.expected}
    return [asked for asked in open_rounds(visit) if asked.id in asking]


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
