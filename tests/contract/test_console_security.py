"""The console under attack: forged forms, foreign hosts, stolen cookies, bodies without end."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from builders.console import Browser, Served, services_at, serving
from contract.city import City
from sqlalchemy import select, update
from starlette.responses import PlainTextResponse, Response

from shinchoku.adapters.state.tables_of_people import web_sessions
from shinchoku.adapters.state.web_sessions import Limits, hash_of
from shinchoku.city_clock import now
from shinchoku.console.page import Page
from shinchoku.console.request_context import RequestContext
from shinchoku.console.routes import PAGES
from shinchoku.console.settings import settings_from
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError, OperationalError
from shinchoku.review.people import Role
from shinchoku.review.permissions import Action

MIB = 1024 * 1024


def take(context: RequestContext) -> Response:
    """Say how much was sent."""
    file = context.form.get("file")
    return PlainTextResponse(f"{0 if file is None or isinstance(file, str) else len(file.file.read())}")


def fail(context: RequestContext) -> Response:
    """Fail in the way that the query names."""
    failures = {
        "words": ConfigurationError("理由<b>", "why<b>"),
        "late": DecidedMeanwhileError("先に決まりました。", "decided."),
        "disk": OperationalError("満杯です。", "full."),
    }
    raise failures.get(context.query["how"]) or RuntimeError("秘密の中身")


def send(context: RequestContext) -> Response:
    """Return a file of the name that the query gives."""
    return context.file(context.query["name"], b"<script>", "text/csv")


TRIALS = (
    Page("/trial/take", "trial_take", take, Action.SUBMIT, "POST"),
    Page("/trial/fail", "trial_fail", fail, Action.SEE_PLAN),
    Page("/trial/send", "trial_send", send, Action.SEE_PLAN),
)


@pytest.fixture
def served(city: City) -> Iterator[Served]:
    """A console of 海辺市, with a few pages that try it."""
    with serving(services_at(city.data, city.plan_file), pages=(*PAGES, *TRIALS)) as made:
        yield made


@pytest.fixture
def steward(served: Served) -> Browser:
    """A steward who is logged in."""
    return served.logged_in("steward", Role.STEWARD)


def test_every_answer_carries_the_headers_and_names_no_server(steward: Browser) -> None:
    """Pages, refusals, files and redirects all say what browsers may do with them; pages are kept nowhere."""
    style = re.search(r'href="(/static/[^"]+)"', steward.get("/account").text)
    assert style is not None
    for path in ("/login", "/account", "/nowhere", "/", style[1], "/health", "/trial/fail?how=x"):
        headers = steward.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy, path
        assert "frame-ancestors 'none'" in policy, path
        assert "unsafe" not in policy, path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "same-origin", path
        assert headers["cross-origin-opener-policy"] == "same-origin", path
        assert {"server", "date", "strict-transport-security"} & set(headers) == set(), path
        kept = "immutable" if path.startswith("/static/") else "no-store"
        assert kept in headers["cache-control"], path


def test_no_page_has_a_script_or_a_style_of_its_own(steward: Browser) -> None:
    """Nothing that the policy would stop is on a page, and nothing comes from another host."""
    for path in ("/login", "/account", "/nowhere"):
        text = steward.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", text), path
        assert re.findall(r'(?:src|href|action)="(?:https?:)?//', text) == [], path


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "127.0.0.1@evil.example"])
def test_a_foreign_host_is_refused(served: Served, host: str) -> None:
    """A name that somebody points at this address (DNS rebinding) is not one of ours."""
    assert served.browser().get("/login", Host=host).status_code == 400


def test_a_form_without_its_token_changes_nothing(served: Served, steward: Browser) -> None:
    """No token, another session's and the one from before the login are all refused."""
    other = served.logged_in("other", Role.STEWARD)
    for token in ("", other.csrf(), served.browser().csrf("/login"), "あ"):
        answer = steward.client.post("/trial/take", data={"csrf": token})
        assert (answer.status_code, "有効期限" in answer.text) == (403, True)
    assert steward.post("/trial/take").status_code == 200
    assert steward.client.post("/trial/take", headers={"X-CSRF-Token": steward.csrf()}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_from_another_site_is_refused_with_a_right_token(
    steward: Browser, headers: dict[str, str]
) -> None:
    """What the browser says of a request's origin is believed before its token."""
    assert steward.post("/trial/take", headers=headers).status_code == 403


def test_the_login_form_is_protected_too(served: Served) -> None:
    """Nobody is logged in to another's account by a form that another site sends."""
    served.account("steward", Role.STEWARD)
    victim, attacker = served.browser(), served.browser()
    token = attacker.csrf("/login")
    victim.get("/login")
    form = {"account": "steward", "password": "x", "csrf": token}
    assert "有効期限" in victim.client.post("/login", data=form).text


def test_a_session_is_known_by_a_hash_and_begins_with_the_login(served: Served) -> None:
    """A token that was put into a browser before the login is worth nothing after it."""
    browser = served.browser()
    browser.client.cookies.set("shinchoku", "planted", domain="127.0.0.1")
    answer = browser.log_in(served.account("steward", Role.STEWARD))
    cookie = next(one for one in answer.headers.get_list("set-cookie") if one.startswith("shinchoku="))
    token = cookie.split("=", 1)[1].split(";")[0]
    assert token != "planted"  # noqa: S105 -- no password
    assert {"HttpOnly", "SameSite=lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    with served.services.engine.connect() as connection:
        kept = connection.scalars(select(web_sessions.c.token_hash)).all()
    assert kept == [hash_of(token)]


def test_a_session_ends_by_logging_out(served: Served, steward: Browser) -> None:
    """The token of a session that was left opens nothing, whoever kept it."""
    token = steward.client.cookies["shinchoku"]
    assert steward.post("/logout").status_code == 303
    thief = served.browser()
    thief.client.cookies.set("shinchoku", token, domain="127.0.0.1")
    assert thief.get("/account").headers["location"].startswith("/login?next=")


@pytest.mark.parametrize(("column", "limit"), [("seen_at", Limits().idle), ("created_at", Limits().absolute)])
def test_a_session_ends_by_itself(served: Served, steward: Browser, column: str, limit: timedelta) -> None:
    """A session that was not used for an hour, or began ten hours ago, is over."""
    assert steward.get("/account").status_code == 200
    served.services.presence.forget(hash_of(steward.client.cookies["shinchoku"]))
    with served.services.engine.begin() as connection:
        connection.execute(update(web_sessions).values({column: now() - limit - timedelta(seconds=1)}))
    assert steward.get("/account").status_code == 303


def test_a_large_body_is_refused_before_it_is_read(steward: Browser) -> None:
    """A form of more than a mebibyte, a file of more than the plan takes: refused, whether announced or not."""
    token = steward.csrf()

    def _endless() -> Iterator[bytes]:
        for _ in range(3):
            yield b"x" * MIB

    kind = {"Content-Type": "application/x-www-form-urlencoded", "X-CSRF-Token": token}
    told = steward.client.post("/trial/take", content=b"x" * (MIB + 1), headers=kind)
    assert (told.status_code, "大きすぎます" in told.text) == (413, True)
    assert steward.client.post("/trial/take", content=_endless(), headers=kind).status_code == 413
    large = {"file": ("a.xlsx", b"x" * (5 * MIB))}
    assert steward.post("/trial/take", files=large).text == str(5 * MIB)
    too_large = {"file": ("a.xlsx", b"x" * (52 * MIB))}
    assert steward.post("/trial/take", files=too_large).status_code == 413


def test_too_many_fields_and_files_are_refused(steward: Browser) -> None:
    """A form of a hundred thousand fields is no form of ours."""
    assert steward.post("/trial/take", {f"f{n}": "" for n in range(6000)}).status_code == 400
    files = [("file", (f"{n}.xlsx", b"")) for n in range(30)]
    assert steward.post("/trial/take", files=files).status_code == 400
    assert steward.post("/trial/take", {"reason": "a\0b"}).status_code == 400


def test_a_body_that_never_comes_is_given_up(city: City) -> None:
    """Somebody who announces a form and sends nothing is told so, and waits alone."""
    settings = settings_from({})
    quick = type(settings)(body_seconds=0.3)
    with serving(services_at(city.data, city.plan_file, settings=quick), pages=(*PAGES, *TRIALS)) as served:
        steward = served.logged_in("steward", Role.STEWARD)
        host, port = served.address.removeprefix("http://").split(":")
        head = (
            f"POST /trial/take HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\n"
            f"Cookie: shinchoku={steward.client.cookies['shinchoku']}\r\n\r\ncsrf="
        )
        with socket.create_connection((host, int(port)), timeout=10) as line:
            line.sendall(head.encode())
            assert line.recv(100).startswith(b"HTTP/1.1 408")


def test_an_upload_by_nobody_is_not_read(served: Served) -> None:
    """Whoever is not logged in is sent to the login before a byte of the file is taken."""
    answer = served.browser().client.post("/trial/take", files={"file": ("a.xlsx", b"x" * 1000)})
    assert answer.headers["location"] == "/login?again=1"


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/", "//evil.example", "/\\evil.example", "/\\/evil.example", "\\\\evil.example",
        "javascript:alert(1)", "/account\r\nSet-Cookie: a=b", "/\t/evil.example", "/nowhere", "/logout",
        "/static/x/console.css", "/login", "account", "///evil.example", "/%2f%2fevil.example",
        "http:evil.example", "/trial/take",
    ],
)  # fmt: skip
def test_a_login_leads_to_our_own_pages_only(served: Served, wanted: str) -> None:
    """An address that somebody put into the login's link leads nowhere else."""
    answer = served.browser().log_in(served.account("steward", Role.STEWARD), next=wanted)
    assert re.fullmatch(r"/[a-z]*", answer.headers["location"])
    assert "evil" not in answer.headers["location"]


