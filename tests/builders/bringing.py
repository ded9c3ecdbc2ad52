"""A publication brought to a catalogue, round by round, as the stage that publishes does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shinchoku.adapters.catalogues.port import Catalogue
from shinchoku.catalogues.planning import goals_of, plan_steps
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.things import CatalogueStep, Do, Picture, Policy

ROUNDS = 4
NOTHING: Picture = {}


@dataclass(frozen=True)
class Brought:
    """What it took, and how the catalogue then was."""

    writes: int
    planned: Sequence[CatalogueStep]
    """What was to be done at the beginning."""
    left: Sequence[CatalogueStep]
    """What was still to be done, or left alone, at the end."""
    picture: Picture
    """What the public then got."""

    @property
    def is_equal(self) -> bool:
        """Whether everything was read back as it should be."""
        return not any(step.is_write for step in self.left)


def bring(
    catalogue: Catalogue,
    publication: Publication,
    told: Picture = NOTHING,
    policy: Policy = Policy.REPAIR,
    rounds: int = ROUNDS,
) -> Brought:
    """Describe, apply and read back until nothing differs, or the rounds are over."""
    writes = 0
    first: Sequence[CatalogueStep] | None = None
    for _ in range(rounds):
        described = catalogue.describe(publication)
        steps = plan_steps(described.wanted, described.present, told, policy)
        first = steps if first is None else first
        if not any(step.is_write for step in steps):
            described = catalogue.read_back(publication, goals_of(tuple(steps)), told)
            steps = plan_steps(described.wanted, described.present, told, policy)
            if not any(step.is_write for step in steps):
                break
        writes += catalogue.apply(publication, steps).writes
    return Brought(writes, first or (), steps, described.present)


def keys(steps: Sequence[CatalogueStep], *what: Do) -> list[str]:
    """Return the things that something is done to."""
    return [step.key for step in steps if step.do in what]


def planned(
    catalogue: Catalogue, publication: Publication, told: Picture = NOTHING
) -> Sequence[CatalogueStep]:
    """Return what would be done."""
    described = catalogue.describe(publication)
    return plan_steps(described.wanted, described.present, told)
