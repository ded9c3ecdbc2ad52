"""The tombstones of a package: that text was taken out of it after its release, as descriptor and documents tell it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from shinchoku.bilingual import Bilingual, Language
from shinchoku.figures.tables import Table
from shinchoku.package.year_words import day_words
from shinchoku.releases.removal import MARK, TakedownKind, TakenDown

JsonObject = Mapping[str, Any]
TAKEN_DOWN = "taken_down"
_SAID = Bilingual(
    "この版からは、公表した後の{day}に、内容の一部を削除しました（{kind}）。件数・達成率は変わりません。削除する前の SHA256SUMS のハッシュは `{before}` です。",
    "Part of this release was taken down on {day}, after it was published ({kind}). No count or rate changed. Its SHA256SUMS had the hash `{before}` before.",
)
_MARKED = Bilingual(
    f"「{MARK}」は、公表した後に削除した箇所です。",
    f"“{MARK}” stands where text was taken down after its release.",
)


def taken_down_in(descriptor: JsonObject) -> tuple[TakenDown, ...]:
    """Return the tombstones of a descriptor of any shape; most have none.

    Raises:
        KeyError: if something is missing of one.
        ValueError: if something is not of its kind.
        TypeError: as above.
    """
    return tuple(
        TakenDown(
            date.fromisoformat(one["on"]), TakedownKind.of(str(one["kind"])), str(one["sha256sums_before"])
        )
        for one in descriptor.get(TAKEN_DOWN, ())
    )


def tombstones_of(files: Mapping[str, bytes]) -> tuple[TakenDown, ...]:
    """Return the tombstones of a package of any shape; none of one whose descriptor cannot be read."""
    try:
        return taken_down_in(json.loads(files["datapackage.json"]))
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError):
        return ()


def told_taken_down(tombstones: Sequence[TakenDown]) -> JsonObject:
    """Return tombstones as a descriptor tells them; nothing at all if there is none."""
    told = [
        {
            "on": one.on.isoformat(),
            "kind": str(one.kind),
            "kind_ja": one.kind.label_ja,
            "kind_en": one.kind.label_en,
            "sha256sums_before": one.sums_before,
        }
        for one in tombstones
    ]
    return {TAKEN_DOWN: told} if told else {}


def tombstone_sentences(
    tombstones: Sequence[TakenDown], tables: Mapping[str, Table], language: Language
) -> Iterator[str]:
    """Yield what was taken down of a release, and what the mark means where a table shows it."""
    for one in tombstones:
        yield tombstone_words(one, language)
    if any(MARK in value for rows in tables.values() for row in rows for value in row.values()):
        yield mark_words(language)


def mark_words(language: Language) -> str:
    """Return what the mark means."""
    return _MARKED.in_language(language)


def tombstone_words(tombstone: TakenDown, language: Language) -> str:
    """Return a tombstone as a sentence."""
    kind = tombstone.kind.label_ja if language is Language.JA else tombstone.kind.label_en
    filled = _SAID.filled(day=day_words(tombstone.on, language), kind=kind, before=tombstone.sums_before)
    return filled.in_language(language)
