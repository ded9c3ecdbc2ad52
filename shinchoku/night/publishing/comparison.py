"""One look at a catalogue: what it says, what the public gets of it, and what is to be done about that."""

from collections.abc import Callable
from dataclasses import dataclass

from shinchoku.adapters.catalogues.port import Catalogue, Described
from shinchoku.catalogues.planning import goals_of, plan_steps
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.things import CatalogueStep, Keeping, Picture, Policy, Thing, ThingKind


@dataclass(frozen=True)
class Look:
    """What was seen of a catalogue at once, and what is to be done about it."""

    seen: Described
    steps: tuple[CatalogueStep, ...]
    told_wrong: frozenset[str]
    """The keys of what is not as it should be by what the catalogue itself says, whatever is downloaded."""

    @property
    def writes(self) -> tuple[CatalogueStep, ...]:
        """What is to be written; a download alone is no reason to, unless the catalogue says who replaced it."""
        reasons = self.told_wrong | self.seen.replaced
        return tuple(step for step in self.steps if step.is_write and step.key in reasons)

    @property
    def unread(self) -> tuple[CatalogueStep, ...]:
        """What is as it should be by what the catalogue says, and is not what was downloaded."""
        reasons = self.told_wrong | self.seen.replaced
        return tuple(step for step in self.steps if step.is_write and step.key not in reasons)

    @property
    def undecided(self) -> tuple[CatalogueStep, ...]:
        """What others changed again although a person keeps it."""
        return tuple(step for step in self.steps if step.is_undecided)


def always(wrong: frozenset[str]) -> bool:
    """Look at what the public gets, whatever is wrong."""
    del wrong
    return True


def looked(
    catalogue: Catalogue,
    publication: Publication,
    told: Picture,
    policy: Policy,
    keeping: Keeping,
    reads_back: Callable[[frozenset[str]], bool] = always,
) -> Look:
    """Look at what a catalogue says, and at what the public gets if `reads_back` says so of the keys that are wrong.

    Raises:
        CatalogueFailedError: if it does not answer.
        CatalogueRefusedError: if a person has to change something first.
    """
    seen = catalogue.describe(publication)
    steps = plan_steps(seen.wanted, seen.present, told, policy, keeping)
    wrong = frozenset(step.key for step in steps if step.is_write)
    if reads_back(wrong):
        # What is wrong is not ours to download before it is put right: what others made of it is.
        as_left = steps if not wrong else plan_steps(seen.wanted, seen.present, told, Policy.LEAVE, keeping)
        seen = _with_public(seen, catalogue.read_back(publication, goals_of(as_left, keeping), told))
        steps = plan_steps(seen.wanted, seen.present, told, policy, keeping)
    return Look(seen, steps, wrong)


def _with_public(seen: Described, public: Described) -> Described:
    """Return what was seen, each thing with what the public gets of it."""
    wanted, present = _joined(seen.wanted, public.wanted), _joined(seen.present, public.present)
    return Described(wanted, present, seen.notes, public.replaced)


def _joined(one: Picture, other: Picture) -> Picture:
    """Return one picture, each thing with the fields that another has of it."""
    none = Thing(ThingKind.FILE, "", {})
    return {
        key: Thing(thing.kind, key, {**thing.fields, **other.get(key, none).fields})
        for key, thing in one.items()
    }
