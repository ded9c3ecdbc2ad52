"""A catalogue of a plan's settings, opened or examined: first its addresses have to be some, its certificates there."""

from __future__ import annotations

import ssl
from pathlib import Path
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
    client = catalogue_kinds()[settings.kind].module("client")
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
    doctor = catalogue_kinds()[settings.kind].module("doctor")
    said: Bilingual = doctor.examine(settings, dataset, seconds, from_block)
    return said


def _require_usable(settings: CatalogueSettings) -> None:
    """Require addresses that can be asked, and certificates that can be trusted.

    Raises:
        CatalogueRefusedError: if one is none, with its key in the plan file.
    """
    for key, address in settings.web_addresses().items():
        why = _why_not(address) if address else None
        if why is not None:
            raise _no_address(settings.name, key, address, why)
    if settings.certificates:
        _require_certificates(settings.name, settings.certificates)


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


def _require_certificates(name: str, ca_file: str) -> None:
    """Require a file, or a folder, of certificates.

    Raises:
        CatalogueRefusedError: if it is not there, cannot be read, or holds none.
    """
    try:
        if Path(ca_file).is_dir():
            return
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(ca_file)
    except FileNotFoundError:
        why = Bilingual("がありません", "is not there")
    except ssl.SSLError:
        why = Bilingual("はPEM形式の証明書ではありません", "holds no certificate in PEM format")
    except (OSError, ValueError) as error:
        said = (error.strerror if isinstance(error, OSError) else "") or type(error).__name__
        why = Bilingual(f"を読めません（{said}）", f"cannot be read ({said})")
    else:
        return
    raise CatalogueRefusedError(
        Bilingual(
            f"カタログ「{name}」の ca_file {ca_file} {why.ja}。計画ファイルの catalogues の ca_file に、認証局の証明書（PEM）の場所を書いてください。",
            f"ca_file {ca_file} of the catalogue {name!r} {why.en}: write where the authority's certificate (PEM) lies as `ca_file` in the plan file.",
        )
    )


def _no_address(name: str, key: str, address: str, why: Bilingual) -> CatalogueRefusedError:
    """Say which setting is no address, and what one looks like."""
    where = without_secrets(address)
    example = "http://proxy.city.example.jp:8080" if key == "proxy" else "https://catalog.city.example.jp"
    return CatalogueRefusedError(
        Bilingual(
            f"カタログ「{name}」の {key}（{where}）はアドレスとして使えません: {why.ja}。計画ファイルの catalogues の {key} を、{example} のように書いてください。",
            f"{key} ({where}) of the catalogue {name!r} is no address: {why.en}. Write it like {example} in the plan file.",
        )
    )
