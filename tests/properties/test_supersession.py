"""What holds for every sequence of arrivals: the choice against a model of its own, and its invariants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from shinchoku.intake.sheets import Appearance
from shinchoku.intake.supersession import choose

FIRST_DAY = date(2024, 5, 1)


@dataclass(frozen=True)
class Said:
    """A word on an item: when and where, what, and whether it was accepted."""

    appearance: Appearance
    words: str
    is_accepted: bool

    @property
    def content(self) -> tuple[object, ...]:
        """What it says."""
        return (self.words,)


def at(arrival: int, path: str, sequence: int) -> Appearance:
    """Return an appearance of the n-th arrival; two arrivals fall on one day."""
    return Appearance(arrival, path, sequence, "0" * 64, FIRST_DAY.replace(day=1 + arrival // 2))


APPEARANCES = st.builds(at, st.integers(1, 4), st.sampled_from("ab"), st.integers(1, 3))
ROWS = st.lists(
    st.builds(Said, APPEARANCES, st.sampled_from("甲乙"), st.booleans()),
    max_size=8,
    unique_by=lambda said: said.appearance,
)
BLOCKED = st.lists(APPEARANCES, max_size=2)


def words_of_arrivals(rows: list[Said]) -> dict[int, dict[str, Said]]:
    """Return, arrival by arrival, the last word at each path: the model's only data structure."""
    arrivals: dict[int, dict[str, Said]] = {}
    for number in sorted({row.appearance.arrival for row in rows}):
        arrivals[number] = {}
        for path in "ab":
            there = [r for r in rows if (r.appearance.arrival, r.appearance.path) == (number, path)]
            if there:
                arrivals[number][path] = max(there, key=lambda r: r.appearance.sequence)
    return arrivals


def model(rows: list[Said], blocked: list[Appearance]) -> tuple[Said | None, date | None]:
    """Walk through the arrivals as a clerk would: return the row that counts, and since when it is carried."""
    kept: Said | None = None
    kept_is_newest = False
    newest: list[Said] = []
    for words in words_of_arrivals(rows).values():
        newest = list(words.values())
        accepted = [said for said in newest if said.is_accepted]
        kept_is_newest = len({said.words for said in newest}) == 1 and bool(accepted)
        if kept_is_newest:
            kept = max(accepted, key=lambda said: said.appearance.path)
    if kept is None:
        return None, None
    for file in blocked:
        came_later = [
            file.arrival > said.appearance.arrival
            or (
                file.arrival == said.appearance.arrival
                and file.path == said.appearance.path
                and file.sequence > said.appearance.sequence
            )
            for said in newest
        ]
        kept_is_newest = kept_is_newest and not all(came_later)
    return kept, None if kept_is_newest else kept.appearance.as_of


@given(ROWS, BLOCKED)
def test_the_choice_is_what_a_clerk_would_choose(rows: list[Said], blocked: list[Appearance]) -> None:
    """Arrival by arrival: agreement and acceptance replace what was kept, anything else carries it."""
    choice = choose(rows, blocked)
    assert (choice.row, choice.carried_from) == model(rows, blocked)


@given(ROWS, st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order_of_rows(rows: list[Said], random: Random) -> None:
    """Only on when and where they appeared."""
    mixed = list(rows)
    random.shuffle(mixed)
    assert choose(mixed) == choose(rows)


@given(ROWS, BLOCKED)
def test_the_chosen_row_is_accepted_and_from_no_conflict(rows: list[Said], blocked: list[Appearance]) -> None:
    """Neither of its own arrival nor of the last."""
    choice = choose(rows, blocked)
    if choice.row is not None:
        together = words_of_arrivals(rows)[choice.row.appearance.arrival]
        assert choice.row.is_accepted
        assert {said.words for said in together.values()} == {choice.row.words}
        assert choice.row not in choice.in_conflict


@given(ROWS, BLOCKED)
def test_what_is_carried_is_labelled_with_its_own_date(rows: list[Said], blocked: list[Appearance]) -> None:
    """And a row that is not carried is of the newest arrival."""
    choice = choose(rows, blocked)
    if choice.row is not None:
        is_newest = choice.row.appearance.arrival == max(row.appearance.arrival for row in rows)
        assert choice.carried_from in {None, choice.row.appearance.as_of}
        assert is_newest or choice.carried_from is not None


@given(ROWS)
def test_a_later_accepted_word_always_counts(rows: list[Said]) -> None:
    """Whatever had been said before."""
    last = Said(at(5, "a", 1), "丙", is_accepted=True)
    choice = choose([*rows, last])
    assert (choice.row, choice.carried_from, choice.in_conflict) == (last, None, ())


@given(ROWS)
def test_a_later_word_that_is_refused_changes_no_row(rows: list[Said]) -> None:
    """It only labels what stays as carried forward."""
    refused = Said(at(5, "a", 1), "丙", is_accepted=False)
    before, after = choose(rows), choose([*rows, refused])
    assert after.row == before.row
    assert after.carried_from == (before.row.appearance.as_of if before.row else None)
