"""What anybody gets at a web address: no token, no cookies, bounded in time and size, asked again when it fails for now."""

from shinchoku.adapters.catalogues.connection import TRANSPORT_ERRORS, ConnectionCause, cause_of
from shinchoku.adapters.catalogues.http_session import BoundedSession, HttpSettings
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.failures import CatalogueFailedError
from shinchoku.catalogues.secrets import without_secrets

_NOT_FOR_ANYBODY = {401, 403, 404, 410}
"""What a server answers where there is nothing for a reader without rights."""
_MOST_REDIRECTS = 5


class AnonymousReader:
    """A reader without any rights; making one opens no connection."""

    def __init__(self, catalogue: str, http_settings: HttpSettings) -> None:
        """Keep whom to speak of in messages, and how to ask."""
        self._catalogue = catalogue
        self._http_settings = http_settings
        self._session = BoundedSession(http_settings)
        self._session.max_redirects = _MOST_REDIRECTS

    def read(self, address: str) -> bytes | None:
        """Return what is served at an address, or nothing if that is not there for everybody.

        Raises:
            CatalogueFailedError: if there is no whole answer, even when asked again.
        """
        for attempt in self._http_settings.attempts_at(self._wait):
            with attempt:
                content = self._read(address)
        return content

    def close(self) -> None:
        """Give the connections back."""
        self._session.close()

    def _read(self, address: str) -> bytes | None:
        """Ask once, past what stands in caches on the way."""
        self._session.cookies.clear()
        try:
            answer = self._session.get(address, headers={"Accept-Encoding": "identity"})
        except TRANSPORT_ERRORS as error:
            raise self._failed(address, cause_of(error)) from None
        if answer.status_code in _NOT_FOR_ANYBODY:
            return None
        if not answer.ok:
            said = answer.headers.get("Retry-After", "")
            wait_seconds = float(said) if said.isdigit() else 0.0
            raise self._failed(address, _refusal(answer.status_code), wait_seconds)
        return answer.content

    def _wait(self, error: Exception) -> bool | float:
        """Tell whether to ask again, and how long to wait if the server said so."""
        if not isinstance(error, CatalogueFailedError):
            return False
        return min(error.wait_seconds, self._http_settings.most_wait_seconds) or True

    def _failed(self, address: str, cause: ConnectionCause, wait_seconds: float = 0) -> CatalogueFailedError:
        """Say which address gave nothing, why, and what to do about it."""
        where = without_secrets(address)
        return CatalogueFailedError(
            f"カタログ「{self._catalogue}」の公開アドレス {where} {cause.happened.ja}。{cause.remedy.ja}",
            f"the public address {where} of the catalogue {self._catalogue!r} {cause.happened.en}. {cause.remedy.en}",
            wait_seconds,
        )


def require_answer(catalogue: str, address: str, seconds: float) -> None:
    """Require that a web address answers within some seconds, whether or not there is anything yet.

    Raises:
        CatalogueFailedError: if it does not.
    """
    reader = AnonymousReader(catalogue, HttpSettings(seconds, attempts=1))
    try:
        reader.read(address)
    finally:
        reader.close()


def _refusal(status: int) -> ConnectionCause:
    """Return that a server answered, but not with what was asked for."""
    return ConnectionCause(
        Bilingual(f"が HTTP {status} を返しました", f"answered HTTP {status}"),
        Bilingual(
            "アドレスの設定と、そのサイトの稼働を確かめてください。次の夜に自動でやり直します。",
            "Check how the address is set, and whether that site is up. It is tried again the next night.",
        ),
    )
