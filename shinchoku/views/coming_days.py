"""The days ahead: rounds that open and fall due, committees, publications, and what ends."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from shinchoku.bilingual import Bilingual
from shinchoku.register.plan import Plan


@dataclass(frozen=True, slots=True)
class ComingDay:
    """One day on which something happens."""

    day: date
    words: Bilingual
    is_due: bool = False
    """Whether something has to be done by then."""


def coming_days(plan: Plan, as_of: date, more: Iterable[ComingDay] = ()) -> list[ComingDay]:
    """Return what happens from a day on, the next first."""
    found = [one for one in (*_of_rounds(plan), *more) if one.day >= as_of]
    return sorted(found, key=lambda one: (one.day, not one.is_due, one.words.ja))


def _of_rounds(plan: Plan) -> Iterator[ComingDay]:
    """Yield the days of every round."""
    for one in plan.rounds:
        ja, en = f"{one.fiscal_year.era_label} {one.name}", f"{one.fiscal_year} {one.name}"
        yield ComingDay(one.opens, Bilingual(f"{ja}の照会を開始", f"{en}: the round opens"))
        yield ComingDay(one.due, Bilingual(f"{ja}の提出期限", f"{en}: sheets are due"), is_due=True)
        if one.committee is not None:
            yield ComingDay(one.committee, Bilingual(f"{ja}の委員会", f"{en}: the committee meets"))
        if one.publication is not None:
            yield ComingDay(one.publication, Bilingual(f"{ja}の公表予定", f"{en}: publication"))
