"""One finding: what is wrong, where, why it matters, and what may be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.checks.rules import RULES
from shinchoku.checks.waivers import may_be_waived
from shinchoku.console.finding_line import bounded, finding_line
from shinchoku.console.finding_view import (
    as_shown,
    effect_of,
    moves_of,
    neighbours,
    piece_of,
    seen_finding,
    timeline,
    waiver_of,
)
from shinchoku.console.follow_up import follow_up
from shinchoku.console.page import Page
from shinchoku.console.queue_filter import narrowing_of, seen_departments
from shinchoku.console.refusals import NotFoundError
from shinchoku.console.sent import lead, require_shown, sent_day, sent_text
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError, NotPermittedError
from shinchoku.review.permissions import Action
from shinchoku.review.wording import require_publishable, require_said
from shinchoku.usecases import decide
from shinchoku.views.department_files import annotated_copy

if TYPE_CHECKING:
    from shinchoku.console.visit import Visit

_OK, _BAD, _CONFLICT = 200, 400, 409
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_A_YEAR = timedelta(days=366)
_NO_DAY = Bilingual("期限の日付を入れてください。", "Give the end date.")


@dataclass
class Typed:
    """What somebody typed into one of the forms, and what is wrong with it, by field."""

    form: str = ""
    text: str = ""
    day: str = ""
    errors: list[tuple[str, Bilingual]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that a form of the page does: how its text is screened, what is done, what is said then."""

    form: str
    screen: Callable[[str], str]
    does: Callable[[Visit, str, str], object]
    says: Bilingual
    composes: bool


def show_finding(visit: Visit) -> Response:
    """Show a finding with all that belongs to it."""
    return _page(visit, Typed())


def send_annotated(visit: Visit) -> Response:
    """Return the copy of the finding's file with its department's findings marked."""
    row = seen_finding(visit).finding
    visit.require(Action.SEE_SHEETS, row["department"])
    if not row["path"]:
        raise NotFoundError
    copy = annotated_copy(visit.session, visit.desk.pool, row["department"], row["sha256"], visit.language)
    name = f"{row['department']}_{row['sha256'][:12]}_{visit.t('指摘', 'findings')}{copy.suffix}"
    return visit.file(name, copy.content, _XLSX)


def ask_for_waiver(visit: Visit) -> Response:
    """Ask for a waiver until a day."""
    day = sent_day(visit, "ends_on")

    def ask(visit: Visit, fingerprint: str, reason: str) -> None:
        decide.request_waiver(visit.session, fingerprint, visit.person, reason, day or date.min)

    said = Bilingual(
        "理由付き確認を申請しました。別の人が認めるまで、扱いは変わりません。",
        "A waiver was asked for. Nothing changes before another person approves it.",
    )
    return _do(visit, Deed("waiver", require_publishable, ask, said, composes=False))


def _returns(visit: Visit, fingerprint: str, message: str) -> None:
    """Return the finding to its department."""
    decide.return_findings(visit.session, [fingerprint], visit.person, message)


def _approves(visit: Visit, fingerprint: str, reason: str) -> None:
    """Approve the waiver that was asked for."""
    decide.decide_waiver(visit.session, fingerprint, visit.person, reason, approve=True)


def _declines(visit: Visit, fingerprint: str, reason: str) -> None:
    """Decline the waiver that was asked for."""
    decide.decide_waiver(visit.session, fingerprint, visit.person, reason, approve=False)


def _withdraws(visit: Visit, fingerprint: str, reason: str) -> None:
    """Take back what was decided or asked for."""
    decide.withdraw(visit.session, fingerprint, visit.person, reason)


_RETURNED = Bilingual("所属に差し戻しました。", "Returned to the department.")
_APPROVED = Bilingual(
    "理由付き確認を認めました。集計と公表案を作り直しています。",
    "The waiver was approved; figures and candidates are being composed anew.",
)
_DECLINED = Bilingual(
    "理由付き確認を認めませんでした。未対応に戻りました。",
    "The waiver was declined: the finding is open again.",
)
_WITHDRAWN = Bilingual("取り下げました。未対応に戻りました。", "Taken back: the finding is open again.")
_DEEDS = (
    Deed("return", require_said, _returns, _RETURNED, composes=True),
    Deed("approve", require_publishable, _approves, _APPROVED, composes=True),
    Deed("decline", require_publishable, _declines, _DECLINED, composes=False),
    Deed("withdraw", require_said, _withdraws, _WITHDRAWN, composes=True),
)


def _doing(deed: Deed) -> Callable[[Visit], Response]:
    """Return the page function of a deed."""

    def do(visit: Visit) -> Response:
        return _do(visit, deed)

    return do


