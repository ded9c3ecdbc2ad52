"""What holds for every fiscal year, and for the order of all item numbers."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.item_no import is_item_no, natural_key, normalize_item_no

YEARS = range(1868, 2101)
ORIGINAL = st.integers(1, 9999).map(str)
ADDED = st.builds("R{}-{}".format, st.integers(1, 99), st.integers(1, 999))
WRITTEN = st.one_of(ORIGINAL, ADDED, st.text(max_size=6))


@pytest.mark.parametrize("year", YEARS)
def test_a_label_of_any_year_is_read_back(year: int) -> None:
    """Era label, its full-width form, the Western label and the bare year all mean the year."""
    one = FiscalYear(year)
    wide = one.era_label.translate({ord("0") + n: ord("０") + n for n in range(10)})
    labels = [one.era_label, wide, f"{one.era}{one.era_year}", f"{year}年度", str(year)]
    assert {FiscalYear.from_label(label) for label in labels} == {one}


@pytest.mark.parametrize("year", [year for year in YEARS if FiscalYear(year).era_year == 1])
def test_the_last_year_of_an_era_is_the_first_of_the_next(year: int) -> None:
    """平成31年度 is 令和元年度, 昭和64年度 is 平成元年度: both labels name one fiscal year."""
    if year > YEARS[0]:
        before = FiscalYear(year - 1)
        assert FiscalYear.from_label(f"{before.era}{before.era_year + 1}年度") == FiscalYear(year)


@given(st.integers(1868, 2998))
def test_a_fiscal_year_ends_on_the_day_before_the_next_begins(year: int) -> None:
    """No day between two years, and each day in its own."""
    one, following = FiscalYear(year), FiscalYear(year + 1)
    assert (following.first_day - one.last_day).days == 1
    assert {FiscalYear.of_date(one.first_day), FiscalYear.of_date(one.last_day)} == {one}


@given(st.text(max_size=8))
def test_any_text_is_a_fiscal_year_or_refused(text: str) -> None:
    """Content never raises anything else."""
    try:
        year = FiscalYear.from_label(text)
    except ValueError:
        return
    assert FiscalYear.from_label(year.era_label) == year


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_original_items_stand_in_the_order_of_their_numbers(one: int, other: int) -> None:
    """1, 2, … 10, as numbers and not as text."""
    assert (natural_key(str(one)) < natural_key(str(other))) is (one < other)


@given(st.tuples(st.integers(1, 99), st.integers(1, 999)), st.tuples(st.integers(1, 99), st.integers(1, 999)))
def test_added_items_stand_by_year_and_number(one: tuple[int, int], other: tuple[int, int]) -> None:
    """R6-2 before R6-10 before R7-1."""
    assert (natural_key("R{}-{}".format(*one)) < natural_key("R{}-{}".format(*other))) is (one < other)


@given(ORIGINAL, ADDED, st.text(max_size=6).filter(lambda text: not is_item_no(text)))
def test_original_items_stand_before_added_ones_and_anything_else_last(
    one: str, added: str, rest: str
) -> None:
    """Whatever their numbers are."""
    assert natural_key(one) < natural_key(added) < natural_key(rest)


@given(WRITTEN, WRITTEN)
def test_no_two_numbers_share_a_place(one: str, other: str) -> None:
    """The natural order is total."""
    assert (natural_key(one) == natural_key(other)) is (one == other)


@given(st.lists(WRITTEN), st.randoms(use_true_random=False))
def test_the_natural_order_does_not_depend_on_the_order_before(items: list[str], random: Random) -> None:
    """Sorting is the same from anywhere."""
    mixed = list(items)
    random.shuffle(mixed)
    assert sorted(mixed, key=natural_key) == sorted(items, key=natural_key)


@given(st.one_of(ORIGINAL, ADDED))
def test_a_canonical_number_stays_as_it_is(no: str) -> None:
    """And every item number is canonical."""
    assert is_item_no(no)
    assert normalize_item_no(no) == no


@given(st.text(max_size=8))
def test_normalizing_a_number_twice_changes_nothing(text: str) -> None:
    """For whatever becomes an item number."""
    once = normalize_item_no(text)
    if is_item_no(once):
        assert normalize_item_no(once) == once
