"""A look at a bucket: whether it answers; whether it lets us write shows only when it is written to."""

from __future__ import annotations

from pathlib import Path

from fsspec.core import url_to_fs
from fsspec.implementations.local import LocalFileSystem

from shinchoku.adapters.catalogues.anonymous import require_answer
from shinchoku.adapters.catalogues.folders import require_writable
from shinchoku.adapters.catalogues.port import FromBlock
from shinchoku.bilingual import Bilingual
from shinchoku.catalogue_kinds.bucket.object_store import ObjectStore
from shinchoku.catalogue_kinds.bucket.settings import BucketSettings
from shinchoku.catalogues.file_tree import INDEX
from shinchoku.catalogues.secrets import without_secrets


def examine(
    settings: BucketSettings, dataset: str, seconds: float, from_block: FromBlock | None
) -> Bilingual:
    """Return that a store answers.

    Raises:
        CatalogueFailedError: if it does not answer.
        CatalogueRefusedError: if it is a folder of this machine that cannot be written to.
        ConfigurationError: if nothing here can open such an address.
    """
    del from_block
    store = ObjectStore(settings.name, settings.url, seconds)
    store.read(f"{dataset}/{INDEX}")
    filesystem, root = url_to_fs(settings.url)
    if settings.public_url:
        require_answer(settings.name, f"{settings.public_url.rstrip('/')}/{dataset}/{INDEX}", seconds)
    if isinstance(filesystem, LocalFileSystem):
        return require_writable(settings.name, Path(str(root)), dataset)
    where = without_secrets(settings.url)
    return Bilingual(
        f"{where} を読めます（書き込めるかどうかは、反映するときにわかります）",
        f"{where} can be read (whether it can be written to shows when it is)",
    )
