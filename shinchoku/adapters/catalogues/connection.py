"""Why a request came to nothing, told apart: each cause has its own sentence, and its own remedy."""

import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException

import requests
from urllib3.exceptions import HTTPError as TransportError
from urllib3.exceptions import LocationParseError, NameResolutionError, ProxyError

from shinchoku.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class ConnectionCause:
    """What happened, as the end of a sentence whose subject is the catalogue, and what a person does about it."""

    happened: Bilingual
    remedy: Bilingual


_AGAIN = Bilingual("次の夜に自動でやり直します。", "It is tried again the next night.")

_PROXY = ConnectionCause(
    Bilingual("へのプロキシに接続できません", "is behind a proxy that cannot be used"),
    Bilingual(
        "計画ファイルの proxy（なければ環境変数 HTTPS_PROXY）のアドレス、ポート、利用者名とパスワードを確かめてください。",
        "Check `proxy` in the plan file, or HTTPS_PROXY: its address, port, user and password.",
    ),
)
_CERTIFICATE = ConnectionCause(
    Bilingual(
        "の証明書を信頼できません",
        "has a certificate that is not trusted here",
    ),
    Bilingual(
        "庁内の認証局を使うカタログなら、その証明書を ca_file に指定してください。期限切れか、アドレスと名前が違うときは、カタログの管理者に連絡してください。",
        "If it is a private authority's, name its certificate as ca_file; if it has expired or is another host's, tell those who run the catalogue.",
    ),
)
_NO_TLS = ConnectionCause(
    Bilingual("と暗号化通信（TLS）を始められません", "does not speak TLS as we do"),
    Bilingual(
        "url が https のままでよいか、ポートが合っているかを確かめてください。",
        "Check whether the url is to be https, and its port.",
    ),
)
_NO_CERTIFICATES = ConnectionCause(
    Bilingual(
        "に使う証明書のファイルを読めません", "cannot be asked: the file of certificates cannot be read"
    ),
    Bilingual(
        "計画ファイルの ca_file（なければ環境変数 REQUESTS_CA_BUNDLE）を確かめてください。",
        "Check `ca_file` in the plan file, or REQUESTS_CA_BUNDLE.",
    ),
)
_TIME_OUT = ConnectionCause(
    Bilingual("が時間内に応答しません", "did not answer in time"),
    Bilingual(
        "次の夜に自動でやり直します。続くときは timeout_seconds を延ばすか、カタログの稼働を管理者に確かめてください。",
        "It is tried again the next night; if this goes on, raise timeout_seconds, or ask whether the catalogue is up.",
    ),
)
_NO_NAME = ConnectionCause(
    Bilingual("の名前が見つかりません（DNS）", "has a name that is not found (DNS)"),
    Bilingual(
        "url のつづりと、このコンピューターのDNSの設定を確かめてください。",
        "Check how the url is spelled, and the DNS of this machine.",
    ),
)
_CLOSED = ConnectionCause(
    Bilingual("が接続を拒否しました", "refused the connection"),
    Bilingual(
        "url のポートと、カタログが動いているかを確かめてください。次の夜に自動でやり直します。",
        "Check the port of the url, and whether the catalogue is up. It is tried again the next night.",
    ),
)
_BROKEN_OFF = ConnectionCause(
    Bilingual("との通信が途中で切れました", "broke off in the middle"),
    Bilingual(
        "次の夜に自動でやり直します。大きなファイルの送信で続くときは、途中のサーバーが受け付ける大きさと時間の上限を確かめてください。",
        "It is tried again the next night; if it goes on while large files are sent, check the limits of size and time of what stands between.",
    ),
)
_MALFORMED = ConnectionCause(
    Bilingual("のアドレスの書き方が正しくありません", "has an address that is none"),
    Bilingual(
        "計画ファイルのアドレスとプロキシ（環境変数を含む）、転送先のアドレスを確かめてください。",
        "Check the addresses in the plan file, the proxy (in the environment, too), and where it redirects to.",
    ),
)
_IN_CIRCLES = ConnectionCause(
    Bilingual("が転送を繰り返します", "redirects in circles"),
    Bilingual(
        "アドレスを開いて確かめ、カタログの管理者に連絡してください。",
        "Open the address, and tell those who run it.",
    ),
)
_ENDLESS = ConnectionCause(
    Bilingual("の応答が大きすぎるか、壊れています", "gave an answer that is too large or garbled"),
    Bilingual("カタログの管理者に連絡してください。", "Tell those who run the catalogue."),
)


def cause_of(error: Exception) -> ConnectionCause:
    """Return what made a request come to nothing."""
    chain = tuple(_chain(error))
    if type(error) is OSError and not error.strerror:  # `requests` says so before it opens anything
        return _NO_CERTIFICATES
    for kinds, cause in _CAUSES:
        if any(isinstance(one, kinds) for one in chain):
            return cause
    known = next((one for one in chain if isinstance(one, OSError) and one.strerror), None)
    why = known.strerror if known is not None and known.strerror else type(error).__name__
    return ConnectionCause(
        Bilingual(f"に接続できません（{why}）", f"cannot be reached ({why})"),
        Bilingual(
            f"接続とアドレスを確かめてください。{_AGAIN.ja}", f"Check connection and address. {_AGAIN.en}"
        ),
    )


_CAUSES: tuple[tuple[tuple[type[BaseException], ...], ConnectionCause], ...] = (
    ((requests.exceptions.InvalidProxyURL,), _PROXY),
    ((requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema), _MALFORMED),
    ((requests.exceptions.MissingSchema, LocationParseError, UnicodeError), _MALFORMED),
    ((requests.exceptions.ProxyError, ProxyError), _PROXY),
    ((ssl.SSLCertVerificationError,), _CERTIFICATE),
    ((requests.Timeout, TimeoutError), _TIME_OUT),
    ((requests.TooManyRedirects,), _IN_CIRCLES),
    ((requests.exceptions.ContentDecodingError,), _ENDLESS),
    ((NameResolutionError, socket.gaierror), _NO_NAME),
    ((ConnectionRefusedError,), _CLOSED),
    ((requests.exceptions.SSLError, ssl.SSLError), _NO_TLS),
    ((ConnectionResetError, BrokenPipeError, ConnectionAbortedError, HTTPException), _BROKEN_OFF),
    ((requests.exceptions.ChunkedEncodingError,), _BROKEN_OFF),
)
"""What tells each cause, the surer signs first."""


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and those that it was made of: libraries wrap them in four ways."""
    waiting, seen = [error], set[int]()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        inner = (*one.args, getattr(one, "reason", None), one.__cause__, one.__context__)
        waiting += [other for other in inner if isinstance(other, BaseException)]


TRANSPORT_ERRORS = (requests.RequestException, TransportError, OSError, UnicodeError)
"""Whatever `requests` raises for a request that came to nothing: not all of it is of its own kind."""
