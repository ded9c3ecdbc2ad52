"""The descriptor that a catalogue serves: the release's own, with the addresses that its files have there.

A descriptor names its files by relative paths, which mean nothing where every file has an address of its
own. The derived one names absolute addresses and nothing else differs: `original_descriptor` makes the
release's own bytes of it again, so that whoever reads the catalogue can check SHA256SUMS as well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from shinchoku.package.build import DESCRIPTOR

COMPANIONS = "companions"
"""The key that holds the addresses of the files which the release's own descriptor does not name."""


def derived_descriptor(descriptor: Mapping[str, Any], addresses: Mapping[str, str]) -> bytes:
    """Return a descriptor with the address of every file; `addresses` are by file name.

    Raises:
        KeyError: if a declared file has no address.
    """
    resources = [{**one, "path": addresses[str(one["path"])]} for one in descriptor["resources"]]
    declared = {str(one["path"]) for one in descriptor["resources"]}
    companions = {name: at for name, at in addresses.items() if name not in declared and name != DESCRIPTOR}
    return _bytes({**descriptor, "resources": resources, COMPANIONS: companions})


def original_descriptor(derived: Mapping[str, Any]) -> bytes:
    """Return the bytes of the release's own descriptor, from one that a catalogue serves."""
    rest = {key: value for key, value in derived.items() if key != COMPANIONS}
    resources = [{**one, "path": file_name(str(one["path"]))} for one in derived["resources"]]
    return _bytes({**rest, "resources": resources})


def file_name(address: str) -> str:
    """Return the last part of an address's path."""
    return PurePosixPath(urlsplit(address).path).name


def _bytes(descriptor: Mapping[str, Any]) -> bytes:
    """Write a descriptor as `package.build` does."""
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()
