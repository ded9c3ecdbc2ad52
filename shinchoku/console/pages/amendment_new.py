"""Proposing an amendment: by a form, from the register's edited workbook, or for a department that asked."""

import tempfile
from pathlib import Path

from starlette.datastructures import UploadFile
from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.drafts import preview, unsealed_draft
from shinchoku.console.page import Page
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import Errors, reason_errors, sent_text
from shinchoku.register.amendments import AmendmentKind, kind_of, next_item_no
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.item_no import normalize_item_no
from shinchoku.review.permissions import Action
from shinchoku.spelling import spelled
from shinchoku.usecases.register.amend import Draft, put_up
from shinchoku.usecases.register.amend_conditions import released_years
from shinchoku.usecases.register.amendment_form import form_fields, read_amendment, sentences_of
from shinchoku.usecases.register.edit import propose_amendment
from shinchoku.usecases.register.proposal import RegisterProposal, proposal_to_json
from shinchoku.usecases.register.sheet_proposals import unanswered_proposal, year_asked_for
from shinchoku.usecases.register.workbook import propose as read_workbook
from shinchoku.usecases.register.workbook import workbook_of
from shinchoku.usecases.sheets.file_names import uploaded_name
from shinchoku.views.amendments import AmendmentOrigin
from shinchoku.views.sheet_proposals import SheetProposal, harmless_text, in_words

_REFUSED = 400
_MOST_MISTAKES = 200
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_form(context: RequestContext) -> Response:
    """Show the form for an amendment: first the kind, the item and the year, then its fields."""
    given = {name: context.query.get(name, "")[:200] for name in ("kind", "item_no", "year", "source")}
    asked = _asked(context, given["source"])
    if asked is not None:
        kind = kind_of(asked.proposal.kind_text)
        given["kind"] = given["kind"] or str(kind or "")
        given["item_no"] = given["item_no"] or harmless_text(asked.proposal.item_no)[:40]
        given["year"] = given["year"] or str(year_asked_for(context.session, asked).year)
    return _form(context, given)


def look_at_amendment(context: RequestContext) -> Response:
    """Show in sentences what the form would change, or what is wrong with it."""
    plan = context.services.plan
    given = {
        name: sent_text(context, name)
        for name in ("kind", "item_no", "year", "source", "reason", "successor")
    }
    year = next((one for one in plan.fiscal_years if str(one.year) == given["year"]), None)
    if given["kind"] not in set(AmendmentKind) or year is None:
        return _form(
            context, given, [("kind", context.t("区分と適用年度を選んでください。", "Choose kind and year."))]
        )
    _asked(context, given["source"])
    kind = AmendmentKind.of(given["kind"])
    item = plan.items_by_no.get(normalize_item_no(given["item_no"]))
    texts = {
        one.key: sent_text(context, one.key)
        for one in form_fields(plan, item, year)
        if one.key in context.form
    }
    amendment, wrong = read_amendment(
        plan,
        kind=kind,
        item_no=given["item_no"],
        year=year,
        reason=given["reason"],
        texts=texts,
        successor=given["successor"],
    )
    errors = [*reason_errors(context, given["reason"]), *sentences_of(wrong, context.language)]
    if errors:
        return _form(context, given, errors, texts)
    found = propose_amendment(context.services.plan_file, amendment, released_years(context.session))
    if refused := _refused(context, found):
        return _form(context, given, refused, texts)
    origin = AmendmentOrigin.SHEET if given["source"] else AmendmentOrigin.CONSOLE
    return preview(context, Draft(proposal_to_json(found), given["reason"], year, origin, given["source"]))


def put_up_draft(context: RequestContext) -> Response:
    """Put up what was looked at."""
    number = put_up(context.session, context.person, unsealed_draft(context, sent_text(context, "draft")))
    context.flash(
        "ok",
        Bilingual(
            f"登録の変更{number}として起案しました。別の人の承認を待ちます。",
            f"Proposed as amendment {number}; it waits for a second person.",
        ),
    )
    return context.redirect("amendment", number=number)


def download_register(context: RequestContext) -> Response:
    """Send the register as a workbook to be edited."""
    name = f"登録簿_{context.services.plan.id}.xlsx"
    return context.file(name, workbook_of(context.services.plan_file), _XLSX)


def show_workbook(context: RequestContext) -> Response:
    """Show how to propose what an edited workbook changes."""
    return _workbook_form(context, {})


