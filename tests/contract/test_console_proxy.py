"""Who may speak for the reverse proxy: over a real socket and real TCP, against whoever only says so."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest
from builders.console import Served, services_at, serving
from contract.city import City
from contract.test_console_login import locks
from starlette.responses import PlainTextResponse, Response

from shinchoku.console.page import Page
from shinchoku.console.proxy import SECRET_HEADER, proxy_from
from shinchoku.console.request_context import RequestContext
from shinchoku.console.routes import PAGES
from shinchoku.console.settings import settings_from
from shinchoku.errors import ConfigurationError
from shinchoku.review.people import Role
from shinchoku.review.permissions import Action

SECRET = "c6f1d0e5a94b7382-c6f1d0e5a94b7382"  # noqa: S105 -- of a proxy that lives as long as a test
HEADER = {"SHINCHOKU_PROXY_HEADER": "X-Remote-User"}
HERE = "127.0.0.1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that only we may write, with a short name."""
    made = tmp_path / "run"
    made.mkdir(mode=0o755)
    return made


@pytest.fixture
def secret_file(folder: Path) -> Path:
    """The file of the secret, as `openssl rand` writes it: with an end of line."""
    made = folder / "secret"
    made.touch(mode=0o600)
    made.write_text(f"{SECRET}\n", encoding="ascii")
    return made


@contextmanager
def served_with(city: City, environment: Mapping[str, str]) -> Iterator[Served]:
    """Serve a console of an environment; `post` is the account of the subject `s1`."""
    with serving(services_at(city.data, city.plan_file, settings=settings_from(environment))) as made:
        made.account("post", Role.STEWARD, subject="s1")
        yield made


def asked(served: Served, *headers: tuple[str | bytes, str | bytes]) -> httpx.Response:
    """Ask for one's own page with some headers, in a browser without cookies."""
    raw = [
        tuple(part if isinstance(part, bytes) else part.encode("latin-1") for part in one) for one in headers
    ]
    return served.browser().client.get("/account", headers=raw)  # type: ignore[arg-type]  # pairs of bytes


class Asked(NamedTuple):
    """How the console is set up, what is sent, and who is there then, over what."""

    transport: str
    address: str
    """The proxy that `SHINCHOKU_PROXY_ADDRESSES` names: none, where the request comes from, or another."""
    secret: str
    sent: str
    who: str
    scheme: str


ASKED = [
    Asked("tcp",    "none",    "set", "right", "post",   "https"),
    Asked("tcp",    "none",    "set", "wrong", "nobody", "http"),
    Asked("tcp",    "none",    "set", "none",  "nobody", "http"),
    Asked("tcp",    "none",    "set", "twice", "nobody", "http"),
    Asked("tcp",    "own",     "set", "right", "post",   "https"),
    Asked("tcp",    "own",     "set", "none",  "nobody", "http"),
    Asked("tcp",    "another", "set", "right", "nobody", "http"),
    Asked("socket", "none",    "",    "none",  "post",   "https"),
    Asked("socket", "none",    "",    "right", "post",   "https"),
    Asked("socket", "another", "",    "none",  "post",   "https"),
    Asked("socket", "none",    "set", "right", "post",   "https"),
    Asked("socket", "none",    "set", "none",  "nobody", "http"),
    Asked("socket", "none",    "set", "wrong", "nobody", "http"),
]  # fmt: skip
ADDRESSES = {"none": "", "own": HERE, "another": "10.9.9.9"}
SENT = {"right": [SECRET], "wrong": [SECRET[:-1] + "3"], "none": [], "twice": [SECRET, SECRET]}


@pytest.mark.parametrize("case", ASKED, ids=str)
def test_who_a_request_comes_from(city: City, folder: Path, secret_file: Path, case: Asked) -> None:
    """All that is set up has to hold, or identity and scheme that are forwarded say nothing."""
    environment = {
        **HEADER,
        **({"SHINCHOKU_CONSOLE_SOCKET": str(folder / "s")} if case.transport == "socket" else {}),
        "SHINCHOKU_PROXY_ADDRESSES": ADDRESSES[case.address],
        "SHINCHOKU_PROXY_SECRET_FILE": str(secret_file) if case.secret else "",
    }
    secrets = [(SECRET_HEADER, one) for one in SENT[case.sent]]
    with served_with(city, environment) as served:
        answer = asked(served, ("X-Remote-User", "s1"), ("X-Forwarded-Proto", "https"), *secrets)
        assert {200: "post", 303: "nobody"}[answer.status_code] == case.who
        assert ("strict-transport-security" in answer.headers) is (case.scheme == "https")


class Counted(NamedTuple):
    """How a wrong password comes, and by which origin it is counted."""

    transport: str
    secret: str
    forwarded: str
    origin: str


