"""What somebody enters when deciding about a candidate, and what is wrong with it, by field."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time

from shinchoku.bilingual import Bilingual
from shinchoku.city_clock import city_moment
from shinchoku.console.request_context import RequestContext
from shinchoku.errors import ConfigurationError

_LONGEST_DOCUMENT = 100
_NO_DATE = Bilingual(
    "日付の形が正しくありません。例：2026-04-01", "This is no date. Write it like 2026-04-01."
)
_NO_TIME = Bilingual("時刻の形が正しくありません。例：09:30", "This is no time. Write it like 09:30.")
_TIME_ALONE = Bilingual("時刻だけでは決まりません。日付も入れてください。", "A time needs a date beside it.")
_PAST = Bilingual(
    "この日時は過ぎています。すぐに公表するなら空欄にし、待つなら先の日時にしてください。",
    "This moment has passed. Leave it empty to release at once, or give a later one.",
)
_LONG_DOCUMENT = Bilingual(
    f"{_LONGEST_DOCUMENT}字以内の1行にしてください。",
    f"Write one line of at most {_LONGEST_DOCUMENT} characters.",
)


@dataclass
class Entered:
    """What somebody typed into one of the two forms, and what is wrong with it, by field."""

    reason: str = ""
    document: str = ""
    day: str = ""
    time: str = ""
    message: str = ""
    errors: list[tuple[str, Bilingual]] = field(default_factory=list)

    @property
    def wrong(self) -> dict[str, Bilingual]:
        """The first mistake of each field."""
        return dict(reversed(self.errors))


def entered_in(context: RequestContext) -> Entered:
    """Return what was typed."""

    def text(name: str) -> str:
        given = context.form.get(name, "")
        return given.replace("\r\n", "\n").strip() if isinstance(given, str) else ""

    return Entered(text("reason"), text("document"), text("day"), text("time"), text("message"))


def screen(entered: Entered, name: str, check: Callable[[], object]) -> None:
    """Note what is wrong with a text, if anything."""
    try:
        check()
    except ConfigurationError as error:
        entered.errors.append((name, error.message))


def embargo_of(context: RequestContext, entered: Entered) -> datetime | None:
    """Return the moment before which nothing is to go out; mistakes are noted at their fields."""
    day, at = None, time()
    try:
        day = date.fromisoformat(entered.day) if entered.day else None
    except ValueError:
        entered.errors.append(("day", _NO_DATE))
    try:
        at = time.fromisoformat(entered.time) if entered.time else at
    except ValueError:
        entered.errors.append(("time", _NO_TIME))
    if entered.time and not entered.day:
        entered.errors.append(("day", _TIME_ALONE))
    if day is None or entered.errors:
        return None
    moment = city_moment(day, at.replace(tzinfo=None))
    if moment <= context.session.moment:
        entered.errors.append(("day", _PAST))
    return moment


def screen_document(entered: Entered) -> None:
    """Note if the document number is no number of a document."""
    if len(entered.document) > _LONGEST_DOCUMENT or not (entered.document or "-").isprintable():
        entered.errors.append(("document", _LONG_DOCUMENT))
