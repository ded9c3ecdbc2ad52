"""Units: which spellings are one unit, and which convert exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shinchoku.intake.units import is_unit, same_unit, unit_of, written_scale


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("％", "%", True),
        ("パーセント", "％", True),
        ("㎡", "m2", True),
        ("ｍ２", "平方メートル", True),
        ("KG", "kg", True),
        ("人 ", "名", True),
        ("箇所", "カ所", True),
        ("か所", "ヵ所", True),
        ("ヶ月", "か月", True),
        ("千円", "百万円", False),
        ("千円", "1000円", False),
        ("人", "件", False),
        ("％", "‰", False),
    ],
)
def test_spellings_of_one_unit_are_the_same(one: str, other: str, *, same: bool) -> None:
    """Width, case, spaces and the many ways to write a counter; a scale makes another unit."""
    assert same_unit(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "factor"),
    [
        ("千円", "円", "1000"),
        ("円", "百万円", "0.000001"),
        ("兆円", "億円", "10000"),
        ("十億円", "億円", "10"),
        ("千万円", "万円", "1000"),
        ("万人", "人", "10000"),
        ("km", "m", "1000"),
        ("‰", "％", "0.1"),
        ("千団体", "団体", "1000"),
        ("人", "件", None),
        ("t-CO2", "t", None),
    ],
)
def test_units_convert_exactly_or_not_at_all(one: str, other: str, factor: str | None) -> None:
    """Only within one measure."""
    assert unit_of(one).converted(Decimal(1), unit_of(other)) == (None if factor is None else Decimal(factor))


def test_an_amount_that_has_no_finite_decimal_is_refused() -> None:
    """Ninety minutes are an hour and a half; a hundred have no exact decimal in hours."""
    assert unit_of("分").converted(Decimal(90), unit_of("時間")) == Decimal("1.5")
    assert unit_of("分").converted(Decimal(100), unit_of("時間")) is None


@pytest.mark.parametrize(
    ("text", "known"),
    [("千円", True), ("％", True), ("件", True), ("令和5年度", False), ("見込み", False), ("千葉", False)],
)
def test_common_units_are_known_in_a_heading(text: str, *, known: bool) -> None:
    """実績値（千円） states a unit, 実績値（見込み） does not."""
    assert is_unit(text) is known


def test_a_scale_stands_alone() -> None:
    """億 is a factor, a unit is none."""
    assert written_scale("億") == 10**8
    assert written_scale("円") is None
