"""Bring one catalogue to a publication: look, plan, write, look again, until what the public gets is equal.

Nothing is ever written twice in the dark. A write whose answer is lost, or that somebody else forestalled,
is followed by another look, and the next plan holds only what is still missing: so it ends in the same
state whatever failed on the way, and a second run writes nothing.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from schemas.codes import CodeList
from shinchoku.adapters.catalogues.port import Catalogue, Described
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.failures import CatalogueDiffersError, CatalogueFailedError
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.things import Kind, Picture, Policy, Step, Thing, plan_steps

_ROUNDS = 5
"""Looks before a catalogue that took every write is said to show something else; two are usual, three at first."""
_FAILURES = 3
"""Writes that may fail before the night gives up until tomorrow."""
_WAIT_SECONDS = 1.0


class Phase(CodeList):
    """What is being done with a catalogue."""

    LOOK = "look", "いまの内容を確認", "looking at what is there"
    READ_BACK = "read_back", "公開された内容を読み返し", "reading back what the public gets"
    WRITE = "write", "反映", "writing"
    WAIT = "wait", "時間をおいて再試行", "waiting before another try"


Pause = Callable[[float], None]
"""Waits for so many seconds."""
Watch = Callable[[str, Phase], None]
"""Called with a catalogue's name whenever something else is done with it; from several threads."""


def unwatched(name: str, phase: Phase) -> None:
    """Tell nobody."""
    del name, phase


@dataclass(frozen=True)
class Brought:
    """What bringing a catalogue to a publication took, and what it shows now."""

    steps: tuple[Step, ...] = ()
    """The first plan: what differed when we came."""
    is_done: bool = False
    """Whether everything reads back equal; else nothing was to be written, or a person has to carry it out."""
    writes: int = 0
    lag_seconds: dict[str, float] = field(default_factory=dict)
    shown: Picture = field(default_factory=dict)
    """What it shows now, with what the public gets of each file of the newest version."""
    told: Picture = field(default_factory=dict)
    """What it was brought to."""
    notes: tuple[Bilingual, ...] = ()
    by_hand: str = ""
    """Where the instructions lie, if a person has to carry the steps out."""

    @property
    def drift(self) -> tuple[Step, ...]:
        """The steps about what somebody else changed."""
        return tuple(step for step in self.steps if step.is_drift)


def bring(  # noqa: PLR0913 -- what a look at a catalogue depends on
    catalogue: Catalogue,
    publication: Publication,
    told: Picture,
    policy: Policy,
    *,
    may_write: bool = True,
    pause: Pause = time.sleep,
    watch: Watch = unwatched,
) -> Brought:
    """Bring a catalogue to a publication, or only say what that would take.

    Raises:
        CatalogueFailedError: if it does not answer, or writes keep failing; another run is safe.
        CatalogueRefusedError: if a person has to change something first.
        CatalogueDiffersError: if it took every write and still shows something else.
    """
    first: tuple[Step, ...] | None = None
    notes: tuple[Bilingual, ...] = ()
    writes, failures = 0, 0
    lag: dict[str, float] = {}
    for _ in range(_ROUNDS + _FAILURES):
        seen, steps = _look(catalogue, publication, told, policy, watch)
        first = steps if first is None else first
        notes = notes or tuple(Bilingual(*one) for one in seen.notes)
        if not any(step.is_write for step in steps) or not may_write:
            is_done = not any(step.is_write for step in steps)
            return Brought(first, is_done, writes, lag, seen.present, seen.wanted, notes)
        watch(catalogue.name, Phase.WRITE)
        try:
            applied = catalogue.apply(publication, steps)
        except CatalogueFailedError as error:
            failures += 1
            if failures == _FAILURES:
                raise
            watch(catalogue.name, Phase.WAIT)
            pause(max(error.wait_seconds, _WAIT_SECONDS * failures * random.uniform(0.5, 1.5)))  # noqa: S311 -- spreads waits
            continue
        writes, lag = writes + applied.writes, {**lag, **applied.lag_seconds}
        if applied.by_hand:
            return Brought(first, writes=writes, shown=seen.present, notes=notes, by_hand=applied.by_hand)
    raise _differs(catalogue.name, steps)


def _look(
    catalogue: Catalogue, publication: Publication, told: Picture, policy: Policy, watch: Watch
) -> tuple[Described, tuple[Step, ...]]:
    """Look at what is there; where that is as it should be, also at what the public gets."""
    watch(catalogue.name, Phase.LOOK)
    seen = catalogue.describe(publication)
    steps = plan_steps(seen.wanted, seen.present, told, policy)
    if any(step.is_write for step in steps):
        return seen, steps
    watch(catalogue.name, Phase.READ_BACK)
    public = catalogue.read_back(publication)
    seen = Described(_joined(seen.wanted, public.wanted), _joined(seen.present, public.present), seen.notes)
    return seen, plan_steps(seen.wanted, seen.present, told, policy)


def _joined(one: Picture, other: Picture) -> Picture:
    """Return one picture, each thing with the fields that another has of it."""
    none = Thing(Kind.FILE, "", {})
    return {
        key: Thing(thing.kind, key, {**thing.fields, **other.get(key, none).fields})
        for key, thing in one.items()
    }


def _differs(name: str, steps: tuple[Step, ...]) -> CatalogueDiffersError:
    """Say what a catalogue shows that it was not told."""
    wrong = [step for step in steps if step.is_write]
    told = "、".join(step.key for step in wrong[:5])
    more = f" +{len(wrong) - 5}" if len(wrong) > 5 else ""  # noqa: PLR2004 -- the five that were named
    fields = ", ".join(sorted({change.name for step in wrong for change in step.changes})[:5])
    return CatalogueDiffersError(
        Bilingual(
            f"カタログ「{name}」は書き込みをすべて受け付けましたが、読み返した内容が違います（{told}{more}: {fields}）。"
            f"夜間処理はこのカタログへの書き込みを止めます。shinchoku publish --catalogue {name} --dry-run で違いを確かめてください。",
            f"the catalogue {name!r} took every write and shows something else ({told}{more}: {fields}). The night writes"
            f" no more to it: see shinchoku publish --catalogue {name} --dry-run.",
        )
    )
