"""A folder that others write to, held open: everything in it is reached through it, and no link is followed."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

_TEMPORARY = ".shinchoku-"
_READABLE, _OPEN_TO_ALL = 0o644, 0o755
_CHUNK = 1024 * 1024
_BY_PROGRAMS = ("~$", ".", "thumbs.db", "desktop.ini")
"""How the names begin of what programs and systems put beside files."""


@dataclass(frozen=True, slots=True)
class Folder:
    """An open folder."""

    descriptor: int

    def __enter__(self) -> Self:
        """Return the folder."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the folder."""
        os.close(self.descriptor)

    def enter(self, name: str, *, make: bool) -> Folder | None:
        """Open a folder inside this one, made if need be; nothing if it is missing, or no folder but a link.

        Raises:
            OSError: if it cannot be made or opened.
        """
        if make:
            with suppress(FileExistsError):
                os.mkdir(name, _OPEN_TO_ALL, dir_fd=self.descriptor)
        try:
            return Folder(_open_folder(name, self.descriptor))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError:
            if stat.S_ISLNK(os.stat(name, dir_fd=self.descriptor, follow_symlinks=False).st_mode):
                return None
            raise

    def holds(self, name: str) -> bool:
        """Tell whether anything of that name is here, even a link to nothing."""
        try:
            os.stat(name, dir_fd=self.descriptor, follow_symlinks=False)
        except FileNotFoundError:
            return False
        return True

    def names(self) -> list[str]:
        """Return the names of what people put here, in order; what programs leave behind is left out."""
        return sorted(name for name in self._list() if not name.lower().startswith(_BY_PROGRAMS))

    def _list(self) -> list[str]:
        """Return every name in the folder."""
        return os.listdir(self.descriptor)  # noqa: PTH208 -- a path might be another folder by now

    def digests(self) -> dict[str, str]:
        """Return the sha256 of every file, by name; of what is no file, or cannot be read, an empty text."""
        return {name: self._digest(name) for name in self.names()}

    def _digest(self, name: str) -> str:
        """Return the sha256 of a file."""
        try:
            # Without blocking: somebody might have put a pipe here.
            opened = os.open(
                name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=self.descriptor
            )
        except OSError:
            return ""
        digest = hashlib.sha256()
        try:
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                return ""
            while chunk := os.read(opened, _CHUNK):
                digest.update(chunk)
        except OSError:
            return ""
        finally:
            os.close(opened)
        return digest.hexdigest()

    def write(self, name: str, content: bytes) -> None:
        """Put a file here in one step: a reader sees the old one or the new one.

        Raises:
            OSError: if it cannot be written; nothing is left behind then.
        """
        temporary = f"{_TEMPORARY}{os.getpid()}.tmp"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        opened = os.open(temporary, flags, _READABLE, dir_fd=self.descriptor)
        try:
            with os.fdopen(opened, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(opened)
            os.rename(temporary, name, src_dir_fd=self.descriptor, dst_dir_fd=self.descriptor)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary, dir_fd=self.descriptor)
            raise
        os.fsync(self.descriptor)

    def remove(self, name: str) -> None:
        """Remove a file.

        Raises:
            OSError: if it cannot be removed.
        """
        os.unlink(name, dir_fd=self.descriptor)

    def drop(self, name: str) -> bool:
        """Remove a folder inside this one if it is empty, and tell whether it was."""
        try:
            os.rmdir(name, dir_fd=self.descriptor)
        except OSError:
            return False
        return True

    def sweep(self) -> None:
        """Remove what a run that was killed left half written."""
        for name in self._list():
            if name.startswith(_TEMPORARY):
                with suppress(OSError):
                    self.remove(name)


@contextmanager
def open_root(root: Path) -> Iterator[Folder]:
    """Open the topmost folder; it is made, but the share that it lies on is not, and it may be no link.

    Raises:
        OSError: if it cannot be opened.
    """
    with suppress(FileExistsError):
        root.mkdir()
    with Folder(os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)) as folder:
        yield folder


def _open_folder(name: str, within: int) -> int:
    """Open a folder inside another, not through a link."""
    return os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=within)
