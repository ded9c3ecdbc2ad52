"""A preview of a release on a terminal: the rates, why it waits, every row, and what approving does."""

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from shinchoku.bilingual import Bilingual, Language
from shinchoku.cli.harmless import harmless
from shinchoku.cli.screen import out
from shinchoku.review.preview import Preview, RowKind, RowLine, TablePreview, ValueLine

_SIGNS = {"added": "+", "changed": "~", "removed": "-"}
_RATES = Bilingual("達成率", "Rates")
_HOLDS = Bilingual("保留の理由", "Why it waits")
_OPEN = Bilingual("まだ決まっていない項目と理由", "Items not decided yet, and why")
_EFFECTS = Bilingual("承認すると", "What approving does")


def print_preview(preview: Preview, language: Language) -> None:
    """Print a preview, in lines that a terminal of any width breaks anywhere."""
    year = preview.awaiting.year
    out().print(Text(year.label if language is Language.JA else str(year), style="bold"))
    _print(_RATES, [one.sentence.in_language(language) for one in preview.rates], language)
    if preview.awaiting.message:
        returned = Bilingual("差し戻したときの伝言", "Said when it was returned")
        _print(returned, [preview.awaiting.message], language)
    _print(_HOLDS, [one.in_language(language) for one in preview.awaiting.holds], language)
    if preview.open_items:
        _print(_OPEN, [one.sentence.in_language(language) for one in preview.open_items], language)
    for one in preview.tables:
        _print(_title(one), [line for row in one.rows for line in _lines(one, row, language)], language)
    if not preview.tables:
        _print(Bilingual("変更なし", "unchanged"), [], language)
    _print(_EFFECTS, [one.in_language(language) for one in preview.consequences], language)


def _print(title: Bilingual, lines: list[str], language: Language) -> None:
    """Print a section."""
    console = out()
    console.print(Text(harmless(title.in_language(language)), style="bold"), soft_wrap=True)
    for line in lines:
        console.print(Text(f"  {harmless(line)}"), soft_wrap=True)


def _title(found: TablePreview) -> Bilingual:
    """Return a table's title with how many rows come, change and go."""
    counted = [(kind, found.count(kind)) for kind in RowKind]
    ja = "・".join(f"{kind.label_ja}{count}" for kind, count in counted if count)
    en = ", ".join(f"{count} {kind.label_en.lower()}" for kind, count in counted if count)
    return Bilingual(f"{found.title.ja}（{ja}）", f"{found.title.en} ({en})")


def _lines(of: TablePreview, row: RowLine, language: Language) -> Iterator[str]:
    """Yield the lines of one row: each value that changes, or in one line all that comes or goes."""
    sign = _SIGNS[row.kind]
    what = f"{sign} {of.title.in_language(language)} {row.name.in_language(language)}"
    if sign == "~":
        yield from (f"{what} {_changed(one, language)}" for one in row.values)
        return
    told = ("、" if language is Language.JA else "; ").join(
        f"{one.title.in_language(language)}: {(one.new if sign == '+' else one.old).in_language(language)}"
        for one in row.values
    )
    yield f"{what}{'　' if language is Language.JA else '  '}{told}" if told else what


def _changed(one: ValueLine, language: Language) -> str:
    """Return one value that changes."""
    title, old, new = (words.in_language(language) for words in (one.title, one.old, one.new))
    return f"{title}: {old} → {new}"


def plain_preview(preview: Preview) -> dict[str, Any]:
    """Return a preview as plain values; the rows stand in `changes` of the same document."""

    def both(words: Bilingual | None) -> dict[str, str] | None:
        return None if words is None else {"ja": words.ja, "en": words.en}

    awaiting = preview.awaiting
    return {
        "fiscal_year": awaiting.year.year,
        "digest": awaiting.digest,
        "state": str(awaiting.state),
        "since": awaiting.since,
        "message": awaiting.message,
        "holds": [both(one) for one in awaiting.holds],
        "next_version": awaiting.next_version,
        "rates": [
            {
                "level": one.level,
                "key": one.key,
                "label": one.label,
                "old": both(one.old),
                "new": both(one.new),
            }
            for one in preview.rates
        ],
        "open_items": [
            {
                "item_no": one.item_no,
                "achievement_status": str(one.status),
                "reasons": [both(reason) for reason in one.reasons],
            }
            for one in preview.open_items
        ],
        "consequences": [both(one) for one in preview.consequences],
    }
