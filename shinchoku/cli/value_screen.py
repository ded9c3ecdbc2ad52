"""The values that were taken from a file, a line each."""

from collections.abc import Iterator, Sequence

from shinchoku.bilingual import Bilingual, Language
from shinchoku.figures.taken_values import TakenValue

_HEAD = Bilingual("  取った値（✓は、そのまま公表に使われる値）:", "  Values taken (✓: would be published):")
_LONGEST = 60


def value_lines(values: Sequence[TakenValue], language: Language) -> Iterator[str]:
    """Tell every value: whether it counts, its item and field, what it is, its cell, and what was done."""
    if values:
        yield _HEAD.in_language(language)
    for one in values:
        place = f"{one.sheet}!{one.cell}" if one.cell else one.sheet
        line = f"    {'✓' if one.accepted else '－'} No.{one.item_no} {one.name.in_language(language)} [{one.field}]"
        line += f" = {_bounded(one.words.in_language(language))} ← {place}"
        yield line + _done(one, language)


def _done(value: TakenValue, language: Language) -> str:
    """Tell what stands in the cell and what was done to it, where anything was."""
    if not value.steps:
        return ""
    is_ja = language is Language.JA
    steps = ", ".join(step.kind.label_ja if is_ja else step.kind.label_en for step in value.steps)
    return f"「{_bounded(value.raw)}」（{steps}）" if is_ja else f" “{_bounded(value.raw)}” ({steps})"


def _bounded(text: str) -> str:
    """Return a text on one line, cut where nobody reads on."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"
