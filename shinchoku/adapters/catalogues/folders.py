"""Catalogues that are folders of this machine: open to every reader, written by one at a time, their troubles in sentences."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.failures import CatalogueFailedError, CatalogueRefusedError


@contextmanager
def alone(catalogue: str, staging: Path) -> Iterator[None]:
    """Keep others from writing meanwhile; the operating system lets go if the process dies.

    Raises:
        CatalogueFailedError: if somebody else is writing.
    """
    staging.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(staging / "lock", timeout=0):
            yield
    except Timeout as error:
        raise CatalogueFailedError(
            f"カタログ「{catalogue}」には別の処理が書き込み中です。終わってからもう一度実行してください。",
            f"somebody else is writing to the catalogue {catalogue!r}; try again when that is done.",
        ) from error


@contextmanager
def telling_failures(catalogue: str, root: Path) -> Iterator[None]:
    """Say what a disk's trouble means.

    Raises:
        CatalogueFailedError: for every trouble of the operating system.
    """
    try:
        yield
    except OSError as error:
        where, why = error.filename or root, error.strerror or type(error).__name__
        raise CatalogueFailedError(
            f"カタログ「{catalogue}」のフォルダーを読み書きできません（{where}: {why}）。権限・空き容量・接続を確かめてください。次の夜に自動でやり直します。",
            f"the folder of the catalogue {catalogue!r} cannot be read or written ({where}: {why}): check rights,"
            " space and connection. It is tried again the next night.",
        ) from error


def require_writable(catalogue: str, folder: Path, dataset: str) -> Bilingual:
    """Return that a folder is there and may be written to; nothing is written to find out.

    Raises:
        CatalogueFailedError: if it is not there.
        CatalogueRefusedError: if this user may not write there.
    """
    if not folder.is_dir():
        raise no_folder(catalogue, folder)
    for one in (folder, folder / dataset):
        if one.is_dir() and not os.access(one, os.W_OK | os.X_OK):
            raise CatalogueRefusedError(
                f"カタログ「{catalogue}」のフォルダー {one} に書き込めません。このユーザーに書き込み権限を付けてください。",
                f"the folder {one} of the catalogue {catalogue!r} cannot be written to: give this user the right to.",
            )
    return Bilingual(f"{folder} に書き込めます", f"{folder} can be written to")


def no_folder(catalogue: str, root: Path) -> CatalogueFailedError:
    """Say that the folder is not there; it is not made, because a share may just not be connected."""
    return CatalogueFailedError(
        f"カタログ「{catalogue}」のフォルダー {root} がありません。共有フォルダーなら接続し、初めて使うなら作成してください。次の夜に自動でやり直します。",
        f"the folder {root} of the catalogue {catalogue!r} is not there: connect the share, or make the folder"
        " if it is to be used for the first time. It is tried again the next night.",
    )


SERVED_FOLDER, SERVED_FILE, KEPT_FILE = 0o755, 0o644, 0o444
"""The rights of a folder, of a file that changes, and of a file that never does."""


def make_served(folder: Path) -> None:
    """Make a folder and those above it that are not there; those that are keep the rights they have."""
    if folder.is_dir():
        return
    make_served(folder.parent)
    folder.mkdir(exist_ok=True)
    folder.chmod(SERVED_FOLDER)
