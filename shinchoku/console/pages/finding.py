"""One finding: what is wrong, where, why it matters, and what may be done about it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.checks.rule_list import RULES
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
from shinchoku.console.findings_query import query_of, seen_departments
from shinchoku.console.follow_up import follow_up
from shinchoku.console.page import Page
from shinchoku.console.refusals import NotFoundError
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import lead, require_shown, sent_day, sent_text
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError, NotPermittedError
from shinchoku.review.permissions import Action
from shinchoku.review.wording import require_publishable, require_said
from shinchoku.usecases import decide
from shinchoku.views.department_files import annotated_copy

_OK, _BAD, _CONFLICT = 200, 400, 409
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_A_YEAR = timedelta(days=366)
_NO_DAY = Bilingual("期限の日付を入れてください。", "Give the end date.")


@dataclass
class DecisionEntry:
    """What somebody typed into one of the forms, and what is wrong with it, by field."""

    form: str = ""
    text: str = ""
    day: str = ""
    errors: list[tuple[str, Bilingual]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FindingForm:
    """One thing that a form of the page does: how its text is screened, what is done, what is said then."""

    name: str
    screen: Callable[[str], str]
    does: Callable[[RequestContext, str, str], object]
    says: Bilingual
    composes: bool


def show_finding(context: RequestContext) -> Response:
    """Show a finding with all that belongs to it."""
    return _page(context, DecisionEntry())


def send_annotated(context: RequestContext) -> Response:
    """Return the copy of the finding's file with its department's findings marked."""
    row = seen_finding(context).finding
    context.require(Action.SEE_SHEETS, row["department"])
    if not row["path"]:
        raise NotFoundError
    copy = annotated_copy(
        context.session, context.services.pool, row["department"], row["sha256"], context.language
    )
    name = f"{row['department']}_{row['sha256'][:12]}_{context.t('指摘', 'findings')}{copy.suffix}"
    return context.file(name, copy.content, _XLSX)


def ask_for_waiver(context: RequestContext) -> Response:
    """Ask for a waiver until a day."""
    day = sent_day(context, "ends_on")

    def ask(context: RequestContext, fingerprint: str, reason: str) -> None:
        decide.request_waiver(context.session, fingerprint, context.person, reason, day or date.min)

    said = Bilingual(
        "理由付き確認を申請しました。別の人が認めるまで、扱いは変わりません。",
        "A waiver was asked for. Nothing changes before another person approves it.",
    )
    return _do(context, FindingForm("waiver", require_publishable, ask, said, composes=False))


def _returns(context: RequestContext, fingerprint: str, message: str) -> None:
    """Return the finding to its department."""
    decide.return_findings(context.session, [fingerprint], context.person, message)


def _approves(context: RequestContext, fingerprint: str, reason: str) -> None:
    """Approve the waiver that was asked for."""
    decide.decide_waiver(context.session, fingerprint, context.person, reason, approve=True)


def _declines(context: RequestContext, fingerprint: str, reason: str) -> None:
    """Decline the waiver that was asked for."""
    decide.decide_waiver(context.session, fingerprint, context.person, reason, approve=False)


def _withdraws(context: RequestContext, fingerprint: str, reason: str) -> None:
    """Take back what was decided or asked for."""
    decide.withdraw(context.session, fingerprint, context.person, reason)


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
_FORMS = (
    FindingForm("return", require_said, _returns, _RETURNED, composes=True),
    FindingForm("approve", require_publishable, _approves, _APPROVED, composes=True),
    FindingForm("decline", require_publishable, _declines, _DECLINED, composes=False),
    FindingForm("withdraw", require_said, _withdraws, _WITHDRAWN, composes=True),
)


def _doing(form: FindingForm) -> Callable[[RequestContext], Response]:
    """Return the page function of a form."""

    def do(context: RequestContext) -> Response:
        return _do(context, form)

    return do


def _do(context: RequestContext, form: FindingForm) -> Response:
    """Do what a form asks for, if the finding still is as it was shown."""
    typed = DecisionEntry(form.name, sent_text(context, "reason"), sent_text(context, "ends_on"))
    found = seen_finding(context)
    row = found.finding
    try:
        require_shown(context, as_shown(found))
        _screen(context, form, typed)
        if not typed.errors:
            form.does(context, row["fingerprint"], typed.text)
    except NotPermittedError:
        raise
    except DecidedMeanwhileError as error:
        return _page(context, typed, _CONFLICT, error.message)
    except ConfigurationError as error:
        at = "waiver-ends_on" if form.name == "waiver" else f"{form.name}-reason"
        typed.errors.append((at, error.message))
    if typed.errors:
        return _page(context, typed, _BAD)
    if form.composes:
        follow_up(context.services, f"{form.name} of finding {row['fingerprint']}")
    context.flash("ok", form.says)
    return context.redirect("finding", fingerprint=row["fingerprint"], query=query_of(context).query)


def _screen(context: RequestContext, form: FindingForm, typed: DecisionEntry) -> None:
    """Note what is wrong with what was typed, each at its field."""
    try:
        form.screen(typed.text)
    except ConfigurationError as error:
        typed.errors.append((f"{form.name}-reason", error.message))
    if form.name == "waiver" and sent_day(context, "ends_on") is None:
        typed.errors.append(("waiver-ends_on", _NO_DAY))


def _page(
    context: RequestContext, typed: DecisionEntry, status: int = _OK, conflict: Bilingual | None = None
) -> Response:
    """Return the page of a finding, with what was typed."""
    plan, asked, seen = context.services.plan, query_of(context), seen_departments(context)
    found = seen_finding(context)
    row, waiver = found.finding, waiver_of(context, found)
    errors = [(name, words.in_language(context.language)) for name, words in typed.errors]
    return context.render(
        "finding.html",
        status=status,
        line=finding_line(context, row),
        row=row,
        message=bounded(row[f"message_{context.language}"], 2000, keep="\n"),
        remedy=bounded(row[f"remedy_{context.language}"], 2000, keep="\n"),
        raw=bounded(row["raw"], 1000, keep="\n"),
        path=bounded(row["path"], 400),
        note=bounded(row["note"], 2000, keep="\n") if row["state"] == "returned" else "",
        department=plan.departments_by_code.get(row["department"]),
        rule=RULES.get(row["rule"]),
        piece=piece_of(context, row),
        sees_sheets=context.may(Action.SEE_SHEETS, row["department"]) and bool(row["path"]),
        moves=(moves := moves_of(context, found)),
        is_waivable=may_be_waived(plan, row["rule"]),
        waiver=waiver,
        effect=effect_of(context, row) if waiver and "approve_waiver" in moves else None,
        needs_other=waiver is not None and waiver.is_own and plan.release.four_eyes,
        shown=as_shown(found),
        story=timeline(context, row, found.history),
        similar=[finding_line(context, one) for one in found.similar],
        beside=neighbours(context, row, asked.within(seen, context.services.as_of)),
        asked=asked.ungrouped,
        typed=typed,
        errors=errors,
        wrong=dict(reversed(errors)),
        conflict=conflict.in_language(context.language) if conflict else "",
        first_day=context.services.as_of,
        last_day=context.services.as_of + _A_YEAR,
        lead=_leads(context, row),
    )


def _leads(context: RequestContext, row: dict[str, Any]) -> dict[str, str]:
    """Return where the facts of a finding lead, as far as this console goes there."""
    return {
        "rule": lead(context, "rule", code=row["rule"]) if row["rule"] in RULES else "",
        "department": lead(context, "department", code=row["department"]) if row["department"] else "",
        "item": lead(context, "findings", item=row["item_no"]) if row["item_no"] else "",
        "file": lead(context, "findings", file=row["sha256"]) if row["path"] else "",
    }


PAGES = (
    Page("/findings/{fingerprint}", "finding", show_finding, Action.SEE_FINDINGS),
    Page("/findings/{fingerprint}/annotated", "finding_annotated", send_annotated, Action.SEE_SHEETS),
    Page("/findings/{fingerprint}/waiver", "finding_waiver", ask_for_waiver, Action.REQUEST_WAIVER, "POST"),
    *(
        Page(f"/findings/{{fingerprint}}/{form.name}", f"finding_{form.name}", _doing(form), action, "POST")
        for form, action in zip(
            _FORMS,
            (Action.RETURN_FINDING, Action.DECIDE_WAIVER, Action.DECIDE_WAIVER, Action.REQUEST_WAIVER),
            strict=True,
        )
    ),
)
