"""Received contents searched for a text, each in a reader process: its cells, and whatever else its parts say."""

import html
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from shinchoku.adapters.workbooks.isolation import confined
from shinchoku.adapters.workbooks.sample import sheets_in
from shinchoku.adapters.workbooks.spreadsheet import ZIP
from shinchoku.bilingual import Bilingual
from shinchoku.releases.removal import Removal

_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r"=\s*[\"']([^\"'<>]*)[\"']")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_MOST_DEPTH = 2
"""Workbooks within a workbook that are looked into."""
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
    if any(map(removal.is_in, _parts(content))):
        return True
    return None if isinstance(sheets, Bilingual) else False


def _parts(content: bytes, depth: int = 0) -> Iterator[str]:
    """Yield what the parts of a container say, each without its marks; of anything else, its text as it may be read."""
    if not content.startswith(ZIP):
        yield from (content.decode(encoding, errors="ignore") for encoding in ("utf-8", "cp932", "utf-16-le"))
        yield content[1:].decode("utf-16-le", errors="ignore")
        return
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            for info in parts.infolist():
                with parts.open(info) as file:
                    part = file.read(_MOST_PART_BYTES)
                if part.startswith(ZIP) and depth < _MOST_DEPTH:
                    yield from _parts(part, depth + 1)
                else:
                    yield from _told(part)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError, EOFError):
        return


def _told(part: bytes) -> Iterator[str]:
    """Yield what a part says between its marks, and in their attributes; a link tells its address percent-encoded."""
    is_wide = part.startswith(_WIDE)
    text = part.decode("utf-16" if is_wide else "utf-8", errors="ignore")
    yield html.unescape(_TAG.sub("", text))
    for value in _ATTRIBUTE.findall(text):
        yield html.unescape(value)
        if "%" in value:
            yield unquote(value)
    if not is_wide and b"\0" in part:  # an object in a binary form
        yield from (part[odd:].decode("utf-16-le", errors="ignore") for odd in (0, 1))
