"""Downloads: always an attachment, under a name that no file system and no header takes amiss."""

import unicodedata
from urllib.parse import quote

from starlette.responses import Response

_MOST_CHARACTERS = 120
_NOT_IN_NAMES = '"\\/:*?<>|%;'
_UNNAMED = "download"


def attachment(name: str, content: bytes, media_type: str) -> Response:
    """Return a file to keep; browsers neither show it nor guess what it is (RFC 6266, RFC 8187)."""
    safe = safe_name(name)
    plain = "".join(c if c.isascii() else "_" for c in safe)
    given = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": given})


def safe_name(name: str) -> str:
    """Return the last part of a name without signs that steer, hide or leave a folder."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(
        "_" if c in _NOT_IN_NAMES else c for c in last if not unicodedata.category(c).startswith("C")
    )
    stem, dot, suffix = shown.strip(". ").rpartition(".")
    kept = f"{stem[:_MOST_CHARACTERS]}{dot}{suffix[:_MOST_CHARACTERS]}"
    return kept or _UNNAMED
