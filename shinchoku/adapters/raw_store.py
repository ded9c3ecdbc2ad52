"""The archive of received contents: each once, named by its hash, read-only, deleted by a takedown alone."""

import hashlib
import os
import threading
from collections.abc import Set as AbstractSet
from pathlib import Path

from shinchoku.adapters.durable import make_private, sync_folder, write_synced
from shinchoku.errors import OperationalError
from shinchoku.paths import DataPaths

_READ_ONLY = 0o400


class RawStore:
    """The archive of one plan."""

    def __init__(self, paths: DataPaths, plan_id: str, destroyed: AbstractSet[str] = frozenset()) -> None:
        """Keep where the archive lies, and which contents it takes no more; nothing is made before the first content."""
        self._destroyed = destroyed
        self.folder = paths.raw / plan_id
        self._receiving = paths.receiving

    def keep(self, content: bytes, suffix: str) -> str:
        """Archive a content unless it is there, or was destroyed, and return its SHA-256."""
        sha256 = hashlib.sha256(content).hexdigest()
        kept = self.folder / f"{sha256}{suffix}"
        if sha256 not in self._destroyed and self._find(sha256) is None:
            make_private(self.folder)
            make_private(self._receiving)
            temporary = self._receiving / f"{sha256}.{os.getpid()}.{threading.get_ident()}"
            try:
                write_synced(temporary, content)
                temporary.chmod(_READ_ONLY)
                temporary.replace(kept)
            except BaseException:  # a full disk should not be fuller for it
                temporary.unlink(missing_ok=True)
                raise
            sync_folder(self.folder)
        return sha256

    def drop_left_over(self) -> None:
        """Remove what processes that were killed left of contents they were receiving."""
        for temporary in self._receiving.glob("*.*.*"):
            process = temporary.name.split(".")[1]
            if process.isdecimal() and not _is_running(int(process)):
                temporary.unlink(missing_ok=True)

    def path(self, sha256: str) -> Path:
        """Return the archived file of a content, whatever suffix it first came with.

        Raises:
            OperationalError: if the archive no longer has it.
        """
        path = self._find(sha256)
        if path is None:
            missing = self.folder / sha256
            raise OperationalError(
                f"受領ファイルの保管庫に {missing} がありません。バックアップから戻してください。",
                f"the archive lacks {missing}; restore it from the backup.",
            )
        return path

    def destroy(self, sha256: str) -> None:
        """Delete the bytes of a content for good; nothing if they are gone already."""
        for path in self.folder.glob(f"{sha256}*"):
            path.unlink()
        if self.folder.is_dir():
            sync_folder(self.folder)

    def _find(self, sha256: str) -> Path | None:
        """Return the archived file of a content, if there is one."""
        return next(iter(self.folder.glob(f"{sha256}*")), None)

    def damaged(self) -> list[Path]:
        """Return the archived files whose content is not what their name says."""
        return [
            path
            for path in sorted(self.folder.glob("*"))
            if hashlib.sha256(path.read_bytes()).hexdigest() != path.name.partition(".")[0]
        ]


def _is_running(process: int) -> bool:
    """Tell whether a process of this machine may still be at work; where that cannot be asked, it may."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
