"""The clock of the city: which day it is there, and what its clocks show."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from shinchoku.errors import ConfigurationError

_CITY_TIME = ZoneInfo("Asia/Tokyo")


def city_moment(day: date, at: time = time()) -> datetime:
    """Return a day and time of the city as an instant."""
    return datetime.combine(day, at, _CITY_TIME)


def city_time(at: datetime) -> datetime:
    """Return an instant as the clocks of the city show it."""
    return at.astimezone(_CITY_TIME)


def today() -> date:
    """Return the date in the city: the default of `--as-of`."""
    return datetime.now(_CITY_TIME).date()


def require_reached(day: date) -> date:
    """Return the day of a run unless it is still to come: received dates and versions never go back again.

    Raises:
        ConfigurationError: if the day lies after today in the city.
    """
    latest = today()
    if day > latest:
        raise ConfigurationError(
            f"処理日 {day} は、今日（{latest}）より後の日付です。今日までの日付を指定してください。",
            f"the run's date {day} lies after today ({latest}): give today or an earlier day.",
        )
    return day


def now() -> datetime:
    """Return the instant, for the state's own records; nothing published depends on it."""
    return datetime.now(UTC)
