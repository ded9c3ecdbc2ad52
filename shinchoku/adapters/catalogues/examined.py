"""A look at a catalogue before it is needed: is it there, may we write there? Nothing is written to find out."""

from __future__ import annotations

import os
from pathlib import Path

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem
from pydantic import SecretStr

from shinchoku.adapters.catalogues.anonymous import AnonymousReader
from shinchoku.adapters.catalogues.ckan.client import CkanClient
from shinchoku.adapters.catalogues.ckan.probe import probe
from shinchoku.adapters.catalogues.ckan.server import examine
from shinchoku.adapters.catalogues.ckan.session import Manners
from shinchoku.adapters.catalogues.disk_troubles import no_folder
from shinchoku.adapters.catalogues.object_store import ObjectStore
from shinchoku.adapters.catalogues.secrets import without_secrets
from shinchoku.adapters.catalogues.usable import require_usable
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.ckan.fitting import fit
from shinchoku.catalogues.ckan.rows_only import require_datastore
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.file_tree import INDEX
from shinchoku.package.build import DESCRIPTOR
from shinchoku.register.catalogues import BucketCatalogue, CkanCatalogue, DirectoryCatalogue, ManualCatalogue


def examine_ckan(settings: CkanCatalogue, token: SecretStr, seconds: float) -> Bilingual:
    """Return what a CKAN says of itself and which layout fits it, if the token is an editor's of the organisation.

    Raises:
        CatalogueRefusedError: if it is too old, something is missing or not allowed, or the plan's layout cannot
            work there.
        CatalogueFailedError: if it does not answer.
    """
    manners = Manners(seconds, attempts=1, ca_file=settings.ca_file, proxy=settings.proxy)
    client = CkanClient(settings.url, token, manners, f"shinchoku doctor ({settings.name})")
    try:
        server = examine(client, settings.organization, settings.groups)
        require_datastore(server, settings, client.host)
    finally:
        client.close()
    fitting = fit(settings.layout, probe(settings, server, manners), has_datastore=server.has_datastore)
    if not fitting.is_fit:
        raise CatalogueRefusedError(fitting.words)
    table = Bilingual("あり", "a DataStore") if server.has_datastore else Bilingual("なし", "no DataStore")
    return Bilingual(
        f"CKAN {server.version or '?'}（{client.host}）に接続できます。組織「{settings.organization}」の編集者のトークンです。DataStore{table.ja}。{fitting.words.ja}",
        f"CKAN {server.version or '?'} at {client.host} answers, with {table.en}; the token is an editor's of"
        f" {settings.organization!r}. {fitting.words.en}",
    )


def examine_folder(name: str, folder: Path, dataset: str) -> Bilingual:
    """Return that a folder is there and may be written to.

    Raises:
        CatalogueFailedError: if it is not there.
        CatalogueRefusedError: if this user may not write there.
    """
    if not folder.is_dir():
        raise no_folder(name, folder)
    for one in (folder, folder / dataset):
        if one.is_dir() and not os.access(one, os.W_OK | os.X_OK):
            raise CatalogueRefusedError(
                Bilingual(
                    f"カタログ「{name}」のフォルダー {one} に書き込めません。このユーザーに書き込み権限を付けてください。",
                    f"the folder {one} of the catalogue {name!r} cannot be written to: give this user the right to.",
                )
            )
    return Bilingual(f"{folder} に書き込めます", f"{folder} can be written to")


def examine_directory(settings: DirectoryCatalogue, dataset: str) -> Bilingual:
    """Return that the folder of a catalogue is there and may be written to.

    Raises:
        CatalogueFailedError: if it is not there.
        CatalogueRefusedError: if this user may not write there.
    """
    return examine_folder(settings.name, Path(settings.path), dataset)


def examine_bucket(settings: BucketCatalogue, dataset: str, seconds: float) -> Bilingual:
    """Return that a store answers; whether it lets us write shows only when it is written to.

    Raises:
        CatalogueFailedError: if it does not answer.
        CatalogueRefusedError: if its public address is none, or it is a folder of this machine that cannot be written to.
        ConfigurationError: if nothing here can open such an address.
    """
    require_usable(settings)
    store = ObjectStore(settings.name, settings.url, seconds)
    store.read(f"{dataset}/{INDEX}")
    filesystem, root = url_to_fs(settings.url)
    if settings.public_url:
        _answers(settings.name, f"{settings.public_url.rstrip('/')}/{dataset}/{INDEX}", seconds)
    if isinstance(filesystem, LocalFileSystem):
        return examine_folder(settings.name, Path(str(root)), dataset)
    where = without_secrets(settings.url)
    return Bilingual(
        f"{where} を読めます（書き込めるかどうかは、反映するときにわかります）",
        f"{where} can be read (whether it can be written to shows when it is)",
    )


def examine_form(settings: ManualCatalogue, seconds: float) -> Bilingual:
    """Return that the site where files are posted answers; what a person may do there is not known here.

    Raises:
        CatalogueFailedError: if it does not answer.
        CatalogueRefusedError: if an address is none.
    """
    require_usable(settings)
    for address in (settings.form_url, settings.file_url.replace("{file}", DESCRIPTOR)):
        _answers(settings.name, address, seconds)
    return Bilingual(f"{settings.form_url} に接続できます", f"{settings.form_url} answers")


def _answers(name: str, address: str, seconds: float) -> None:
    """Require that a web address answers, whether or not there is anything yet.

    Raises:
        CatalogueFailedError: if it does not.
    """
    reader = AnonymousReader(name, Manners(seconds, attempts=1))
    try:
        reader.read(address)
    finally:
        reader.close()
