"""The check before submitting: choose a sheet, see what is wrong with it, and hand in exactly what was checked."""

from collections.abc import Sequence
from functools import partial

from starlette.datastructures import UploadFile
from starlette.responses import Response

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.console.checked_file import findings_by_sheet
from shinchoku.console.effect_view import effects_by_kind
from shinchoku.console.follow_up import follow_up
from shinchoku.console.page import Page
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import lead, require_found, sent_text
from shinchoku.errors import ConfigurationError, OperationalError
from shinchoku.register.plan import Plan
from shinchoku.review.permissions import Action
from shinchoku.usecases.sheets.file_names import uploaded_name
from shinchoku.usecases.sheets.submit_effect import Offer, offer_of
from shinchoku.usecases.sheets.upload import (
    Upload,
    annotated_upload,
    check_upload,
    hand_in,
    piece_of,
    upload_of,
    uploads_at,
)
from shinchoku.views.board import rounds_to_submit

_BAD, _BUSY = 400, 503
_SHEETS = ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NO_FILE = Bilingual("ファイルを選んでください。", "Choose a file.")
_NO_DEPARTMENT = Bilingual("所属を選んでください。", "Choose the department.")
_NO_ROUND = Bilingual("照会を選んでください。", "Choose the round.")
_DISCARDED = Bilingual(
    "「{name}」の確認を取りやめました。提出はしていません。", "“{name}” was discarded; it was not submitted."
)
_RECEIVED = Bilingual("「{name}」を受け付けました。", "“{name}” was received.")
_SAME = Bilingual(
    "「{name}」は、前に受け付けたものと同じ内容です。新しい提出にはなりません。",
    "“{name}” is the same as what was received before: nothing new was recorded.",
)


def show_form(context: RequestContext) -> Response:
    """Show the form, and what was checked and not handed in yet."""
    return _form(context)


def check_files(context: RequestContext) -> Response:
    """Check every file that was sent; go on to the only one, or to the list of several."""
    plan = context.services.plan
    department = plan.departments_by_code.get(sent_text(context, "department"))
    asked = plan.rounds_by_id.get(sent_text(context, "round"))
    files = [one for one in context.form.getlist("file") if isinstance(one, UploadFile) and one.filename]
    wrong = [
        (field, words)
        for field, words, given in (
            ("department", _NO_DEPARTMENT, department),
            ("round", _NO_ROUND, asked),
            ("file", _NO_FILE, files),
        )
        if not given
    ]
    if department is None or asked is None or not files:
        return _form(context, _BAD, wrong)
    context.require(Action.CHECK_FILE, department.code)
    kept: list[Upload] = []
    status = _BAD
    for file in files:
        name = file.filename or ""
        try:
            kept.append(
                check_upload(
                    context.session,
                    context.services.pool,
                    context.person,
                    name,
                    file.file.read(),
                    department,
                    asked,
                )
            )
        except (ConfigurationError, OperationalError) as error:
            status = _BUSY if isinstance(error, OperationalError) else _BAD
            wrong.append(("file", _of_file(name, error.message) if len(files) > 1 else error.message))
    if wrong:
        return _form(context, status, wrong)
    return (
        context.redirect("check_result", token=kept[0].token) if len(kept) == 1 else context.redirect("check")
    )


def show_result(context: RequestContext) -> Response:
    """Show what was found in a checked file, and how to go on."""
    return _result(context, _own(context))


def submit_checked(context: RequestContext) -> Response:
    """Hand in a checked file: exactly the bytes that were checked."""
    upload = _own(context)
    context.require(Action.SUBMIT, upload.department)
    try:
        done = hand_in(context.session, context.person, upload, sent_text(context, "in_place_of"))
    except ConfigurationError as error:
        return _result(context, upload, _BAD, error.message)
    if done.is_new:
        follow_up(context.services, f"{upload.department} submitted {done.sha256[:12]}")
    words = (_RECEIVED if done.is_new else _SAME).filled(name=upload.name)
    context.flash("ok" if done.is_new else "warning", words)
    return context.redirect("receipt", code=upload.department, sha256=done.sha256)


def discard(context: RequestContext) -> Response:
    """Forget a checked file."""
    upload = _own(context)
    uploads_at(context.session).drop([upload])
    context.flash("ok", _DISCARDED.filled(name=upload.name))
    return context.redirect("check", query={"department": upload.department, "round": upload.round_id})


