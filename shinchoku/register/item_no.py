"""Numbers of action items: `1` … `90` of the plan's start, `R6-7` for the seventh added in Reiwa 6.

An item number is text everywhere. Its canonical form is half-width, upper case, without leading
zeros; its natural order is the plan's own: the original numbers first, then the added ones by year.
"""

import re
import unicodedata
from functools import lru_cache

from shinchoku.register.fiscal_year import FiscalYear

_ORIGINAL = re.compile(r"[1-9]\d{0,3}")
_ADDED = re.compile(r"(?P<era>[RHS])(?P<year>[1-9]\d?)-(?P<number>[1-9]\d{0,2})")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−─ー－ｰ"), "-")
_AFTER_ALL = 10_000
_SEVERAL = re.compile(r"\d\s+\d")
"""Two numbers in one cell (`1` over `2`) are not 12."""
_PREFIX = re.compile(r"(?:NO\.?|№|項番)")


def normalize_item_no(text: str) -> str:
    """Return the canonical spelling of a number as written: `Ｎｏ．１` → `1`, `r6－７` → `R6-7`.

    Text that is no item number comes back normalised in width and case, and is refused by
    `is_item_no`; nothing is guessed.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if _SEVERAL.search(plain):
        return " ".join(plain.split()).upper()
    plain = re.sub(r"\s", "", plain).translate(_DASHES).upper()
    plain = _PREFIX.sub("", plain, count=1)
    return re.sub(r"(?<!\d)0+(?=\d)", "", plain)


def is_item_no(text: str) -> bool:
    """Tell whether `text` is an item number in its canonical form."""
    return bool(_ORIGINAL.fullmatch(text)) or _added(text) is not None


@lru_cache(maxsize=4_096)
def is_item_no_text(text: str) -> bool:
    """Tell whether a text as written, in any width, is an item number."""
    return is_item_no(normalize_item_no(text))


def natural_key(item_no: str) -> tuple[int, int, str]:
    """Sort key of the natural order: 1, 2, … 90, R6-1, R6-2, … R7-1; anything else last, by text."""
    if _ORIGINAL.fullmatch(item_no):
        return (0, int(item_no), "")
    if added := _added(item_no):
        return (*added, "")
    return (_AFTER_ALL, 0, item_no)


def _added(item_no: str) -> tuple[int, int] | None:
    """Return the fiscal year and the number within it of an added item, or nothing."""
    match = _ADDED.fullmatch(item_no)
    if match is None:
        return None
    try:
        return FiscalYear.from_label(match["era"] + match["year"]).year, int(match["number"])
    except ValueError:  # an era that had ended by then: H40-1
        return None
