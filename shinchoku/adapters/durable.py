"""Writing that survives a power cut: everything reaches the disk before its name does."""

import ctypes
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

ASIDE = ".aside"
"""What the name of a folder ends with between the steps of an exchange."""
_HERE, _EXCHANGE = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
_PIECE = 1024 * 1024
_OWNER_ONLY, _OWNER_READS_AND_WRITES, _FOR_OTHERS = 0o700, 0o600, 0o007


def make_private(folder: Path) -> None:
    """Make a folder that only its owner may enter, and mend one that others may; somebody else's is left."""
    folder.mkdir(parents=True, exist_ok=True)
    with suppress(PermissionError):
        folder.chmod(_OWNER_ONLY)


def make_private_file(path: Path) -> None:
    """Make a file that only its owner may read, and shut one that is there to all but its owner and group.

    A group may have been let in on purpose: the console and the night may run as two users.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.touch(mode=_OWNER_READS_AND_WRITES, exist_ok=False)
    except FileExistsError:
        with suppress(PermissionError):
            path.chmod(path.stat().st_mode & ~_FOR_OTHERS)


def write_synced(path: Path, content: bytes | BinaryIO) -> None:
    """Write a file, of bytes or of another that is open, and wait until the disk has it."""
    with path.open("wb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            shutil.copyfileobj(content, file, _PIECE)
        file.flush()
        os.fsync(file.fileno())


def replace_file(path: Path, content: bytes | BinaryIO, staging: Path, mode: int) -> None:
    """Put a file in place of another in one step: a reader sees the old one or the new one."""
    staging.mkdir(parents=True, exist_ok=True)
    temporary = staging / f"{path.name}.{os.getpid()}"
    try:
        write_synced(temporary, content)
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def exchange(one: Path, other: Path) -> None:
    """Have two folders change places in one step: whoever looks sees the one or the other, and never none.

    Where the system has no such step, it takes two, and what is between them is seen by `one` alone.
    """
    if sys.platform == "linux" and _exchanged(one, other):
        return
    aside = other.with_name(f"{other.name}{ASIDE}")
    one.rename(aside)
    other.rename(one)
    aside.rename(other)


def _exchanged(one: Path, other: Path) -> bool:
    """Ask Linux to exchange two paths; false where it, or the file system, cannot."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def sync_folder(path: Path) -> None:
    """Wait until the disk has a folder's names (Windows cannot, and needs not)."""
    if os.name == "posix":
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