def send_annotated(context: RequestContext) -> Response:
    """Return the copy of a checked file with its findings marked."""
    upload = _own(context)
    copy = annotated_upload(context.session, context.services.pool, upload, context.language)
    stem = upload.name.removesuffix(upload.suffix)
    return context.file(f"{stem}_{context.t('指摘', 'findings')}{copy.suffix}", copy.content, _XLSX)


def _own(context: RequestContext) -> Upload:
    """Return the upload that the path names.

    Raises:
        NotFoundError: if there is none, it is a day old, or it is another account's: all look alike.
    """
    return require_found(upload_of(context.session, context.person, context.path["token"]))


def _form(
    context: RequestContext, status: int = 200, errors: Sequence[tuple[str, Bilingual]] = ()
) -> Response:
    """Return the form with what is wrong with what was sent."""
    plan = context.services.plan
    departments = [one for one in plan.departments if context.may(Action.CHECK_FILE, one.code)]
    rounds = rounds_to_submit(context.services.plan, context.services.as_of)
    given = sent_text(context, "department") or context.query.get("department", "")
    asked = sent_text(context, "round") or context.query.get("round", "")
    return context.render(
        "check.html",
        status=status,
        departments=departments,
        rounds=rounds,
        department=given or (departments[0].code if len(departments) == 1 else ""),
        round_id=asked or (rounds[0].id if rounds else ""),
        errors=[(field, words.in_language(context.language)) for field, words in errors],
        uploads=[
            _listed(plan, one) for one in uploads_at(context.session).of_account(context.person.account)
        ],
        accept=_SHEETS,
        most_mib=plan.inbox.max_file_mib,
    )


def _result(
    context: RequestContext, upload: Upload, status: int = 200, error: Bilingual | None = None
) -> Response:
    """Return the page of a checked file."""
    plan = context.services.plan
    department = plan.departments_by_code.get(upload.department)
    asked = plan.rounds_by_id.get(upload.round_id)
    draw = partial(piece_of, context.session, context.services.sheets, upload)
    is_known = department is not None and asked is not None
    offer = (
        offer_of(context.session, context.services.pool, upload, asked, department)
        if department and asked
        else Offer()
    )
    is_placed = (upload.found["department"], upload.found["round"]) == (upload.department, upload.round_id)
    return context.render(
        "check_result.html",
        status=status,
        upload=upload,
        department=department,
        asked=asked,
        sheets=findings_by_sheet(upload, context.language, draw, context.query.get("at", "")),
        counts={str(one): upload.found["counts"].get(str(one), 0) for one in Severity},
        is_placed=is_placed,
        offer=offer,
        effects=effects_by_kind(plan, offer.effects or ()) if is_placed else {},
        is_told=offer.effects is not None,
        error=error.in_language(context.language) if error else "",
        may_submit=is_known and context.may(Action.SUBMIT, upload.department),
        lead=partial(lead, context),
    )


def _listed(plan: Plan, upload: Upload) -> dict[str, object]:
    """Return a checked file as the list shows it."""
    department, asked = (
        plan.departments_by_code.get(upload.department),
        plan.rounds_by_id.get(upload.round_id),
    )
    return {
        "upload": upload,
        "department": department.full_name if department else upload.department,
        "round": f"{asked.fiscal_year.era_label} {asked.name}" if asked else upload.round_id,
        "errors": upload.found["counts"].get("error", 0),
        "warnings": upload.found["counts"].get("warning", 0),
    }


def _of_file(name: str, words: Bilingual) -> Bilingual:
    """Say which file is meant."""
    shown = uploaded_name(name)
    return Bilingual(f"「{shown}」: {words.ja}", f"“{shown}”: {words.en}")


PAGES = (
    Page(
        "/check",
        "check",
        show_form,
        Action.CHECK_FILE,
        nav=Bilingual("提出前の確認", "Check a sheet"),
        rank=25,
        shortcut="c",
    ),
    Page("/check", "check_files", check_files, Action.CHECK_FILE, "POST"),
    Page("/check/{token}", "check_result", show_result, Action.CHECK_FILE),
    Page("/check/{token}/submit", "check_submit", submit_checked, Action.SUBMIT, "POST"),
    Page("/check/{token}/discard", "check_discard", discard, Action.CHECK_FILE, "POST"),
    Page("/check/{token}/annotated", "check_annotated", send_annotated, Action.CHECK_FILE),
)
