"""The names of uploaded files: whatever a browser sends, a name that is safe to show, to keep and to compare."""

import re
import unicodedata

from shinchoku.adapters.inbox import archive_suffix
from shinchoku.spelling import is_unseen

_MOST_BYTES = 180
"""What every file system takes for a name, with room for a number and an ending of ours."""
_NO_NAME = "名称未設定"
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
"""Names that are devices on Windows, whatever their ending."""
_HALVES = re.compile(r"[\ud800-\udfff]")
"""Halves of characters, as bytes of an unknown encoding arrive: nothing can write them."""
_LEADING = re.compile(r"^(?:[\s.]|~\$)+")


def uploaded_name(name: str) -> str:
    """Return the name of an uploaded file as one part of a path that any system keeps.

    In NFC, without folders, without what cannot be seen or is an operator to a shell of Windows; not
    hidden, no device, no lock of an editor, at most 180 bytes; its ending stays if it is a plain one.
    """
    whole = _HALVES.sub("_", name)
    seen = unicodedata.normalize("NFC", "".join("" if is_unseen(c) else c for c in whole))
    last = re.split(r"[/\\]", seen.rstrip("/\\ "))[-1]
    plain = _LEADING.sub("", _FORBIDDEN.sub("_", last)).rstrip(" .")
    suffix = archive_suffix(f"a{plain[plain.rfind('.') :]}") if "." in plain else ""
    stem = plain[: -len(suffix)] if suffix else plain
    stem = _shortened(stem.rstrip(" ."), _MOST_BYTES - len(suffix)) or _NO_NAME
    if _RESERVED.fullmatch(stem.partition(".")[0].strip()):
        stem = f"_{stem}"
    return stem + (plain[len(plain) - len(suffix) :] if suffix else "")


def _shortened(text: str, most_bytes: int) -> str:
    """Return as much of a text as fits, cut between characters."""
    return text.encode()[:most_bytes].decode(errors="ignore").rstrip(" .")
