"""OpenID Connect: an identity provider says who somebody is; accounts, roles and sessions stay here.

The code flow with PKCE, state and nonce. What the provider answers is believed only as far as its
signature, issuer, audience, time and nonce hold.
"""

import logging
import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]  # ships no types
from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]  # ships no types
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from shinchoku.adapters.secret_file import OpenToOthersError, read_secret_file
from shinchoku.errors import NotPermittedError, OperationalError

_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Signatures with the provider's own key; none, or one with our secret, is no proof."""
_KNOWN_FOR_SECONDS = 3600.0
_PATIENCE_SECONDS = 10.0
_LEEWAY_SECONDS = 120
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """Which provider, as whom, and which of its claims names an account's subject."""

    issuer: str
    client_id: str
    client_secret_file: Path | None = None
    claim: str = "sub"
    scope: str = "openid"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Begun:
    """What has to be remembered of a login that has begun, in the browser that began it."""

    state: str
    nonce: str
    verifier: str

    def as_data(self) -> dict[str, str]:
        """Return it as plain data."""
        return asdict(self)


class Provider:
    """One identity provider; used from any thread. It is asked for the first time when somebody logs in."""

    def __init__(self, settings: OidcSettings) -> None:
        """Keep the settings."""
        self.settings = settings
        self._guard = Lock()
        self._known: dict[str, tuple[float, dict[str, Any]]] = {}

    def ask(self, redirect_uri: str) -> tuple[str, Begun]:
        """Return the address to send the browser to, and what to remember.

        Raises:
            OperationalError: if the provider cannot be reached, or is not the one that was meant.
        """
        begun = Begun(*(secrets.token_urlsafe(32) for _ in range(3)))
        asked = {
            "response_type": "code",
            "client_id": self.settings.client_id,
            "redirect_uri": redirect_uri,
            "scope": self.settings.scope,
            "state": begun.state,
            "nonce": begun.nonce,
            "code_challenge": create_s256_code_challenge(begun.verifier),
            "code_challenge_method": "S256",
        }
        address = str(self._metadata()["authorization_endpoint"])
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}", begun

    def finish(self, begun: Begun, answer: Mapping[str, str], redirect_uri: str) -> str:
        """Return the subject that the provider vouches for.

        Raises:
            NotPermittedError: if the answer belongs to no login of this browser, or its proof does not hold.
            OperationalError: if the provider cannot be reached.
        """
        if not secrets.compare_digest(answer.get("state", "").encode(), begun.state.encode()):
            raise _not_believed(what="state")
        if answer.get("iss", self.settings.issuer) != self.settings.issuer:
            raise _not_believed(what="iss")
        if "code" not in answer:
            raise _not_believed(what=answer.get("error", "code")[:40])
        tokens = self._exchange(answer["code"], begun, redirect_uri)
        try:
            claims = self._claims(str(tokens["id_token"]), begun.nonce, str(tokens.get("access_token", "")))
        except (JoseError, KeyError, ValueError, TypeError) as error:
            _log.warning("an identity token was refused: %s", type(error).__name__)
            raise _not_believed(what="id_token") from error
        subject = claims.get(self.settings.claim)
        if not isinstance(subject, str) or not subject:
            raise _not_believed(self.settings.claim)
        return subject

    def _exchange(self, code: str, begun: Begun, redirect_uri: str) -> dict[str, Any]:
        """Exchange the code for tokens, proving that it was we who began."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "client_id": self.settings.client_id,
            "code_verifier": begun.verifier,
        }
        metadata, secret = self._metadata(), self._secret()
        methods = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        basic = httpx.BasicAuth(self.settings.client_id, secret) if secret else None
        if secret and "client_secret_basic" not in methods:
            form["client_secret"], basic = secret, None
        return _asked("POST", str(metadata["token_endpoint"]), data=form, auth=basic)

    def _claims(self, token: str, nonce: str, access_token: str) -> Mapping[str, Any]:
        """Return the claims of an identity token whose signature and contents hold."""
        try:
            decoded = jwt.decode(token, self._keys(), algorithms=_ALGORITHMS)
        except InvalidKeyIdError:
            decoded = jwt.decode(token, self._keys(anew=True), algorithms=_ALGORITHMS)
        expected = {
            "iss": {"essential": True, "value": self.settings.issuer},
            "aud": {"essential": True, "value": self.settings.client_id},
        }
        params = {"nonce": nonce, "client_id": self.settings.client_id, "access_token": access_token}
        claims = CodeIDToken(decoded.claims, decoded.header, expected, params)
        claims.validate(leeway=_LEEWAY_SECONDS)
        return dict(claims)

    def _metadata(self) -> dict[str, Any]:
        """Return what the provider says of itself."""
        issuer = self.settings.issuer
        found = self._kept(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != issuer:
            raise _unreachable(issuer)
        return found

    def _keys(self, *, anew: bool = False) -> KeySet:
        """Return the provider's keys, asked for again if it has signed with one that is not known."""
        return KeySet.import_key_set(self._kept(str(self._metadata()["jwks_uri"]), anew=anew))  # type: ignore[arg-type]  # what the provider says is checked there

    def _kept(self, address: str, *, anew: bool = False) -> dict[str, Any]:
        """Return a document of the provider, asking for it at most once an hour."""
        with self._guard:
            at, found = self._known.get(address, (0.0, {}))
        if found and not anew and time.monotonic() - at < _KNOWN_FOR_SECONDS:
            return found
        found = _asked("GET", address)
        with self._guard:
            self._known[address] = (time.monotonic(), found)
        return found

    def _secret(self) -> str:
        """Return our secret, read anew so that it can be changed while the console runs."""
        file = self.settings.client_secret_file
        try:
            return read_secret_file(file).decode().strip() if file else ""
        except OpenToOthersError as error:
            _log.error("the client secret is not used: everybody here may read %s (chmod 600)", file)
            raise _unreachable(self.settings.issuer) from error
        except (OSError, UnicodeDecodeError) as error:
            _log.error("the client secret cannot be read: %s", type(error).__name__)
            raise _unreachable(self.settings.issuer) from error


def _asked(method: str, address: str, **content: Any) -> dict[str, Any]:  # noqa: ANN401 -- as httpx takes it
    """Ask the provider and return its answer; only over TLS, but for this machine itself."""
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
        raise _unreachable(address)
    try:
        answer = httpx.request(method, address, timeout=_PATIENCE_SECONDS, **content)
        answer.raise_for_status()
        found = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        _log.warning("the identity provider failed: %s", type(error).__name__)
        raise _unreachable(address) from error
    if not isinstance(found, dict):
        raise _unreachable(address)
    return found


def _unreachable(address: str) -> OperationalError:
    """Say that the provider cannot be used, and what remains."""
    host = urlsplit(address).netloc
    return OperationalError(
        f"認証基盤（{host}）に接続できません。アカウントのパスワードでログインするか、しばらくしてからお試しください。",
        f"the identity provider ({host}) cannot be used: log in with a password, or try again in a while.",
    )


def _not_believed(what: str) -> NotPermittedError:
    """Say that an answer of the provider does not hold."""
    return NotPermittedError(
        f"認証基盤からの応答を確かめられませんでした（{what}）。ログイン画面から、もう一度お試しください。",
        f"the identity provider's answer does not hold ({what}): please log in again.",
    )
