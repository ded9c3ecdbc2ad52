"""Cell text to typed value: one reading, or none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import umibe

from schemas.codes import AchievementStatus
from shinchoku.intake.cells import (
    parse_number,
    parse_status,
    parse_text,
    plain_figure,
    same_unit,
    says_something,
)

SCALE = umibe().reporting.scale


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  実施した ", "実施した"),
        ("一行目\n二行目", "一行目 二行目"),
        ("全角\u3000\u3000空白", "全角 空白"),
        ("見え\u200bない\ufeff文字\u202e", "見えない文字"),
        ("ＡＢＣ％", "ＡＢＣ％"),
        (" \u3000\n", ""),
    ],
)
def test_text_is_one_line_without_disguises(raw: str, text: str) -> None:
    """Line breaks become a space, invisible characters go, width and wording stay."""
    assert parse_text(raw) == text


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("42", "42"),
        ("１，２３４", "1234"),
        (" 2,637", "2637"),
        ("1,234,567.50", "1234567.50"),
        ("0.1", "0.1"),
        ("▲3.5", "-3.5"),
        ("△１", "-1"),
        ("－5", "-5"),
        ("−5", "-5"),
        ("+5", "5"),
    ],
)
def test_a_number_is_read_however_it_is_written(raw: str, value: str) -> None:
    """Any width, thousands separators in their places, and the minus signs of a ledger."""
    assert parse_number(raw) == Decimal(value)


@pytest.mark.parametrize(
    "raw",
    ["", "-", "約42", "42人", "42%", "1,23", "12,3456", "1.2.3", "4-2", "1e3", ".5", "未定", "nan", "--1"],
)
def test_what_is_more_than_a_number_is_none(raw: str) -> None:
    """Words, units and misplaced separators are never dropped to get at a number (MIC rule 1-3)."""
    assert parse_number(raw) is None


@pytest.mark.parametrize("raw", ["100\n200", "100 200", "10²", "5①"])
def test_two_numbers_in_a_cell_are_no_number(raw: str) -> None:
    """Digits that stand apart, on two lines or raised, are not one longer number."""
    assert parse_number(raw) is None


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("A", AchievementStatus.ACHIEVED),
        (" ａ ", AchievementStatus.ACHIEVED),
        ("S", AchievementStatus.ACHIEVED),
        ("Ｂ", AchievementStatus.NOT_ACHIEVED),
        ("-時期外", AchievementStatus.NOT_DUE),
        ("達成", None),
        ("AB", None),
        ("", None),
    ],
)
def test_a_status_is_read_by_the_plans_own_scale(raw: str, status: AchievementStatus | None) -> None:
    """The labels of 海辺市 count, whatever their width; no other city's do."""
    assert parse_status(raw, SCALE) is status


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("％", "%", True), ("㎡", "m2", True), ("KG", "kg", True), ("人 ", "人", True), ("人", "件", False)],
)
def test_units_are_compared_in_one_width(one: str, other: str, *, same: bool) -> None:
    """Two spellings of a unit are the same unit."""
    assert same_unit(one, other) is same


@pytest.mark.parametrize(
    ("text", "says"), [("実施", True), ("3", True), ("", False), ("－", False), ("ー", False), ("…。", False)]
)
def test_a_lone_dash_says_nothing(text: str, *, says: bool) -> None:
    """A statement has a letter or a digit."""
    assert says_something(text) is says


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("100", "100"),
        ("1E+3", "1000"),
        ("2.50", "2.5"),
        ("3.0", "3"),
        ("-0.0", "0"),
        ("-1.25", "-1.25"),
        ("1E-7", "0.0000001"),
    ],
)
def test_a_figure_is_written_plainly(value: str, text: str) -> None:
    """No exponent, no trailing zeros, no negative zero."""
    assert plain_figure(Decimal(value)) == text
