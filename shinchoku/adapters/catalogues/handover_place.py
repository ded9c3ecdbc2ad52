"""The place that a bundle is written to: free, or one of ours; and the step that puts it there."""

import shutil
from pathlib import Path

from shinchoku.adapters.catalogues.handover_check import read_bounded
from shinchoku.adapters.catalogues.kinds import settings_of_kinds
from shinchoku.adapters.durable import sync_folder
from shinchoku.catalogues.handover import DATASET, MANIFEST, MOST_BYTES, README, manifest_from
from shinchoku.errors import ConfigurationError
from shinchoku.package.build import SUMS

_PARTS = frozenset({DATASET, MANIFEST, SUMS, README})


def require_place(target: Path) -> None:
    """Require that a bundle may be written to a place.

    Raises:
        ConfigurationError: if anything but a bundle of ours lies there, or a receipt does.
    """
    if target.name in {"", ".."} or target.is_symlink() or target.is_mount():
        raise ConfigurationError(
            f"{target} は、リンクか媒体の一番上のフォルダーです。その中に作るフォルダーの名前を指定してください（例: {target}/handover）。",
            f"{target} is a link, or the top of a medium: name a folder to be made in it (such as {target}/handover).",
        )
    if not target.parent.is_dir() or (target.exists() and not target.is_dir()):
        raise ConfigurationError(
            f"{target} にフォルダーを作れません。{target.parent} があることと、同じ名前のファイルがないことを確かめてください。",
            f"no folder can be made at {target}: check that {target.parent} is there, and that no file has the name.",
        )
    names = {one.name for one in target.iterdir()} if target.is_dir() else set()
    if not names:
        return
    receipts = {name for name in names - _PARTS if name.startswith("receipt-")}
    if names - _PARTS - receipts or not _is_ours(target):
        raise _taken(target, min(names - _PARTS, default=MANIFEST))
    if receipts:
        raise _answered(target, min(receipts))


def put_bundle(part: Path, target: Path) -> None:
    """Put a finished bundle in its place; the one before it is moved aside first, and then removed."""
    old = target.with_name(f".{target.name}.old")
    discard_folder(old)
    if target.is_dir():
        target.rename(old)
    part.rename(target)
    sync_folder(target.parent)
    discard_folder(old)


def discard_folder(folder: Path) -> None:
    """Remove a folder of ours, if it is there."""
    if folder.is_dir():
        shutil.rmtree(folder)


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder is a bundle that this program wrote."""
    try:
        manifest_from(read_bounded(folder, MANIFEST, MOST_BYTES), settings_of_kinds())
    except ConfigurationError:
        return False
    return True


def _taken(target: Path, name: str) -> ConfigurationError:
    """Say that something else lies there, which is never overwritten."""
    return ConfigurationError(
        f"{target} には引渡しファイルでないもの（{name}）があります。空のフォルダーか、まだないフォルダーを指定してください。",
        f"{target} holds something that is no bundle ({name}): name an empty folder, or one that is not there yet.",
    )


def _answered(target: Path, name: str) -> ConfigurationError:
    """Say that a receipt lies there, which must not be lost."""
    return ConfigurationError(
        f"{target} に受領書（{name}）があります。「shinchoku publish --receipt {target / name}」で取り込み、別の場所に移してから、もう一度実行してください。",
        f"{target} holds a receipt ({name}): take it in with “shinchoku publish --receipt {target / name}”, move it elsewhere, and run again.",
    )
