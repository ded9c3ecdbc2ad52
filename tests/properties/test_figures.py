"""What holds for every figure: rounding, rates, and sums."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from schemas.codes import AchievementLevel, AchievementStatus, ItemKind
from shinchoku.figures.achievement import Figures, Group, ItemStatus, compute
from shinchoku.intake.numbers import plain_figure, read_figure
from shinchoku.rounding import percent, printed, round_half_up

MEASURES = ("U1-1", "U1-2", "U2-1")
DEPARTMENTS = ("kikaku", "kankyo", "suisan")
GROUPS = [
    Group(AchievementLevel.PLAN, "umibe", "海辺市"),
    *(Group(AchievementLevel.BASIC_POLICY, key, key) for key in ("U1", "U2")),
    *(Group(AchievementLevel.POLICY_MEASURE, key, key) for key in MEASURES),
    *(Group(AchievementLevel.DEPARTMENT, key, key) for key in DEPARTMENTS),
    *(Group(AchievementLevel.KIND, kind, kind) for kind in ItemKind),
]
DENOMINATORS = st.lists(st.sampled_from(AchievementStatus), unique=True).map(
    lambda counted: [AchievementStatus.ACHIEVED, *(s for s in counted if s is not AchievementStatus.ACHIEVED)]
)
WORDS = st.tuples(
    st.sampled_from(AchievementStatus),
    st.sampled_from(MEASURES),
    st.sampled_from(DEPARTMENTS),
    st.sampled_from(ItemKind),
    st.booleans(),
)
PLANS = st.lists(WORDS, max_size=25).map(
    lambda words: [
        ItemStatus(str(n), status, measure[:2], measure, department, kind, carried)
        for n, (status, measure, department, kind, carried) in enumerate(words, start=1)
    ]
)
DECIMALS = st.decimals(-(10**9), 10**9, places=4)


def counts(one: Figures) -> list[int]:
    """Return everything of a row that can be summed."""
    return [one.items, one.carried_forward, *(one.counts[status] for status in AchievementStatus)]


@given(PLANS, DENOMINATORS)
def test_the_plans_row_is_the_sum_of_every_level(
    items: list[ItemStatus], denominator: list[AchievementStatus]
) -> None:
    """Policies, measures, departments and kinds each part the plan."""
    figures = compute(items, GROUPS, denominator, "umibe")
    for level in AchievementLevel:
        rows = [counts(one) for one in figures if one.group.level is level]
        assert [sum(column) for column in zip(*rows, strict=True)] == counts(figures[0])
    assert sum(figures[0].counts.values()) == len(items)


@given(PLANS, DENOMINATORS, st.randoms(use_true_random=False))
def test_figures_do_not_depend_on_the_order_of_rows(
    items: list[ItemStatus], denominator: list[AchievementStatus], random: Random
) -> None:
    """The same items are the same figures."""
    mixed = list(items)
    random.shuffle(mixed)
    assert compute(mixed, GROUPS, denominator, "umibe") == compute(items, GROUPS, denominator, "umibe")


@given(PLANS, DENOMINATORS)
def test_a_rate_lies_between_its_bounds_wherever_open_items_are_counted(
    items: list[ItemStatus], denominator: list[AchievementStatus]
) -> None:
    """And all three lie between 0 and 100, or there is none of them."""
    for one in compute(items, GROUPS, denominator, "umibe"):
        if one.rate is None or one.lowest is None or one.highest is None:
            assert (one.items, one.rate, one.lowest, one.highest) == (0, None, None, None)
        else:
            assert 0 <= one.lowest <= one.rate <= one.highest <= 100


@given(st.integers(1, 200), st.data())
def test_a_rate_rises_with_every_item_achieved(items: int, data: st.DataObject) -> None:
    """The exact rate strictly, the printed one never falling."""
    achieved = data.draw(st.integers(0, items - 1))
    rate, better = percent(achieved, items), percent(achieved + 1, items)
    assert rate is not None
    assert better is not None
    assert rate < better
    assert Decimal(printed(rate)) <= Decimal(printed(better))


@given(st.fractions(max_denominator=10_000), st.integers(0, 4))
def test_rounding_is_decimals_half_up_of_the_exact_value(value: Fraction, places: int) -> None:
    """Scaled to whole twentieths it is exact, so nothing is rounded twice."""
    doubled = abs(value) * 10**places * 2
    floor = doubled.numerator // doubled.denominator
    expected = (Decimal(floor) / 2).quantize(Decimal(1), ROUND_HALF_UP).scaleb(-places)
    assert abs(round_half_up(value, places)) == expected
    assert round_half_up(-value, places) == -round_half_up(value, places)


@given(st.decimals(-(10**6), 10**6, places=3), st.integers(0, 2))
def test_rounding_a_decimal_fraction_is_decimals_half_up(value: Decimal, places: int) -> None:
    """Where the value itself is decimal the two are one."""
    assert round_half_up(Fraction(value), places) == value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@given(DECIMALS)
def test_a_figure_is_read_as_it_was_written(value: Decimal) -> None:
    """What is published can be read back, with thousands separators too."""
    assert read_figure(plain_figure(value), "", {}).value == value
    assert read_figure(f"{value:,}", "", {}).value == value


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_none(text: str) -> None:
    """Content never raises; what was read can be written and read again."""
    value = read_figure(text, "", {}).value
    assert value is None or read_figure(plain_figure(value), "", {}).value == value
