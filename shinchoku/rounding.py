"""Percentages and their rounding: exact ratios inside, half-up only where a figure is written out."""

from decimal import Decimal
from fractions import Fraction


def round_half_up(value: Fraction, places: int = 1) -> Decimal:
    """Round an exact value half-up (half away from zero): 81.25 → 81.3, -1.25 → -1.3."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(-whole if value < 0 else whole).scaleb(-places)


def percent(part: int, whole: int) -> Fraction | None:
    """Return `part` of `whole` in percent, exactly; of nothing there is no percentage."""
    return Fraction(100 * part, whole) if whole else None


def printed(value: Fraction | None) -> str:
    """Write a percentage as it is published: one decimal, half-up; empty if there is none."""
    return "" if value is None else str(round_half_up(value))
