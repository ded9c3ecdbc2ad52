"""The console as people meet it: a real server on loopback, accounts, and browsers that keep their cookies."""

from __future__ import annotations

import html
import re
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import httpx
import uvicorn

from shinchoku.adapters.passwords import Cost
from shinchoku.console.app import make_app
from shinchoku.console.page import Page
from shinchoku.console.routes import PAGES
from shinchoku.console.server import listen, server_of
from shinchoku.console.services import ConsoleServices
from shinchoku.console.settings import ConsoleSettings
from shinchoku.console.unix_socket import listening_at
from shinchoku.review.people import Actor, Role
from shinchoku.usecases.accounts import NewAccount, add

PASSWORD = "あさの海 あおい舟 三艘"  # noqa: S105 -- of accounts that live as long as a test
CHEAP = Cost(passes=1, memory_kib=8, lanes=1)
"""What a hash costs here: nothing, because whoever knows the password can read it above."""
INSTALLER = Actor("login:installer", Role.ADMINISTRATOR)
_NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Loopback speaks no TLS: no browser has to load the world's certificates."""
_CSRF = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass(frozen=True)
class Served:
    """A console that is being served."""

    services: ConsoleServices
    address: str
    opened: ExitStack

    def browser(self) -> Browser:
        """Return a browser without cookies; what is served on a socket file is called there, as a proxy calls it."""
        file = self.services.settings.proxy.socket
        through = httpx.HTTPTransport(uds=str(file), verify=_NO_CERTIFICATES) if file else None
        client = httpx.Client(base_url=self.address, timeout=60, verify=_NO_CERTIFICATES, transport=through)
        return Browser(self.opened.enter_context(client))

    def account(self, name: str, *roles: Role, departments: tuple[str, ...] = (), **more: object) -> str:
        """Make an account with the tests' password and return its name."""
        new = NewAccount(
            name,
            name,
            frozenset(roles),
            frozenset(departments),
            password=PASSWORD,
            **more,  # type: ignore[arg-type]  # fields of an account
        )
        add(self.services.session(), INSTALLER, new, "設置", cost=self.services.settings.password_cost)
        return name

    def logged_in(self, name: str, *roles: Role, departments: tuple[str, ...] = ()) -> Browser:
        """Make an account and return a browser in which it is logged in."""
        browser = self.browser()
        answer = browser.log_in(self.account(name, *roles, departments=departments))
        assert answer.status_code == 303, answer.text
        return browser


@dataclass
class Browser:
    """Somebody's browser: it follows no redirect by itself."""

    client: httpx.Client

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Look at a page."""
        return self.client.get(path, headers={key.replace("_", "-"): value for key, value in headers.items()})

    def csrf(self, path: str = "/account") -> str:
        """Return the token that a page's forms carry."""
        found = _CSRF.search(self.get(path).text)
        assert found is not None, f"no form on {path}"
        return html.unescape(found[1])

    def post(
        self, path: str, form: Mapping[str, object] | None = None, *, on: str = "/account", **more: object
    ) -> httpx.Response:
        """Send a form of the page `on`."""
        return self.client.post(path, data={"csrf": self.csrf(on), **(form or {})}, **more)  # type: ignore[arg-type]  # as httpx takes them

    def log_in(self, name: str, password: str = PASSWORD, next: str = "") -> httpx.Response:  # noqa: A002 -- the form's field
        """Log in as people do."""
        return self.post("/login", {"account": name, "password": password, "next": next}, on="/login")


@contextmanager
def serving(
    services: ConsoleServices, *, pages: Sequence[Page] = PAGES, clock_seconds: float = 3600.0
) -> Iterator[Served]:
    """Serve a console until the test is over: on the socket file of its settings, or on a port of its own."""
    services.database.prepare(services.paths)
    server = server_of(make_app(services, pages=pages, clock_seconds=clock_seconds))
    file = services.settings.proxy.socket
    with ExitStack() as opened:
        listening = opened.enter_context(listening_at(file) if file else listen("127.0.0.1", 0))
        port = None if file else listening.getsockname()[1]
        thread = threading.Thread(target=server.run, args=[[listening]], daemon=True)
        thread.start()
        opened.callback(_stop, server, thread)
        until = time.monotonic() + 20
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            assert time.monotonic() < until, "the server did not start in time"
            time.sleep(0.01)
        yield Served(services, f"http://127.0.0.1:{port}" if port else "http://127.0.0.1", opened)


def _stop(server: uvicorn.Server, thread: threading.Thread) -> None:
    """Have a server stop, and wait until it has."""
    server.should_exit = True
    thread.join(20)


def services_at(
    root: Path,
    plan_file: Path,
    *,
    database: str | None = None,
    settings: ConsoleSettings | None = None,
    today: Callable[[], date] = lambda: date(2024, 5, 2),
    cost: Cost = CHEAP,
) -> ConsoleServices:
    """Return a services on a data directory; today is a day of the tests' plan, and a password costs little, unless given."""
    settings = replace(settings or ConsoleSettings(), password_cost=cost)
    return ConsoleServices(plan_file, root, database, settings=settings, today=today)
