"""What people decided of a year's data, as the figures take it: waivers, corrections, chosen highlights."""

from dataclasses import dataclass

from shinchoku.checks.waivers import Waiver
from shinchoku.figures.corrections import Correction
from shinchoku.figures.highlights import HighlightChoice


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The decisions that stand on the day of the run: waivers in force, corrections and choices not taken back."""

    waivers: tuple[Waiver, ...] = ()
    corrections: tuple[Correction, ...] = ()
    highlights: tuple[HighlightChoice, ...] = ()


NOTHING_REVIEWED = Reviewed()
"""Nobody decided anything: what the sheets and the register say counts."""
