"""The frame around every page: templates, addresses, main pages, notices."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import Environment, FileSystemLoader
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import HTMLResponse, Response
from starlette.routing import Match, NoMatchFound, Route, Router

from shinchoku.bilingual import Bilingual
from shinchoku.console.follow_up import is_following_up
from shinchoku.console.page import PUBLIC, Page
from shinchoku.console.request_context import RequestContext
from shinchoku.console.static_files import StaticFiles, load_static
from shinchoku.errors import StoppedError
from shinchoku.review.preview import EMPTY
from shinchoku.spelling import spelled

_TEMPLATES = Path(__file__).parent / "templates"
_FIRST = "today"
_log = logging.getLogger(__name__)
_READ_ONLY = Bilingual(
    "閲覧のみ（データベースに接続できません）", "Read only (the database cannot be reached)"
)
_ILLUSTRATIVE = Bilingual(
    "例示用のデータです。実在の市の報告ではありません。", "Illustrative data: no report of the real city."
)
_FOLLOWING_UP = Bilingual(
    "直前の提出や決定を反映しています。数秒後に読み込み直すと、最新の内容になります。",
    "What was just submitted or decided is being worked out: reload in a few seconds.",
)
_WRONG_PLAN = Bilingual(
    "計画ファイルに誤りがあるため、直前の内容で表示しています。",
    "The plan file has a mistake: this is how it was before.",
)


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One of the main pages, as the frame shows it."""

    href: str
    label: str
    current: bool
    shortcut: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """The person, as the frame names them."""

    name: str
    role_label: str | None


class Frame:
    """What pages are shown in; the router gives the addresses."""

    def __init__(self, router: Router, pages: Sequence[Page]) -> None:
        """Read the static files and make ready the templates."""
        self._router = router
        self._pages = pages
        self.static: StaticFiles = load_static()
        self._templates = Environment(
            loader=FileSystemLoader(_TEMPLATES), autoescape=True, auto_reload=False, cache_size=-1
        )
        self._templates.globals.update(static=self.static.address, url=self.url, empty_value=EMPTY)
        self._templates.filters["spelled"] = spelled

    def render(
        self, context: RequestContext, template: str, status: int, values: Mapping[str, object]
    ) -> Response:
        """Return a page."""
        made = self._templates.get_template(template).render({**self._context(context), **values})
        return HTMLResponse(made, status)

    def url(self, name: str, **params: object) -> str:
        """Return the address of a page, as templates ask for it."""
        return self.address(name, params)

    def address(self, name: str, params: Mapping[str, object]) -> str:
        """Return the address of a page; what its path does not name goes into the query, but for `None`.

        Raises:
            NoMatchFound: if there is no such page: a template's mistake.
        """
        route = next(
            (one for one in self._router.routes if isinstance(one, Route) and one.name == name), None
        )
        if route is None:
            if name == _FIRST:
                return "/"
            raise NoMatchFound(name, dict(params))
        path = {key: params[key] for key in route.param_convertors if key in params}
        query = {key: str(value) for key, value in params.items() if key not in path and value is not None}
        found = quote(
            str(route.url_path_for(name, **{k: str(v) for k, v in path.items()})), safe="/-._~:@!$&'()*+,;="
        )
        return f"{found}?{urlencode(query)}" if query else found

    def own_address(self, address: str) -> str:
        """Return an address that somebody gave, if it is the path of a page of ours to be looked at; else nothing."""
        if not address.startswith("/") or address.startswith(("//", "/\\")) or not address.isprintable():
            return ""
        try:
            parts = urlsplit(address)
        except ValueError:
            return ""
        if parts.scheme or parts.netloc or "\\" in address:
            return ""
        asked = {"type": "http", "method": "GET", "path": parts.path, "root_path": ""}
        for route in self._router.routes:
            if isinstance(route, Route) and route.matches(asked)[0] is Match.FULL:
                return "" if route.name in PUBLIC | {"logout"} else address
        return ""

    def home(self, context: RequestContext) -> str:
        """Return the address of the first page that somebody may see."""
        named = {page.name: page for page in self._pages}
        if _FIRST in named and _is_open(context, named[_FIRST]):
            return self.address(_FIRST, {})
        entries = self._nav(context)
        return entries[0].href if entries else self.address("account", {})

    def _context(self, context: RequestContext) -> dict[str, object]:
        """Return what every page has."""
        person = context.person if context.identity.session else None
        roles = [context.t(role.label_ja, role.label_en) for role in sorted(person.roles)] if person else []
        return {
            "lang": context.language.value,
            "t": context.t,
            "csrf": context.csrf,
            "person": Shown(person.label or person.account, "・".join(roles) or None) if person else None,
            "nav": self._nav(context) if person and not context.is_partial else [],
            "banners": self._banners(context),
            "flashes": [] if context.is_partial else self._flashes(context),
            "plan_title": context.t(context.services.plan.plan.title, context.services.plan.plan.title_en),
            "scheme": context.scheme,
            "here": context.here,
            "context": context,
        }

    def _nav(self, context: RequestContext) -> list[NavEntry]:
        """Return the main pages that somebody may see; those that need files alone, if there is no more."""
        at = context.request.url.path
        pages = sorted(
            (page for page in self._pages if page.nav and _is_open(context, page)), key=lambda page: page.rank
        )
        made = []
        for page in pages:
            href = self.address(page.name, {})
            is_current = at == href or (href != "/" and at.startswith(f"{href}/"))
            count = _waiting(context, page)
            label = page.nav.in_language(context.language) if page.nav else ""
            made.append(NavEntry(href, label, is_current, page.shortcut, count))
        return made

    @staticmethod
    def _flashes(context: RequestContext) -> list[dict[str, str]]:
        """Return what is said once."""
        return [
            {"kind": one["kind"], "text": context.t(one["ja"], one["en"])} for one in context.take_flashes()
        ]

    @staticmethod
    def _banners(context: RequestContext) -> list[dict[str, str]]:
        """Return what has to be known on every page."""
        found = {
            "illustrative": _ILLUSTRATIVE if context.services.plan.plan.illustrative_reports else None,
            "read_only": _READ_ONLY if context.is_read_only else None,
            "night": _FOLLOWING_UP if is_following_up(context.services) else None,
            "notice": _WRONG_PLAN if context.services.plan_mistake else None,
        }
        return [{"kind": kind, "text": context.t(w.ja, w.en)} for kind, w in found.items() if w]


def _waiting(context: RequestContext, page: Page) -> int:
    """Return how many things wait on a page; that this cannot be told keeps no page from being shown."""
    if page.waiting is None or context.is_read_only:
        return 0
    try:
        return page.waiting(context)
    except (SQLAlchemyError, StoppedError):
        _log.warning("it cannot be told what waits on %s", page.name)
        return 0


def _is_open(context: RequestContext, page: Page) -> bool:
    """Tell whether a page can be shown to somebody now."""
    is_allowed = page.action is not None and context.may(page.action)
    return page.method == "GET" and is_allowed and (page.files_only or not context.is_read_only)
