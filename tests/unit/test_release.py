"""The words of holds, and what a rate that appears or goes away means."""

from __future__ import annotations

from builders import content, fiscal, official, umibe

from schemas.codes import CodeList
from shinchoku.releases.hold import HoldReason
from shinchoku.releases.release_holds import first_release_holds, revision_holds, rolled_back_hold

LIMITS = umibe().release


def test_a_contradiction_shows_both_figures() -> None:
    """The computed one and the official one, with every count that is compared."""
    (hold,) = first_release_holds(fiscal(2023), content("1 A; 2 B 60"), [official(2, 2, 0, "100")], LIMITS)
    assert hold.reason is HoldReason.CONTRADICTS_OFFICIAL
    assert hold.detail.ja == (
        "海辺市まちづくり計画: 計算 1/2（50.0%・達成1・未達成1・数値未確定0）、"
        "公式 2/2（100.0%・達成2・未達成0・数値未確定0）。"
    )


def test_an_official_figure_of_a_group_that_was_not_computed_contradicts() -> None:
    """A department without items has no row to agree with."""
    none = official(1, 1, 0, "100", level="department", key="suisan")
    (hold,) = first_release_holds(fiscal(2023), content("1 A"), [none], LIMITS)
    assert hold.detail.en.startswith("suisan: computed /")


def test_official_figures_of_another_year_do_not_count() -> None:
    """FY2024 has its own figures."""
    (hold,) = first_release_holds(fiscal(2024), content("1 A", year=2024), [official(1, 1, 0, "100")], LIMITS)
    assert hold.reason is HoldReason.NO_OFFICIAL_FIGURE


def test_a_rate_that_appears_has_not_moved() -> None:
    """There was none to move from, and none is left to move to."""
    limits = LIMITS.model_copy(update={"max_rate_change_points": 0})
    assert revision_holds(content(""), content("1 A"), limits) == []
    assert [h.reason for h in revision_holds(content("1 A"), content(""), limits)] == [HoldReason.REOPENED]


def test_a_change_names_an_empty_cell() -> None:
    """Nothing is shown as nothing, in both languages."""
    (_, hold) = revision_holds(content("2 A 110"), content(""), LIMITS)
    assert hold.detail.ja == "No.2 実績値: 110 → （空）。"
    assert hold.detail.en == "No.2 Actual value: 110 → (empty)."


def test_a_rolled_back_year_is_named() -> None:
    """The steward reads which year was taken back."""
    assert rolled_back_hold(fiscal(2023)).detail.en == "FY2023 was rolled back."


def test_a_reason_has_its_labels() -> None:
    """One Japanese and one English label for each code."""
    assert issubclass(HoldReason, CodeList)
    assert all(reason.label_ja and reason.label_en for reason in HoldReason)
