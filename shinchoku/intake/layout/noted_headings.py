"""Headings that would name a column but for the words that stand with them."""

from dataclasses import dataclass

from shinchoku.intake.layout.heading_words import BRACKETED
from shinchoku.intake.layout.headings import bare_heading, heading_of


@dataclass(frozen=True, slots=True)
class NotedHeading:
    """A known heading with words that make it another one: 実績値 and 上半期のみ."""

    field: str
    text: str
    note: str


def noted_heading(path: tuple[str, ...]) -> NotedHeading | None:
    """Return the known heading that a stack of texts would name but for the words that stand with it."""
    *parents, last = path
    for length in range(len(parents), 0, -1):
        if (found := heading_of(path[:length])) is not None:
            return NotedHeading(found.field, path[0], "／".join(path[length:]))
    if parents and (found := heading_of((last,))) is not None:
        return NotedHeading(found.field, last, "／".join(parents))
    match = BRACKETED.match(bare_heading(last))
    if match is None or (found := heading_of((match["head"],))) is None:
        return None
    return NotedHeading(found.field, match["head"].strip(), match["inner"].strip())
