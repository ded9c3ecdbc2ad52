"""Item numbers: their canonical form and their natural order."""

from __future__ import annotations

import pytest

from shinchoku.register.item_no import is_item_no, natural_key, normalize_item_no


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("1", "1"),
        ("１０", "10"),
        ("No.3", "3"),
        ("Ｎｏ．１", "1"),
        ("№7", "7"),
        ("項番 12", "12"),
        ("007", "7"),
        ("r6－７", "R6-7"),
        ("R06‐07", "R6-7"),
        ("Ｒ６ー１", "R6-1"),
        ("R6 - 1", "R6-1"),
        ("R10-20", "R10-20"),
        ("0", "0"),
        ("", ""),
    ],
)
def test_an_item_number_has_one_spelling(written: str, canonical: str) -> None:
    """Width, case, prefix, dashes and leading zeros make no difference."""
    assert normalize_item_no(written) == canonical


@pytest.mark.parametrize("text", ["1", "90", "9999", "R6-1", "R10-20", "H30-2", "S63-1"])
def test_item_numbers_are_known_by_their_form(text: str) -> None:
    """A number of the plan's start, or one added in a year of an era."""
    assert is_item_no(text)


@pytest.mark.parametrize(
    "text", ["", "0", "10000", "1-1", "R6", "R0-1", "R6-0", "M1-1", "H40-1", "1.0", "2024-06-07"]
)
def test_other_text_is_no_item_number(text: str) -> None:
    """Not a date that Excel made, not a decimal, not a year that the era never had."""
    assert not is_item_no(text)


def test_items_stand_in_the_plans_own_order() -> None:
    """The original numbers first, by number; then the added ones by year; anything else last."""
    items = ["合計", "R7-1", "R6-10", "10", "R6-2", "H30-1", "2", "90", "?"]
    assert sorted(items, key=natural_key) == ["2", "10", "90", "H30-1", "R6-2", "R6-10", "R7-1", "?", "合計"]
