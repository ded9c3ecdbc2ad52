"""The catalogues: where each stands, what a person has to do, and its receipts. Nothing is written from here."""

from datetime import datetime
from functools import partial

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.receipts import Receipt, to_json
from shinchoku.console.catalogue_view import card_of, is_web, moment
from shinchoku.console.drift_words import field_words
from shinchoku.console.page import Page
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import number_in_path, require_found
from shinchoku.register.catalogues import RELEASE_FOLDER
from shinchoku.review.permissions import Action
from shinchoku.views.catalogues import (
    find_receipt,
    kept_by_catalogue,
    known_catalogues,
    list_kept_receipts,
    newest_by_catalogue,
)

_RECEIPTS, _MORE = 5, 200
_NOTHING_NEW = 204
_JSON = "application/json; charset=utf-8"


def show_catalogues(context: RequestContext) -> Response:
    """Show every catalogue of the plan, and those that it once had."""
    if context.is_partial and context.query.get("until") == "ended" and context.services.pushing.going:
        return Response(status_code=_NOTHING_NEW)
    session = context.session
    asked = context.query.get("receipts", "")[:200]
    newest, kept_there = newest_by_catalogue(session), kept_by_catalogue(session)
    cards = []
    for one in sorted(known_catalogues(session), key=lambda one: one.name == RELEASE_FOLDER):
        most = _MORE if one.name == asked else _RECEIPTS
        kept = list_kept_receipts(session, catalogue=one.name, most=most + 1)
        is_more = len(kept) > most and most == _RECEIPTS
        older = context.frame.address("catalogues", {"receipts": one.name}) if is_more else ""
        drifts = kept_there.get(one.name, ())
        cards.append(card_of(context, one, newest.get(one.name), kept[:most], drifts, older))
    return context.render(
        "catalogues.html",
        cards=cards,
        is_going=bool(context.services.pushing.going),
        failure=context.services.pushing.failure,
        has_declared=bool(session.plan.catalogues),
        acts=context.may(Action.SEE_AUDIT),
        may_keep=context.may(Action.KEEP_DRIFT),
        moment=moment,
        field_words=partial(field_words, context),
    )


def show_receipt(context: RequestContext) -> Response:
    """Show a receipt: what was there, under which identifiers, with which hashes."""
    number, receipt = _receipt(context)
    return context.render(
        "catalogue_receipt.html",
        number=number,
        receipt=receipt,
        at=moment(datetime.fromisoformat(receipt.at)),
        is_web=is_web,
    )


def send_receipt(context: RequestContext) -> Response:
    """Send a receipt as it is kept."""
    _, receipt = _receipt(context)
    name = f"receipt-{receipt.catalogue}-{receipt.version}.json"
    return context.file(name, to_json(receipt).encode(), _JSON)


def _receipt(context: RequestContext) -> tuple[int, Receipt]:
    """Return the receipt that the address names, with its number."""
    number = number_in_path(context)
    return number, require_found(find_receipt(context.session, number))


PAGES = (
    Page(
        "/catalogues",
        "catalogues",
        show_catalogues,
        Action.SEE_RELEASES,
        nav=Bilingual("カタログ", "Catalogues"),
        rank=45,
        shortcut="l",
    ),
    Page("/catalogues/receipts/{number}", "catalogue_receipt", show_receipt, Action.SEE_RELEASES),
    Page("/catalogues/receipts/{number}/json", "catalogue_receipt_json", send_receipt, Action.SEE_RELEASES),
)
