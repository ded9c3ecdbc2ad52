"""Logging in at an identity provider: a small real one on loopback, that signs, and lies where it is told to."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from builders.console import Browser, Served, services_at, serving
from contract.city import City
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from shinchoku.console.settings import ConsoleSettings, settings_from
from shinchoku.errors import ConfigurationError
from shinchoku.review.people import Role

CLIENT, SECRET = "shinchoku-console", "s3cret of the client"


@dataclass
class Idp:
    """An identity provider; `lie` replaces claims of its tokens, `key` signs them."""

    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"}))
    lie: dict[str, object] = field(default_factory=dict)
    signs_with: RSAKey | OctKey | None = None
    algorithm: str = "RS256"
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def authorize(self, address: str) -> str:
        """Do what a person does there: log in and be sent back with a code."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert asked["code_challenge_method"] == "S256"
        code = f"code{len(self.codes)}"
        self.codes[code] = asked
        return f"{urlsplit(asked['redirect_uri']).path}?{httpx.QueryParams(code=code, state=asked['state'])}"

    def answer(self, path: str, form: dict[str, str], authorization: str) -> tuple[int, dict[str, object]]:
        """Answer a request of the console."""
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
            }
        if path == "/keys":
            return 200, {"keys": [self.key.as_dict(private=False)]}
        asked = self.codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if (
            asked is None
            or challenge.decode().rstrip("=") != asked["code_challenge"]
            or authorization != f"Basic {basic}"
        ):
            return 400, {"error": "invalid_grant"}
        at = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": "s-100", "iat": at, "exp": at + 300}
        claims |= {"nonce": asked["nonce"], **self.lie}
        header = {"alg": self.algorithm, "kid": "k1"}
        key = self.signs_with or self.key
        return 200, {
            "access_token": "x",
            "token_type": "Bearer",
            "id_token": jwt.encode(header, claims, key, algorithms=[self.algorithm]),
        }


@pytest.fixture
def idp() -> Iterator[Idp]:
    """A provider on loopback."""
    made = Idp()

    class _Handler(BaseHTTPRequestHandler):
        """Hands requests on."""

        def do_GET(self) -> None:
            """Answer."""
            self._answer({})

        def do_POST(self) -> None:
            """Answer."""
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer({name: values[0] for name, values in parse_qs(text).items()})

        def _answer(self, form: dict[str, str]) -> None:
            """Write the answer."""
            status, found = made.answer(self.path, form, self.headers.get("Authorization", ""))
            content = json.dumps(found).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    made.issuer = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()
    server.server_close()


def settings_of(idp: Idp, folder: Path, **more: str) -> ConsoleSettings:
    """Return the settings of a console that asks a provider."""
    file = folder / "client-secret"
    file.write_text(SECRET + "\n", encoding="utf-8")
    file.chmod(0o600)
    return settings_from(
        {
            "SHINCHOKU_OIDC_ISSUER": idp.issuer,
            "SHINCHOKU_OIDC_CLIENT_ID": CLIENT,
            "SHINCHOKU_OIDC_CLIENT_SECRET_FILE": str(file),
            **more,
        }
    )


@pytest.fixture
def served(city: City, idp: Idp, tmp_path: Path) -> Iterator[Served]:
    """A console of 海辺市 that asks the provider; `post` is the account of its subject `s-100`."""
    with serving(services_at(city.data, city.plan_file, settings=settings_of(idp, tmp_path))) as made:
        made.account("post", Role.STEWARD, subject="s-100")
        yield made


def come_back(browser: Browser, idp: Idp, begin: str = "/login/provider") -> httpx.Response:
    """Log in at the provider and come back."""
    sent = browser.get(begin)
    assert sent.status_code == 303, sent.text
    return browser.get(idp.authorize(sent.headers["location"]))


def test_the_provider_names_who_is_there(served: Served, idp: Idp) -> None:
    """Its subject leads to an account, and to the page that was wanted; the button stands on the login page."""
    browser = served.browser()
    assert "認証基盤でログイン" in browser.get("/login").text
    answer = come_back(browser, idp, "/login/provider?next=%2Faccount")
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    assert ">post<" in browser.get("/account").text


