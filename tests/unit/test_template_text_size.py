"""How much room a text takes on a form."""

from __future__ import annotations

import pytest

from shinchoku.adapters.forms.text_size import (
    LINE_POINTS,
    MOST_ROW_POINTS,
    lines_of,
    most_characters,
    row_height,
)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("浜を守る", 10, 1),
        ("浜を守る人", 10, 2),
        ("浜\n守る", 10, 2),
        ("abc defg", 10, 1),
        ("abcdefgh ijklmn", 10, 2),
        ("あa1", 5.5, 1),
        ("あab1", 5.5, 2),
        ("a" * 30, 11.5, 3),
    ],
)
def test_a_text_wraps_between_japanese_letters_and_never_inside_a_word(
    text: str, width: float, lines: int
) -> None:
    """Unless the word alone is longer than the line; a full-width letter takes two."""
    assert lines_of(text, width) == lines


def test_a_row_is_as_high_as_its_lines_and_never_higher_than_excel_draws() -> None:
    """Some points of padding included; a row may be asked to have room for more."""
    assert row_height(2) >= 2 * LINE_POINTS
    assert row_height(1, fewest=4) == row_height(4)
    assert row_height(1000) == MOST_ROW_POINTS


def test_the_most_that_a_cell_takes_can_be_shown_whole() -> None:
    """The limit of characters fits into the highest row."""
    most = most_characters(29.5)
    assert lines_of("海" * most, 29.5) * LINE_POINTS <= MOST_ROW_POINTS
