"""A published package from a folder or any fsspec address, as bytes."""

from __future__ import annotations

import json

import fsspec

from shinchoku.bilingual import Bilingual
from shinchoku.errors import ConfigurationError, OperationalError
from shinchoku.package.build import CHANGELOG, DESCRIPTOR, SUMS

_MOST_BYTES = 512 * 1024 * 1024


def read_package(address: str) -> dict[str, bytes]:
    """Return the files of a package by name; a folder is read whole, a web address by what it declares.

    Raises:
        ConfigurationError: if there is no package at the address.
        OperationalError: if it cannot be read.
    """
    address = address.removesuffix(f"/{DESCRIPTOR}")
    try:
        filesystem, root = fsspec.core.url_to_fs(address.rstrip("/"))
        if not filesystem.exists(f"{root}/{DESCRIPTOR}"):
            raise ConfigurationError(
                Bilingual(f"{address} に {DESCRIPTOR} がありません。", f"{address} has no {DESCRIPTOR}.")
            )
        if str(address).startswith(("http://", "https://")):
            return _declared(filesystem, root)
        names = [
            info["name"].rpartition("/")[2]
            for info in filesystem.ls(root, detail=True)
            if info["type"] != "directory"
        ]
        return {name: filesystem.cat_file(f"{root}/{name}", end=_MOST_BYTES) for name in sorted(names)}
    except (OSError, ValueError, ImportError) as error:
        raise OperationalError(
            Bilingual(f"{address} を読み込めません（{error}）。", f"{address} cannot be read ({error}).")
        ) from error


def _declared(filesystem: fsspec.AbstractFileSystem, root: str) -> dict[str, bytes]:
    """Fetch what the descriptor and the checksums name; what is missing is left out and found later."""
    files = {DESCRIPTOR: filesystem.cat_file(f"{root}/{DESCRIPTOR}")}
    try:
        resources = json.loads(files[DESCRIPTOR])["resources"]
        names = {str(resource["path"]) for resource in resources}
    except (ValueError, KeyError, TypeError):
        return files
    for name in sorted(name for name in {*names, SUMS, CHANGELOG} if "/" not in name):
        if filesystem.exists(f"{root}/{name}"):
            files[name] = filesystem.cat_file(f"{root}/{name}")
    return files
