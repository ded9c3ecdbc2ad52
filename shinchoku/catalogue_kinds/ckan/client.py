"""The CKAN that a plan's settings mean, ready to be asked; making it touches nothing but the token."""

from __future__ import annotations

from shinchoku.adapters.catalogues.http_session import HttpSettings
from shinchoku.adapters.catalogues.port import FromBlock
from shinchoku.catalogue_kinds.ckan.api.catalogue import Ckan
from shinchoku.catalogue_kinds.ckan.api.client import CkanClient
from shinchoku.catalogue_kinds.ckan.api.token import find_token
from shinchoku.catalogue_kinds.ckan.settings import CkanSettings
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
