"""Labels above a table: what nobody sees, and what is struck through, decides nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import code_of, sheet

from shinchoku.intake.layout.labels import find_labels, label_problems
from shinchoku.intake.layout.merges import Merges
from shinchoku.intake.look import SheetLook
from shinchoku.intake.sheets import Area, Sheet

ABOVE = """
令和６年度 進捗状況報告 |          |      |
部局課室名              | 企画課   | 年度 | 令和５年度
照会                    |          |      |
年度末                  |          |      |
"""


def seen(text: str = ABOVE, **look: object) -> Sheet:
    """Return the top of a sheet with something that only a second look shows."""
    return replace(sheet(text), look=SheetLook(**look))  # type: ignore[arg-type]  # the fields of a look


def answers(top: Sheet) -> dict[str, str]:
    """Return the answer to each label."""
    return {label.name: label.answer.raw for label in find_labels(top, Merges(top), len(top.grid))}


def problems(top: Sheet) -> list[tuple[str, str, str, str]]:
    """Return the rule, the cell, the raw text and the rows of each problem."""
    found = label_problems(top, Merges(top), len(top.grid))
    return [(code_of(one), one.cell, one.raw, one.values.get("rows", "")) for one in found]


def test_what_everybody_sees_counts() -> None:
    """Beside and below the labels; nothing is to be told."""
    assert answers(seen()) == {
        "department": "企画課",
        "fiscal_year": "令和５年度",
        "round": "年度末",
        "titled_year": "令和６年度 進捗状況報告",
    }
    assert problems(seen()) == []


def test_a_hidden_row_decides_nothing_and_is_named() -> None:
    """Last year's labels, hidden above this year's title: the title's year counts."""
    top = seen(hidden_rows=frozenset({1, 3}))
    assert answers(top) == {"titled_year": "令和６年度 進捗状況報告"}
    assert problems(top) == [("SH211", "A2", "", "2, 4")]


def test_a_hidden_title_names_no_year() -> None:
    """Nobody looked at it."""
    top = seen("令和６年度 進捗状況報告 |\n所属 | 企画課", hidden_rows=frozenset({0}))
    assert answers(top) == {"department": "企画課"}


def test_a_hidden_column_decides_nothing() -> None:
    """The department's answer stands in a hidden column; what is beside it and seen counts."""
    found = answers(seen(hidden_columns=frozenset({1})))
    assert (found["fiscal_year"], found["round"], "department" in found) == ("令和５年度", "年度末", False)
    beside = seen("所属 | 財政課 | 企画課", hidden_columns=frozenset({1}))
    assert answers(beside) == {"department": "企画課"}


def test_an_answer_merged_out_of_a_hidden_column_is_seen() -> None:
    """The area shows its text in the columns that are left."""
    top = replace(seen("所属 | 企画課 |", hidden_columns=frozenset({1})), merged=(Area(0, 1, 0, 2),))
    assert answers(top) == {"department": "企画課"}


def test_a_struck_answer_decides_nothing_and_is_named() -> None:
    """Beside its label, behind its colon, and in the title."""
    top = seen(struck=frozenset({(1, 1), (1, 3), (0, 0)}))
    assert answers(top) == {"round": "年度末"}
    assert problems(top) == [("SH322", "B2", "企画課", ""), ("SH322", "D2", "令和５年度", "")]
    behind = seen("所属：企画課 |", struck=frozenset({(0, 0)}))
    assert (answers(behind), problems(behind)) == ({}, [("SH322", "A1", "企画課", "")])


def test_the_answer_is_what_is_shown() -> None:
    """6 under `"令和"0"年度"` is 令和6年度; a format that cannot be told safely is named."""
    shown = seen("年度 | 6", formats={(0, 1): '"令和"0"年度"'})
    assert answers(shown) == {"fiscal_year": "令和6年度"}
    unclear = seen("年度 | 6", formats={(0, 1): "# ?/?"})
    assert (answers(unclear), problems(unclear)) == ({}, [("SH328", "B1", "6", "")])


@pytest.mark.parametrize(
    ("text", "number_format", "told"),
    [
        ("2024-04-01", "", "2024-04-01"),
        ("2024-01-10", "", "2024-01-10"),
        ("45383", "", "2024-04-01"),
        ("45383", 'ggge"年度"', "2024-04-01"),
        ("2024-04-01", 'yyyy"年度"', "2024-04-01"),
        ("45292", 'ggge"年度"', "45292"),
    ],
)
def test_a_day_as_the_year_stays_a_day(text: str, number_format: str, told: str) -> None:
    """Its fiscal year is told where a file is placed; 1 January shown as 令和6年度 is not taken for 令和5年度."""
    look = {"formats": {(0, 1): number_format}} if number_format else {}
    assert answers(seen(f"年度 | {text}", **look)) == {"fiscal_year": told}
