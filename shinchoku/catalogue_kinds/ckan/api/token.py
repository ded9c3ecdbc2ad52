"""The API token of a CKAN, from a Prefect Secret block, a file, or the environment; shown nowhere, sent only to whom we trust."""

import os
import ssl
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

from shinchoku.adapters.catalogues.port import FromBlock
from shinchoku.adapters.secret_file import OpenToOthersError, read_secret_file
from shinchoku.bilingual import Bilingual
from shinchoku.catalogue_kinds.ckan.settings import CkanSettings
from shinchoku.catalogues.failures import CatalogueRefusedError


def find_token(settings: CkanSettings, from_block: FromBlock | None) -> SecretStr:
    """Return the token that the settings name.

    Raises:
        CatalogueRefusedError: if an authority's certificates are none, there is no token, it lies open to others, or it would travel unencrypted or nowhere.
    """
    if settings.ca_file:
        _require_certificates(settings.name, settings.ca_file)
    _require_safe(settings)
    token = _from_where(settings, from_block).strip()
    if not token:
        raise _missing(settings)
    if any(ord(one) <= ord(" ") or ord(one) > ord("~") for one in token):
        raise _refused(settings, "改行や全角文字が含まれています", "it holds characters that no token has")
    return SecretStr(token)


def _require_certificates(name: str, ca_file: str) -> None:
    """Require a file, or a folder, of certificates."""
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
        f"カタログ「{name}」の ca_file {ca_file} {why.ja}。計画ファイルの catalogues の ca_file に、認証局の証明書（PEM）の場所を書いてください。",
        f"ca_file {ca_file} of the catalogue {name!r} {why.en}: write where the authority's certificate (PEM) lies as `ca_file` in the plan file.",
    )


def _from_where(settings: CkanSettings, from_block: FromBlock | None) -> str:
    """Return what stands where the settings say."""
    if settings.token_block:
        if from_block is None:
            raise _refused(
                settings, "Prefectのブロックは夜間処理と publish でだけ読めます", "no Prefect here"
            )
        return from_block(settings.token_block)
    if settings.token_file:
        return _from_file(settings)
    return os.environ.get(settings.token_env, "")


def _from_file(settings: CkanSettings) -> str:
    """Read a file that nobody else may read."""
    path = Path(settings.token_file)
    try:
        return read_secret_file(path).decode("ascii")
    except OpenToOthersError:
        raise _refused(
            settings,
            f"{path} をだれでも開けます。chmod 600 で絞ってください",
            f"{path} is open to everybody: chmod 600",
        ) from None
    except (OSError, ValueError):
        raise _refused(settings, f"{path} を読めません", f"{path} cannot be read") from None


def _require_safe(settings: CkanSettings) -> None:
    """Refuse to send a token unencrypted to another machine."""
    address = urlsplit(settings.url)
    if address.scheme == "https" or (
        address.scheme == "http" and (settings.insecure_http or _is_here(address.hostname))
    ):
        return
    raise CatalogueRefusedError(
        f"カタログ「{settings.name}」のアドレスが https ではないため、APIトークンが暗号化されずに流れます。url を https にするか、"
        "庁内の閉じた網であることを確かめて insecure_http = true にしてください。",
        f"the address of the catalogue {settings.name!r} is not https: the token would travel unencrypted. Use https,"
        " or set insecure_http = true if the network is closed.",
    )


def _is_here(host: str | None) -> bool:
    """Tell whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False


def _missing(settings: CkanSettings) -> CatalogueRefusedError:
    """Say that there is no token, and where it is looked for."""
    where = settings.token_block or settings.token_file or settings.token_env
    return CatalogueRefusedError(
        f"カタログ「{settings.name}」のAPIトークンがありません（{where}）。CKANの自分のページで編集者のトークンを作り、"
        f"環境変数 {settings.token_env}、ファイル（token_file）、Prefectのブロック（token_block）のどれかに設定してください。",
        f"there is no API token for the catalogue {settings.name!r} ({where}): make an editor's token in CKAN, and put it"
        f" into the environment variable {settings.token_env}, a file (token_file) or a Prefect block (token_block).",
    )


def _refused(settings: CkanSettings, ja: str, en: str) -> CatalogueRefusedError:
    """Say why the token cannot be used, without a character of it."""
    return CatalogueRefusedError(
        f"カタログ「{settings.name}」のAPIトークンを使えません: {ja}。",
        f"the API token of the catalogue {settings.name!r} cannot be used: {en}.",
    )
