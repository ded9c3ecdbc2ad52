"""What waits for an approver, on a terminal and as plain values: which year, since when, and why."""

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


def print_waiting(awaiting: Awaiting, language: Language, commands: tuple[str, ...] = ()) -> None:
    """Print what waits of a year, why, and the commands that go on from here."""
    console, digits = out(), awaiting.digest[:SHOWN_DIGITS]
    state = _STATES[awaiting.state].in_language(language)
    year, since = awaiting.year.year, awaiting.since
    head = Bilingual(
        f"{state}: {year}年度 {digits}（{since}から）", f"{state}: FY{year} {digits} (since {since})"
    )
    console.print(Text(head.in_language(language), style="bold"))
    if awaiting.message:
        said = Bilingual(f"伝言: {awaiting.message}", f"Message: {awaiting.message}").in_language(language)
        console.print(Text(f"  - {harmless(said)}"), soft_wrap=True)
    for words in awaiting.holds:
        console.print(Text(f"  - {harmless(words.in_language(language))}"), soft_wrap=True)
    for line in commands:
        console.print(Text(f"  {harmless(line)}"), soft_wrap=True)


def plain_waiting(awaiting: Awaiting) -> dict[str, Any]:
    """Return what waits of a year as plain values."""
    return {
        "fiscal_year": awaiting.year.year,
        "digest": awaiting.digest,
        "state": str(awaiting.state),
        "since": awaiting.since,
        "message": awaiting.message,
        "holds": [{"ja": words.ja, "en": words.en} for words in awaiting.holds],
        "next_version": awaiting.next_version,
    }
