"""The inbox: a folder or any fsspec address, listed with care and read without trusting a name.

Skipped: what editors and operating systems leave behind. Named and never followed: links. Deferred to the next night, and said so: files that somebody has open, that still grow,
that cannot be read right now. Names are compared in NFC, because macOS sends them decomposed. What goes back to departments is never collected.
"""

import re
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import fsspec

from shinchoku.errors import OperationalError
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem
from shinchoku.spelling import folded

_LEFT_BEHIND = re.compile(
    r"~\$.*|\.~lock\..*#|\..*|Thumbs\.db|desktop\.ini|~.*\.tmp|.*\.(tmp|temp|part|partial|crdownload|swp|bak)",
    re.IGNORECASE,
)
_LEFT_BEHIND_FOLDER = re.compile(r"\..*|__MACOSX|\$RECYCLE\.BIN|System Volume Information", re.IGNORECASE)
_SETTLED_SECONDS = 2.0
_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """One file of the inbox: its NFC path, where to open it, and how it looked when listed."""

    path: str
    address: str
    size: int
    stamp: str
    modified: float


@dataclass(frozen=True, slots=True)
class Listing:
    """What an inbox holds tonight: files to take, and files that have to wait or are refused."""

    entries: tuple[InboxEntry, ...]
    refused: dict[str, Problem] = field(default_factory=dict)


