"""What others changed in a catalogue: looked at on demand, kept with a reason, and no longer kept."""

from __future__ import annotations

from functools import partial
from typing import Literal

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.kept import fingerprint
from shinchoku.catalogues.things import Kept, Value
from shinchoku.console.drift_words import field_words
from shinchoku.console.page import Page
from shinchoku.console.refusals import NotFoundError
from shinchoku.console.sent import sent_text
from shinchoku.console.visit import Visit
from shinchoku.errors import ConfigurationError, OperationalError
from shinchoku.night.publishing.outside import Outside
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


def show_kept(visit: Visit) -> Response:
    """Show what is kept in a catalogue; what else others changed there is looked at if that is asked for."""
    if visit.query.get("look") != "1":
        return _page(visit)
    return _looked(visit)


def decide(visit: Visit, deed: Deed) -> Response:
    """Keep one thing as others made it, or end that, for a reason; then have the catalogue told."""
    name, thing, reason = _name(visit), sent_text(visit, "thing"), sent_text(visit, "reason")
    shown = ""
    if deed == "keep":  # what is chosen tells what it was when it was shown
        shown, _, thing = thing.partition(" ")
    if not thing or not reason.strip():
        return _looked(visit, refusal=_NO_REASON if thing else _NO_THING)
    session = visit.session
    try:
        if deed == "keep":
            choice = KeepChoice(thing, shown)
            keep(session, visit.person, name, choice, reason, Outside(visit.desk.from_block))
        else:
            end_keeping(session, visit.person, name, thing, reason)
    except ConfigurationError as error:
        return _looked(visit, error.message)
    except OperationalError as error:
        return _page(visit, refusal=error.message)
    visit.desk.pushing.ask(visit.desk, visit.require(Action.KEEP_DRIFT), (name,))
    visit.flash("ok", _DONE[deed].filled(thing=thing, name=name))
    return visit.redirect("catalogues")


def _looked(visit: Visit, refusal: Bilingual | None = None) -> Response:
    """Look at the catalogue, and show what others changed there."""
    try:
        changed = changed_by_others(visit.session, _name(visit), Outside(visit.desk.from_block))
    except (ConfigurationError, OperationalError) as error:
        return _page(visit, refusal=error.message)
    return _page(visit, changed, refusal)


def _page(
    visit: Visit, changed: tuple[Kept, ...] | None = None, refusal: Bilingual | None = None
) -> Response:
    """Return the page; `changed` is nothing if nobody looked."""
    name = _name(visit)
    return visit.render(
        "catalogue_kept.html",
        status=_BAD if refusal else 200,
        name=name,
        kept=kept_in(visit.session, name),
        changed=changed,
        refusal=refusal,
        thing=sent_text(visit, "thing"),
        reason=sent_text(visit, "reason"),
        field_words=partial(field_words, visit),
        fingerprint=fingerprint,
        values=partial(_values, visit),
    )


def _values(visit: Visit, kept: Kept) -> list[tuple[str, str]]:
    """Return what a thing holds now where others changed it: what the field is called, and its value in words."""
    return [(field_words(visit, [name])[0], _in_words(visit, value)) for name, value in kept.fields.items()]


def _in_words(visit: Visit, value: Value) -> str:
    """Return a value as people read it: yes or no, a list as one text, a long text cut."""
    text = value if isinstance(value, str) else "、".join(value)
    if text in _YES_OR_NO:
        return _YES_OR_NO[text].in_language(visit.language)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _name(visit: Visit) -> str:
    """Return the catalogue that the path names.

    Raises:
        NotFoundError: if the plan has none of that name in which something can be kept.
    """
    known = {one.name for one in visit.desk.plan.catalogues if one.can_keep_drift}
    if visit.path["catalogue"] not in known:
        raise NotFoundError
    return str(visit.path["catalogue"])


PAGES = (
    Page("/catalogues/{catalogue}/kept", "catalogue_kept", show_kept, Action.KEEP_DRIFT),
    Page(
        "/catalogues/{catalogue}/keep",
        "catalogue_keep",
        lambda visit: decide(visit, "keep"),
        Action.KEEP_DRIFT,
        "POST",
    ),
    Page(
        "/catalogues/{catalogue}/end",
        "catalogue_end",
        lambda visit: decide(visit, "end"),
        Action.KEEP_DRIFT,
        "POST",
    ),
)
