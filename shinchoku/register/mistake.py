"""One mistake in a plan file, what of the register it is about, and the questions that find the common ones."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from shinchoku.bilingual import Bilingual
from shinchoku.register.entries import PlanIdentity
from shinchoku.register.fiscal_year import FiscalYear

KEY_FIELDS = {
    "basic_policies": "key",
    "policy_measures": "key",
    "departments": "code",
    "items": "no",
    "rounds": "id",
}
"""The sections whose entries others refer to, and the field that each is referred to by."""

EntryKey = tuple[str, str]
"""What a reference names: a section, and the key of an entry there."""


@dataclass(frozen=True, slots=True)
class RegisterPlace:
    """A place in a plan file: a section, entries of it, a field of theirs; what is not said is the whole."""

    section: str = ""
    positions: tuple[int, ...] = ()
    """Of the entries, from 0."""
    name: str = ""
    """What people know the entry by."""
    field: str = ""
    is_of_each: bool = False
    """Whether the field is meant of all entries alike."""

    def __str__(self) -> str:
        """Write the place as people find it in the file: `items[3]（No.4）.indicator.unit`."""
        entries = "[]" if self.is_of_each else ", ".join(f"[{n}]" for n in self.positions)
        name = f"（{self.name}）" if self.name else ""
        return ".".join(part for part in (f"{self.section}{entries}{name}", self.field) if part)

    def at(self, field: str) -> Self:
        """Return the place of a field within this one."""
        return replace(self, field=f"{self.field}.{field}" if self.field else field)


@dataclass(frozen=True, slots=True)
class PlanMistake:
    """One mistake in a plan file: where it stands, and what to do about it. Nothing reads its words but people."""

    place: RegisterPlace
    message: Bilingual
    entries: tuple[int, ...] = ()
    """The entries of the section that it concerns, by position, where its place names none."""
    refers_to: EntryKey | None = None
    """The entry that the value names and that is not in the register."""
    file: str = ""
    """The file it stands in, beside the plan's own; empty if it is that one."""

    @property
    def key(self) -> str:
        """Its place in words; `-` for the file as a whole."""
        return str(self.place) or "-"

    @property
    def positions(self) -> tuple[int, ...]:
        """The entries that it concerns."""
        return self.place.positions or self.entries


def entry(section: str, position: int, name: str = "") -> RegisterPlace:
    """Return the place of one entry."""
    return RegisterPlace(section, (position,), name)


def setting(key: str) -> RegisterPlace:
    """Return the place of a setting, from its dotted key."""
    section, _, field = key.partition(".")
    return RegisterPlace(section, field=field)


def mistake_at(place: RegisterPlace, ja: str, en: str, entries: Iterable[int] = ()) -> PlanMistake:
    """Make a mistake from its place and its two sentences."""
    return PlanMistake(place, Bilingual(ja, en), tuple(entries))


def repeated(values: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return the values that occur more than once, each with its positions."""
    known = list(values)
    return {
        value: tuple(n for n, one in enumerate(known) if one == value)
        for value, times in Counter(known).items()
        if times > 1
    }


def unknown(
    place: RegisterPlace, value: str | None, section: str, known: Iterable[str]
) -> Iterator[PlanMistake]:
    """Yield a mistake if a reference to an entry of a section names nothing known."""
    if value is not None and value not in known:
        words = Bilingual(f"「{value}」は登録されていません。", f"{value!r} is not in the register.")
        yield PlanMistake(place, words, refers_to=(section, value))


def outside(plan: PlanIdentity, place: RegisterPlace, year: FiscalYear | None) -> Iterator[PlanMistake]:
    """Yield a mistake if a year lies outside the plan's period."""
    if year is not None and not plan.first_fiscal_year <= year <= plan.last_fiscal_year:
        yield mistake_at(place, f"{year.label}は計画期間の外です。", f"{year} is outside the plan's period.")
