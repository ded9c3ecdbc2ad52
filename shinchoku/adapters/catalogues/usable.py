"""A catalogue's settings before anything is opened with them: addresses that are some, certificates that are there."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import assert_never
from urllib.parse import urlsplit

from requests import PreparedRequest, RequestException

from shinchoku.adapters.catalogues.secrets import without_secrets
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.package.build import DESCRIPTOR
from shinchoku.register.catalogues import (
    BucketCatalogue,
    Catalogue,
    CkanCatalogue,
    DirectoryCatalogue,
    ManualCatalogue,
)

_WEB = frozenset({"http", "https"})


def require_usable(settings: Catalogue) -> None:
    """Require addresses that can be asked, and certificates that can be trusted.

    Raises:
        CatalogueRefusedError: if one is none, with its key in the plan file.
    """
    for key, address in _addresses(settings):
        why = _why_not(address)
        if why is not None:
            raise _no_address(settings.name, key, address, why)
    if isinstance(settings, CkanCatalogue) and settings.ca_file:
        _require_certificates(settings.name, settings.ca_file)


def _addresses(settings: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield the web addresses that are asked, with their keys; a bucket's own is of any kind that fsspec knows."""
    match settings:
        case CkanCatalogue():
            proxy = settings.proxy if "://" in settings.proxy else f"http://{settings.proxy}"
            told = {
                "url": settings.url,
                "files_url": settings.files_url,
                "proxy": proxy if settings.proxy else "",
            }
        case ManualCatalogue():
            told = {
                "form_url": settings.form_url,
                "file_url": settings.file_url.replace("{file}", DESCRIPTOR),
            }
        case BucketCatalogue():
            told = {"public_url": settings.public_url}
        case DirectoryCatalogue():
            told = {}
        case unknown:
            assert_never(unknown)
    yield from ((key, address) for key, address in told.items() if address)


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
