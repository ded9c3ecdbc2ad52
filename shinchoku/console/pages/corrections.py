"""Corrections: every one that was recorded, a new one beside the values it corrects, and taking one back."""

from dataclasses import dataclass, field

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.correction_form import fields_of, typed_fields
from shinchoku.console.follow_up import follow_up
from shinchoku.console.names import ActorNames, role_words
from shinchoku.console.page import Page
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import number_in_path, require_found
from shinchoku.errors import ConfigurationError
from shinchoku.figures.progress import ItemProgress
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.item_no import normalize_item_no
from shinchoku.review.permissions import Action
from shinchoku.review.wording import require_publishable
from shinchoku.usecases.correct import (
    NewValue,
    UnsoundCorrectionsError,
    record,
    withdraw_correction,
)
from shinchoku.views.corrections import list_corrections
from shinchoku.views.progress import progress_now

_OK, _BAD, _CONFLICT = 200, 400, 409
_ON_PAGE = 50
_NOTHING = Bilingual(
    "変わった値がありません。正しい値に直す欄だけを書き換えてください。",
    "No value was changed: rewrite the fields that are to be corrected.",
)
_NO_EVIDENCE = Bilingual("訂正の根拠を書いてください。", "Give the evidence.")
_MOVED = Bilingual(
    "画面を開いた後に、この項目の値が変わりました。下は今の値です。入力した値を確かめて、もう一度記録してください。",
    "The values of this item changed after you opened the page. Below is how they are now: check what you typed and record it again.",
)
_RECORDED = Bilingual(
    "訂正を記録しました。別の人が公表を承認するまで、公開データは変わりません。",
    "Recorded. Nothing public changes before another person approves the release.",
)


@dataclass
class CorrectionEntry:
    """What somebody typed for a correction, and what is wrong with it, by field."""

    values: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    evidence: str = ""
    errors: list[tuple[str, Bilingual]] = field(default_factory=list)


def show_corrections(context: RequestContext) -> Response:
    """Show every correction, the newest first."""
    asked = context.query.get("before", "")
    found, names = list_corrections(context.session)[::-1], ActorNames(context)
    start = next((n for n, one in enumerate(found) if str(one.correction.number) == asked), -1) + 1
    page = found[start : start + _ON_PAGE]
    older = page[-1].correction.number if start + _ON_PAGE < len(found) else None
    return context.render(
        "corrections.html",
        lines=page,
        name_of=names.of,
        role_words=role_words,
        older=older,
        is_first=start == 0,
    )


def ask_correction(context: RequestContext) -> Response:
    """Show the form of a correction: first the year and the item, then its values."""
    return _form(context, context.query.get("year", ""), context.query.get("item", ""), CorrectionEntry())


def record_correction(context: RequestContext) -> Response:
    """Record the values that were rewritten."""
    year, item = (_text(context, name) for name in ("year", "item"))
    found = require_found(_found(context, year, item))
    shown = fields_of(found)
    draft = CorrectionEntry(
        typed_fields(context, shown), _text(context, "reason"), _text(context, "evidence")
    )
    if any(_text(context, f"was-{one.field}") != one.shown_as for one in shown):
        draft.errors.append((f"field-{shown[0].field}", _MOVED))
        return _form(context, year, item, draft, _CONFLICT)
    changed = [one for one in shown if draft.values.get(one.field, one.public) != one.public]
    if not changed:
        draft.errors.append((f"field-{shown[0].field}", _NOTHING))
    for name, text in (("reason", draft.reason), ("evidence", draft.evidence)):
        try:
            require_publishable(text)
        except ConfigurationError as error:
            draft.errors.append((name, error.message if text or name == "reason" else _NO_EVIDENCE))
    if draft.errors:
        return _form(context, year, item, draft, _BAD)
    values = [NewValue(found.item.no, one.field, draft.values[one.field]) for one in changed]
    try:
        numbers = record(
            context.session, context.person, FiscalYear(int(year)), values, draft.reason, draft.evidence
        )
    except UnsoundCorrectionsError as error:
        typed = {one.field for one in changed}
        draft.errors += [
            (f"field-{one.field if one.field in typed else changed[0].field}", one.message)
            for one in error.mistakes
        ]
        return _form(context, year, item, draft, _BAD)
    follow_up(context.services, f"corrections {', '.join(map(str, numbers))}")
    context.flash("ok", _RECORDED)
    return context.redirect("corrections")


def take_back(context: RequestContext) -> Response:
    """Take a correction back."""
    number = number_in_path(context)
    withdraw_correction(context.session, context.person, number, _text(context, "reason"))
    follow_up(context.services, f"correction {number} withdrawn")
    said = Bilingual(
        f"訂正{number}を取り下げました。シートの値が、次の承認から公表されます。",
        f"Correction {number} was taken back; what the sheet says goes out with the next approval.",
    )
    context.flash("ok", said)
    return context.redirect("corrections")


def _form(
    context: RequestContext, year: str, item: str, draft: CorrectionEntry, status: int = _OK
) -> Response:
    """Return the form, with what was typed."""
    session = context.session
    years = session.plan.reported_years(session.as_of)
    chosen = next((one for one in years if str(one.year) == year), years[-1] if years else None)
    found = _found(context, year, item) if item else None
    errors = [
        (name, sentence)
        for name, words in draft.errors
        for sentence in words.in_language(context.language).splitlines()
    ]
    scale = dict.fromkeys(session.plan.reporting.scale.values())
    return context.render(
        "correction.html",
        status=status,
        years=[(one.year, context.t(one.label, str(one))) for one in reversed(years)],
        year=chosen,
        items=[(one.no, f"No.{one.no} {one.name}") for one in session.plan.items_in_force(chosen)]
        if chosen
        else [],
        item_no=item,
        is_unknown=bool(item) and found is None,
        found=found,
        fields=fields_of(found) if found is not None and found.row is not None else [],
        draft=draft,
        statuses=[(str(one), context.t(one.label_ja, one.label_en)) for one in scale],
        errors=errors,
        wrong=dict(reversed(errors)),
    )


def _found(context: RequestContext, year: str, item: str) -> ItemProgress | None:
    """Return the progress of an item in a year, with the corrections that count; nothing, if there is none."""
    session, no = context.session, normalize_item_no(item)
    asked = next((one for one in session.plan.reported_years(session.as_of) if str(one.year) == year), None)
    if asked is None:
        return None
    return next((one for one in progress_now(session, asked) if one.item.no == no), None)


def _text(context: RequestContext, name: str) -> str:
    """Return a field of the form; a line break is one character."""
    given = context.form.get(name, "")
    return given.replace("\r\n", "\n").strip() if isinstance(given, str) else ""


PAGES = (
    Page(
        "/corrections",
        "corrections",
        show_corrections,
        Action.SEE_CANDIDATES,
        nav=Bilingual("訂正", "Corrections"),
        rank=60,
        shortcut="e",
    ),
    Page("/corrections/new", "correction", ask_correction, Action.RECORD_CORRECTION),
    Page("/corrections/new", "correction_record", record_correction, Action.RECORD_CORRECTION, "POST"),
    Page(
        "/corrections/{number}/withdraw", "correction_withdraw", take_back, Action.RECORD_CORRECTION, "POST"
    ),
)
