"""A dataset's folder of releases as a publication: the truth that catalogues are told of."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from shinchoku.adapters.published import INDEX
from shinchoku.bilingual import Bilingual
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
        return Publication(str(told["dataset"]), versions, partial(_content, folder, versions))
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


@lru_cache(maxsize=64)
def _read(path: Path, sha256: str) -> bytes:
    """Read a file that must have a hash.

    Raises:
        OperationalError: if it has another: somebody changed what is published.
    """
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _damaged(path, "sha256")
    return content


def _content(folder: Path, versions: tuple[PublishedVersion, ...], version: str, name: str) -> bytes:
    """Return a file's bytes."""
    home = next(one for one in versions if one.version == version)
    try:
        return _read(folder / "releases" / version / name, home.files[name].sha256)
    except OSError as error:
        raise _damaged(folder / "releases" / version / name, error.strerror or "-") from error


def _damaged(path: Path, why: str) -> OperationalError:
    """Say that the release folder was changed by somebody else; nothing is told of it to anybody."""
    return OperationalError(
        Bilingual(
            f"公表フォルダーの {path} が、公表したときの内容と違うか、読めません（{why}）。バックアップから戻してください。カタログには何も送っていません。",
            f"{path} is not what was released, or cannot be read ({why}): restore it from a backup. No catalogue was told anything.",
        )
    )
