"""The gate: what every request passes before anything else, and every answer on its way out."""

import ipaddress
import logging
import time
from urllib.parse import unquote_plus, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shinchoku.console.identity import FROM_PROXY
from shinchoku.console.proxy import SECRET_HEADER
from shinchoku.console.settings import ConsoleSettings
from shinchoku.intake.bounds import is_bounded

_ACCESS = logging.getLogger("shinchoku.console.access")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_SECRET_NAME = SECRET_HEADER.lower().encode()
_MOST_OF_AN_ADDRESS = 8_000
"""Characters of a path or a query, decoded."""
_ONE_YEAR = "max-age=31536000"
_NO_TEXT = "アドレスを読み取れません。 / The address cannot be read.\n"
_WRONG_HOST = "この名前では利用できません。 / This console is not known by that name.\n"


class Gate:
    """Wraps the application: which host, through which proxy, with which headers, and a line in the log."""

    def __init__(self, app: ASGIApp, settings: ConsoleSettings) -> None:
        """Keep what is let through."""
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        self._note_proxy(scope)
        headers = Headers(scope=scope)
        begun, status = time.perf_counter(), 0

        async def _send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(MutableHeaders(scope=message), scope["scheme"])
            await send(message)

        try:
            if not self._is_called_by_its_name(headers):
                await PlainTextResponse(_WRONG_HOST, 400)(scope, receive, _send)
            elif "\0" in scope["path"] or b"%00" in scope["query_string"] or not _is_bounded(scope):
                await PlainTextResponse(_NO_TEXT, 400)(scope, receive, _send)
            else:
                await self._app(scope, receive, _send)
        finally:
            _log_line(scope, status, time.perf_counter() - begun)

    def _is_called_by_its_name(self, headers: Headers) -> bool:
        """Tell whether exactly one known name was called: a name that only points here is not known."""
        called = headers.getlist("host")
        if len(called) != 1:
            return False
        try:
            parts = urlsplit(f"//{called[0]}")
            name = parts.hostname or ""
            _ = parts.port
        except ValueError:
            return False
        return not set("@?#/") & set(called[0]) and name in self._settings.hosts

    def _note_proxy(self, scope: Scope) -> None:
        """Believe what the proxy forwards of scheme and client; from others it says nothing."""
        proxy, client = self._settings.proxy, scope.get("client")
        if not proxy.spoke(client[0] if client else None, _take_secrets(scope)):
            return
        scope[FROM_PROXY] = True
        headers = Headers(scope=scope)
        scheme = headers.get("X-Forwarded-Proto", "").rpartition(",")[2].strip().lower()
        if scheme in {"http", "https"}:
            scope["scheme"] = scheme
        came_through = [one.strip() for line in headers.getlist("X-Forwarded-For") for one in line.split(",")]
        for address in reversed(came_through):
            if not _is_address(address):
                return
            scope["client"] = (address, 0)
            if not proxy.has(address):
                return


def _take_secrets(scope: Scope) -> list[bytes]:
    """Take every secret of a proxy out of a request, and return them: nothing behind the gate sees one."""
    taken = [value for name, value in scope["headers"] if name.lower() == _SECRET_NAME]
    scope["headers"] = [(name, value) for name, value in scope["headers"] if name.lower() != _SECRET_NAME]
    return taken


def _is_bounded(scope: Scope) -> bool:
    """Tell whether path and query hold no more than any page of ours asks for."""
    query = unquote_plus(scope["query_string"].decode("latin-1"), errors="replace")
    return is_bounded(scope["path"], _MOST_OF_AN_ADDRESS) and is_bounded(query, _MOST_OF_AN_ADDRESS)


def _is_address(text: str) -> bool:
    """Tell whether a text is an address."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _add_headers(headers: MutableHeaders, scheme: str) -> None:
    """Add what every answer carries; pages are kept nowhere."""
    for name, value in _HEADERS.items():
        headers[name] = value
    headers.setdefault("Cache-Control", "no-store")
    if scheme == "https":
        headers["Strict-Transport-Security"] = _ONE_YEAR


def _log_line(scope: Scope, status: int, seconds: float) -> None:
    """Log a request without its query and its form: those may name people."""
    path = scope.get("raw_path") or scope["path"].encode("unicode_escape")
    shown = path.partition(b"?")[0].decode("ascii", "replace")
    _ACCESS.info("%s %s %d %.0f ms", scope["method"], shown, status, seconds * 1000)
