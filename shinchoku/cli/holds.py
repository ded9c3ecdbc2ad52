"""Why a year waits, as people read it: the kind of hold before what exactly is the matter."""

from __future__ import annotations

from collections.abc import Iterable

from shinchoku.bilingual import Bilingual


def hold_sentences(holds: Iterable[tuple[str, str, str]]) -> tuple[Bilingual, ...]:
    """Return the sentences of holds as the state keeps them: reason, Japanese, English."""
    from shinchoku.releases.holds import HoldReason  # noqa: PLC0415 -- the core is imported only when called

    labelled = ((HoldReason.of(code), ja, en) for code, ja, en in holds)
    return tuple(
        Bilingual(f"{reason.label_ja}: {ja}", f"{reason.label_en}: {en}") for reason, ja, en in labelled
    )
