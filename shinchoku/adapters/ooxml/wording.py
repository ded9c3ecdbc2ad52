"""Text as it may stand in a workbook's parts, and the words of a comment."""

import math
import re
from collections.abc import Sequence

from shinchoku.bilingual import Bilingual, Language
from shinchoku.checks.marks import OWN_COMMENT, Mark, severity_words
from shinchoku.spelling import character_name, display_width

MOST_CELL_CHARACTERS = 32_000  # Excel: 32,767
_MOST_IN_A_COMMENT = 8
_MOST_COMMENT_CHARACTERS = 2_000
# What XML cannot hold, and characters that turn the direction of the text around them.
_FORBIDDEN = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_MORE = Bilingual("ほか{count}件（指摘一覧をご覧ください）", "{count} more: see the list of findings")
_ITEM = Bilingual("（項目 {item}）", " (item {item})")


def cell_text(text: str) -> str:
    """Return text as it may stand in a cell: without controls, not taken for an escape, not too long."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    spelled_out = _FORBIDDEN.sub(lambda found: character_name(found[0]), plain)
    return _ESCAPE.sub("_x005F_", spelled_out)[:MOST_CELL_CHARACTERS]


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text takes in a column of a width in characters, rather one too many."""
    usable = max(width * 0.92 - 1, 1)
    return sum(max(math.ceil(display_width(line) / usable), 1) for line in text.split("\n"))


def comment_runs(marks: Sequence[Mark], language: Language) -> list[tuple[str, bool]]:
    """Return the words of a cell's marks as runs of text, each bold or not.

    Every mark begins with `【進捗 SH203】`, so that a later edition knows it as ours.
    """
    runs: list[tuple[str, bool]] = []
    for number, mark in enumerate(marks[:_MOST_IN_A_COMMENT]):
        item = _ITEM.filled(item=mark.item_no).in_language(language) if mark.item_no else ""
        head = f"{OWN_COMMENT} {mark.code}】{severity_words(mark.severity, language)}{item}"
        body = f"{mark.message}\n→ {mark.remedy}" if mark.remedy else mark.message
        runs.append((cell_text(f"{chr(10) * 2 * bool(number)}{head}\n"), True))
        runs.append((cell_text(body)[:_MOST_COMMENT_CHARACTERS], False))
    if (more := len(marks) - _MOST_IN_A_COMMENT) > 0:
        runs.append((f"\n\n{_MORE.filled(count=more).in_language(language)}", False))
    return runs
