"""The application: who is it, may they, is the form ours, and only then the page."""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import TypeVar

import anyio.to_thread
from anyio import CapacityLimiter
from starlette.applications import Starlette
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from shinchoku.console.body import has_files, most_bytes, read_form
from shinchoku.console.clock import Clock, chores_of
from shinchoku.console.entrance import LoginNeededError, admit, finish, open_context, send_to_login
from shinchoku.console.forgery import require_token
from shinchoku.console.frame import Frame
from shinchoku.console.gate import Gate
from shinchoku.console.page import Page
from shinchoku.console.refusals import refuse
from shinchoku.console.request_context import RequestContext
from shinchoku.console.routes import PAGES
from shinchoku.console.services import ConsoleServices
from shinchoku.errors import StoppedError

T = TypeVar("T")
Endpoint = Callable[[Request], Awaitable[Response]]

_PAGES_AT_ONCE, _UPLOADS_AT_ONCE, _LOGINS_AT_ONCE, _PROVIDER_AT_ONCE = 8, 3, 2, 2
"""Together fewer than the connections that the database's pool has; uploads never stand in the way of pages."""
_MOST_WAITING = 200
_UNAVAILABLE = 503
_LOGINS = frozenset({"login_check", "account_password"})
_PROVIDER = frozenset({"oidc_begin", "oidc_answer"})
_BUSY = "込み合っています。しばらくしてから、もう一度お試しください。 / Busy: please try again in a while.\n"
_LAST_WORDS = "予期しないエラーが起きました。 / Something unexpected happened.\n"


class Console:
    """Serves the pages on one services."""

    def __init__(self, services: ConsoleServices, pages: Sequence[Page], *, clock_seconds: float) -> None:
        """Put the routes together; nothing is opened yet."""
        self._services = services
        self._clock = Clock(chores_of(services), clock_seconds)
        self._pages = CapacityLimiter(_PAGES_AT_ONCE)
        self._uploads = CapacityLimiter(_UPLOADS_AT_ONCE)
        self._logins = CapacityLimiter(_LOGINS_AT_ONCE)
        self._provider = CapacityLimiter(_PROVIDER_AT_ONCE)
        routes = [Route("/health", self._health, name="health", methods=["GET"])]
        routes += [
            Route(page.path, self._endpoint(page), name=page.name, methods=[page.method]) for page in pages
        ]
        self.starlette = Starlette(
            routes=routes,
            exception_handlers={HTTPException: self._no_page, Exception: _last_resort},
            lifespan=self._life,
        )
        self.starlette.router.redirect_slashes = False
        self.frame = Frame(self.starlette.router, pages)
        static = Route(
            "/static/{digest}/{path:path}", self.frame.static.serve, name="static", methods=["GET"]
        )
        self.starlette.router.routes.append(static)

    @asynccontextmanager
    async def _life(self, _app: Starlette) -> AsyncIterator[None]:
        """Have the clock run while the console is served."""
        self._clock.start()
        try:
            yield
        finally:
            await anyio.to_thread.run_sync(self._clock.stop)
            await anyio.to_thread.run_sync(self._services.pushing.stop)
            await anyio.to_thread.run_sync(self._services.close)

    def _endpoint(self, page: Page) -> Endpoint:
        """Return what answers the requests for a page."""
        limiter = self._line_of(page)

        async def _look(request: Request) -> Response:
            if _is_crowded(limiter):
                return PlainTextResponse(_BUSY, _UNAVAILABLE)
            return await _in_thread(limiter, self._show, page, request)

        async def _do(request: Request) -> Response:
            if _is_crowded(limiter):
                return PlainTextResponse(_BUSY, _UNAVAILABLE)
            context, refused = await _in_thread(self._pages, self._let_in, page, request)
            if refused is not None:
                return refused
            try:
                context.form = await self._form_of(context, page)
            except HTTPException as error:
                return await _in_thread(self._pages, _refused, context, error)
            try:
                is_upload = limiter is self._pages and has_files(request)
                return await _in_thread(self._uploads if is_upload else limiter, _act, context, page)
            finally:
                await context.form.close()

        return _look if page.method == "GET" else _do

    def _line_of(self, page: Page) -> CapacityLimiter:
        """Return the line in which requests for a page wait: what takes long stands in nobody's way."""
        if page.name in _LOGINS:
            return self._logins
        return self._provider if page.name in _PROVIDER else self._pages

    def _show(self, page: Page, request: Request) -> Response:
        """Answer a request that changes nothing."""
        context, refused = self._let_in(page, request)
        return refused or _answered(context, page)

    def _let_in(self, page: Page, request: Request) -> tuple[RequestContext, Response | None]:
        """Open a context, or refuse it; nothing that was sent has been read."""
        context = open_context(self._services, self.frame, request)
        try:
            admit(context, page)
        except StoppedError as error:
            return context, _refused(context, error)
        return context, None

    async def _form_of(self, context: RequestContext, page: Page) -> FormData:
        """Read what was sent.

        Raises:
            HTTPException: if it is too much, too slow or no form.
        """
        most = most_bytes(context.request, page.action, self._services.plan.inbox.max_file_mib)
        return await read_form(context.request, most, self._services.settings.body_seconds)

    async def _no_page(self, request: Request, error: Exception) -> Response:
        """Answer a request for what is no page of ours."""

        def _say() -> Response:
            return _refused(open_context(self._services, self.frame, request), error)

        return await _in_thread(self._pages, _say)

    async def _health(self, request: Request) -> Response:
        """Tell a monitor whether the console can be used in full."""
        del request
        away = await _in_thread(self._pages, lambda: self._services.read_only)
        return PlainTextResponse("read-only\n" if away else "ok\n")


def make_app(
    services: ConsoleServices, *, pages: Sequence[Page] = PAGES, clock_seconds: float = 60.0
) -> Gate:
    """Return the console on a services, as a server runs it."""
    return Gate(Console(services, pages, clock_seconds=clock_seconds).starlette, services.settings)


def _act(context: RequestContext, page: Page) -> Response:
    """Do what a form asks for, if the form is ours."""
    try:
        require_token(context.request, context.form, context.csrf)
    except StoppedError as error:
        return _refused(context, error)
    return _answered(context, page)


def _answered(context: RequestContext, page: Page) -> Response:
    """Return what a page function answers, whatever happens in it."""
    try:
        return finish(context, page.shows(context))
    except Exception as error:  # noqa: BLE001 -- nobody sees a traceback: it is logged under a number
        return _refused(context, error)


def _refused(context: RequestContext, error: Exception) -> Response:
    """Return what is said instead of a page."""
    needs_login = isinstance(error, LoginNeededError)
    return finish(context, send_to_login(context) if needs_login else refuse(context, error))


def _is_crowded(limiter: CapacityLimiter) -> bool:
    """Tell whether so many wait that nobody else should."""
    return limiter.statistics().tasks_waiting >= _MOST_WAITING


async def _in_thread(limiter: CapacityLimiter, work: Callable[..., T], *arguments: object) -> T:
    """Run what waits for disks and databases beside the loop that serves everybody."""
    return await anyio.to_thread.run_sync(partial(work, *arguments), limiter=limiter)


async def _last_resort(request: Request, error: Exception) -> Response:
    """Answer when not even the page that says so could be made."""
    del request, error
    return PlainTextResponse(_LAST_WORDS, 500)
