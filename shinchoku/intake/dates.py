"""Dates as departments write them, stored as ISO 8601: era or Western, any width, to the day or month.

GIF: dates are `YYYY-MM-DD`, eras are converted at the edges. A date is read only if it is one: a year
that lies after its era's end, or a thirtieth of February, is none.
"""

import re
import unicodedata
from datetime import date, timedelta

_ERA_BEGINS: dict[str, tuple[date, date]] = {
    # era and letter: its first and its last day
    **dict.fromkeys(("令和", "R"), (date(2019, 5, 1), date.max)),
    **dict.fromkeys(("平成", "H"), (date(1989, 1, 8), date(2019, 4, 30))),
    **dict.fromkeys(("昭和", "S"), (date(1926, 12, 25), date(1989, 1, 7))),
    **dict.fromkeys(("大正", "T"), (date(1912, 7, 30), date(1926, 12, 24))),
    **dict.fromkeys(("明治", "M"), (date(1868, 1, 25), date(1912, 7, 29))),
}
_DATE = re.compile(
    r"(?:(?P<era>令和|平成|昭和|大正|明治|[RHSTM])\.?(?P<era_year>元|\d{1,2})|(?P<year>\d{4}))"
    r"[-/.年](?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2})日?|月)?(?: 00:00(?::00)?)?"
)
_EPOCHS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
_LEAP_THAT_WAS_NONE = 60
"""Excel's 1900 system counts 29 February 1900, which did not exist."""


def parse_date(text: str) -> str | None:
    """Read `R8.10.31`, `令和７年１月`, `2027/5/31` as `2026-10-31`, `2025-01`, `2027-05-31`; else `None`."""
    plain = re.sub(r"\s+(?!\d\d:)", "", unicodedata.normalize("NFKC", text)).upper()
    match = _DATE.fullmatch(plain)
    if match is None:
        return None
    year = _year(match)
    month, day = int(match["month"]), int(match["day"] or 1)
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    if match["era"] and not _within(match["era"], found, to_the_day=match["day"] is not None):
        return None
    return found.isoformat() if match["day"] else f"{year:04d}-{month:02d}"


def date_of_serial(serial: int, system: int = 1900) -> date | None:
    """Return the day that a spreadsheet stores as a serial number, in the 1900 or the 1904 system.

    Serial 45678 of the 1900 system is 2025-01-21. Outside 1900-2999, or for the day that never was,
    there is none.
    """
    if system == 1900 and serial == _LEAP_THAT_WAS_NONE:  # noqa: PLR2004 -- the name of the date system
        return None
    shift = 1 if system == 1900 and 0 < serial < _LEAP_THAT_WAS_NONE else 0  # noqa: PLR2004 -- as above
    try:
        found = _EPOCHS[system] + timedelta(days=serial + shift)
    except OverflowError:
        return None
    return found if 1900 <= found.year < 3000 else None  # noqa: PLR2004 -- years that a sheet can mean


def _year(match: re.Match[str]) -> int:
    """Return the Western year of a match."""
    if match["year"]:
        return int(match["year"])
    number = 1 if match["era_year"] == "元" else int(match["era_year"])
    return _ERA_BEGINS[match["era"]][0].year + number - 1


def _within(era: str, found: date, *, to_the_day: bool) -> bool:
    """Tell whether a day (or any day of its month) lies in an era; R0 and 平成31年5月 lie in none.

    Documents written before an era ended name later days by it (平成35年): those are refused, because
    nothing says whether the year or the era was meant.
    """
    first, last = _ERA_BEGINS[era]
    if to_the_day:
        return first <= found <= last
    return first.replace(day=1) <= found <= last
