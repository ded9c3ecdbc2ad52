"""The console's cookies: out of reach of scripts and of other hosts, over TLS only where there is TLS."""

from enum import StrEnum

from starlette.requests import Request
from starlette.responses import Response

from shinchoku.bilingual import Language

_SCHEMES = frozenset({"light", "dark"})
_MOST_OF_A_HEADER = 400
"""Characters of `Accept-Language` that are looked at."""
_YEAR = 365 * 24 * 3600


class Cookie(StrEnum):
    """What the console keeps in a browser."""

    SESSION = "shinchoku"
    """The token of a session."""
    VISIT = "shinchoku-visit"
    """What the forms of somebody who is not logged in are bound to."""
    VIEW = "shinchoku-view"
    """Language and colours."""
    DEVICE = "shinchoku-device"
    """The accounts that this browser has logged in to: nobody else's mistakes lock it out of them."""
    PROVIDER = "shinchoku-provider"
    """A login at the identity provider that has begun."""


_LASTS: dict[Cookie, int | None] = {
    Cookie.SESSION: None,
    Cookie.VISIT: None,
    Cookie.VIEW: _YEAR,
    Cookie.DEVICE: _YEAR,
    Cookie.PROVIDER: 600,
}
"""How many seconds each is kept; nothing means until the browser is closed."""


def read_cookie(request: Request, cookie: Cookie) -> str:
    """Return a cookie's value, or nothing."""
    return request.cookies.get(_name(request, cookie), "")


def write_cookie(request: Request, response: Response, cookie: Cookie, value: str) -> None:
    """Have the browser keep a value; an empty one is taken away.

    `Lax` and not `Strict`: a link in a mail has to open the page that it names. Nothing is changed by a GET.
    """
    response.set_cookie(
        _name(request, cookie),
        value,
        max_age=_LASTS[cookie] if value else 0,
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def read_view(request: Request) -> tuple[Language, str]:
    """Return the language and the colours that a browser was set to; without a choice, those it asks for itself."""
    language, _, scheme = read_cookie(request, Cookie.VIEW).partition(".")
    return (
        Language(language) if language in set(Language) else _preferred(request),
        scheme if scheme in _SCHEMES else "",
    )


def _preferred(request: Request) -> Language:
    """Return the first of our languages among those that a browser prefers; Japanese where it names neither."""
    asked: list[tuple[float, Language]] = []
    for part in request.headers.get("accept-language", "")[:_MOST_OF_A_HEADER].split(","):
        name, _, weight = part.strip().partition(";q=")
        language = name.partition("-")[0].lower()
        if language in set(Language):
            asked.append((_weight(weight), Language(language)))
    return max(asked, key=lambda one: one[0], default=(0.0, Language.JA))[1]


def _weight(text: str) -> float:
    """Read a quality of `Accept-Language`; without one it is 1."""
    try:
        return float(text or 1)
    except ValueError:
        return 0.0


def view_of(language: str, scheme: str) -> str:
    """Return what a browser keeps of a language and colours."""
    known = language if language in set(Language) else Language.JA.value
    return f"{known}.{scheme if scheme in _SCHEMES else ''}"


def _name(request: Request, cookie: Cookie) -> str:
    """Return the name: over TLS one that browsers take from this host alone."""
    return f"__Host-{cookie}" if request.url.scheme == "https" else str(cookie)