COUNTED = [
    Counted("tcp",    SECRET, "1.2.3.4, 10.0.0.7",        "10.0.0.7"),
    Counted("tcp",    "",     "10.0.0.7",                 HERE),
    Counted("socket", "",     "1.2.3.4, 10.0.0.7",        "10.0.0.7"),
    Counted("socket", "",     "2001:db8::1",              "2001:db8::/64"),
    Counted("socket", "",     "",                         "unknown"),
    Counted("socket", "",     "10.0.0.7, not an address", "unknown"),
]  # fmt: skip


@pytest.mark.parametrize("case", COUNTED, ids=str)
def test_a_lock_is_counted_by_the_address_that_the_proxy_saw(
    city: City, folder: Path, secret_file: Path, case: Counted
) -> None:
    """Guessing ends over a socket, too, where no peer has an address; a proxy that tells none locks all as one."""
    over_socket = {"SHINCHOKU_CONSOLE_SOCKET": str(folder / "s")}
    over_tcp = {"SHINCHOKU_PROXY_SECRET_FILE": str(secret_file)}
    with served_with(city, over_socket if case.transport == "socket" else over_tcp) as served:
        for _ in range(51):
            browser = served.browser()
            browser.client.headers.update({"X-Forwarded-For": case.forwarded, SECRET_HEADER: case.secret})
            browser.log_in("nobody", "wrong password")
        assert locks(served) == [f"origin {case.origin}"]


@pytest.mark.parametrize(
    "header",
    [
        (SECRET_HEADER.replace("-", "_"), SECRET),
        (SECRET_HEADER, SECRET.upper()),
        (SECRET_HEADER, f"{SECRET} {SECRET}"),
        (SECRET_HEADER, f"{SECRET},{SECRET}"),
        (SECRET_HEADER, SECRET[:-1]),
        (SECRET_HEADER, ""),
        (SECRET_HEADER, b"\xe9" * len(SECRET)),
        ("Cookie", f"{SECRET_HEADER}={SECRET}"),
    ],
)  # fmt: skip
def test_what_only_looks_like_the_secret_says_nothing(
    city: City, secret_file: Path, header: tuple[str | bytes, str | bytes]
) -> None:
    """Underscores, other cases, lists, pieces and bytes beyond ASCII are no proof, and no failure either."""
    environment = {**HEADER, "SHINCHOKU_PROXY_SECRET_FILE": str(secret_file)}
    with served_with(city, environment) as served:
        answer = asked(served, ("X-Remote-User", "s1"), ("X-Forwarded-Proto", "https"), header)
        assert (answer.status_code, "strict-transport-security" in answer.headers) == (303, False)
        assert asked(served, ("X_Remote_User", "s1"), (SECRET_HEADER.upper(), SECRET)).status_code == 303
        assert asked(served, ("x-remote-user", "s1"), (SECRET_HEADER.upper(), SECRET)).status_code == 200


@pytest.mark.parametrize(
    "smuggled",
    [
        b"X-Shinchoku-Proxy-Secret : %s",
        b"X-Shinchoku-Proxy-Secret: %s\0",
        b"X-Shinchoku-Proxy-Secret:\r\nX-Shinchoku-Proxy-Secret: %s",
        b"X-Shinchoku-Proxy-Secret: x\nX-Shinchoku-Proxy-Secret: %s",
        b"X-Shinchoku-Proxy-Secret: x\r\n %s",
        b"Connection: X-Shinchoku-Proxy-Secret",
        b"Transfer-Encoding: chunked\r\nTrailer: X-Shinchoku-Proxy-Secret\r\n\r\n0\r\nX-Shinchoku-Proxy-Secret: %s",
    ],
)  # fmt: skip
def test_a_secret_that_is_smuggled_says_nothing(city: City, secret_file: Path, smuggled: bytes) -> None:
    """Blanks before the colon, folded and split lines, trailers, a header that hides another: no way in, byte by byte."""
    with served_with(city, {**HEADER, "SHINCHOKU_PROXY_SECRET_FILE": str(secret_file)}) as served:
        port = int(served.address.rpartition(":")[2])
        with socket.create_connection((HERE, port), timeout=20) as line:
            head = b"GET /account HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nX-Remote-User: s1\r\n"
            line.sendall(head + smuggled.replace(b"%s", SECRET.encode()) + b"\r\n\r\n")
            assert line.recv(12) in {b"HTTP/1.1 303", b"HTTP/1.1 400"}


def show_headers(context: RequestContext) -> Response:
    """Say what a page is told."""
    return PlainTextResponse(repr(context.request.headers.raw))


