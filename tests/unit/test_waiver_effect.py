"""What approving a waiver does to the figures, as whoever approves it reads it."""

from __future__ import annotations

from builders import fiscal, progress, umibe

from schemas.codes import AchievementStatus
from shinchoku.review.waiver_effect import Rate, RateMove, waiver_effect

WITHOUT = progress("1 A; 6 B")
WAIVED = progress("1 A; 2 A 110; 6 B")


def test_every_headline_rate_that_moves_is_told_with_both_sides() -> None:
    """The plan and the item's policy, with numerator, denominator and rate; measures and departments are no headlines."""
    effect = waiver_effect(umibe(), fiscal(2023), "2", WITHOUT, WAIVED)
    assert effect is not None
    assert (effect.item_no, effect.before, effect.after) == (
        "2",
        AchievementStatus.UNREPORTED,
        AchievementStatus.ACHIEVED,
    )
    moved = (Rate(1, 2, "50.0"), Rate(2, 3, "66.7"))
    assert effect.rates == (RateMove("海辺市まちづくり計画", *moved), RateMove("海と暮らす", *moved))


def test_a_waiver_that_moves_no_rate_says_so() -> None:
    """The same status on both sides moves nothing."""
    effect = waiver_effect(umibe(), fiscal(2023), "2", WITHOUT, WITHOUT)
    assert effect is not None
    assert effect.rates == ()


def test_an_item_that_is_not_in_force_has_no_effect() -> None:
    """A row of an item that the year does not have changes no figure."""
    assert waiver_effect(umibe(), fiscal(2023), "R6-1", WITHOUT, WAIVED) is None
