"""Names of departments and files made fit to be names of folders and files, on every system that shares them."""

import re
import unicodedata
from collections.abc import Mapping

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_MOST_STEM_BYTES = 160


def safe_name(name: str) -> str:
    """Return a name as every system takes it for a file or a folder: composed, bounded, no path in it."""
    composed = unicodedata.normalize("NFC", name)
    visible = "".join("_" if unicodedata.category(c) in {"Cc", "Cf", "Cs"} else c for c in composed)
    plain = _NOT_IN_NAMES.sub("_", visible)
    ending = _ENDING.search(plain)
    suffix = ending[0] if ending else ""
    stem = plain.removesuffix(suffix).encode()[:_MOST_STEM_BYTES].decode(errors="ignore")
    bounded = f"{stem}{suffix}".strip(". ~") or "_"
    return f"_{bounded}" if _RESERVED.fullmatch(bounded) else bounded


def safe_folders(names: Mapping[str, str]) -> dict[str, str]:
    """Return a folder's name for each department, by code; two of one name are told apart by their codes."""
    made = {code: safe_name(name) for code, name in names.items()}
    spelled = [compared(name) for name in made.values()]
    return {
        code: name if spelled.count(compared(name)) == 1 else safe_name(f"{name}_{code}")
        for code, name in made.items()
    }


def compared(name: str) -> str:
    """Return a name as shares compare names: composed and in one case."""
    return unicodedata.normalize("NFC", name).casefold()
