"""One mistake in a plan file, and the questions that find the common ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from shinchoku.bilingual import Bilingual
from shinchoku.register.entries import PlanIdentity
from shinchoku.register.fiscal_year import FiscalYear


@dataclass(frozen=True, slots=True)
class PlanMistake:
    """One mistake in a plan file: the key it stands at, and what to do about it."""

    key: str
    message: Bilingual
    file: str = ""
    """The file it stands in, beside the plan's own; empty if it is that one."""


def mistake_at(key: str, ja: str, en: str) -> PlanMistake:
    """Make a mistake from its key and its two sentences."""
    return PlanMistake(key, Bilingual(ja, en))


def repeated(values: Iterable[str]) -> list[str]:
    """Return the values that occur more than once."""
    return [value for value, times in Counter(values).items() if times > 1]


def unknown(key: str, value: str | None, known: set[str]) -> Iterator[PlanMistake]:
    """Yield a mistake if a reference names nothing known."""
    if value is not None and value not in known:
        yield mistake_at(key, f"「{value}」は登録されていません。", f"{value!r} is not in the register.")


def outside(plan: PlanIdentity, key: str, year: FiscalYear | None) -> Iterator[PlanMistake]:
    """Yield a mistake if a year lies outside the plan's period."""
    if year is not None and not plan.first_fiscal_year <= year <= plan.last_fiscal_year:
        yield mistake_at(key, f"{year.label}は計画期間の外です。", f"{year} is outside the plan's period.")
