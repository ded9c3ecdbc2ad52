"""主な取組: the steward's choice before the register's, the edited sentence beside the department's own."""

from __future__ import annotations

import pytest
from builders import fiscal, progress, umibe
from builders.reviewed import choice

from schemas.published import TABLES
from schemas.typed import find_breaches
from shinchoku.figures.highlight_mistakes import choice_mistakes
from shinchoku.figures.highlights import HighlightChoice, measures_without_highlight, outdated_choices
from shinchoku.figures.reviewed import Reviewed
from shinchoku.figures.tables import Table
from shinchoku.figures.year_content import year_content

LINE = "1 A; 2 A 110; 5 A 20/210"
REGISTER = [
    {"report_year": 2023, "kind": "main_result", "item": "1"},
    {"report_year": 2023, "kind": "addition", "item": "R6-1"},
    {"report_year": 2024, "kind": "main_result", "item": "8"},
]
PLAN = umibe(highlights=REGISTER)
YEAR = fiscal(2023)


def shown(*choices: HighlightChoice) -> Table:
    """Return the highlights of FY2023."""
    return year_content(PLAN, YEAR, progress(LINE, PLAN), [], [], Reviewed(highlights=choices)).table(
        "highlights"
    )


def texts(*choices: HighlightChoice) -> list[tuple[str, ...]]:
    """Return kind, order, item, text and original of the highlights."""
    names = ("highlight_kind", "display_order", "item_no", "text_ja", "original_text_ja")
    return [tuple(row.get(name, "") for name in names) for row in shown(*choices)]


ADDITION = ("addition", "1", "R6-1", "", "")


def test_without_a_choice_the_registers_counts() -> None:
    """In the department's own words."""
    assert texts() == [("main_result", "1", "1", "実施した", ""), ADDITION]


def test_a_choice_replaces_the_registers_of_its_measure_and_year() -> None:
    """Another item, in an edited sentence; the department's own text stands beside it."""
    rows = texts(choice("U1-1", "5", "松を20本植えました。"))
    assert rows == [("main_result", "1", "5", "松を20本植えました。", "実施した"), ADDITION]


def test_a_choice_of_another_measure_leaves_the_registers() -> None:
    """In the order of the measures."""
    rows = texts(choice("U1-2", "8", "実施した", ""))
    assert [row[:3] for row in rows] == [("main_result", "1", "1"), ("main_result", "2", "8"), ADDITION[:3]]


def test_a_sentence_that_was_not_edited_has_no_original_beside_it() -> None:
    """The text is the department's own; so the content keeps the digest it had from the register's choice."""
    assert texts(choice("U1-1", "1", "実施した")) == texts()
    own = year_content(PLAN, YEAR, progress(LINE, PLAN), [], [])
    chosen = Reviewed(highlights=(choice("U1-1", "1", "実施した"),))
    assert year_content(PLAN, YEAR, progress(LINE, PLAN), [], [], chosen).digest == own.digest


def test_an_edited_sentence_holds_the_contract_and_is_one_line() -> None:
    """Line breaks and machine-dependent characters are replaced as on a sheet."""
    table = shown(choice("U1-1", "5", "①松を\n植えました。"))
    assert table[0]["text_ja"] == "(1)松を 植えました。"
    assert find_breaches(TABLES["highlights"], [{"original_text_ja": "", **row} for row in table]) == []


def test_an_edited_sentence_gives_way_when_the_department_writes_something_else() -> None:
    """The item stays chosen in its new words, and somebody has to look again."""
    old = choice("U1-1", "5", "松を10本植えました。", "10本植えた")
    assert texts(old)[0] == ("main_result", "1", "5", "実施した", "")
    assert outdated_choices(PLAN, YEAR, progress(LINE, PLAN), [old]) == (old,)
    assert outdated_choices(PLAN, YEAR, progress(LINE, PLAN), [choice("U1-1", "5", "植えました。")]) == ()


@pytest.mark.parametrize(("measure", "no"), [("U1-1", "R6-1"), ("U1-2", "5"), ("U9", "5")])
def test_a_choice_that_the_register_no_longer_has_does_not_count(measure: str, no: str) -> None:
    """The item is not in force, or not under that measure: the register's choice is shown."""
    gone = choice(measure, no, "x")
    assert texts(gone) == texts()
    assert outdated_choices(PLAN, YEAR, progress(LINE, PLAN), [gone]) == (gone,)


def test_the_later_of_two_choices_of_one_item_counts() -> None:
    """The first is not reported as outdated."""
    both = (choice("U1-1", "5", "はじめ"), choice("U1-1", "5", "あと"))
    assert [row[3] for row in texts(*both)] == ["あと", ""]
    assert outdated_choices(PLAN, YEAR, progress(LINE, PLAN), both) == ()


def test_a_choice_belongs_to_its_report_year() -> None:
    """FY2024's report has its own."""
    other = HighlightChoice(fiscal(2024), "U1-1", "5", "", "x", "steward")
    assert texts(other) == texts()
    assert outdated_choices(PLAN, YEAR, progress(LINE, PLAN), [other]) == ()


def test_measures_without_a_highlight_are_shown() -> None:
    """Neither a steward nor the register names one; a measure without items in force needs none."""

    def missing(*choices: HighlightChoice) -> list[str]:
        return [one.key for one in measures_without_highlight(PLAN, YEAR, choices)]

    assert missing() == ["U1-2"]
    assert missing(choice("U1-2", "8", "x")) == []
    empty = umibe(items=[{"no": "1", "name": "浜", "policy_measure": "U1-1", "department": "kikaku"}])
    assert [one.key for one in measures_without_highlight(empty, YEAR, [])] == ["U1-1"]


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (choice("U9-9", "1", "実施しました。"), "no policy measure 'U9-9'"),
        (choice("U1-1", "R6-1", "実施しました。"), "'R6-1' is no item in force in FY2023"),
        (choice("U1-2", "1", "実施しました。"), "Item 1 does not stand under"),
        (choice("U1-2", "8", "実施しました。"), "Item 8 has no accepted row yet"),
        (choice("U1-1", "1", "実施しました。", "別の文"), "has changed since it was shown"),
        (choice("U1-1", "1", "―"), "Give the sentence of the highlight in words."),
        (choice("U1-1", "1", "電話076-220-2111へ"), "a telephone number"),
    ],
)
def test_a_choice_is_refused_with_what_is_wrong(made: HighlightChoice, words: str) -> None:
    """Its measure, its item, the words it was made for, its sentence."""
    (said,) = choice_mistakes(PLAN, progress(LINE, PLAN), made)
    assert words in said.en


def test_a_good_choice_may_be_recorded() -> None:
    """Nothing stands against it."""
    assert choice_mistakes(PLAN, progress(LINE, PLAN), choice("U1-1", "5", "松を植えました。")) == []