def test_nobody_behind_the_gate_sees_a_secret(
    city: City, secret_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is taken out of every request, right or wrong; no log and no printed setting has it."""
    settings = settings_from({**HEADER, "SHINCHOKU_PROXY_SECRET_FILE": str(secret_file)})
    assert SECRET not in repr(settings)
    caplog.set_level(logging.DEBUG)
    trial = Page("/trial/headers", "trial_headers", show_headers, Action.SEE_PLAN)
    with serving(services_at(city.data, city.plan_file, settings=settings), pages=(*PAGES, trial)) as served:
        steward = served.logged_in("steward", Role.STEWARD)
        for secret in (SECRET, "not " + SECRET):
            seen = steward.client.get("/trial/headers", headers={SECRET_HEADER: secret, "X-Seen": "x"}).text
            assert ("x-seen" in seen, SECRET in seen, SECRET_HEADER.lower() in seen) == (True, False, False)
    assert "GET /trial/headers 200" in caplog.text
    assert SECRET not in caplog.text


def test_a_peer_that_has_gone_is_not_a_socket(folder: Path, secret_file: Path) -> None:
    """A TCP connection that was reset has no address any more, like one over a socket: it is nobody's."""
    trusted = {"SHINCHOKU_PROXY_ADDRESSES": HERE}
    assert not proxy_from({}).spoke(None, [])
    assert not proxy_from(trusted).spoke(None, [])
    assert not proxy_from({**trusted, "SHINCHOKU_PROXY_SECRET_FILE": str(secret_file)}).spoke(
        None, [SECRET.encode()]
    )
    over_socket = proxy_from({"SHINCHOKU_CONSOLE_SOCKET": str(folder / "s")})
    assert (over_socket.spoke(None, []), over_socket.spoke(HERE, [])) == (True, False)


def test_a_header_that_names_people_needs_a_proof(folder: Path, secret_file: Path) -> None:
    """An address alone never vouches for who is logged in: it is refused at the start, with the two ways to mend it."""
    with pytest.raises(ConfigurationError, match="SHINCHOKU_PROXY_SECRET_FILE") as refused:
        settings_from({**HEADER, "SHINCHOKU_PROXY_ADDRESSES": HERE})
    assert "--socket" in refused.value.message.ja
    for proof in (
        {"SHINCHOKU_CONSOLE_SOCKET": str(folder / "s")},
        {"SHINCHOKU_PROXY_SECRET_FILE": str(secret_file)},
    ):
        assert settings_from({**HEADER, **proof}).proxy.header == "X-Remote-User"


@pytest.mark.parametrize("name", ["X-Remote-User ", "X Remote", "X-利用者", "Host", "cookie", SECRET_HEADER])
def test_a_header_that_anybody_sends_names_nobody(secret_file: Path, name: str) -> None:
    """What no header is called, or what every browser says itself, is refused at the start."""
    with pytest.raises(ConfigurationError, match="SHINCHOKU_PROXY_HEADER"):
        proxy_from({"SHINCHOKU_PROXY_HEADER": name, "SHINCHOKU_PROXY_SECRET_FILE": str(secret_file)})


@pytest.mark.parametrize(
    ("content", "mode", "said"),
    [
        (SECRET, 0o644, "chmod 600"),
        (SECRET, 0o604, "chmod 600"),
        ("", 0o600, "32"),
        ("\n", 0o600, "32"),
        (SECRET[:31] + "\n", 0o600, "32"),
        (SECRET + " x", 0o600, "32"),
        (f"{SECRET}\n{SECRET}\n", 0o600, "32"),
        ("ひみつ" * 20, 0o600, "32"),
        (None, 0o600, "cannot be read"),
    ],
)
@pytest.mark.parametrize("linked", [False, True])
def test_a_file_that_holds_no_secret_is_refused(
    folder: Path, content: str | None, mode: int, said: str, *, linked: bool
) -> None:
    """Open to others, short, of several words, not there, by its own name or a link's: never a word of what is in it."""
    file = folder / "secret"
    if content is not None:
        file.write_text(content, encoding="utf-8")
        file.chmod(mode)
    if linked:
        (folder / "link").symlink_to(file)
    with pytest.raises(ConfigurationError, match=said) as refused:
        proxy_from({"SHINCHOKU_PROXY_SECRET_FILE": str(folder / "link" if linked else file)})
    assert SECRET[:31] not in str(refused.value.message)


def test_the_identity_providers_secret_is_as_closed(tmp_path: Path) -> None:
    """What holds for the proxy's secret holds for the client secret of the identity provider, at the start."""
    file = tmp_path / "client-secret"
    file.write_text(SECRET, encoding="ascii")
    environment = {
        "SHINCHOKU_OIDC_ISSUER": "https://idp.example",
        "SHINCHOKU_OIDC_CLIENT_ID": "shinchoku",
        "SHINCHOKU_OIDC_CLIENT_SECRET_FILE": str(file),
    }
    file.chmod(0o644)
    with pytest.raises(ConfigurationError, match="SHINCHOKU_OIDC_CLIENT_SECRET_FILE"):
        settings_from(environment)
    file.chmod(0o600)
    assert settings_from(environment).oidc is not None
