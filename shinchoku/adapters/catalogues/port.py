"""The port: what every kind of catalogue must be able to do, and nothing more.

Planning is the same for all of them (`catalogues.things.plan_steps`); a catalogue says what is there and
what should be, carries steps out, and shows what the public gets.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.things import CatalogueStep, Picture

FromBlock = Callable[[str], str]
"""Returns what a Prefect Secret block holds; given from outside, for nothing here knows Prefect."""


@dataclass(frozen=True, slots=True)
class Described:
    """What should stand in a catalogue and what does, and what a person should know about it."""

    wanted: Picture
    present: Picture
    notes: tuple[tuple[str, str], ...] = ()
    """Warnings in Japanese and English: a tag that was cleaned, a part that this server lacks."""
    replaced: frozenset[str] = frozenset()
    """The keys of files of which the catalogue itself says that others replaced them since they were last equal.

    A download that differs proves nothing by itself: a proxy, a cache or a sick disk stands behind most. Only
    these files are written again for what was downloaded.
    """


@dataclass(frozen=True, slots=True)
class Applied:
    """What carrying steps out took."""

    writes: int = 0
    """How many writes the catalogue took."""
    lag_seconds: Mapping[str, float] = field(default_factory=dict)
    """How long after the switch each table followed, by the table's key; where tables go first, the other way round."""
    by_hand: str = ""
    """Where the instructions lie, if a person has to carry the steps out."""
    written: frozenset[str] = frozenset()
    """The keys of the things that were written, where answers may come from a cache: they are looked at again
    until they show it."""


class Catalogue(Protocol):
    """A catalogue that is told of a publication. Making one touches nothing.

    Every method may raise `CatalogueFailedError` (try again), `CatalogueRefusedError` (a person has to
    change something) or another `StoppedError`.
    """

    @property
    def name(self) -> str:
        """Its name in the plan."""
        ...

    def describe(self, publication: Publication) -> Described:
        """Return what should stand there and what does, as its programming interface tells it; reads only."""
        ...

    def apply(self, publication: Publication, steps: Sequence[CatalogueStep]) -> Applied:
        """Carry out the steps that write; what readers see changes in one step, and never half."""
        ...

    def read_back(self, publication: Publication, goals: Picture, told: Picture) -> Described:
        """Return what should stand there and what the public gets: every file of the newest version, byte for byte.

        `goals` is what every thing is to be by what persons keep or leave: nobody can read a dataset that
        stays hidden. `told` is what was seen when all was last equal.
        """
        ...

    def close(self) -> None:
        """Give connections back."""
        ...