def look_at_workbook(context: RequestContext) -> Response:
    """Show in sentences what an edited workbook would change, or every mistake in it."""
    given = {name: sent_text(context, name) for name in ("year", "reason")}
    year = next((one for one in context.services.plan.fiscal_years if str(one.year) == given["year"]), None)
    upload = context.form.get("workbook")
    errors = reason_errors(context, given["reason"])
    if year is None:
        errors.append(("year", context.t("適用年度を選んでください。", "Choose the year.")))
    if not isinstance(upload, UploadFile) or not upload.filename:
        errors.append(("workbook", context.t("ファイルを選んでください。", "Choose the file.")))
    if errors or year is None or not isinstance(upload, UploadFile):
        return _workbook_form(context, given, errors)
    name = uploaded_name(upload.filename or "")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        path.write_bytes(upload.file.read())
        found = read_workbook(context.services.plan_file, path)
    if refused := _refused(context, found):
        return _workbook_form(context, given, [("workbook", words) for _, words in refused])
    stale = Bilingual(
        "このファイルを書き出した後に、登録簿が変わっています。下の変更に、ほかの人の変更を元に戻すものがないか確かめてください。",
        "The register changed after this file was exported: check that nothing below undoes another's change.",
    )
    draft = Draft(proposal_to_json(found), given["reason"], year, AmendmentOrigin.WORKBOOK, name)
    return preview(context, draft, notes=[stale] if found.is_stale else [])


def _asked(context: RequestContext, source: str) -> SheetProposal | None:
    """Return the department's proposal that a form answers."""
    return unanswered_proposal(context.session, source) if source else None


def _form(
    context: RequestContext,
    given: dict[str, str],
    errors: Errors | None = None,
    texts: dict[str, str] | None = None,
) -> Response:
    """Return the form, with as much of it as the kind, the item and the year allow."""
    plan = context.services.plan
    year = next((one for one in plan.fiscal_years if str(one.year) == given["year"]), None)
    kind = AmendmentKind.of(given["kind"]) if given["kind"] in set(AmendmentKind) else None
    number = normalize_item_no(given["item_no"])
    if kind is AmendmentKind.ADD and year is not None:
        number = number or next_item_no(plan, year)
    item = plan.items_by_no.get(number)
    ready = kind is not None and year is not None and (kind is AmendmentKind.ADD or item is not None)
    has_fields = ready and kind in {AmendmentKind.ADD, AmendmentKind.CHANGE}
    said = list(errors or [])
    if not ready and kind is not None and kind is not AmendmentKind.ADD and given["item_no"]:
        said.append(
            ("item_no", context.t("この番号の項目はありません。", "There is no item of this number."))
        )
    asked = _asked(context, given.get("source", ""))
    public = max(released_years(context.session), default=None)
    return context.render(
        "amendment_form.html",
        status=_REFUSED if errors else 200,
        given={**given, "item_no": number},
        kind=kind,
        item=item,
        ready=ready,
        fields=form_fields(plan, item if kind is AmendmentKind.CHANGE else None, year or FiscalYear(2999))
        if has_fields
        else (),
        texts=texts or {},
        kind_choices=[(one, context.t(one.label_ja, one.label_en)) for one in AmendmentKind],
        years=[
            (one.year, context.t(one.label, str(one)))
            for one in plan.fiscal_years
            if public is None or one > public
        ],
        items=[(no, f"No.{no} {one.name}") for no, one in plan.items_by_no.items()],
        asked=in_words(asked).in_language(context.language) if asked else "",
        asked_why=harmless_text(asked.proposal.reason) if asked else "",
        errors=said,
        wrong=dict(said),
    )


def _workbook_form(context: RequestContext, given: dict[str, str], errors: Errors | None = None) -> Response:
    """Return the form for the workbook."""
    public = max(released_years(context.session), default=None)
    said = errors or []
    return context.render(
        "amendment_workbook.html",
        status=_REFUSED if said else 200,
        given=given,
        years=[
            (one.year, context.t(one.label, str(one)))
            for one in context.services.plan.fiscal_years
            if public is None or one > public
        ],
        errors=said[:_MOST_MISTAKES],
        wrong=dict(said),
    )


def _refused(context: RequestContext, found: RegisterProposal) -> Errors:
    """Return why a proposal cannot be put up, at the fields or the cells."""
    errors = [
        (
            one.field,
            f"{spelled(one.sheet)} {spelled(one.cell)}: {spelled(one.message.in_language(context.language))}",
        )
        for one in found.mistakes
    ]
    if not errors and not found.changes:
        errors = [("reason", context.t("変わるところがありません。", "Nothing would change."))]
    return errors


_PROPOSE = Action.PROPOSE_AMENDMENT
PAGES = (
    Page("/amendments/new", "amendment_new", show_form, _PROPOSE),
    Page("/amendments/new", "amendment_look", look_at_amendment, _PROPOSE, "POST"),
    Page("/amendments/propose", "amendment_propose", put_up_draft, _PROPOSE, "POST"),
    Page("/amendments/workbook", "amendment_workbook", show_workbook, _PROPOSE),
    Page("/amendments/workbook", "amendment_workbook_look", look_at_workbook, _PROPOSE, "POST"),
    Page("/amendments/register", "amendment_register", download_register, _PROPOSE),
)
