"""The objects under an fsspec address, each written whole or not at all, and bounded in time.

What file systems do when a file is written differs: an object store shows the new object once it is
complete, a disk shows a file that grows. So a local file is written aside and renamed (fsspec's own
transaction moves it from `/tmp`, which copies between file systems); elsewhere, unless the store is known
to be whole by itself, an object is written under another name and moved.
"""

import hashlib
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import fsspec
from fsspec.implementations.local import LocalFileSystem

from shinchoku.adapters.catalogues.folders import SERVED_FILE, make_served
from shinchoku.adapters.durable import replace_file
from shinchoku.catalogues.failures import CatalogueFailedError
from shinchoku.catalogues.secrets import without_secrets
from shinchoku.errors import ConfigurationError, StoppedError

T = TypeVar("T")
_WHOLE_BY_THEMSELVES = {
    "memory",
    "s3",
    "s3a",
    "gs",
    "gcs",
    "abfs",
    "abfss",
    "az",
    "adl",
    "oci",
    "oss",
    "obs",
    "r2",
}
"""Protocols of stores where an object is there when it is complete, and not before."""
_PARTS = ".parts"
_MD5 = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class ListedObject:
    """An object as a listing tells of it: its size, and its MD5 where the store computes one."""

    size: int
    md5: str = ""


