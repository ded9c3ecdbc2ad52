"""What holds a year, by the naive model: the reasons of the design, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

from nights.naive_year import Register, Year

_MISSING = frozenset("RU")
_WITH_FIGURES = frozenset({"2", "3", "4", "5", "R6-1"})
"""Items with a numeric target: their confirmed figure goes or changes with the status."""


def first_holds(candidate: Year, register: Register) -> Iterator[str]:
    """Yield what stands against a first release."""
    items, achieved, pending, *_ = candidate.counts()
    if candidate.official is None:
        yield "no_official_figure"
    elif candidate.official != (items, achieved, pending) or _misses_other_counts(candidate):
        yield "contradicts_official"
    yield from _of_either(candidate, register)


def change_holds(old: Year, new: Year, register: Register) -> Iterator[str]:
    """Yield what stands against replacing a released year."""
    yield from _of_either(new, register)
    if old.lines.keys() - new.lines.keys():
        yield "row_vanished"
    if old.counted != new.counted:
        yield "denominator_changed"
    if old.official is not None and old.official != new.official:
        yield "official_changed"
    yield from _redefined(old, new)
    yield from _moved(old, new, register)


def _of_either(candidate: Year, register: Register) -> Iterator[str]:
    """Yield what stands against a first release and against a change alike."""
    if sum(line.status in _MISSING for line in candidate.lines.values()) > register.most_missing:
        yield "too_many_unreported"
    if candidate.outdated:
        yield "newer_row_overruled"


def _misses_other_counts(candidate: Year) -> bool:
    """Tell whether items are missing where the official figures leave none: 未達成 = 項目 − 達成 − 未確定."""
    items, achieved, pending, *_ = candidate.counts()
    missed = [line.status for line in candidate.lines.values()].count("B")
    return missed != items - achieved - pending


def _redefined(old: Year, new: Year) -> Iterator[str]:
    """Yield changes of names, places, departments and labels."""
    both = old.places.keys() & new.places.keys()
    labels = dict(old.labels), dict(new.labels)
    if any(old.places[no][0] != new.places[no][0] for no in both):
        yield "definition_changed"
    if any(old.places[no][1] != new.places[no][1] for no in both):
        yield "place_changed"
    if any(old.places[no][2] != new.places[no][2] for no in both):
        yield "department_changed"
    if any(labels[0][key] != labels[1][key] for key in labels[0].keys() & labels[1].keys()):
        yield "label_changed"


def _moved(old: Year, new: Year, register: Register) -> Iterator[str]:
    """Yield changes of statuses that do not pass by themselves, and a rate that moves too far."""
    for no in old.lines.keys() & new.lines.keys():
        before, after = old.lines[no].status, new.lines[no].status
        if before == after:
            continue
        if before in "AB" and after in "AB":
            yield "confirmed_value_changed"
        elif (before in "AB" and after in "CRU") or (before == "C" and after in _MISSING):
            yield "reopened"
        elif after == "N":
            yield "left_denominator"
        if before in "AB" and no in _WITH_FIGURES:
            yield "confirmed_value_changed"
    rates = old.rate(), new.rate()
    if rates[0] is not None and rates[1] is not None and abs(rates[0] - rates[1]) > register.most_points:
        yield "rate_moved"
