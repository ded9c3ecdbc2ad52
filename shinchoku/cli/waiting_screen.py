"""What waits for an approver, on a terminal and as plain values: which year, since when, and why."""

from __future__ import annotations

from typing import Any

from rich.text import Text

from shinchoku.bilingual import Bilingual, Language
from shinchoku.cli.harmless import harmless
from shinchoku.cli.screen import out
from shinchoku.review.awaiting import Awaiting

_STATES = {
    "held": Bilingual("承認待ち", "Waiting"),
    "returned": Bilingual("差戻し", "Returned"),
    "scheduled": Bilingual("公表日待ち", "Scheduled"),
}
SHOWN_DIGITS = 12
"""Digits of a digest that lists show."""


def print_waiting(one: Awaiting, language: Language, commands: tuple[str, ...] = ()) -> None:
    """Print what waits of a year, why, and the commands that go on from here."""
    console, digits = out(), one.digest[:SHOWN_DIGITS]
    state = _STATES[one.state].in_language(language)
    year, since = one.year.year, one.since
    head = Bilingual(
        f"{state}: {year}年度 {digits}（{since}から）", f"{state}: FY{year} {digits} (since {since})"
    )
    console.print(Text(head.in_language(language), style="bold"))
    if one.message:
        said = Bilingual(f"伝言: {one.message}", f"Message: {one.message}").in_language(language)
        console.print(Text(f"  - {harmless(said)}"), soft_wrap=True)
    for words in one.holds:
        console.print(Text(f"  - {harmless(words.in_language(language))}"), soft_wrap=True)
    for line in commands:
        console.print(Text(f"  {harmless(line)}"), soft_wrap=True)


def plain_waiting(one: Awaiting) -> dict[str, Any]:
    """Return what waits of a year as plain values."""
    return {
        "fiscal_year": one.year.year,
        "digest": one.digest,
        "state": str(one.state),
        "since": one.since,
        "message": one.message,
        "holds": [{"ja": words.ja, "en": words.en} for words in one.holds],
        "next_version": one.next_version,
    }
