"""The CKAN that a plan's settings mean, ready to be asked; making it touches nothing but the token."""

from shinchoku.adapters.catalogues.http_session import HttpSettings
from shinchoku.adapters.catalogues.port import FromBlock
from shinchoku.bilingual import Bilingual
from shinchoku.catalogue_kinds.ckan.api.catalogue import Ckan
from shinchoku.catalogue_kinds.ckan.api.client import CkanClient
from shinchoku.catalogue_kinds.ckan.api.probe import probe
from shinchoku.catalogue_kinds.ckan.api.server import examine as examine_server
from shinchoku.catalogue_kinds.ckan.api.token import find_token
from shinchoku.catalogue_kinds.ckan.settings import CkanSettings
from shinchoku.catalogue_kinds.ckan.wanted.fitting import fit
from shinchoku.catalogue_kinds.ckan.wanted.rows_only import require_datastore
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.paths import DataPaths


def open_catalogue(settings: CkanSettings, paths: DataPaths, turn: int, from_block: FromBlock | None) -> Ckan:
    """Return the CKAN that the settings name.

    Raises:
        CatalogueRefusedError: if there is no token that may be used.
    """
    del paths
    http_settings = HttpSettings(
        timeout_seconds=settings.timeout_seconds,
        per_second=settings.requests_per_second,
        ca_file=settings.ca_file,
        proxy=settings.proxy,
    )
    token = find_token(settings, from_block)
    return Ckan(
        settings, CkanClient(settings.url, token, http_settings, f"shinchoku ({settings.name})"), turn
    )


def examine(settings: CkanSettings, dataset: str, seconds: float, from_block: FromBlock | None) -> Bilingual:
    """Return what a CKAN says of itself and which layout fits it, if the token is an editor's of the organisation.

    Raises:
        CatalogueRefusedError: if it is too old, something is missing or not allowed, or the plan's layout cannot
            work there.
        CatalogueFailedError: if it does not answer.
    """
    del dataset
    token = find_token(settings, from_block)
    http_settings = HttpSettings(seconds, attempts=1, ca_file=settings.ca_file, proxy=settings.proxy)
    client = CkanClient(settings.url, token, http_settings, f"shinchoku doctor ({settings.name})")
    try:
        server = examine_server(client, settings.organization, settings.groups)
        require_datastore(server, settings, client.host)
    finally:
        client.close()
    fitting = fit(settings.layout, probe(settings, server, http_settings), has_datastore=server.has_datastore)
    if not fitting.is_fit:
        raise CatalogueRefusedError.of(fitting.words)
    table = Bilingual("あり", "a DataStore") if server.has_datastore else Bilingual("なし", "no DataStore")
    return Bilingual(
        f"CKAN {server.version or '?'}（{client.host}）に接続できます。組織「{settings.organization}」の編集者のトークンです。DataStore{table.ja}。{fitting.words.ja}",
        f"CKAN {server.version or '?'} at {client.host} answers, with {table.en}; the token is an editor's of"
        f" {settings.organization!r}. {fitting.words.en}",
    )