def test_a_login_leads_to_the_page_that_was_wanted(served: Served) -> None:
    """A link in a mail opens its page after the login, with its query."""
    browser = served.browser()
    login = browser.get("/trial/fail?how=words&b=%E8%AA%B2").headers["location"]
    wanted = re.search(r'name="next" value="(/trial[^"]+)"', browser.get(login).text)
    assert wanted is not None
    answer = browser.log_in(served.account("steward", Role.STEWARD), next=wanted[1].replace("&amp;", "&"))
    assert answer.headers["location"] == "/trial/fail?how=words&b=%E8%AA%B2"


@pytest.mark.parametrize(
    ("how", "status", "said"),
    [
        ("words", 400, "理由&lt;b&gt;"),
        ("late", 409, "先に決まりました。"),
        ("disk", 503, "満杯です。"),
        ("x", 500, "受付番号"),
    ],
)
def test_a_failure_is_told_in_words(steward: Browser, how: str, status: int, said: str) -> None:
    """Every failure has its status and its words; what only the log may know is under a number there."""
    answer = steward.get(f"/trial/fail?how={how}")
    assert (answer.status_code, said in answer.text) == (status, True)
    assert "秘密の中身" not in answer.text
    assert "Traceback" not in answer.text
    part = steward.get(f"/trial/fail?how={how}", HX_Request="true")
    assert (part.status_code, "<html" in part.text, 'class="notice' in part.text) == (status, False, True)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("../../etc/passwd", "passwd"),
        ('a".html\r\nX: y', "a_.htmlX_ y"),
        ("R5\u202excod.exe", "R5xcod.exe"),
        ("進捗 令和5年度.csv", "進捗 令和5年度.csv"),
        ("...", "download"),
    ],
)  # fmt: skip
def test_a_download_has_a_harmless_name(steward: Browser, name: str, given: str) -> None:
    """A name leaves its folder nowhere, breaks no header and hides no suffix."""
    answer = steward.client.get("/trial/send", params={"name": name})
    said = answer.headers["content-disposition"]
    assert said.startswith("attachment; ")
    assert httpx.URL("http://x/?n=" + said.split("filename*=UTF-8''")[1]).params["n"] == given
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_behind_a_trusted_proxy_cookies_are_bound_to_tls(city: City) -> None:
    """Over TLS the cookies have the prefix that other hosts cannot set; an untrusted peer changes nothing."""
    trusted = settings_from({"SHINCHOKU_PROXY_ADDRESSES": "127.0.0.1"})
    for settings, is_tls in ((trusted, True), (settings_from({}), False)):
        with serving(services_at(city.data, city.plan_file, settings=settings)) as served:
            answer = served.browser().get("/login", X_Forwarded_Proto="https")
            assert answer.headers["set-cookie"].startswith("__Host-") is is_tls
            assert ("Secure" in answer.headers["set-cookie"]) is is_tls
            assert ("strict-transport-security" in answer.headers) is is_tls
