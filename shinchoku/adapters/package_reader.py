"""A published package from a folder or any fsspec address, as bytes.

A catalogue's descriptor names its files by web addresses: they are followed, or, in a folder of downloads, found
under the names that those addresses end with. The release's own descriptor and sums are made of the catalogue's
again, so that what is returned is the package as it was released.
"""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fsspec
from aiohttp import ClientError

from shinchoku.catalogues.derived import (
    COMPANIONS,
    addresses_in,
    file_name,
    original_descriptor,
    original_sums,
)
from shinchoku.errors import ConfigurationError, OperationalError
from shinchoku.package.build import DESCRIPTOR, SUMS

_MOST_BYTES = 512 * 1024 * 1024
_MIB = 1024 * 1024
_MOST_FILES = 200
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
_WEB = ("http://", "https://")
_GONE = {404, 410}
"""What a server answers that knows of no such file."""


@dataclass(frozen=True, slots=True)
class ReadPackage:
    """A package as it was released, and whether it was read from what a catalogue serves of it."""

    files: dict[str, bytes]
    is_copy: bool


def read_package(address: str) -> ReadPackage:
    """Return the files of a package by name; a folder is read whole, a web address by what it declares.

    Raises:
        ConfigurationError: if there is no package at the address, or a file is far too large for one.
        OperationalError: if it cannot be read.
    """
    address = address.removesuffix(f"/{DESCRIPTOR}").rstrip("/")
    try:
        filesystem, root = fsspec.core.url_to_fs(address)
        descriptor = _content(filesystem, f"{root}/{DESCRIPTOR}")
        is_web = address.startswith(_WEB)
        derived = _derived(descriptor)
        if derived is None:
            names = _named(filesystem, root, descriptor) if is_web else _listed(filesystem, root)
            paths = {name: f"{root}/{name}" for name in names}
        elif is_web:
            paths = addresses_in(derived)
        else:
            paths = _downloaded(_listed(filesystem, root), root, addresses_in(derived))
        files = {DESCRIPTOR: descriptor}
        for name in sorted(paths.keys() - {DESCRIPTOR}):
            try:
                files[name] = _content(filesystem, paths[name])
            except FileNotFoundError as error:  # what is declared and missing is told by the verification
                _require_answer(paths[name], error)
    except FileNotFoundError as error:
        _require_answer(address, error)
        raise ConfigurationError(
            f"{address} に {DESCRIPTOR} がありません。公表データのフォルダー（…/latest など）かアドレスを指定してください。",
            f"{address} has no {DESCRIPTOR}: give the folder of a package (…/latest), or its address.",
        ) from error
    except (OSError, ValueError, ImportError, ClientError) as error:
        raise _unreadable(address, error) from error
    if derived is not None:
        files |= _as_released(files, derived)
    return ReadPackage(dict(sorted(files.items())), derived is not None)


def folder_of(address: str) -> str:
    """Return the name of the folder that an address leads to: of a link, the one that it points to."""
    address = address.removesuffix(f"/{DESCRIPTOR}").rstrip("/")
    return address.rpartition("/")[2] if "://" in address else Path(address).resolve().name


def _derived(descriptor: bytes) -> dict[str, Any] | None:
    """Return a catalogue's descriptor, or nothing if it is a release's own, or none at all."""
    try:
        found = json.loads(descriptor)
        is_derived = all(str(one["path"]).startswith(_WEB) for one in found["resources"])
        is_derived = is_derived and all(str(at).startswith(_WEB) for at in found[COMPANIONS].values())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return found if is_derived else None


def _as_released(files: Mapping[str, bytes], derived: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the release's own bytes of what a catalogue serves otherwise."""
    made = {DESCRIPTOR: original_descriptor(derived)}
    if SUMS in files:
        made[SUMS] = original_sums(files[SUMS], files[DESCRIPTOR], addresses_in(derived))
    return made


def _downloaded(names: set[str], root: str, addresses: Mapping[str, str]) -> dict[str, str]:
    """Return where files lie that somebody downloaded, by the release's own names.

    They bear the names that their addresses end with, or have their own again. What has neither is no file of the
    package, and is told as such by the verification.
    """
    found = {
        own: next((name for name in (file_name(at), own) if name in names), own)
        for own, at in addresses.items()
    }
    others = names - {*found.values(), DESCRIPTOR}
    return {own: f"{root}/{name}" for own, name in found.items()} | {
        name if name not in found else f"./{name}": f"{root}/{name}" for name in others
    }


def _listed(filesystem: fsspec.AbstractFileSystem, root: str) -> set[str]:
    """Return the names of the files of a folder."""
    found = filesystem.ls(root, detail=True)
    return {info["name"].rpartition("/")[2] for info in found if info["type"] != "directory"}


def _named(filesystem: fsspec.AbstractFileSystem, root: str, descriptor: bytes) -> set[str]:
    """Return the names of the files of a package whose folder nobody lists: those of its descriptor and its sums."""
    try:
        names = {str(resource["path"]) for resource in json.loads(descriptor)["resources"]}
    except (ValueError, KeyError, TypeError, RecursionError):
        names = set()
    with suppress(FileNotFoundError):  # told by the verification
        sums = _content(filesystem, f"{root}/{SUMS}").decode(errors="replace")
        names |= {line.partition("  ")[2] for line in sums.splitlines()[:_MOST_FILES]}
    return {name for name in {*names, SUMS} if _FILE_NAME.fullmatch(name)}


def _content(filesystem: fsspec.AbstractFileSystem, path: str) -> bytes:
    """Return a file, piece by piece so that one without an end is noticed.

    Raises:
        FileNotFoundError: if there is none.
        ConfigurationError: if it is far larger than any published file.
    """
    content = bytearray()
    with filesystem.open(path, "rb", block_size=0) as file:
        while piece := file.read(_MIB):
            content += piece
            if len(content) > _MOST_BYTES:
                raise _too_large(path)
    return bytes(content)


def _require_answer(address: str, error: FileNotFoundError) -> None:
    """Tell a file that is not there from a server that does not answer: fsspec calls both not found."""
    cause = error.__cause__
    if isinstance(cause, ClientError) and getattr(cause, "status", None) not in _GONE:
        raise _unreadable(address, cause) from cause


def _too_large(path: str) -> ConfigurationError:
    """Say that a file is no published one."""
    most = _MOST_BYTES // _MIB
    return ConfigurationError(
        f"{path} は{most}MiBを超えています。公表データのアドレスか確かめてください。",
        f"{path} is larger than {most} MiB: check that this is the address of a package.",
    )


def _unreadable(address: str, error: Exception) -> OperationalError:
    """Say that the address did not answer, or that what it names cannot be opened."""
    why = str(error) or type(error).__name__
    return OperationalError(
        f"{address} を読み込めません（{why}）。アドレスと接続、権限を確かめて、もう一度実行してください。",
        f"{address} cannot be read ({why}): check address, connection and rights, and run again.",
    )
