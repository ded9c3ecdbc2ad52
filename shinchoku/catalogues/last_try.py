"""What the last try at a catalogue came to: when, how often it was written to, and what others had changed there.

It decides nothing, so it is kept beside the outbox and leaves no entry in the audit trail: a night that finds
everything as it should be has still been there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from schemas.codes import CodeList
from shinchoku.catalogues.things import CatalogueStep, Do


class Became(CodeList):
    """What became of a change that others made in a catalogue."""

    LEFT = "left", "そのままにしています", "left as it is"
    TO_BE_PUT_RIGHT = "to_be_put_right", "元に戻す対象", "to be put right"
    PUT_RIGHT = "put_right", "元に戻しました", "put right"


@dataclass(frozen=True, slots=True)
class Drifted:
    """Something that others changed in a catalogue: its key, the fields of it, and what became of that."""

    key: str
    fields: tuple[str, ...]
    became: Became


@dataclass(frozen=True, slots=True)
class LastTry:
    """The last try at one catalogue."""

    catalogue: str
    at: datetime
    writes: int = 0
    """How often the catalogue was written to in it."""
    drifted: tuple[Drifted, ...] | None = None
    """What others had changed; nothing where the try ended before that was known."""


def drifted_in(steps: Sequence[CatalogueStep], *, is_done: bool) -> tuple[Drifted, ...]:
    """Return what others changed, from a plan; `is_done` if the plan was carried out."""
    mended = Became.PUT_RIGHT if is_done else Became.TO_BE_PUT_RIGHT
    return tuple(
        Drifted(
            step.key,
            tuple(change.name for change in step.changes if change.is_drift),
            Became.LEFT if step.do is Do.LEAVE else mended,
        )
        for step in steps
        if step.is_drift
    )
