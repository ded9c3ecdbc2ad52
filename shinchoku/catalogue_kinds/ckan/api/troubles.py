"""What can go wrong with a CKAN, each in a sentence that says what to do; none of them holds the token.

CKAN translates its messages, so troubles are told by their type and their fields, never by their words.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shinchoku.adapters.catalogues.connection import cause_of
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.failures import CatalogueChangedError, CatalogueFailedError, CatalogueRefusedError
from shinchoku.errors import StoppedError

_SOMEBODY_WAS_FASTER = {"package_create": {"name"}, "datastore_create": {"records", "constraints"}}
"""Refusals of what is there already, by action and field: another publisher made it since we looked, or our request came twice."""
_MOST_FIELDS, _MOST_CHARACTERS = 5, 160


def no_answer(host: str, what: str, error: Exception) -> CatalogueFailedError:
    """Say why a request came to nothing."""
    cause = cause_of(error)
    return CatalogueFailedError(
        f"カタログ {host} {cause.happened.ja}（{what}）。{cause.remedy.ja}",
        f"the catalogue {host} {cause.happened.en} ({what}). {cause.remedy.en}",
    )


def could_not(host: str, what: str) -> CatalogueFailedError:
    """Say that the server answered that it cannot do it now."""
    return CatalogueFailedError(
        f"カタログ {host} が処理できませんでした（{what}）。次の夜に自動でやり直します。続くときは、カタログの管理者に連絡してください。",
        f"the catalogue {host} could not do it ({what}). It is tried again the next night;"
        " if this goes on, tell those who run the catalogue.",
    )


def server_said(host: str, what: str, status: int, wait_seconds: float) -> CatalogueFailedError:
    """Say which trouble the server told by its status."""
    why, remedy = _STATUSES.get(status, _BROKEN_SERVER)
    return CatalogueFailedError(
        f"カタログ {host} が HTTP {status} を返しました（{what}）。{why.ja}{remedy.ja}",
        f"the catalogue {host} answered HTTP {status} ({what}): {why.en} {remedy.en}",
        wait_seconds,
        status,
    )


_LATER = Bilingual(
    "次の夜に自動でやり直します。続くときは、カタログの管理者に連絡してください。",
    "It is tried again the next night; if this goes on, tell those who run the catalogue.",
)
_BROKEN_SERVER = (
    Bilingual("サーバーの中で問題が起きています。", "something is wrong inside the server."),
    _LATER,
)
_BEHIND = Bilingual(
    "手前のサーバーは動いていますが、その奥のCKANが応答していません。",
    "the server in front is up, CKAN behind it does not answer.",
)
_STATUSES = {
    429: (
        Bilingual("要求が多すぎるとされています。", "it is asked too often."),
        Bilingual(
            "計画ファイルの requests_per_second を下げてください。次の夜に自動でやり直します。",
            "Lower requests_per_second in the plan file. It is tried again the next night.",
        ),
    ),
    502: (_BEHIND, _LATER),
    503: (Bilingual("混雑しているか、停止中です。", "it is busy, or closed for now."), _LATER),
    504: (_BEHIND, _LATER),
}


def unusable_page(host: str, action: str, status: int) -> CatalogueFailedError:
    """Say that a page came where an action's answer should be: of another site, a proxy, or a login."""
    return CatalogueFailedError(
        f"カタログ {host} が、CKANのAPIの応答（JSON）ではなく、別のページを返しました（{action}、HTTP {status}）。"
        "url がCKANのアドレスか、途中のプロキシやログイン画面が答えていないかを確かめてください。次の夜に自動でやり直します。",
        f"the catalogue {host} answered with a page and not as CKAN's API does, in JSON ({action}, HTTP {status}): check"
        " that the url is a CKAN's, and that no proxy or login page answers. It is tried again the next night.",
    )


def unforeseen(host: str, action: str, where: str) -> CatalogueFailedError:
    """Say that an answer is JSON, and has not the shape that the action's answers have."""
    return CatalogueFailedError(
        f"カタログ {host} の応答が、CKANの応答の形になっていません（{action}、{where}）。何も反映していません。"
        "url がCKANのアドレスかを確かめてください。次の夜に自動でやり直します。続くときは、カタログの管理者に連絡してください。",
        f"the answer of the catalogue {host} has not the shape that CKAN's has ({action}, {where}); nothing was taken from it."
        " Check that the url is a CKAN's. It is tried again the next night; if this goes on, tell those who run it.",
    )


def not_there(host: str, action: str) -> CatalogueFailedError:
    """Say that the server does not find what has to be there."""
    return CatalogueFailedError(
        f"カタログ {host} に、あるはずのものが見つかりません（{action}）。ほかで削除されたときは、次の夜に作り直します。"
        "続くときは、url がCKANのアドレスかを確かめてください。",
        f"the catalogue {host} does not find what has to be there ({action}). If somebody deleted it, the next night makes it"
        " anew; if this goes on, check that the url is a CKAN's.",
    )


