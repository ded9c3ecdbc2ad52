"""What others changed in a catalogue: looked at on demand, kept with a reason, and no longer kept."""

from functools import partial
from typing import Literal

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.kept import fingerprint
from shinchoku.catalogues.things import Kept, Value
from shinchoku.console.drift_words import field_words
from shinchoku.console.page import Page
from shinchoku.console.refusals import NotFoundError
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import sent_text
from shinchoku.errors import ConfigurationError, OperationalError
from shinchoku.review.permissions import Action
from shinchoku.usecases.keep_drift import KeepChoice, changed_by_others, end_keeping, keep, kept_in

_BAD = 400
_LONGEST = 200
"""Characters of a value that are shown; a description can be long."""
_YES_OR_NO = {"true": Bilingual("はい", "yes"), "false": Bilingual("いいえ", "no")}
Deed = Literal["keep", "end"]
_DONE: dict[str, Bilingual] = {
    "keep": Bilingual(
        "「{thing}」を、いまの状態のまま維持します。カタログ「{name}」の照合を始めました。",
        "“{thing}” is kept as it is now. Checking the catalogue {name} has begun.",
    ),
    "end": Bilingual(
        "「{thing}」の維持をやめました。カタログ「{name}」を公表した内容に戻し始めました。",
        "“{thing}” is no longer kept. The catalogue {name} is being put right.",
    ),
}
_NO_THING = Bilingual("維持するものを選んでください。", "Choose what is to be kept.")
_NO_REASON = Bilingual("理由を書いてください。", "Give a reason.")


def show_kept(context: RequestContext) -> Response:
    """Show what is kept in a catalogue; what else others changed there is looked at if that is asked for."""
    if context.query.get("look") != "1":
        return _page(context)
    return _looked(context)


def decide(context: RequestContext, deed: Deed) -> Response:
    """Keep one thing as others made it, or end that, for a reason; then have the catalogue told."""
    name, thing, reason = _name(context), sent_text(context, "thing"), sent_text(context, "reason")
    shown = ""
    if deed == "keep":  # what is chosen tells what it was when it was shown
        shown, _, thing = thing.partition(" ")
    if not thing or not reason.strip():
        return _looked(context, refusal=_NO_REASON if thing else _NO_THING)
    session = context.session
    try:
        if deed == "keep":
            choice = KeepChoice(thing, shown)
            keep(session, context.person, name, choice, reason, context.services.outside)
        else:
            end_keeping(session, context.person, name, thing, reason)
    except ConfigurationError as error:
        return _looked(context, error.message)
    except OperationalError as error:
        return _page(context, refusal=error.message)
    context.services.pushing.ask(context.require(Action.KEEP_DRIFT), (name,))
    context.flash("ok", _DONE[deed].filled(thing=thing, name=name))
    return context.redirect("catalogues")


def _looked(context: RequestContext, refusal: Bilingual | None = None) -> Response:
    """Look at the catalogue, and show what others changed there."""
    try:
        changed = changed_by_others(context.session, _name(context), context.services.outside)
    except (ConfigurationError, OperationalError) as error:
        return _page(context, refusal=error.message)
    return _page(context, changed, refusal)


def _page(
    context: RequestContext, changed: tuple[Kept, ...] | None = None, refusal: Bilingual | None = None
) -> Response:
    """Return the page; `changed` is nothing if nobody looked."""
    name = _name(context)
    return context.render(
        "catalogue_kept.html",
        status=_BAD if refusal else 200,
        name=name,
        kept=kept_in(context.session, name),
        changed=changed,
        refusal=refusal,
        thing=sent_text(context, "thing"),
        reason=sent_text(context, "reason"),
        field_words=partial(field_words, context),
        fingerprint=fingerprint,
        values=partial(_values, context),
    )


def _values(context: RequestContext, kept: Kept) -> list[tuple[str, str]]:
    """Return what a thing holds now where others changed it: what the field is called, and its value in words."""
    return [
        (field_words(context, [name])[0], _in_words(context, value)) for name, value in kept.fields.items()
    ]


def _in_words(context: RequestContext, value: Value) -> str:
    """Return a value as people read it: yes or no, a list as one text, a long text cut."""
    text = value if isinstance(value, str) else "、".join(value)
    if text in _YES_OR_NO:
        return _YES_OR_NO[text].in_language(context.language)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _name(context: RequestContext) -> str:
    """Return the catalogue that the path names.

    Raises:
        NotFoundError: if the plan has none of that name in which something can be kept.
    """
    known = {one.name for one in context.services.plan.catalogues if one.can_keep_drift}
    if context.path["catalogue"] not in known:
        raise NotFoundError
    return str(context.path["catalogue"])


PAGES = (
    Page("/catalogues/{catalogue}/kept", "catalogue_kept", show_kept, Action.KEEP_DRIFT),
    Page(
        "/catalogues/{catalogue}/keep",
        "catalogue_keep",
        lambda context: decide(context, "keep"),
        Action.KEEP_DRIFT,
        "POST",
    ),
    Page(
        "/catalogues/{catalogue}/end",
        "catalogue_end",
        lambda context: decide(context, "end"),
        Action.KEEP_DRIFT,
        "POST",
    ),
)
