"""The descriptor and the sums that a catalogue serves: the release's own, true of what is served there.

A descriptor names its files by relative paths, which mean nothing where every file has an address of its
own. The derived one names absolute addresses and nothing else differs. The derived SHA256SUMS has the hashes of
what the catalogue serves, under the names by which it does, so that `sha256sum --check` holds in a folder of
downloads. `original_descriptor` and `original_sums` make the release's own bytes of them again (ADR 0045).
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from shinchoku.package.build import DESCRIPTOR, SUMS, sums_of

COMPANIONS = "companions"
"""The key that holds the addresses of the files which the release's own descriptor does not name."""
DERIVED = frozenset({DESCRIPTOR, SUMS})
"""The files that a catalogue serves otherwise than the release has them."""


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


def derived_sums(hashes: Mapping[str, str], descriptor: bytes, addresses: Mapping[str, str]) -> bytes:
    """Return SHA256SUMS of what a catalogue serves.

    `hashes` are those of the release's files by name, `descriptor` is the one that the catalogue serves, and
    `addresses` are those of the other files.
    """
    served = {file_name(addresses[name]): digest for name, digest in hashes.items() if name not in DERIVED}
    return sums_of({**served, DESCRIPTOR: hashlib.sha256(descriptor).hexdigest()})


def original_sums(served: bytes, descriptor: bytes, addresses: Mapping[str, str]) -> bytes:
    """Return the bytes of the release's own SHA256SUMS, from one that a catalogue serves beside a derived descriptor.

    `descriptor` is as served, `addresses` are those that it names. What does not fit is left as it is, to be found
    by whoever compares; so are the release's own sums, which some catalogues serve.
    """
    own = {file_name(at): name for name, at in addresses.items()}
    lines = [line.partition("  ") for line in served.decode(errors="replace").splitlines()]
    hashes = {own.get(name, name): digest for digest, _, name in lines}
    if hashes.get(DESCRIPTOR) == hashlib.sha256(descriptor).hexdigest():
        original = original_descriptor(json.loads(descriptor))
        hashes[DESCRIPTOR] = hashlib.sha256(original).hexdigest()
    return sums_of(hashes)


def addresses_in(derived: Mapping[str, Any]) -> dict[str, str]:
    """Return the addresses of the files by the release's own names, as a catalogue's descriptor tells them."""
    declared = {file_name(str(one["path"])): str(one["path"]) for one in derived["resources"]}
    return {**{str(name): str(at) for name, at in derived[COMPANIONS].items()}, **declared}


def file_name(address: str) -> str:
    """Return the last part of an address's path."""
    return PurePosixPath(urlsplit(address).path).name


def _bytes(descriptor: Mapping[str, Any]) -> bytes:
    """Write a descriptor as `package.build` does."""
    return (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()
