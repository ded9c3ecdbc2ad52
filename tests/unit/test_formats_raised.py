"""Raised and lowered characters: a mistake in a value, and a part of the word in a text."""

from __future__ import annotations

import pytest
from builders import checked, codes_of

from shinchoku.checks.examples import ExampleFile, ExampleSheet
from shinchoku.intake.look import SheetLook

HEADINGS = "番号 | 達成状況 | 取組実績 | 実績値 | 今後の取組"


@pytest.mark.parametrize(
    ("column", "found"), [(0, ["SH332"]), (1, ["SH332"]), (2, []), (3, ["SH332"]), (4, [])]
)
def test_a_raised_character_is_told_of_in_values_only(column: int, found: list[str]) -> None:
    """61² is no figure; km² and CO₂ are words."""
    at = (1, column)
    sheet = f"{HEADINGS}\n2 | A | 1.5km2を整備 | 110 | CO2を減らす"
    example = ExampleFile((ExampleSheet(sheet, look=SheetLook(raised=frozenset({at}))),))
    assert codes_of(checked(example.received(1, ())).findings) == found


@pytest.mark.parametrize(("number", "found"), [("2¹", ["SH332", "SH401"]), ("2", [])])
def test_a_raised_digit_is_no_digit_of_an_item_number(number: str, found: list[str]) -> None:
    """`2¹` is not No. 21."""
    sheet = ExampleSheet(f"{HEADINGS}\n{number} | A | 実施 | 110 |")
    assert sorted(codes_of(checked(ExampleFile((sheet,)).received(1, ())).findings)) == found
