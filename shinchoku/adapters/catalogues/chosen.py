"""The catalogue that a plan's settings mean, ready to be asked; making it touches nothing but the token."""

from __future__ import annotations

from pathlib import Path
from typing import assert_never

from shinchoku.adapters.catalogues.bucket import Bucket
from shinchoku.adapters.catalogues.ckan.catalogue import Ckan
from shinchoku.adapters.catalogues.ckan.client import CkanClient
from shinchoku.adapters.catalogues.ckan.session import Manners
from shinchoku.adapters.catalogues.ckan.token import FromBlock, find_token
from shinchoku.adapters.catalogues.directory import Directory
from shinchoku.adapters.catalogues.manual import Manual
from shinchoku.adapters.catalogues.port import Catalogue
from shinchoku.adapters.catalogues.usable import require_usable
from shinchoku.paths import DataPaths
from shinchoku.register.catalogues import (
    BucketCatalogue,
    CkanCatalogue,
    DirectoryCatalogue,
    ManualCatalogue,
)
from shinchoku.register.catalogues import (
    Catalogue as Settings,
)


def open_catalogue(
    settings: Settings, paths: DataPaths, turn: int, from_block: FromBlock | None = None
) -> Catalogue:
    """Return the catalogue of a plan's settings.

    Raises:
        CatalogueRefusedError: if an address is none, or it needs a token and there is none that may be used.
    """
    require_usable(settings)
    match settings:
        case DirectoryCatalogue():
            return Directory(name=settings.name, root=Path(settings.path), staging=paths.staging)
        case BucketCatalogue():
            return Bucket(name=settings.name, url=settings.url, public_url=settings.public_url)
        case ManualCatalogue():
            return Manual(
                name=settings.name,
                form_url=settings.form_url,
                file_url=settings.file_url,
                fields=settings.fields,
                folder=paths.handover / settings.name,
            )
        case CkanCatalogue():
            token = find_token(settings, from_block)
            client = CkanClient(settings.url, token, manners_of(settings), f"shinchoku ({settings.name})")
            return Ckan(settings, client, turn)
        case unknown:
            assert_never(unknown)


def manners_of(settings: CkanCatalogue) -> Manners:
    """Return how a CKAN is asked by the plan's settings."""
    return Manners(
        timeout_seconds=settings.timeout_seconds,
        per_second=settings.requests_per_second,
        ca_file=settings.ca_file,
        proxy=settings.proxy,
    )