class Inbox:
    """An inbox at an address; making one touches nothing."""

    def __init__(
        self,
        url: str,
        max_file_mib: int,
        sleep: Callable[[float], None] = time.sleep,
        return_dir: str = "",
    ) -> None:
        """Keep the address, the largest size that is taken, and the folder that is never collected."""
        self.url = url
        self._return_dir = return_dir
        self._max_bytes = max_file_mib * _MIB
        self._sleep = sleep

    def list(self) -> Listing:
        """List the inbox, leaving out what is no submission.

        Raises:
            OperationalError: if the inbox cannot be reached.
        """
        entries: dict[str, InboxEntry] = {}
        refused: dict[str, Problem] = {}
        names = sorted(self._find().items(), key=lambda item: (_nfc(item[0]) != item[0], item[0]))
        present = {_nfc(name) for name, _ in names}
        returns = self._returns()
        for name, info in names:
            path = _nfc(name)
            if _is_left_behind(path) or _lies_in(path, returns):
                continue
            if path in entries or path in refused:
                refused[name] = deferred("同じ名前のファイルがもう一つある", "another file has the same name")
            elif problem := self._obstacle(path, info, present):
                refused[printable(path)] = problem
            else:
                size = int(info.get("size") or 0)
                entries[path] = InboxEntry(path, info["name"], size, _stamp(info), _modified(info))
        return Listing(tuple(entries.values()), refused)

    def _obstacle(self, path: str, info: dict[str, Any], present: set[str]) -> Problem | None:
        """Return what keeps a file from being taken tonight, or nothing."""
        size = int(info.get("size") or 0)
        if printable(path) != path:
            why = {"why_ja": "ファイル名の文字コードが不明", "why_en": "its name is in no known encoding"}
            return Problem(ProblemKind.NOT_A_TABLE, stops_reading=True, values=why)
        if info.get("islink") or info["type"] == "link":
            return Problem(ProblemKind.SYMBOLIC_LINK)
        if info["type"] != "file":
            why = {
                "why_ja": "通常のファイルではない（名前付きパイプなど）",
                "why_en": "it is no ordinary file",
            }
            return Problem(ProblemKind.NOT_A_TABLE, stops_reading=True, values=why)
        if size > self._max_bytes:
            sizes = {"size": str(size // _MIB), "limit": str(self._max_bytes // _MIB)}
            return Problem(ProblemKind.FILE_TOO_LARGE, stops_reading=True, values=sizes)
        if _lock_beside(path) & present:
            return deferred("ほかの人が開いている", "somebody has it open")
        return None

    def read(self, entry: InboxEntry) -> bytes | Problem:
        """Return a file's bytes, or why it has to wait."""
        try:
            with self._filesystem().open(entry.address, "rb") as file:
                content: bytes = file.read(self._max_bytes + 1)
        except OSError:
            return deferred("いまは開けない", "it cannot be opened right now")
        return content

    def settle(self, entries: tuple[InboxEntry, ...]) -> set[str]:
        """Return the paths that changed since they were listed: they are still being written.

        Files touched within the last seconds are given that long before the second look.
        """
        if not entries:
            return set()
        youngest = max(entry.modified for entry in entries)
        age = time.time() - youngest
        if 0 <= age < _SETTLED_SECONDS:
            self._sleep(_SETTLED_SECONDS - age)
        now = {info["name"]: (int(info.get("size") or 0), _stamp(info)) for info in self._find().values()}
        return {entry.path for entry in entries if now.get(entry.address) != (entry.size, entry.stamp)}

    def _returns(self) -> tuple[str, ...]:
        """Return the folders, from the inbox down, to what goes back; nothing if that lies elsewhere."""
        if not self._return_dir:
            return ()
        inbox, below = local_folder(self.url), Path(self._return_dir)
        if below.is_absolute() and inbox is not None:
            # Resolved, because either may be reached by a mount point or a link.
            below, inbox = below.resolve(), inbox.resolve()
            if inbox == below:
                raise OperationalError(
                    "inbox.return_dir が受付フォルダーそのものです。差戻し専用のフォルダーを指定してください。",
                    "inbox.return_dir is the inbox itself: name a folder for returns alone.",
                )
            below = below.relative_to(inbox) if below.is_relative_to(inbox) else below
        return () if below.is_absolute() else tuple(map(folded, below.parts))

    def _filesystem(self) -> Any:  # noqa: ANN401 -- fsspec ships no types
        """Return the file system of the address, without a cached listing."""
        filesystem, _ = fsspec.core.url_to_fs(self.url)
        return filesystem

    def _find(self) -> dict[str, dict[str, Any]]:
        """Return every file below the address by its path relative to it."""
        try:
            filesystem, root = fsspec.core.url_to_fs(self.url)
            filesystem.invalidate_cache()
            if not filesystem.isdir(root):
                raise FileNotFoundError(root)
            found = filesystem.find(root, detail=True)
        except (OSError, ValueError, ImportError) as error:
            raise OperationalError(
                f"受付フォルダー「{self.url}」を開けません。共有の接続と --inbox の指定を確かめてください。",
                f"the inbox {self.url!r} cannot be opened: check the share and --inbox.",
            ) from error
        prefix = root.rstrip("/") + "/"
        return {
            address.removeprefix(prefix): info
            for address, info in found.items()
            if info["type"] != "directory" or info.get("islink")
        }


def local_folder(url: str) -> Path | None:
    """Return the folder of this machine that an address means, or nothing."""
    try:
        filesystem, root = fsspec.core.url_to_fs(url)
    except (OSError, ValueError, ImportError):
        return None
    return Path(root) if "file" in filesystem.protocol else None


def deferred(why_ja: str, why_en: str) -> Problem:
    """Return the problem of a file that waits for the next night."""
    return Problem(ProblemKind.FILE_IN_USE, values={"why_ja": why_ja, "why_en": why_en})


def archive_suffix(path: str) -> str:
    """Return a file's suffix as it is safe to keep: lower case, letters and digits, at most eight."""
    suffix = Path(path).suffix.lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,8}", suffix) else ""


def _nfc(name: str) -> str:
    """Return a name as names are compared."""
    return unicodedata.normalize("NFC", name)


def printable(path: str) -> str:
    """Return a path that can be stored and shown: bytes of an unknown encoding are spelled out."""
    raw = path.encode("utf-8", "surrogateescape")
    return raw.decode("utf-8", "backslashreplace")


def _is_left_behind(path: str) -> bool:
    """Tell whether a path is what editors and operating systems leave behind."""
    *folders, name = path.split("/")
    return bool(_LEFT_BEHIND.fullmatch(name)) or any(map(_LEFT_BEHIND_FOLDER.fullmatch, folders))


def _lies_in(path: str, folders: tuple[str, ...]) -> bool:
    """Tell whether a path lies below some folders, in whatever width, case or composition they are written."""
    return bool(folders) and tuple(map(folded, path.split("/")[:-1]))[: len(folders)] == folders


def _lock_beside(path: str) -> set[str]:
    """Return the names that Excel and LibreOffice give the lock beside an open file."""
    folder, slash, name = path.rpartition("/")
    # Excel shortens the lock of a long name by its first two characters.
    return {f"{folder}{slash}{lock}" for lock in (f"~${name}", f"~${name[2:]}", f".~lock.{name}#")}


def _stamp(info: dict[str, Any]) -> str:
    """Return whatever a file system tells of a file's last change; only equality counts."""
    return str(
        next(
            (info[key] for key in ("mtime", "LastModified", "updated", "ETag", "created") if key in info), ""
        )
    )


def _modified(info: dict[str, Any]) -> float:
    """Return a local file's modification time, zero elsewhere."""
    modified = info.get("mtime")
    return float(modified) if isinstance(modified, (int, float)) else 0.0