def _do(visit: Visit, deed: Deed) -> Response:
    """Do what a form asks for, if the finding still is as it was shown."""
    typed = Typed(deed.form, sent_text(visit, "reason"), sent_text(visit, "ends_on"))
    found = seen_finding(visit)
    row = found.finding
    try:
        require_shown(visit, as_shown(found))
        _screen(visit, deed, typed)
        if not typed.errors:
            deed.does(visit, row["fingerprint"], typed.text)
    except NotPermittedError:
        raise
    except DecidedMeanwhileError as error:
        return _page(visit, typed, _CONFLICT, error.message)
    except ConfigurationError as error:
        at = "waiver-ends_on" if deed.form == "waiver" else f"{deed.form}-reason"
        typed.errors.append((at, error.message))
    if typed.errors:
        return _page(visit, typed, _BAD)
    if deed.composes:
        follow_up(visit.desk, f"{deed.form} of finding {row['fingerprint']}")
    visit.flash("ok", deed.says)
    return visit.redirect("finding", fingerprint=row["fingerprint"], query=narrowing_of(visit).query)


def _screen(visit: Visit, deed: Deed, typed: Typed) -> None:
    """Note what is wrong with what was typed, each at its field."""
    try:
        deed.screen(typed.text)
    except ConfigurationError as error:
        typed.errors.append((f"{deed.form}-reason", error.message))
    if deed.form == "waiver" and sent_day(visit, "ends_on") is None:
        typed.errors.append(("waiver-ends_on", _NO_DAY))


def _page(visit: Visit, typed: Typed, status: int = _OK, conflict: Bilingual | None = None) -> Response:
    """Return the page of a finding, with what was typed."""
    plan, asked, seen = visit.desk.plan, narrowing_of(visit), seen_departments(visit)
    found = seen_finding(visit)
    row, waiver = found.finding, waiver_of(visit, found)
    errors = [(name, words.in_language(visit.language)) for name, words in typed.errors]
    return visit.render(
        "finding.html",
        status=status,
        line=finding_line(visit, row),
        row=row,
        message=bounded(row[f"message_{visit.language}"], 2000, keep="\n"),
        remedy=bounded(row[f"remedy_{visit.language}"], 2000, keep="\n"),
        raw=bounded(row["raw"], 1000, keep="\n"),
        path=bounded(row["path"], 400),
        note=bounded(row["note"], 2000, keep="\n") if row["state"] == "returned" else "",
        department=plan.departments_by_code.get(row["department"]),
        rule=RULES.get(row["rule"]),
        piece=piece_of(visit, row),
        sees_sheets=visit.may(Action.SEE_SHEETS, row["department"]) and bool(row["path"]),
        moves=(moves := moves_of(visit, found)),
        is_waivable=may_be_waived(plan, row["rule"]),
        waiver=waiver,
        effect=effect_of(visit, row) if waiver and "approve_waiver" in moves else None,
        needs_other=waiver is not None and waiver.is_own and plan.release.four_eyes,
        shown=as_shown(found),
        story=timeline(visit, row, found.history),
        similar=[finding_line(visit, one) for one in found.similar],
        beside=neighbours(visit, row, asked.within(seen, visit.desk.as_of)),
        asked=asked.ungrouped,
        typed=typed,
        errors=errors,
        wrong=dict(reversed(errors)),
        conflict=conflict.in_language(visit.language) if conflict else "",
        first_day=visit.desk.as_of,
        last_day=visit.desk.as_of + _A_YEAR,
        lead=_leads(visit, row),
    )


def _leads(visit: Visit, row: dict[str, Any]) -> dict[str, str]:
    """Return where the facts of a finding lead, as far as this console goes there."""
    return {
        "rule": lead(visit, "rule", code=row["rule"]) if row["rule"] in RULES else "",
        "department": lead(visit, "department", code=row["department"]) if row["department"] else "",
        "item": lead(visit, "findings", item=row["item_no"]) if row["item_no"] else "",
        "file": lead(visit, "findings", file=row["sha256"]) if row["path"] else "",
    }


PAGES = (
    Page("/findings/{fingerprint}", "finding", show_finding, Action.SEE_FINDINGS),
    Page("/findings/{fingerprint}/annotated", "finding_annotated", send_annotated, Action.SEE_SHEETS),
    Page("/findings/{fingerprint}/waiver", "finding_waiver", ask_for_waiver, Action.REQUEST_WAIVER, "POST"),
    *(
        Page(f"/findings/{{fingerprint}}/{deed.form}", f"finding_{deed.form}", _doing(deed), action, "POST")
        for deed, action in zip(
            _DEEDS,
            (Action.RETURN_FINDING, Action.DECIDE_WAIVER, Action.DECIDE_WAIVER, Action.REQUEST_WAIVER),
            strict=True,
        )
    ),
)
