"""Marks that choose: ○ below 達成 and nothing below 未達成."""

import unicodedata
from collections.abc import Sequence

_MARKS = frozenset("○〇◯●✓✔☑■レﾚ✅◉◼")
_NO_MARKS = frozenset("□☐")
"""Boxes that nobody ticked."""


def is_mark(text: str) -> bool:
    """Tell whether a cell is marked: a circle or a tick, no grade such as ◎ or △."""
    return unicodedata.normalize("NFKC", text).strip() in _MARKS


def is_unmarked(text: str) -> bool:
    """Tell whether a cell is not marked: empty, or an empty box."""
    return not text.strip() or text.strip() in _NO_MARKS


def is_matrix(texts: Sequence[str]) -> bool:
    """Tell whether the filled cells of some columns are mostly marks."""
    return 2 * sum(is_mark(text) or is_unmarked(text) for text in texts) > len(texts)