def test_a_claim_of_the_citys_choice_names_the_account(city: City, idp: Idp, tmp_path: Path) -> None:
    """A city whose accounts go by staff number says which claim has it."""
    settings = settings_of(idp, tmp_path, SHINCHOKU_OIDC_CLAIM="staff_no")
    idp.lie = {"staff_no": "123", "sub": "other"}
    with serving(services_at(city.data, city.plan_file, settings=settings)) as served:
        served.account("post", Role.STEWARD, subject="123")
        assert come_back(served.browser(), idp).status_code == 303


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "another"},
        {"aud": "another"},
        {"aud": ["another"], "azp": CLIENT},
        {"iss": "https://evil.example"},
        {"exp": 1},
        {"iat": 9_999_999_999},
        {"sub": ["s-100"]},
        {"sub": ""},
    ],
)
def test_a_token_that_does_not_hold_is_refused(served: Served, idp: Idp, lie: dict[str, object]) -> None:
    """Another's token, an old one, one for another application: nobody gets in."""
    idp.lie = lie
    browser = served.browser()
    answer = come_back(browser, idp)
    assert (answer.status_code, "確かめられませんでした" in answer.text) == (403, True)
    assert browser.get("/account").status_code == 303


def test_a_token_of_another_key_is_refused(served: Served, idp: Idp) -> None:
    """A key that the provider does not publish, and a signature with our own secret, prove nothing."""
    idp.signs_with = RSAKey.generate_key(2048)
    assert come_back(served.browser(), idp).status_code == 403
    idp.signs_with, idp.algorithm = OctKey.import_key("x" * 32), "HS256"
    assert come_back(served.browser(), idp).status_code == 403


def test_a_key_that_was_changed_is_asked_for_again(served: Served, idp: Idp) -> None:
    """A provider may change its keys while the console runs."""
    assert come_back(served.browser(), idp).status_code == 303
    idp.key = RSAKey.generate_key(2048, {"kid": "k2", "use": "sig"})
    kept = Idp.answer

    def _with_new_kid(path: str, form: dict[str, str], authorization: str) -> tuple[int, dict[str, object]]:
        status, found = kept(idp, path, form, authorization)
        if "id_token" in found:
            claims = jwt.decode(str(found["id_token"]), idp.key).claims
            found["id_token"] = jwt.encode({"alg": "RS256", "kid": "k2"}, claims, idp.key)
        return status, found

    idp.answer = _with_new_kid  # type: ignore[method-assign]  # this provider's answers alone
    assert come_back(served.browser(), idp).status_code == 303


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(served: Served, idp: Idp) -> None:
    """Another's answer, another state, an answer used twice: nobody is logged in as somebody else."""
    browser, other = served.browser(), served.browser()
    back = idp.authorize(browser.get("/login/provider").headers["location"])
    assert other.get(back).status_code == 403
    other.get("/login/provider")
    assert other.get(back).status_code == 403
    assert browser.get(back.replace("state=", "state=x")).status_code == 403
    assert browser.get(back).status_code == 403, "the state was used up"
    refused = served.browser()
    state = parse_qs(urlsplit(refused.get("/login/provider").headers["location"]).query)["state"][0]
    assert refused.get(f"/login/provider/answer?error=access_denied&state={state}").status_code == 403


def test_somebody_without_an_account_is_told_so(served: Served, idp: Idp) -> None:
    """Whoever the provider knows and nobody registered gets words, not a page."""
    idp.lie = {"sub": "stranger"}
    answer = come_back(served.browser(), idp)
    assert (answer.status_code, "管理者に登録" in answer.text) == (403, True)


def test_without_the_provider_accounts_still_log_in(city: City, tmp_path: Path) -> None:
    """A provider that is down is told in words; the password of an account still works."""
    away = Idp(issuer="http://127.0.0.1:9")
    with serving(services_at(city.data, city.plan_file, settings=settings_of(away, tmp_path))) as served:
        answer = served.browser().get("/login/provider")
        assert (answer.status_code, "に接続できません" in answer.text) == (503, True)
        assert served.logged_in("steward", Role.STEWARD).get("/account").status_code == 200


def test_without_a_provider_there_is_no_such_page(city: City) -> None:
    """Where none is set up, its addresses lead nowhere; half a set-up is refused at the start."""
    with serving(services_at(city.data, city.plan_file)) as served:
        for path in ("/login/provider", "/login/provider/answer"):
            assert served.browser().get(path).status_code == 404
    for wrong in (
        {"SHINCHOKU_OIDC_ISSUER": "https://idp.example"},
        {"SHINCHOKU_PROXY_HEADER": "X-Remote-User"},
        {"SHINCHOKU_PROXY_ADDRESSES": "the proxy"},
        {"SHINCHOKU_SESSION_HOURS": "0"},
        {"SHINCHOKU_SESSION_IDLE_MINUTES": "９０"},
    ):
        with pytest.raises(ConfigurationError):
            settings_from(wrong)
