"""Received contents searched for a text, each in a reader process: its cells, and whatever else its parts say."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path

from shinchoku.adapters.workbooks.isolation import confined
from shinchoku.adapters.workbooks.sample import sheets_in
from shinchoku.adapters.workbooks.spreadsheet import ZIP
from shinchoku.bilingual import Bilingual
from shinchoku.releases.removal import Removal

_TAG = re.compile(rb"<[^<>]*>")
_MOST_PART_BYTES = 64 * 1024**2


@dataclass(frozen=True, slots=True)
class Searched:
    """Which files hold the text, and which nobody can look into."""

    holding: tuple[Path, ...]
    unreadable: tuple[Path, ...]


def files_with(paths: Sequence[Path], removal: Removal) -> Searched:
    """Search files for a text: cells of every sheet, and comments, properties, headings and hidden parts of workbooks.

    Raises:
        OperationalError: if no reader process can be started.
        OSError: if the disk does not give a file.
    """
    found = confined(partial(_holds, removal=removal), list(paths), Path.read_bytes)
    return Searched(
        tuple(path for path in paths if found.get(path)),
        tuple(path for path in paths if found.get(path) is None),
    )


def _holds(content: bytes, removal: Removal) -> bool | None:
    """Tell whether a content holds a text; nothing of one that cannot be opened and shows no trace of it."""
    sheets = sheets_in(content)
    if not isinstance(sheets, Bilingual) and any(
        removal.is_in(cell)
        for sheet in sheets
        for row in (*sheet.grid, (sheet.name,))
        for cell in row
        if cell
    ):
        return True
    if any(removal.is_in(line) for part in _parts(content) for line in part.splitlines()):
        return True
    return None if isinstance(sheets, Bilingual) else False


def _parts(content: bytes) -> Iterator[str]:
    """Yield what the parts of a container say, without their marks; of anything else, its text as it may be read."""
    if not content.startswith(ZIP):
        for encoding in ("utf-8", "cp932", "utf-16"):
            yield content.decode(encoding, errors="ignore")
        return
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            for info in parts.infolist():
                with parts.open(info) as part:
                    text = _TAG.sub(b"", part.read(_MOST_PART_BYTES)).decode("utf-8", errors="ignore")
                yield html.unescape(text)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return
