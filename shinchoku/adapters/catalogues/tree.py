"""A dataset's folder of releases as a publication: the truth that catalogues are told of."""

import hashlib
import json
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, BinaryIO

from shinchoku.adapters.published import INDEX
from shinchoku.catalogues.publication import Publication, PublishedFile, PublishedVersion
from shinchoku.errors import OperationalError
from shinchoku.package.build import DESCRIPTOR, SUMS


def read_publication(folder: Path) -> Publication | None:
    """Return what a dataset's folder holds, or nothing before its first release.

    Only the index, the descriptors and the sums are read here; files are read when they are wanted, and
    must be what the sums say.

    Raises:
        OperationalError: if the folder is not what its own index says.
    """
    index = folder / INDEX
    if not index.is_file():
        return None
    try:
        told = json.loads(index.read_bytes())
        versions = tuple(_version(folder, one) for one in reversed(told["releases"]))
        content, opener = partial(_content, folder, versions), partial(_open, folder, versions)
        return Publication(str(told["dataset"]), versions, content, opener)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(index, str(error)) from error


def _version(folder: Path, told: dict[str, Any]) -> PublishedVersion:
    """Read one version's descriptor and sums."""
    home = folder / "releases" / str(told["version"])
    descriptor = (home / DESCRIPTOR).read_bytes()
    if hashlib.sha256(descriptor).hexdigest() != told["sha256"]:
        raise _damaged(home / DESCRIPTOR, "sha256")
    sums = (home / SUMS).read_bytes()
    lines = [line.partition("  ") for line in sums.decode().splitlines()]
    digests = {name: digest for digest, _, name in lines} | {SUMS: hashlib.sha256(sums).hexdigest()}
    files = {
        name: PublishedFile(name, digest, (home / name).stat().st_size) for name, digest in digests.items()
    }
    return PublishedVersion(
        str(told["version"]),
        date.fromisoformat(told["as_of"]),
        bool(told["withdrawn"]),
        files,
        json.loads(descriptor),
    )


_MOST_KEPT_BYTES = 1024 * 1024
"""The largest file that is kept in memory once it was read."""


@lru_cache(maxsize=64)
def _kept(path: Path, sha256: str) -> bytes:
    """Read a small file that must have a hash, and is asked for again and again."""
    return _read(path, sha256)


def _read(path: Path, sha256: str) -> bytes:
    """Read a file that must have a hash."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _damaged(path, "sha256")
    return content


def _content(folder: Path, versions: tuple[PublishedVersion, ...], version: str, name: str) -> bytes:
    """Return a file's bytes."""
    path, file = _place(folder, versions, version, name)
    try:
        return (_kept if file.size <= _MOST_KEPT_BYTES else _read)(path, file.sha256)
    except OSError as error:
        raise _damaged(path, error.strerror or "-") from error


def _open(folder: Path, versions: tuple[PublishedVersion, ...], version: str, name: str) -> BinaryIO:
    """Open a file at its beginning, after all of it was found to be what was released."""
    path, file = _place(folder, versions, version, name)
    try:
        opened = path.open("rb")
        if hashlib.file_digest(opened, "sha256").hexdigest() != file.sha256:
            opened.close()
            raise _damaged(path, "sha256")
        opened.seek(0)
    except OSError as error:
        raise _damaged(path, error.strerror or "-") from error
    return opened


def _place(
    folder: Path, versions: tuple[PublishedVersion, ...], version: str, name: str
) -> tuple[Path, PublishedFile]:
    """Return where a version's file lies, and what it has to be."""
    home = next(one for one in versions if one.version == version)
    return folder / "releases" / version / name, home.files[name]


def _damaged(path: Path, why: str) -> OperationalError:
    """Say that the release folder was changed by somebody else; nothing is told of it to anybody."""
    return OperationalError(
        f"公表フォルダーの {path} が、公表したときの内容と違うか、読めません（{why}）。バックアップから戻してください。カタログには何も送っていません。",
        f"{path} is not what was released, or cannot be read ({why}): restore it from a backup. No catalogue was told anything.",
    )
