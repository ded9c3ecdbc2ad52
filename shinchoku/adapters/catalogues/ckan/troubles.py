"""What can go wrong with a CKAN, each in a sentence that says what to do; none of them holds the token.

CKAN translates its messages, so troubles are told by their type and their fields, never by their words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import requests

from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.failures import CatalogueChangedError, CatalogueFailedError, CatalogueRefusedError
from shinchoku.errors import StoppedError

_SOMEBODY_WAS_FASTER = {"package_create": "name", "datastore_create": "records"}
"""Refusals of what is there already, by action and field: another publisher made it since we looked, or our request came twice."""
_MOST_FIELDS, _MOST_CHARACTERS = 5, 160


def no_answer(host: str, what: str, error: requests.RequestException) -> CatalogueFailedError:
    """Say that nothing, or only part of an answer, came back."""
    why = type(error).__name__
    return CatalogueFailedError(
        Bilingual(
            f"カタログ {host} から応答がないか、途中で切れました（{what}、{why}）。"
            "次の夜に自動でやり直します。続くときは、アドレス・プロキシ・証明書の設定と、カタログの稼働を確かめてください。",
            f"the catalogue {host} did not answer, or broke off ({what}, {why}). It is tried again the next night;"
            " if this goes on, check address, proxy, certificates, and whether the catalogue is up.",
        )
    )


def failed(host: str, what: str, wait_seconds: float = 0) -> CatalogueFailedError:
    """Say that the server cannot do it now, or answered with something that is no answer."""
    return CatalogueFailedError(
        Bilingual(
            f"カタログ {host} が処理できませんでした（{what}）。次の夜に自動でやり直します。続くときは、カタログの管理者に連絡してください。",
            f"the catalogue {host} could not do it ({what}). It is tried again the next night;"
            " if this goes on, tell those who run the catalogue.",
        ),
        wait_seconds,
    )


def changed_meanwhile(host: str, action: str) -> CatalogueChangedError:
    """Say that somebody else changed the dataset between our look and our write."""
    return CatalogueChangedError(
        Bilingual(
            f"カタログ {host} の内容が、確認してから書き込むまでの間にほかで変更されました（{action}）。もう一度確認します。",
            f"somebody changed the catalogue {host} between our look and our write ({action}); looking again.",
        )
    )


def not_allowed(host: str, action: str) -> CatalogueRefusedError:
    """Say that the token does not allow it."""
    return CatalogueRefusedError(
        Bilingual(
            f"カタログ {host} が操作を許可しませんでした（{action}）。APIトークンが有効か、組織の編集者（editor）の権限があるかを確かめ、"
            "新しいトークンを設定してから shinchoku publish を実行してください。",
            f"the catalogue {host} does not allow this ({action}): check that the API token is valid and belongs to an"
            " editor of the organisation, set a new one, and run shinchoku publish.",
        )
    )


def redirected(host: str, to: str) -> CatalogueRefusedError:
    """Say that the address is not the one of the interface; a token is not carried elsewhere."""
    return CatalogueRefusedError(
        Bilingual(
            f"カタログ {host} が別のアドレス（{to}）に転送しています。計画ファイルの catalogues の url を、転送先のアドレスに直してください。",
            f"the catalogue {host} redirects to {to}: write that address as the url of the catalogue in the plan file.",
        )
    )


def too_large(host: str) -> CatalogueRefusedError:
    """Say that a file is larger than the server takes."""
    return CatalogueRefusedError(
        Bilingual(
            f"カタログ {host} の受け付ける大きさを超えるファイルがあります。カタログの管理者に上限（ckan.max_resource_size と"
            'ウェブサーバーの上限）を上げてもらうか、計画ファイルで layout = "links" にしてください。前の版はそのまま公開されています。',
            f"a file is larger than the catalogue {host} takes: have the limits raised (ckan.max_resource_size and the"
            ' web server\'s), or set layout = "links" in the plan file. The version before stays public.',
        )
    )


def refused(host: str, action: str, errors: Mapping[str, Any]) -> StoppedError:
    """Say which fields the server refused, and why; a failed guard means that somebody was faster."""
    fields = {key: value for key, value in errors.items() if not key.startswith("__")}
    is_guard = "match" in fields or "{'match'" in str(fields.get("message", ""))  # 2.9 wraps its errors
    if is_guard or _SOMEBODY_WAS_FASTER.get(action) in fields:
        return changed_meanwhile(host, action)
    if "upload" in str(fields).lower() and any(key in fields for key in ("upload", "resources")):
        return too_large(host)
    said = [(key, _without_fine(value)) for key, value in fields.items()]
    told = "; ".join(f"{key}: {str(value)[:_MOST_CHARACTERS]}" for key, value in said[:_MOST_FIELDS])
    return CatalogueRefusedError(
        Bilingual(
            f"カタログ {host} が内容を受け付けませんでした（{action}）: {told}。計画ファイルの catalogues の設定（fields など）を直してください。",
            f"the catalogue {host} refused what it was sent ({action}): {told}. Mend the catalogue's settings in the plan file.",
        )
    )


def _without_fine(value: object) -> object:
    """Return what was said of a list, without its parts that are fine."""
    return [one for one in value if one] if isinstance(value, list) else value
