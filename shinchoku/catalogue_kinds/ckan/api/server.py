"""Asking a CKAN what it is and what we may do there, before anything is described or written."""

from collections.abc import Iterable

from shinchoku.catalogue_kinds.ckan.api.client import CkanClient
from shinchoku.catalogue_kinds.ckan.wanted.forms import form_of
from shinchoku.catalogue_kinds.ckan.wanted.server import Server
from shinchoku.catalogues.failures import CatalogueRefusedError

_OLDEST = (2, 9)


def examine(client: CkanClient, organization: str, groups: Iterable[str] = ()) -> Server:
    """Return what the server is, if the token may publish for the organisation.

    Raises:
        CatalogueRefusedError: if the server is too old, there is no such organisation, or the token is
            no editor's. A bad token would otherwise pass for a stranger who sees no datasets at all.
        CatalogueFailedError: if the server does not answer.
    """
    status = client.read("status_show")
    version = str(status.get("ckan_version") or "")
    if version and _numbers(version) < _OLDEST:
        raise CatalogueRefusedError(
            f"カタログ {client.host} はCKAN {version} です。安全に切り替える機能（package_revise）のある2.9以上が必要です。"
            '計画ファイルで kind = "manual" にすると、画面からの登録手順書を作れます。',
            f"the catalogue {client.host} runs CKAN {version}: 2.9 or later is needed for a switch that is safe"
            ' (package_revise). With kind = "manual" you get a sheet for its web form instead.',
        )
    may = client.read("organization_list_for_user", permission="create_dataset")
    ours = next((one for one in may if organization in {one["name"], one["id"]}), None)
    if ours is None:
        raise _not_ours(client, organization)
    for group in groups:
        if client.find("group_show", id=group) is None:
            raise CatalogueRefusedError(
                f"カタログ {client.host} にグループ「{group}」がありません。計画ファイルの catalogues の groups を直してください。",
                f"the catalogue {client.host} has no group {group!r}: mend `groups` in the plan file.",
            )
    extensions = frozenset(str(one) for one in status.get("extensions") or ())
    has_form = "scheming_datasets" in extensions
    form = (client.find("scheming_dataset_schema_show", type="dataset") if has_form else None) or {}
    return Server(
        site_url=str(status.get("site_url") or client.url).rstrip("/"),
        version=version,
        extensions=extensions,
        organization_id=str(ours["id"]),
        dataset_form=form_of(form.get("dataset_fields", ())),
        resource_form=form_of(form.get("resource_fields", ())),
    )


def _numbers(version: str) -> tuple[int, int]:
    """Return the first two numbers of a version: `2.10.4` → (2, 10)."""
    major, _, rest = version.partition(".")
    minor = "".join(one if one.isdigit() else " " for one in rest).split()
    return int(major) if major.isdigit() else 0, int(minor[0]) if minor else 0


def _not_ours(client: CkanClient, organization: str) -> CatalogueRefusedError:
    """Say whether the organisation is missing, or the token is not one of its editors'."""
    if client.find("organization_show", id=organization) is None:
        return CatalogueRefusedError(
            f"カタログ {client.host} に組織「{organization}」がありません。カタログの管理者に作成してもらうか、"
            "計画ファイルの catalogues の organization を直してください。",
            f"the catalogue {client.host} has no organisation {organization!r}: have it made, or mend"
            " `organization` in the plan file.",
        )
    return CatalogueRefusedError(
        f"カタログ {client.host} のAPIトークンが無効か、組織「{organization}」の編集者（editor）ではありません。"
        "カタログの管理者に確かめ、新しいトークンを設定してから shinchoku publish を実行してください。",
        f"the API token for {client.host} is not valid, or is no editor's of {organization!r}: ask those who run"
        " the catalogue, set a new one, and run shinchoku publish.",
    )
