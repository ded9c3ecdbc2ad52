"""The reverse proxy before the console: what proves that a request came through it, and what it then may say."""

import hmac
import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shinchoku.adapters.secret_file import OpenToOthersError, read_secret_file
from shinchoku.errors import ConfigurationError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

SECRET_HEADER = "X-Shinchoku-Proxy-Secret"  # noqa: S105 -- the name of a header
"""The header in which a proxy proves that it is ours: taken away before anything else sees the request."""
_SECRET_FILE = "SHINCHOKU_PROXY_SECRET_FILE"  # noqa: S105 -- the name of a variable
_FEWEST_OF_A_SECRET, _MOST_OF_A_SECRET = 32, 1024
_SECRET = re.compile(rb"[!-~]+")
"""What a header carries unchanged: no blanks, nothing beyond ASCII."""
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_NO_IDENTITY = frozenset(
    {"forwarded", "host", "cookie", "x-forwarded-for", "x-forwarded-proto", SECRET_HEADER.lower()}
)


@dataclass(frozen=True, slots=True)
class Proxy:
    """How the proxy is known. All that is set has to hold; where nothing is set there is no proxy.

    An address alone never vouches for who is logged in: on the proxy's own machine every user has it.
    """

    socket: Path | None = None
    """The Unix socket over which requests come, and over nothing else: its rights say who may open it."""
    secret: bytes = field(default=b"", repr=False)
    """What `SECRET_HEADER` has to say."""
    addresses: tuple[Network, ...] = ()
    """Where a request over TCP has to come from; and, of the addresses it came through, those of further proxies."""
    header: str = ""
    """The header that names who is logged in; empty if it is not asked."""

    def __post_init__(self) -> None:
        """Refuse a header that names people where anybody could send it.

        Raises:
            ConfigurationError: if it is so.
        """
        if self.header and not (self.socket or self.secret):
            raise ConfigurationError(
                "SHINCHOKU_PROXY_HEADER を使うには、中継サーバーであることの証明が必要です（アドレスだけでは、同じコンピューターのだれでも他人になりすませます）。"
                f"--socket（SHINCHOKU_CONSOLE_SOCKET）で Unix ソケットを使うか、{_SECRET_FILE} に32文字以上の合い言葉のファイルを指定してください。",
                "SHINCHOKU_PROXY_HEADER needs a proof that it is the proxy that sends it: an address is everybody's on that machine."
                f" Listen on a Unix socket (--socket, SHINCHOKU_CONSOLE_SOCKET), or name a file with a secret in {_SECRET_FILE}.",
            )

    def has(self, address: str) -> bool:
        """Tell whether an address is one of the proxies'."""
        try:
            parsed = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return False
        return any(parsed in network for network in self.addresses)

    def spoke(self, peer: str | None, secrets: list[bytes]) -> bool:
        """Tell whether a request came through the proxy: from its peer's address (a socket has none) and its secrets."""
        if self.socket is not None:
            is_near = peer is None
        elif self.addresses:
            is_near = peer is not None and self.has(peer)
        else:
            is_near = bool(self.secret)
        if not is_near or not self.secret:
            return is_near
        return len(secrets) == 1 and hmac.compare_digest(secrets[0], self.secret)


def proxy_from(environment: Mapping[str, str], header: str = "", socket: str = "") -> Proxy:
    """Return how the proxy of an environment is known; what is given beside it outdoes it.

    Raises:
        ConfigurationError: if an address, the header or the file of the secret cannot be used.
    """
    named = header or environment.get("SHINCHOKU_PROXY_HEADER", "")
    if named and (not _HEADER.fullmatch(named) or named.lower() in _NO_IDENTITY):
        raise ConfigurationError(
            f"SHINCHOKU_PROXY_HEADER の「{named}」は、ログイン名のヘッダーに使えません（例: X-Remote-User）。",
            f"{named!r} in SHINCHOKU_PROXY_HEADER is no header that can name who is logged in (like X-Remote-User).",
        )
    path, file = socket or environment.get("SHINCHOKU_CONSOLE_SOCKET", ""), environment.get(_SECRET_FILE, "")
    listed = environment.get("SHINCHOKU_PROXY_ADDRESSES", "").split(",")
    return Proxy(
        socket=Path(path) if path else None,
        secret=_secret_in(Path(file)) if file else b"",
        addresses=tuple(_network(one.strip()) for one in listed if one.strip()),
        header=named,
    )


def _secret_in(file: Path) -> bytes:
    """Return the secret that stands in a file, without the line's end."""
    secret = secret_in(_SECRET_FILE, file)
    if not _FEWEST_OF_A_SECRET <= len(secret) <= _MOST_OF_A_SECRET or not _SECRET.fullmatch(secret):
        raise ConfigurationError(
            f"{_SECRET_FILE} のファイル {file} には、空白のない半角の英数字と記号で{_FEWEST_OF_A_SECRET}文字以上の1行を書いてください"
            f"（例: openssl rand -hex 32 > {file}）。",
            f"the file {file} of {_SECRET_FILE} has to hold one line of at least {_FEWEST_OF_A_SECRET} letters, digits and"
            f" signs of ASCII without blanks (openssl rand -hex 32 > {file}).",
        )
    return secret


def secret_in(variable: str, file: Path) -> bytes:
    """Return what stands in the file that a variable names, without blanks around it.

    Raises:
        ConfigurationError: if others may read it, or we may not; nothing of it is told.
    """
    try:
        return read_secret_file(file).strip()
    except OpenToOthersError:
        raise ConfigurationError(
            f"{variable} のファイル {file} は、このコンピューターのだれでも開けます。chmod 600 で権限を絞り、内容を新しくしてください。",
            f"the file {file} of {variable} is open to everybody on this machine: close it with chmod 600, and renew what it holds.",
        ) from None
    except OSError as error:
        why = error.strerror or "-"
        raise ConfigurationError(
            f"{variable} のファイル {file} を読めません（{why}）。場所と権限を確かめてください。",
            f"the file {file} of {variable} cannot be read ({why}): check where it is, and its rights.",
        ) from None


def _network(text: str) -> Network:
    """Read an address or a network."""
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError as error:
        raise ConfigurationError(
            f"SHINCHOKU_PROXY_ADDRESSES の「{text}」は IP アドレスではありません（例: 10.1.2.3, 10.1.0.0/16）。",
            f"{text!r} in SHINCHOKU_PROXY_ADDRESSES is no address (like 10.1.2.3 or 10.1.0.0/16).",
        ) from error
