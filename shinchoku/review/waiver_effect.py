"""What approving a waiver does to the figures: the item's status and every headline rate that moves."""

from dataclasses import dataclass

from schemas.codes import AchievementLevel, AchievementStatus
from shinchoku.figures.achievement import Figures
from shinchoku.figures.progress import ItemProgress
from shinchoku.figures.year_achievement import figures_of
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.rounding import printed

_HEADLINES = (AchievementLevel.PLAN, AchievementLevel.BASIC_POLICY)


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate as it is printed, with its numerator and denominator; no items, no rate."""

    achieved: int
    items: int
    percent: str


@dataclass(frozen=True, slots=True)
class RateMove:
    """One headline rate without the waiver and with it."""

    label: str
    before: Rate
    after: Rate


@dataclass(frozen=True, slots=True)
class WaiverEffect:
    """What a waiver changes; `rates` are only those that move, the whole plan first."""

    item_no: str
    before: AchievementStatus
    after: AchievementStatus
    rates: tuple[RateMove, ...]


def waiver_effect(
    plan: Plan,
    year: FiscalYear,
    item_no: str,
    without: tuple[ItemProgress, ...],
    waived: tuple[ItemProgress, ...],
) -> WaiverEffect | None:
    """Compare a year without a waiver and with it; nothing for an item that is not in force then."""
    statuses = [
        next((one.status for one in side if one.item.no == item_no), None) for side in (without, waived)
    ]
    before, after = statuses
    if before is None or after is None:
        return None
    sides = zip(figures_of(plan, year, without), figures_of(plan, year, waived), strict=True)
    moves = tuple(
        RateMove(one.group.label, _rate(one), _rate(other))
        for one, other in sides
        if one.group.level in _HEADLINES and _rate(one) != _rate(other)
    )
    return WaiverEffect(item_no, before, after, moves)


def _rate(figures: Figures) -> Rate:
    """Return a rate as it is printed."""
    return Rate(figures.achieved, figures.items, printed(figures.rate))
