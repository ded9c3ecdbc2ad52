"""Which digits of a stored number count: those that the sheet shows, rounded half up (ADR 0027).

A person signs for what stands on the sheet. 40/3 under `0.0` is 13.3 there, and so it is here; the digits
that were stored are kept in the step that leads to it.
"""

from decimal import ROUND_HALF_UP, Context, Decimal

from shinchoku.intake.format_code import FormatSection

_NOISE = Decimal("1e-9")
"""Less than this is what binary arithmetic leaves of zero, and no digit that anybody entered."""
_WIDE = Context(prec=500, rounding=ROUND_HALF_UP)


class VanishedError(Exception):
    """A number of which a format leaves no digit: what it shows as 0 is not 0, so that nobody can tell."""


def shown_digits(number: Decimal, section: FormatSection) -> str:
    """Return the digits that a section shows of a number without its sign; empty where it shows all of them.

    Raises:
        VanishedError: if none of the digits are shown.
    """
    if section.is_scientific:
        if len(number.normalize(_WIDE).as_tuple().digits) > section.significant_digits:
            raise VanishedError
        return ""
    places = section.places
    if places is None:
        return ""
    shown = number.quantize(Decimal(1).scaleb(-places), context=_WIDE)
    if shown == number:
        return ""
    if not shown and number > _NOISE:
        raise VanishedError
    return _written(shown, section)


def _written(shown: Decimal, section: FormatSection) -> str:
    """Write a rounded number with as many zeros as its section asks for."""
    whole, _, fraction = f"{shown:f}".partition(".")
    wanted = section.body.partition(".")[2].count("0")
    fraction = fraction.rstrip("0").ljust(wanted, "0")
    return whole.rjust(section.least_digits, "0") + (f".{fraction}" if fraction else "")
