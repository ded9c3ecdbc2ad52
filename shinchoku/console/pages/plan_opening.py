"""Opening a round or a fiscal year: what is typed is shown in sentences before anything is written."""

from datetime import date

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.alone import alone_or_refused
from shinchoku.console.drafts import preview, shown_sentences
from shinchoku.console.page import Page
from shinchoku.console.pages.plan import year_in_path, year_page
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import Errors, reason_errors, sent_day, sent_text
from shinchoku.register.edits import EditKind, EntryEdit
from shinchoku.register.entries import RoundCoverage
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.round_opening import round_edit
from shinchoku.register.year_opening import year_opening
from shinchoku.review.permissions import Action
from shinchoku.usecases.register.amend import Draft
from shinchoku.usecases.register.amendment_form import sentences_of, typed_targets
from shinchoku.usecases.register.edit import edit_register
from shinchoku.usecases.register.open_round import open_round
from shinchoku.usecases.register.proposal import proposal_from_json, proposal_to_json
from shinchoku.views.amendments import AmendmentOrigin

_REFUSED = 400
_FIELDS = ("year", "name", "opens", "due", "committee", "publication", "covers", "rate", "folder", "reason")


def show_form(context: RequestContext) -> Response:
    """Show the empty form for a round."""
    asked = context.query.get("year", "")
    years = {str(one.year) for one in context.services.plan.fiscal_years}
    now = FiscalYear.of_date(context.services.as_of)
    values = {"year": asked if asked in years else str(now.year), "rate": "1", "covers": RoundCoverage.ALL}
    return _form(context, values)


def look_at_round(context: RequestContext) -> Response:
    """Show in sentences what the form would write, or what is wrong with it."""
    values = {name: sent_text(context, name) for name in _FIELDS}
    edit, errors = _edit(context, values)
    if edit is None or errors or sent_text(context, "step") == "edit":
        return _form(context, values, errors)
    found = edit_register(context.services.plan_file, [edit])
    if found.mistakes:
        return _form(context, values, sentences_of(found.mistakes, context.language))
    stored = proposal_from_json(proposal_to_json(found))
    return context.render(
        "round_preview.html",
        values=values,
        shown=stored.before_sha256,
        sentences=shown_sentences(stored.sentences[context.language]),
        year=FiscalYear(int(values["year"])),
    )


def write_round(context: RequestContext) -> Response:
    """Write the round that was looked at."""
    values = {name: sent_text(context, name) for name in _FIELDS}
    edit, errors = _edit(context, values)
    if edit is None or errors:
        return _form(context, values, errors)
    with alone_or_refused(context.services.paths):
        open_round(
            context.session, context.person, [edit], values["reason"], sent_text(context, "shown") or "-"
        )
    context.services.look_again()
    context.flash("ok", Bilingual("照会を加えました。", "The round was added."))
    return context.redirect("plan_year", year=values["year"])


def look_at_targets(context: RequestContext) -> Response:
    """Show in sentences what the typed targets of a year would change, to be put up for approval."""
    year, plan = year_in_path(context), context.services.plan
    missing = next(step.items for step in year_opening(plan, year).steps if step.task == "targets")
    key = f"indicator.targets.{year.year}"
    texts = {one.no: sent_text(context, f"target.{one.no}") for one in missing}
    values, wrong = typed_targets(plan, key, {no: text for no, text in texts.items() if text})
    errors = [(f"target.{no}", words.in_language(context.language)) for no, words in wrong.items()]
    reason = sent_text(context, "reason")
    errors += reason_errors(context, reason)
    if not values and not errors:
        errors.append(
            ("reason", context.t("目標値を1つ以上入力してください。", "Enter at least one target."))
        )
    edits = [EntryEdit(EditKind.CHANGE, "items", (no,), {key: value}) for no, value in values.items()]
    found = edit_register(context.services.plan_file, edits) if not errors else None
    if found is not None and found.mistakes:
        errors = [
            (f"target.{one.entry[0] if one.entry else ''}", one.message.in_language(context.language))
            for one in found.mistakes
        ]
    if errors or found is None:
        return year_page(context, year, status=_REFUSED, typed=texts, reason=reason, errors=tuple(errors))
    return preview(context, Draft(proposal_to_json(found), reason, year, AmendmentOrigin.CONSOLE))


def _edit(context: RequestContext, values: dict[str, str]) -> tuple[EntryEdit | None, Errors]:
    """Return the round that was typed, or what is missing."""
    errors: Errors = []
    plan = context.services.plan
    year = next((one for one in plan.fiscal_years if str(one.year) == values["year"]), None)
    opens, due = sent_day(context, "opens"), sent_day(context, "due")
    need = context.t("入力してください。", "Please fill this in.")
    for name, value in (("year", year), ("name", values["name"]), ("opens", opens), ("due", due)):
        if not value:
            errors.append((name, need))
    for name in ("committee", "publication"):
        if values[name] and sent_day(context, name) is None:
            errors.append((name, context.t("日付を確かめてください。", "Check the date.")))
    errors += reason_errors(context, values["reason"])
    if year is None or not isinstance(opens, date) or not isinstance(due, date) or not values["name"]:
        return None, errors
    pending = values["covers"] == RoundCoverage.PENDING
    edit = round_edit(
        plan,
        fiscal_year=year,
        name=values["name"],
        opens=opens,
        due=due,
        feeds_rate=bool(values["rate"]),
        committee=sent_day(context, "committee"),
        publication=sent_day(context, "publication"),
        covers=RoundCoverage.PENDING if pending else RoundCoverage.ALL,
        folder=values["folder"],
        illustrative=plan.plan.illustrative_reports,
    )
    return edit, errors


def _form(context: RequestContext, values: dict[str, str], errors: Errors | None = None) -> Response:
    """Return the form of a round; one that an edit knows by another name is said at the head."""
    known = {"fiscal_year": "year", "feeds_rate": "rate", "id": "name"}
    said = [(known.get(field, field) or "name", words) for field, words in errors or []]
    return context.render(
        "round_form.html",
        status=_REFUSED if said else 200,
        values=values,
        years=[(one.year, context.t(one.label, str(one))) for one in context.services.plan.fiscal_years],
        coverages=[(one, context.t(one.label_ja, one.label_en)) for one in RoundCoverage],
        names=sorted({one.name for one in context.services.plan.rounds} | {"中間", "年度末", "確定"}),
        errors=said,
        wrong=dict(said),
    )


PAGES = (
    Page("/plan/rounds/new", "round_new", show_form, Action.OPEN_ROUND),
    Page("/plan/rounds/new", "round_look", look_at_round, Action.OPEN_ROUND, "POST"),
    Page("/plan/rounds/open", "round_open", write_round, Action.OPEN_ROUND, "POST"),
    Page("/plan/years/{year}/targets", "targets_look", look_at_targets, Action.PROPOSE_AMENDMENT, "POST"),
)
