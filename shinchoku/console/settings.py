"""How the console is set up: read once from the environment, refused at the start if it makes no sense."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from shinchoku.adapters.addresses import NOTIFY_FILE_VARIABLE
from shinchoku.adapters.oidc import OidcSettings
from shinchoku.adapters.passwords import RECOMMENDED, Cost
from shinchoku.adapters.state.login_attempts import Guard
from shinchoku.adapters.state.web_sessions import Limits
from shinchoku.console.proxy import Proxy, proxy_from, secret_in
from shinchoku.errors import ConfigurationError

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1", "[::1]"})


@dataclass(frozen=True, slots=True)
class ConsoleSettings:
    """Names, limits and what the console trusts."""

    hosts: frozenset[str] = LOOPBACK
    """Names by which the console may be called: any other `Host` is refused."""
    proxy: Proxy = field(default_factory=Proxy)
    """The reverse proxy, how it is known, and the socket if it is one."""
    limits: Limits = field(default_factory=Limits)
    guard: Guard = field(default_factory=Guard)
    oidc: OidcSettings | None = None
    notify_file: Path | None = None
    """The file of addresses that reminders go to; without one nobody is written to."""
    body_seconds: float = 20.0
    """How long a request may send nothing."""
    retry_seconds: float = 2.0
    """How long a database that failed is left alone."""
    password_cost: Cost = RECOMMENDED
    """What a hash of a password costs; nothing in the environment makes it less."""


def settings_from(
    environment: Mapping[str, str], hosts: Iterable[str] = (), proxy_header: str = "", socket: str = ""
) -> ConsoleSettings:
    """Return the settings of an environment; what is given beside it outdoes it.

    Raises:
        ConfigurationError: if one of them cannot be meant.
    """
    named = {*hosts, *_listed(environment.get("SHINCHOKU_CONSOLE_HOSTS", ""))}
    notified = environment.get(NOTIFY_FILE_VARIABLE, "")
    idle = _number(environment, "SHINCHOKU_SESSION_IDLE_MINUTES", 60, 5, 240)
    hours = _number(environment, "SHINCHOKU_SESSION_HOURS", 10, 1, 24)
    return ConsoleSettings(
        hosts=LOOPBACK | {name.lower() for name in named},
        proxy=proxy_from(environment, proxy_header, socket),
        limits=Limits(timedelta(minutes=idle), timedelta(hours=hours)),
        oidc=_oidc(environment),
        notify_file=Path(notified) if notified else None,
    )


def _oidc(environment: Mapping[str, str]) -> OidcSettings | None:
    """Return the identity provider, if one is set up."""
    issuer = environment.get("SHINCHOKU_OIDC_ISSUER", "")
    if not issuer:
        return None
    client_id = environment.get("SHINCHOKU_OIDC_CLIENT_ID", "")
    if not client_id:
        raise ConfigurationError(
            "SHINCHOKU_OIDC_ISSUER を使うには SHINCHOKU_OIDC_CLIENT_ID も指定してください。",
            "SHINCHOKU_OIDC_ISSUER needs SHINCHOKU_OIDC_CLIENT_ID, too.",
        )
    variable = "SHINCHOKU_OIDC_CLIENT_SECRET_FILE"
    file = environment.get(variable, "")
    if file:
        secret_in(variable, Path(file))
    return OidcSettings(
        issuer=issuer,
        client_id=client_id,
        client_secret_file=Path(file) if file else None,
        claim=environment.get("SHINCHOKU_OIDC_CLAIM", "sub"),
        scope=environment.get("SHINCHOKU_OIDC_SCOPE", "openid"),
        label=environment.get("SHINCHOKU_OIDC_LABEL", ""),
    )


def _listed(text: str) -> list[str]:
    """Read a list with commas."""
    return [one.strip() for one in text.split(",") if one.strip()]


def _number(environment: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    """Read a whole number between two limits."""
    text = environment.get(name, "") or str(default)
    if text.isascii() and text.isdecimal() and least <= int(text) <= most:
        return int(text)
    raise ConfigurationError(
        f"{name} は{least}から{most}までの整数で指定してください（いまは「{text}」）。",
        f"{name} must be a whole number from {least} to {most} (it is {text!r}).",
    )
