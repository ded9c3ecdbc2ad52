"""Percentages and how they are written out."""

from __future__ import annotations

from fractions import Fraction

import pytest

from shinchoku.rounding import percent, printed, round_half_up


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(1300, 16), 1, "81.3"),
        (Fraction(-5, 4), 1, "-1.3"),
        (Fraction(1, 20), 1, "0.1"),
        (Fraction(1, 3), 1, "0.3"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(100), 1, "100.0"),
        (Fraction(0), 1, "0.0"),
    ],
)
def test_a_half_is_rounded_away_from_zero(value: Fraction, places: int, text: str) -> None:
    """81.25 is 81.3: half-even would say 81.2."""
    assert str(round_half_up(value, places)) == text


def test_of_nothing_there_is_no_percentage() -> None:
    """No items, no rate: an empty cell, never zero."""
    assert percent(0, 0) is None
    assert printed(None) == ""


def test_a_percentage_is_exact_until_it_is_printed() -> None:
    """A third stays a third."""
    assert percent(1, 3) == Fraction(100, 3)
    assert printed(percent(1, 3)) == "33.3"
