"""The context of a request: who comes, in which language, and what a page function has at hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from shinchoku.bilingual import Bilingual, Language
from shinchoku.console.cookies import Cookie
from shinchoku.console.downloads import attachment
from shinchoku.console.identity import Identity
from shinchoku.console.services import ConsoleServices
from shinchoku.review.people import Actor, Person
from shinchoku.review.permissions import Action, acting, may
from shinchoku.session import Session

FLASHES = "flashes"
_SEE_OTHER = 303


class PageFrame(Protocol):
    """What a request asks of the frame that its pages are shown in."""

    def render(
        self, context: RequestContext, template: str, status: int, values: Mapping[str, object]
    ) -> Response:
        """Return a page."""
        ...

    def address(self, name: str, params: Mapping[str, object]) -> str:
        """Return the address of a page."""
        ...

    def own_address(self, address: str) -> str:
        """Return an address that somebody gave, if it is that of a page of ours; else nothing."""
        ...

    def home(self, context: RequestContext) -> str:
        """Return the address of the first page that somebody may see."""
        ...


@dataclass
class RequestContext:
    """One request of one person; made by the application, handed to a page function."""

    services: ConsoleServices
    frame: PageFrame
    request: Request
    identity: Identity
    csrf: str
    """The token that every form of this person carries."""
    language: Language
    scheme: str
    """The colours: light, dark, or nothing for the machine's."""
    form: FormData = field(default_factory=FormData)
    """What was sent; a file's bytes are `form["file"].file.read()`."""
    is_read_only: bool = False
    """Whether the database is out of reach."""
    cookies: dict[Cookie, str] = field(default_factory=dict)
    """What the browser is to keep."""
    new_flashes: list[dict[str, str]] = field(default_factory=list)
    shown_flashes: bool = False

    @cached_property
    def session(self) -> Session:
        """The stages' session; while the database is out of reach, asking it raises `OperationalError`."""
        return self.services.session()

    @property
    def person(self) -> Person:
        """Who is there."""
        return self.identity.person

    @property
    def query(self) -> Mapping[str, str]:
        """The query of the address."""
        return self.request.query_params

    @property
    def path(self) -> Mapping[str, str]:
        """The parts of the path that the route names."""
        return self.request.path_params

    @property
    def is_partial(self) -> bool:
        """Whether a script asks for a piece of a page."""
        headers = self.request.headers
        return headers.get("HX-Request") == "true" and headers.get("HX-Boosted") != "true"

    @property
    def here(self) -> str:
        """The current path with its query."""
        query = self.request.url.query
        return f"{self.request.url.path}?{query}" if query else self.request.url.path

    def t(self, ja: str, en: str) -> str:
        """Return the text in the person's language."""
        return Bilingual(ja, en).in_language(self.language)

    def may(self, action: Action, department: str | None = None) -> bool:
        """Tell whether the person may do something."""
        return may(self.person, action, department)

    def require(self, action: Action, department: str | None = None) -> Actor:
        """Return the person in the role that permits an action.

        Raises:
            NotPermittedError: if none of their roles does.
        """
        return acting(self.person, action, department)

    def tell_catalogues(self, action: Action) -> tuple[str, ...]:
        """Have the catalogues told of a release that this person has just made; return which are."""
        return self.services.pushing.ask(self.require(action))

    def flash(self, kind: str, words: Bilingual) -> None:
        """Say something (ok, warning, error) once, on the next page that is shown."""
        self.new_flashes.append({"kind": kind, "ja": words.ja, "en": words.en})

    def take_flashes(self) -> list[dict[str, str]]:
        """Return what is to be said on this page; it is not said again."""
        self.shown_flashes = True
        return [*self.carried_flashes, *self.new_flashes]

    @property
    def carried_flashes(self) -> list[dict[str, str]]:
        """What the page before had to say."""
        carried = self.identity.session.data.get(FLASHES, []) if self.identity.session else []
        return carried if isinstance(carried, list) else []

    def render(self, template: str, *, status: int = 200, **values: object) -> Response:
        """Return a page made of a template, inside the frame that every page has."""
        return self.frame.render(self, template, status, values)

    def redirect(
        self, route_name: str, *, query: Mapping[str, object] | None = None, **path: object
    ) -> Response:
        """Send the browser on to one of our own pages: what follows a POST."""
        address = self.frame.address(route_name, {**path, **(query or {})})
        if self.is_partial:
            return Response(status_code=204, headers={"HX-Redirect": address})
        return RedirectResponse(address, _SEE_OTHER)

    def redirect_to_own(self, address: str) -> Response:
        """Send the browser to an address that it gave itself, if that is a page of ours; else to the first page."""
        return RedirectResponse(self.frame.own_address(address) or self.frame.home(self), _SEE_OTHER)

    def file(self, name: str, content: bytes, media_type: str) -> Response:
        """Return a download under a safe name."""
        return attachment(name, content, media_type)
