"""What pages ask of a request again and again: a text of its form, a number of its path, a link that may lead nowhere."""

from datetime import date
from typing import TypeVar

from starlette.routing import NoMatchFound

from shinchoku.console.refusals import NotFoundError
from shinchoku.console.request_context import RequestContext
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError
from shinchoku.review.wording import require_publishable

T = TypeVar("T")
Errors = list[tuple[str, str]]
"""Mistakes of a form: the field of each, and its sentence."""

_MOST_DIGITS = 9
_YEARS = range(1900, 3000)


def sent_text(context: RequestContext, name: str) -> str:
    """Return a field of the form without the blanks around it; a file is no text."""
    given = context.form.get(name, "")
    return given.strip() if isinstance(given, str) else ""


def sent_day(context: RequestContext, name: str) -> date | None:
    """Return a day of the form, nothing if it is empty or none."""
    return day_of(sent_text(context, name))


def day_of(text: str) -> date | None:
    """Return the day that a date field sends, nothing if it is empty, none, or of no time that anybody means."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in _YEARS else None


def reason_errors(context: RequestContext, reason: str) -> Errors:
    """Return what keeps a reason from being published, at its field."""
    try:
        require_publishable(reason)
    except ConfigurationError as error:
        return [("reason", error.message.in_language(context.language))]
    return []


def number_in_path(context: RequestContext, name: str = "number") -> int:
    """Return a number that the path names.

    Raises:
        NotFoundError: if it is none.
    """
    text = context.path[name]
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise NotFoundError
    return int(text)


def require_found(found: T | None) -> T:
    """Return what a page was asked for.

    Raises:
        NotFoundError: if it is not there.
    """
    if found is None:
        raise NotFoundError
    return found


def lead(context: RequestContext, name: str, **params: object) -> str:
    """Return the address of a page, or nothing if this console has no such page."""
    try:
        return context.frame.address(name, params)
    except NoMatchFound:
        return ""


def require_shown(context: RequestContext, now: str) -> None:
    """Refuse a decision on what no longer is as the form's page showed it.

    Raises:
        DecidedMeanwhileError: if somebody changed it.
    """
    if sent_text(context, "shown") != now:
        raise DecidedMeanwhileError(
            "画面を開いた後に、ほかの人が変更しました。何も変更していません。いまの内容を確かめてください。",
            "somebody changed this after you opened the page. Nothing was done: look at it as it is now.",
        )
