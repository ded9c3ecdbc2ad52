"""What stands against recording a correction: said whole, before anything is recorded."""

from __future__ import annotations

import pytest
from builders import fiscal, progress, umibe
from builders.reviewed import correction

from shinchoku.figures.applied_corrections import with_corrections
from shinchoku.figures.correction_mistakes import correction_mistakes
from shinchoku.figures.corrections import Correction

LINE = "1 A; 2 B 90; 3 C; 5 A 20/210"


def mistakes(*proposed: Correction, standing: tuple[Correction, ...] = (), line: str = LINE) -> list[str]:
    """Return the English sentences about corrections of FY2023."""
    found = with_corrections(umibe(), fiscal(2023), progress(line), standing).progress
    return [one.message.en for one in correction_mistakes(umibe(), found, proposed)]


@pytest.mark.parametrize(
    "proposed",
    [
        correction("2", "actual_value", "90", "95"),
        correction("1", "next_action", "", "続ける"),
        correction("2", "reason_not_achieved", "嵐のため", "台風のため"),
        correction("1", "achievement_status", "achieved", "pending"),
    ],
)
def test_a_correction_with_its_reason_and_evidence_may_be_recorded(proposed: Correction) -> None:
    """Nothing stands against it."""
    assert mistakes(proposed) == []


MISTAKES: list[tuple[Correction, str]] = [
    (correction("99", "result_text", "", "x"), "There is no item 99 in the register."),
    (correction("R6-1", "result_text", "", "x"), "Item R6-1 is not in force in FY2023."),
    (correction("1", "actual_value", "", "5"), "Item 1 publishes no actual_value."),
    (correction("2", "value_in_year", "", "5"), "Item 2 publishes no value_in_year."),
    (correction("8", "result_text", "", "x"), "Item 8 has no accepted row to correct"),
    (correction("2", "actual_value", "91", "95"), "is not corrected from what the sheet says now"),
    (correction("2", "actual_value", "90", "90.0"), "is what the sheet says"),
    (
        correction("1", "achievement_status", "achieved", "unreported"),
        "must be one of: achieved, not_achieved",
    ),
    (correction("1", "achievement_status", "achieved", "できた"), "must be one of"),
    (correction("2", "actual_value", "90", "約95"), "“約95”"),
    (correction("2", "actual_value", "90", "多数"), "cannot be read as a number"),
    (correction("2", "actual_value", "90", "95t"), "does not convert"),
    (correction("2", "actual_value", "90", ""), "its actual value is empty"),
    (correction("2", "actual_value", "90", "120"), "but the figure is 120 人"),
    (correction("5", "achievement_status", "achieved", "not_achieved"), "not achieved"),
    (correction("1", "achievement_status", "achieved", "not_achieved"), "reason"),
    (correction("2", "reason_not_achieved", "嵐のため", ""), "reason"),
    (correction("1", "next_action", "", "連絡先は076-220-2111"), "seems to hold a telephone number"),
    (correction("1", "next_action", "", "－"), "Give the next_action in words."),
    (correction("1", "next_action", "", "続ける\ue000"), "cannot be shown elsewhere (U+E000)"),
    (correction("1", "next_action", "", "続ける", reason="　"), "Give the reason in words."),
    (correction("1", "next_action", "", "続ける", evidence=""), "Give the evidence in words."),
    (correction("1", "next_action", "", "続ける", reason="taro@example.jp の連絡"), "an e-mail address"),
]


@pytest.mark.parametrize(("proposed", "words"), MISTAKES, ids=[words for _, words in MISTAKES])
def test_a_correction_is_refused_with_what_is_wrong(proposed: Correction, words: str) -> None:
    """Its place, its two values, its texts, and the rules that a sheet is held to."""
    assert any(words in sentence for sentence in mistakes(proposed)), mistakes(proposed)


def test_suspected_personal_data_is_not_repeated() -> None:
    """The sentence about it says what kind it is and nothing more."""
    (said,) = mistakes(correction("1", "next_action", "", "連絡先は076-220-2111"))
    assert "076" not in said


def test_everything_wrong_is_said_at_once() -> None:
    """Of all corrections proposed, not only of the first."""
    first = correction("99", "result_text", "", "x", reason="")
    assert len(mistakes(first, correction("1", "actual_value", "", "5"))) == 3


def test_a_figure_and_its_status_are_corrected_together() -> None:
    """Each alone would contradict the other."""
    figure = correction("5", "actual_value", "210", "190")
    status = correction("5", "achievement_status", "achieved", "not_achieved", 2)
    why = correction("5", "reason_not_achieved", "", "苗が枯れたため", 3)
    assert mistakes(figure)
    assert mistakes(status, why)
    assert mistakes(figure, status, why) == []


def test_a_proposal_is_judged_with_the_corrections_that_count_already() -> None:
    """A figure corrected to 95 once; to the same again is nothing new, to the sheet's means taking it back."""
    standing = (correction("2", "actual_value", "90", "95"),)
    (same,) = mistakes(correction("2", "actual_value", "90", "95", 2), standing=standing)
    assert same.endswith("has been corrected to that value already.")
    (back,) = mistakes(correction("2", "actual_value", "90", "90", 2), standing=standing)
    assert back.endswith("take that one back.")
    assert mistakes(correction("2", "actual_value", "90", "96", 2), standing=standing) == []
    assert mistakes(correction("2", "next_action", "", "続ける", 2), standing=standing) == []


def test_a_contradiction_that_was_waived_before_may_stay() -> None:
    """The sheet says 達成 with 99 of 100, and somebody had accepted that."""
    assert mistakes(correction("2", "next_action", "", "続ける"), line="2 A 99") == []
    assert mistakes(correction("2", "actual_value", "99", "98"), line="2 A 99")


def test_a_plan_that_does_not_apply_a_rule_does_not_apply_it_to_corrections() -> None:
    """Its weights are those of the sheets."""
    plan = umibe(checks={"off": ["SH501"]})
    found = progress("2 B 90", plan)
    assert correction_mistakes(plan, found, [correction("2", "actual_value", "90", "120")]) == []
