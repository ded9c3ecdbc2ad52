"""A catalogue of a plan's settings, opened or examined: first its addresses have to be some."""

from urllib.parse import urlsplit

from requests import PreparedRequest, RequestException

from shinchoku.adapters.catalogues.kinds import catalogue_kinds
from shinchoku.adapters.catalogues.port import Catalogue, FromBlock
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.secrets import without_secrets
from shinchoku.paths import DataPaths
from shinchoku.register.catalogues import CatalogueSettings

_WEB = frozenset({"http", "https"})


def open_catalogue(
    settings: CatalogueSettings, paths: DataPaths, turn: int, from_block: FromBlock | None = None
) -> Catalogue:
    """Return the catalogue of a plan's settings; making it touches nothing but the token.

    `turn` is any number that grows by one a night.

    Raises:
        CatalogueRefusedError: if an address is none, or it needs a token and there is none that may be used.
    """
    _require_usable(settings)
    client = catalogue_kinds()[settings.kind].client
    opened: Catalogue = client.open_catalogue(settings, paths, turn, from_block)
    return opened


def examine_catalogue(
    settings: CatalogueSettings, dataset: str, seconds: float, from_block: FromBlock | None
) -> Bilingual:
    """Return what a look at a catalogue tells, which writes nothing and takes some seconds for an answer.

    Raises:
        StoppedError: if the night could not tell it.
    """
    _require_usable(settings)
    client = catalogue_kinds()[settings.kind].client
    said: Bilingual = client.examine(settings, dataset, seconds, from_block)
    return said


def _require_usable(settings: CatalogueSettings) -> None:
    """Require addresses that can be asked."""
    for key, address in settings.web_addresses().items():
        why = _why_not(address) if address else None
        if why is not None:
            raise _no_address(settings.name, key, address, why)


def _why_not(address: str) -> Bilingual | None:
    """Return why an address cannot be asked, or nothing if it can."""
    if any(one.isspace() or not one.isprintable() for one in address):
        return Bilingual("空白か制御文字が入っています", "there is a blank or a control character in it")
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
        if parts.scheme not in _WEB:
            return Bilingual(
                "http:// か https:// で始まっていません", "it does not begin with http:// or https://"
            )
        PreparedRequest().prepare_url(address, None)
        (host or "").encode("idna")
    except (RequestException, ValueError):
        return Bilingual(
            "ホスト名かポート番号（1〜65535）の書き方が正しくありません",
            "its host name or its port (1 to 65535) is none",
        )
    return None if host else Bilingual("ホスト名がありません", "there is no host in it")


def _no_address(name: str, key: str, address: str, why: Bilingual) -> CatalogueRefusedError:
    """Say which setting is no address, and what one looks like."""
    where = without_secrets(address)
    example = "http://proxy.city.example.jp:8080" if key == "proxy" else "https://catalog.city.example.jp"
    return CatalogueRefusedError(
        f"カタログ「{name}」の {key}（{where}）はアドレスとして使えません: {why.ja}。計画ファイルの catalogues の {key} を、{example} のように書いてください。",
        f"{key} ({where}) of the catalogue {name!r} is no address: {why.en}. Write it like {example} in the plan file.",
    )
