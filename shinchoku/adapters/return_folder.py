"""The return folder: what departments have to correct, written where they can open it and cleared once done.

It lies on a share that other people write to. Only what was written here, and is still the same bytes, is
ever replaced or removed; a manifest in the state says what that is, and is written before the files are.
Folders and files are opened relative to each other and links are never followed, so that nothing outside
the folder is reached, whatever somebody puts into it.
"""

import errno
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shinchoku.adapters.inbox import local_folder, printable
from shinchoku.adapters.return_files import Folder, open_root
from shinchoku.adapters.return_note import Ours, load_note, save_note
from shinchoku.adapters.safe_names import compared, safe_name
from shinchoku.errors import ConfigurationError, disk_failed

_MOST_VERSIONS = 8
"""How many versions of a file are known as ours: a share that was away may come back with an older one."""
_BEYOND_ONE_FILE = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.ESTALE, errno.ENOTCONN, errno.ETIMEDOUT}
)
"""Failures of the whole disk or share: going on would only fail again."""


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A file that goes back."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the return folder, as paths below it."""

    written: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    """Files that were there already, byte for byte."""
    cleared: tuple[str, ...] = ()
    left_alone: tuple[str, ...] = ()
    """Files that somebody else put there or changed; perhaps a correction in the wrong place."""
    failed: tuple[str, ...] = ()
    """Files that could not be written or removed, for example because somebody has them open."""


@dataclass(slots=True)
class _Night:
    """The work of one night on the folder."""

    ours: Ours
    written: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    cleared: list[str] = field(default_factory=list)
    left_alone: set[str] = field(default_factory=set)
    failed: list[str] = field(default_factory=list)


def write_returns(root: Path, wanted: Mapping[str, Sequence[ReturnedFile]], manifest: Path) -> Written:
    """Make the return folder hold what is wanted, by department folder, and clear what is answered.

    A file that somebody changed, or put there, is left where it is, and what is wanted under its name lies
    beside it under the next free number. Where nothing is wanted, the folder need not exist. What is missing is
    not forgotten: the share may be the one that is missing, and be back tomorrow.

    Raises:
        OperationalError: if the folder is missing, full or unreachable; what was done stays noted.
    """
    night = _Night(load_note(manifest))
    folders = {safe_name(name): files for name, files in wanted.items() if files}
    if not (folders or root.is_dir()):
        return Written()
    try:
        with open_root(root) as top:
            before = {path.partition("/")[0] for path in night.ours}
            for name in sorted({*folders, *before, *top.names()}):
                try:
                    _tend(top, name, folders.get(name, ()), night, manifest)
                except OSError as error:
                    _note(error, name, night)
    except OSError as error:
        raise disk_failed(error) from error
    finally:
        save_note(manifest, night.ours)
    return Written(
        tuple(night.written),
        tuple(night.kept),
        tuple(night.cleared),
        tuple(printable(path) for path in sorted(night.left_alone)),
        tuple(night.failed),
    )


def _tend(top: Folder, name: str, files: Sequence[ReturnedFile], night: _Night, manifest: Path) -> None:
    """Write and clear one department's folder."""
    own = f"{name}/"
    if files and not top.holds(name):
        night.ours[own] = []
    folder = top.enter(name, make=bool(files))
    if folder is None:
        if top.holds(name):  # a link or a file where the folder should be
            night.left_alone.add(name)
            night.failed += [f"{name}/{file.name}" for file in files]
        return
    with folder:
        _fill(folder, name, files, night, manifest)
    if own in night.ours and top.drop(name):
        del night.ours[own]


def _fill(folder: Folder, name: str, files: Sequence[ReturnedFile], night: _Night, manifest: Path) -> None:
    """Write and clear the files of one department in its open folder, noting them before they are there.

    Raises:
        OSError: if the disk or the share failed.
    """
    folder.sweep()
    there = folder.digests()
    placed = _places(name, files, there, night.ours)
    for file, content in placed.items():
        digest = hashlib.sha256(content).hexdigest()
        known = night.ours.setdefault(f"{name}/{file}", [])
        if digest not in known:
            known.append(digest)
        del known[:-_MOST_VERSIONS]
    save_note(manifest, night.ours)
    for file, content in placed.items():
        _put(folder, f"{name}/{file}", content, there.get(file), night)
    for path in list(night.ours):
        of, _, file = path.partition("/")
        if of == name and file and file not in placed:
            _clear(folder, path, there.get(file), night)
    night.left_alone |= {f"{name}/{file}" for file in folder.names() if f"{name}/{file}" not in night.ours}


def _places(
    name: str, files: Sequence[ReturnedFile], there: Mapping[str, str], ours: Ours
) -> dict[str, bytes]:
    """Choose where each file lies: its name, or the next number that is free, ours, or the same already."""
    placed: dict[str, bytes] = {}
    taken: set[str] = set()
    spelled = {compared(file): file for file in there}
    for one in files:
        stem, dot, suffix = safe_name(one.name).rpartition(".")
        number, digest = 1, hashlib.sha256(one.content).hexdigest()
        while True:
            numbered = f"_{number}" if number > 1 else ""
            file = f"{stem}{numbered}{dot}{suffix}" if dot else f"{suffix}{numbered}"
            found = there.get(spelled.get(compared(file), file))
            free = found is None or found == digest or found in ours.get(f"{name}/{file}", ())
            if free and compared(file) not in taken:
                break
            number += 1
        taken.add(compared(file))
        placed[file] = one.content
    return placed


def _put(folder: Folder, path: str, content: bytes, found: str | None, night: _Night) -> None:
    """Write one file unless it is there already.

    Raises:
        OSError: if not this file alone but the disk or the share failed.
    """
    digest = hashlib.sha256(content).hexdigest()
    if found == digest:
        night.kept.append(path)
        return
    try:
        folder.write(path.partition("/")[2], content)
    except OSError as error:
        _note(error, path, night)
        return
    night.written.append(path)


def _clear(folder: Folder, path: str, found: str | None, night: _Night) -> None:
    """Remove a file that is wanted no longer, if it is still what was written.

    Raises:
        OSError: as in `_put`.
    """
    if found is None:
        return
    if found in night.ours[path]:
        try:
            folder.remove(path.partition("/")[2])
        except OSError as error:
            _note(error, path, night)
            return
        night.cleared.append(path)
    del night.ours[path]


def _note(error: OSError, path: str, night: _Night) -> None:
    """Note that a file could not be touched tonight; a failure of the whole share goes on.

    Raises:
        OSError: the error itself, if it is one of the disk or the share.
    """
    if error.errno in _BEYOND_ONE_FILE:
        raise error
    night.failed.append(path)


def return_root(inbox_url: str, return_dir: str) -> Path | None:
    """Return the folder that the setting `inbox.return_dir` means, or nothing if nothing goes back.

    Raises:
        ConfigurationError: if it is to lie in an inbox that is no folder of this machine.
    """
    if not return_dir:
        return None
    inbox = local_folder(inbox_url)
    if inbox is None and not Path(return_dir).is_absolute():
        raise ConfigurationError(
            f"差戻しのフォルダー「{return_dir}」は、受付フォルダーがこのコンピューターのフォルダーのときだけ使えます。inbox.return_dir に「/」から始まるパスを書いてください。",
            f"the return folder {return_dir!r} needs an inbox that is a folder of this machine: write inbox.return_dir as an absolute path.",
        )
    return Path(return_dir) if inbox is None else inbox / return_dir