def not_offered(host: str, action: str) -> CatalogueNotOfferedError:
    """Say that the server knows no such action, or not in this way."""
    return CatalogueNotOfferedError(
        f"カタログ {host} のCKANには、必要な機能（{action}）がありません。CKANの版と拡張機能を、カタログの管理者に確かめてください。",
        f"the CKAN at {host} does not offer what is needed ({action}): ask those who run it for its version and extensions.",
    )


class CatalogueNotOfferedError(CatalogueRefusedError):
    """The server has no such action; what can be done without it goes on."""


def changed_meanwhile(host: str, action: str) -> CatalogueChangedError:
    """Say that somebody else changed the dataset between our look and our write."""
    return CatalogueChangedError(
        f"カタログ {host} の内容が、確認してから書き込むまでの間にほかで変更されました（{action}）。もう一度確認します。",
        f"somebody changed the catalogue {host} between our look and our write ({action}); looking again.",
    )


def not_allowed(host: str, action: str) -> CatalogueRefusedError:
    """Say that the token does not allow it."""
    return CatalogueRefusedError(
        f"カタログ {host} が操作を許可しませんでした（{action}）。APIトークンが有効か、組織の編集者（editor）の権限があるかを確かめ、"
        "新しいトークンを設定してから shinchoku publish を実行してください。",
        f"the catalogue {host} does not allow this ({action}): check that the API token is valid and belongs to an"
        " editor of the organisation, set a new one, and run shinchoku publish.",
    )


def redirected(host: str, to: str) -> CatalogueRefusedError:
    """Say that the address is not the one of the interface; a token is not carried elsewhere."""
    return CatalogueRefusedError(
        f"カタログ {host} が別のアドレス（{to}）に転送しています。計画ファイルの catalogues の url を、転送先のアドレスに直してください。",
        f"the catalogue {host} redirects to {to}: write that address as the url of the catalogue in the plan file.",
    )


def too_large(host: str) -> CatalogueRefusedError:
    """Say that a file is larger than the server takes."""
    return CatalogueRefusedError(
        f"カタログ {host} の受け付ける大きさを超えるファイルがあります。カタログの管理者に上限（ckan.max_resource_size と"
        'ウェブサーバーの上限）を上げてもらうか、計画ファイルで layout = "links" にしてください。前の版はそのまま公開されています。',
        f"a file is larger than the catalogue {host} takes: have the limits raised (ckan.max_resource_size and the"
        ' web server\'s), or set layout = "links" in the plan file. The version before stays public.',
    )


def refused(host: str, action: str, errors: Mapping[str, Any], secret: str = "") -> StoppedError:
    """Say which fields the server refused, and why, without our secret; a failed guard means that somebody was faster."""
    fields = {key: value for key, value in errors.items() if not key.startswith("__")}
    is_guard = "match" in fields or "{'match'" in str(fields.get("message", ""))  # 2.9 wraps its errors
    if is_guard or not _SOMEBODY_WAS_FASTER.get(action, frozenset()).isdisjoint(fields):
        return changed_meanwhile(host, action)
    if "upload" in str(fields).lower() and any(key in fields for key in ("upload", "resources")):
        return too_large(host)
    said = [(key, _without_fine(value)) for key, value in fields.items()]
    texts = (f"{key}: {value}" for key, value in said[:_MOST_FIELDS])
    told = "; ".join((text.replace(secret, "…") if secret else text)[:_MOST_CHARACTERS] for text in texts)
    return CatalogueRefusedError(
        f"カタログ {host} が内容を受け付けませんでした（{action}）: {told}。計画ファイルの catalogues の設定（fields など）を直してください。",
        f"the catalogue {host} refused what it was sent ({action}): {told}. Mend the catalogue's settings in the plan file.",
    )


def _without_fine(value: object) -> object:
    """Return what was said of a list, without its parts that are fine."""
    return [one for one in value if one] if isinstance(value, list) else value


def out_of_sight(host: str, resource: str) -> CatalogueRefusedError:
    """Say that our own resources lie where the token may not look."""
    return CatalogueRefusedError(
        f"カタログ {host} では、このカタログのリソース（{resource}）が、いまのAPIトークンでは見られないデータセットにあります。"
        "データセットが別の組織に移されていないか、別のコンピューターが計画ファイルの catalogues の同じ name で公開していないかを、"
        "カタログの管理者に確かめてください。",
        f"in the catalogue {host} our own resource ({resource}) lies in a dataset that this token may not see: ask those"
        " who run it whether the dataset was moved to another organisation, or whether another machine publishes under"
        " the same `name` of the catalogue.",
    )


def name_taken(host: str, name: str) -> CatalogueRefusedError:
    """Say that the name belongs to a dataset that is not ours."""
    return CatalogueRefusedError(
        f"カタログ {host} には、データセット「{name}」がすでにあり、このシステムが作ったものではありません。"
        "計画ファイルの catalogues の dataset に別の名前を書くか、引き継いでよければ adopt = true にしてください。",
        f"the catalogue {host} has a dataset {name!r} that this system did not make: give another name as `dataset`"
        " in the plan file, or set adopt = true to take it over.",
    )
