"""Bring one catalogue to a publication: look, plan, write, look again, until what the public gets is equal.

Nothing is ever written twice in the dark. A write whose answer is lost, or that somebody else forestalled,
is followed by another look, and the next plan holds only what is still missing: so it ends in the same
state whatever failed on the way, and a second run writes nothing.

Between the catalogue and us there may be caches. An answer that shows what was there before our own write,
or a download that is not what the catalogue says, is waited for, as long as such caches usually last; a
download alone never makes us write.
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from schemas.codes import CodeList
from shinchoku.adapters.catalogues.port import Applied, Catalogue
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.failures import (
    CatalogueChangedError,
    CatalogueFailedError,
)
from shinchoku.catalogues.planning import with_kept
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.things import (
    NOTHING_KEPT,
    CatalogueStep,
    Do,
    Keeping,
    Picture,
    Policy,
    Thing,
    ThingKind,
)
from shinchoku.night.publishing.comparison import Look, looked
from shinchoku.night.publishing.push_troubles import changed_again, not_as_downloaded, shows_something_else

_ROUNDS = 5
"""Looks before a catalogue that took every write is said to show something else; two are usual, three at first."""
_FAILURES = 3
"""Writes that may fail before the night gives up until tomorrow."""
_WAIT_SECONDS = 1.0
_CACHE_WAITS = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)
"""How long is waited for what a cache may still show: a minute in all, after each write anew."""


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
class PushResult:
    """What bringing a catalogue to a publication took, and what it shows now."""

    steps: tuple[CatalogueStep, ...] = ()
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
    def drift(self) -> tuple[CatalogueStep, ...]:
        """The steps about what somebody else changed."""
        return tuple(step for step in self.steps if step.is_drift)


@dataclass
class Push:
    """One run at one catalogue: it is brought to a publication, or only said what that would take.

    `told` is what the catalogue was last brought to.
    """

    catalogue: Catalogue
    publication: Publication
    told: Picture
    policy: Policy
    keeping: Keeping = field(default_factory=lambda: NOTHING_KEPT)
    pause: Pause = time.sleep
    watch: Watch = unwatched
    writes: int = 0
    failures: int = 0
    lag: dict[str, float] = field(default_factory=dict)
    overtaken: Picture = field(default_factory=dict)
    """What we wrote over, as it was before: a look that still shows it may come from a cache."""
    sent: frozenset[str] = frozenset()
    """The keys of everything that was written in this run."""
    waits: Iterator[float] = field(default_factory=lambda: iter(_CACHE_WAITS))

    def run(self, *, may_write: bool = True) -> PushResult:
        """Look and write until all is equal, or only look.

        Raises:
            CatalogueFailedError: if it does not answer, writes keep failing, or what is downloaded is not what
                it says; another run is safe.
            CatalogueRefusedError: if a person has to change something first.
            CatalogueDiffersError: if it took every write and still shows something else, or others changed
                again what a person keeps.
        """
        look = first = self._look()
        rounds = 0
        while True:
            if look.undecided:
                raise changed_again(self.catalogue.name, look.undecided)
            if not look.writes and not look.unread:
                return replace(self._result(first, look), is_done=True)
            if not may_write:
                return self._result(first, look)
            if not look.writes or self._is_stale(look):
                if self._waited():
                    look = self._look()
                    continue
                if not look.writes:
                    raise not_as_downloaded(self.catalogue.name, look.unread, self.writes)
                raise shows_something_else(self.catalogue.name, look.writes)
            if (rounds := rounds + 1) > _ROUNDS:
                raise shows_something_else(self.catalogue.name, look.writes)
            applied = self._apply(look)
            if applied is not None and applied.by_hand:
                return replace(self._result(first, look), by_hand=applied.by_hand)
            rounds -= applied is None  # what failed is counted as that
            look = self._look()

    def _look(self) -> Look:
        """Look at what is there; where that is as it should be, also at what the public gets."""
        self.watch(self.catalogue.name, Phase.LOOK)
        look = looked(
            self.catalogue, self.publication, self.told, self.policy, self.keeping, self._before_reading
        )
        # What we sent ourselves in this run is not what others put in its place, whatever a cache still gives.
        return replace(look, seen=replace(look.seen, replaced=look.seen.replaced - self.sent))

    def _before_reading(self, wrong: frozenset[str]) -> bool:
        """Tell whether it is worth to look at what the public gets: not before the catalogue says what it should."""
        if not wrong:
            self.watch(self.catalogue.name, Phase.READ_BACK)
        return not wrong

    def _apply(self, look: Look) -> Applied | None:
        """Carry steps out; nothing if that failed for now and is worth another look."""
        self.watch(self.catalogue.name, Phase.WRITE)
        unread = {step.key for step in look.unread}
        steps = tuple(replace(one, do=Do.KEEP) if one.key in unread else one for one in look.steps)
        try:
            applied = self.catalogue.apply(self.publication, steps)
        except CatalogueChangedError:
            if not self._waited():
                raise
            return None
        except CatalogueFailedError as error:
            self.failures += 1
            if self.failures == _FAILURES:
                raise
            self._wait(max(error.wait_seconds, _WAIT_SECONDS * self.failures * _spread()))
            return None
        self.writes, self.lag = self.writes + applied.writes, {**self.lag, **applied.lag_seconds}
        present, none = look.seen.present, Thing(ThingKind.FILE, "", {})
        self.overtaken = {key: present.get(key, none) for key in applied.written}
        self.sent |= applied.written
        self.waits = iter(_CACHE_WAITS)
        return applied

    def _is_stale(self, look: Look) -> bool:
        """Tell whether anything is shown as it was before we wrote it."""
        none = Thing(ThingKind.FILE, "", {})
        return any(
            step.key in self.overtaken
            and self.overtaken[step.key].fields == look.seen.present.get(step.key, none).fields
            for step in look.writes
        )

    def _waited(self) -> bool:
        """Wait for what a cache may still show; false if that was waited for long enough."""
        seconds = next(self.waits, 0.0)
        if seconds:
            self._wait(seconds * _spread())
        return bool(seconds)

    def _wait(self, seconds: float) -> None:
        """Wait, and say so."""
        self.watch(self.catalogue.name, Phase.WAIT)
        self.pause(seconds)

    def _result(self, first: Look, look: Look) -> PushResult:
        """Return what it took, and what is shown now."""
        return PushResult(
            steps=first.steps,
            writes=self.writes,
            lag_seconds=self.lag,
            shown=look.seen.present,
            told=with_kept(look.seen.wanted, self.keeping),
            notes=tuple(Bilingual(*one) for one in first.seen.notes),
        )


def _spread() -> float:
    """Return a factor by which waits differ, so that several publishers do not meet again."""
    return random.uniform(0.5, 1.5)  # noqa: S311 -- no secret