class ObjectStore:
    """The objects under an address; making this object touches nothing."""

    def __init__(self, catalogue: str, url: str, timeout_seconds: float) -> None:
        """Keep the address, whom to speak of in messages, and how long one operation may take."""
        self.shown = without_secrets(url)
        self._catalogue = catalogue
        self._url = url.rstrip("/")
        self._timeout_seconds = timeout_seconds
        self._opened: tuple[fsspec.AbstractFileSystem, str] | None = None

    def listed(self, folder: str) -> Mapping[str, ListedObject]:
        """Return every object below a folder by its key there; nothing if there is no such folder.

        Raises:
            CatalogueFailedError: if the store does not answer.
            ConfigurationError: if nothing here can open such an address.
        """

        def find() -> Mapping[str, ListedObject]:
            filesystem, root = self._open()
            if isinstance(filesystem, LocalFileSystem) and not filesystem.isdir(root):
                raise FileNotFoundError(root)  # it is not made: a share may just not be connected
            filesystem.invalidate_cache()
            below = f"{root}/{folder}/"
            found = filesystem.find(below.rstrip("/"), detail=True)
            return {
                str(name).removeprefix(below): ListedObject(int(info.get("size") or 0), _md5(info))
                for name, info in found.items()
                if str(name).startswith(below)
            }

        return self._bounded("", find)

    def read(self, key: str) -> bytes | None:
        """Return an object's bytes, or nothing if there is none.

        Raises:
            CatalogueFailedError: if the store does not answer.
        """

        def cat() -> bytes | None:
            filesystem, root = self._open()
            try:
                content: bytes = filesystem.cat_file(f"{root}/{key}")
            except FileNotFoundError:
                return None
            return content

        return self._bounded(key, cat)

    def put(self, key: str, content: bytes) -> None:
        """Write an object: a reader finds what was there before, or this, whole.

        Raises:
            CatalogueFailedError: if it could not be written.
        """

        def write() -> None:
            filesystem, root = self._open()
            path, aside = f"{root}/{key}", f"{root}/{key.partition('/')[0]}/{_PARTS}"
            if isinstance(filesystem, LocalFileSystem):
                make_served(Path(path).parent)
                replace_file(Path(path), content, Path(aside), SERVED_FILE)
            elif _WHOLE_BY_THEMSELVES & set(_protocols(filesystem)):
                filesystem.pipe_file(path, content)
            else:
                part = f"{aside}/{key.replace('/', '-')}"
                for folder in (aside, path.rpartition("/")[0]):
                    filesystem.makedirs(folder, exist_ok=True)
                filesystem.pipe_file(part, content)
                filesystem.mv(part, path)

        self._bounded(key, write)

    def remove(self, key: str) -> None:
        """Remove an object, if it is there.

        Raises:
            CatalogueFailedError: if it could not be removed.
        """

        def delete() -> None:
            filesystem, root = self._open()
            if filesystem.exists(f"{root}/{key}"):
                filesystem.rm_file(f"{root}/{key}")

        self._bounded(key, delete)

    def sweep(self, folder: str) -> None:
        """Remove what a write that died left behind.

        Raises:
            CatalogueFailedError: if it could not be removed.
        """

        def clear() -> None:
            filesystem, root = self._open()
            parts = f"{root}/{folder}/{_PARTS}"
            if filesystem.isdir(parts):
                filesystem.rm(parts, recursive=True)

        self._bounded("", clear)

    def _open(self) -> tuple[fsspec.AbstractFileSystem, str]:
        """Return the file system and where in it the address lies."""
        if self._opened is None:
            try:
                filesystem, root = fsspec.core.url_to_fs(self._url)
            except (ImportError, ValueError) as error:
                raise self._unknown(error) from None
            self._opened = filesystem, str(root).rstrip("/")
        return self._opened

    def _bounded(self, key: str, operation: Callable[[], T]) -> T:
        """Carry out an operation, and wait for it no longer than is right.

        A thread, because file systems differ in whether they know of time; one that hangs ends with the process.
        """
        done: list[T] = []
        failed: list[Exception] = []

        def run() -> None:
            try:
                done.append(operation())
            except Exception as error:  # noqa: BLE001 -- every file system has errors of its own
                failed.append(error)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        thread.join(self._timeout_seconds)
        if done:
            return done[0]
        error = failed[0] if failed else TimeoutError(f"{self._timeout_seconds:g} s")
        if isinstance(error, StoppedError):
            raise error
        raise self._failed(key, error) from None  # its own words may hold the address with a password

    def _failed(self, key: str, error: Exception) -> CatalogueFailedError:
        """Say which address gave trouble, without a secret that it may hold."""
        where = f"{self.shown}/{key}".rstrip("/")
        why = without_secrets(f"{type(error).__name__}: {error}", known=self._url)
        return CatalogueFailedError(
            f"カタログ「{self._catalogue}」の {where} を読み書きできません（{why}）。"
            "アドレス・接続・権限・空き容量を確かめてください。次の夜に自動でやり直します。",
            f"{where} of the catalogue {self._catalogue!r} cannot be read or written ({why}): check address,"
            " connection, rights and space. It is tried again the next night.",
        )

    def _unknown(self, error: Exception) -> ConfigurationError:
        """Say that the address is of a kind that nothing installed here can open."""
        why = without_secrets(str(error), known=self._url)
        return ConfigurationError(
            f"カタログ「{self._catalogue}」のアドレス {self.shown} を開く仕組みがありません（{why}）。アドレスの書き方を確かめ、必要なら対応するfsspecのパッケージを追加してください。",
            f"nothing here can open the address {self.shown} of the catalogue {self._catalogue!r} ({why}):"
            " check how it is written, and install the fsspec package for it if one is needed.",
        )


def _protocols(filesystem: fsspec.AbstractFileSystem) -> tuple[str, ...]:
    """Return the protocols that a file system answers to."""
    told = filesystem.protocol
    return (told,) if isinstance(told, str) else tuple(told)


def _md5(info: Mapping[str, Any]) -> str:
    """Return the MD5 that a store tells of an object, if it tells one: an ETag may be something else."""
    for key in ("ETag", "etag", "md5"):
        told = str(info.get(key) or "").strip('"')
        if _MD5.fullmatch(told):
            return told
    return ""


def same_md5(content: bytes, told: str) -> bool:
    """Tell whether a store's MD5 is that of the bytes: then they need not be fetched to be compared."""
    return bool(told) and hashlib.md5(content, usedforsecurity=False).hexdigest() == told
