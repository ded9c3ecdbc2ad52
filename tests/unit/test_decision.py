"""What a night decides for a year."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from builders import content, day, fiscal, official, umibe

from shinchoku.bilingual import Bilingual
from shinchoku.releases.decision import Approval, Outcome, YearDecision, YearSoFar, decide
from shinchoku.releases.history import Cause
from shinchoku.releases.hold import Hold, HoldReason

LIMITS = umibe().release
OFFICIAL = official(1, 1, 1, "100")
FIRST, CONFIRMED = content("1 A; 2 C"), content("1 A; 2 A 110")
CORRECTED = content("1 B; 2 C")
STATE = YearSoFar(fiscal(2023), FIRST, FIRST, None, [OFFICIAL])
RELEASED = replace(STATE, released=FIRST)


def moment(on: str) -> datetime:
    """Return the beginning of a day as an instant."""
    return datetime.combine(day(on), time(), UTC)


def approved(state: YearSoFar, digest: str, embargo: str | None = None) -> YearSoFar:
    """Return the state with an approval of a digest."""
    return replace(
        state, approval=Approval(digest, "確認済み", "steward", moment(embargo) if embargo else None)
    )


def night(state: YearSoFar, as_of: str = "05-20") -> YearDecision:
    """Decide a night."""
    return decide(state, LIMITS, moment(as_of))


def reasons(decision: YearDecision) -> list[HoldReason]:
    """Return why something waits."""
    return [hold.reason for hold in decision.waiting.holds] if decision.waiting else []


def test_a_first_release_that_agrees_with_the_official_figures_goes_out() -> None:
    """Nothing waits behind it."""
    decision = night(STATE)
    assert (decision.outcome, decision.content, decision.waiting) == (Outcome.RELEASED, FIRST, None)
    assert decision.entry is not None
    assert (decision.entry.digest, decision.entry.cause) == (FIRST.digest, Cause.FIRST)


def test_a_first_release_without_official_figures_waits() -> None:
    """The candidate and its hold are kept; nothing of the year is public."""
    decision = night(replace(STATE, official=[]))
    assert (decision.outcome, decision.content, decision.entry) == (Outcome.HELD, None, None)
    assert reasons(decision) == [HoldReason.NO_OFFICIAL_FIGURE]
    assert decision.waiting is not None
    assert decision.waiting.is_first


def test_a_first_release_and_its_revision_never_go_out_on_the_same_night() -> None:
    """The confirmation waits behind the first release, and nothing holds it tomorrow."""
    decision = night(replace(STATE, all_rounds=CONFIRMED))
    assert (decision.outcome, decision.content) == (Outcome.RELEASED, FIRST)
    assert decision.waiting is not None
    assert (decision.waiting.content, decision.waiting.is_first, reasons(decision)) == (CONFIRMED, False, [])


def test_a_held_first_release_keeps_its_revision_waiting_too() -> None:
    """What waits is the first release."""
    decision = night(replace(STATE, all_rounds=CONFIRMED, official=[]))
    assert decision.waiting is not None
    assert decision.waiting.content == FIRST


def test_an_unchanged_year_stays() -> None:
    """Same digest, nothing to do, whatever was approved."""
    decision = night(approved(RELEASED, FIRST.digest))
    assert (decision.outcome, decision.content, decision.entry) == (Outcome.UNCHANGED, FIRST, None)


def test_a_confirmation_goes_out_by_itself() -> None:
    """Pending to confirmed is a revision that nothing holds."""
    decision = night(replace(RELEASED, all_rounds=CONFIRMED))
    assert decision.entry is not None
    assert (decision.outcome, decision.entry.cause) == (Outcome.RELEASED, Cause.REVISION)


def test_a_correction_waits_and_the_released_rows_stay() -> None:
    """A held year contributes exactly its rows of the last release."""
    decision = night(replace(RELEASED, all_rounds=CORRECTED))
    assert (decision.outcome, decision.content) == (Outcome.HELD, FIRST)
    assert reasons(decision) == [HoldReason.CONFIRMED_VALUE_CHANGED]


def test_an_approved_candidate_goes_out_with_its_reason_and_role() -> None:
    """Exactly the rows whose digest was named."""
    decision = night(approved(replace(RELEASED, all_rounds=CORRECTED), CORRECTED.digest))
    assert (decision.outcome, decision.content, decision.waiting) == (Outcome.RELEASED, CORRECTED, None)
    assert decision.entry is not None
    assert (decision.entry.cause, decision.entry.reason, decision.entry.role) == (
        Cause.APPROVED,
        "確認済み",
        "steward",
    )


def test_a_changed_candidate_voids_the_approval() -> None:
    """The digest is another, so nobody has approved it."""
    decision = night(approved(replace(RELEASED, all_rounds=CORRECTED), CONFIRMED.digest))
    assert decision.outcome is Outcome.HELD


@pytest.mark.parametrize(
    ("as_of", "outcome"),
    [("05-31", Outcome.SCHEDULED), ("06-01", Outcome.RELEASED), ("06-02", Outcome.RELEASED)],
)
def test_an_approved_candidate_waits_for_its_embargo(as_of: str, outcome: Outcome) -> None:
    """It goes out on the night of the day, not before."""
    decision = night(approved(replace(RELEASED, all_rounds=CORRECTED), CORRECTED.digest, "06-01"), as_of)
    assert decision.outcome is outcome
    assert (decision.content == FIRST) is (outcome is Outcome.SCHEDULED)


def test_a_rolled_back_year_waits_until_someone_approves() -> None:
    """Even a change that would go out by itself."""
    state = replace(RELEASED, all_rounds=CONFIRMED, is_rolled_back=True)
    assert reasons(night(state)) == [HoldReason.ROLLED_BACK]
    assert night(approved(state, CONFIRMED.digest)).outcome is Outcome.RELEASED


def test_a_year_that_was_rolled_back_to_nothing_waits_too() -> None:
    """Its first release was taken back; it does not come back the next night by itself."""
    decision = night(replace(STATE, is_rolled_back=True))
    assert decision.outcome is Outcome.HELD
    assert HoldReason.ROLLED_BACK in reasons(decision)


OVERRULED = (Hold(HoldReason.NEWER_ROW_OVERRULED, Bilingual("前の照会の新しい内容", "a newer row")),)


def test_a_first_release_waits_for_a_newer_row_of_an_earlier_round() -> None:
    """Nobody finds out afterwards that another word had come."""
    decision = night(replace(STATE, overruled=OVERRULED))
    assert (decision.outcome, reasons(decision)) == (Outcome.HELD, [HoldReason.NEWER_ROW_OVERRULED])


def test_a_released_year_is_held_by_a_newer_row_of_an_earlier_round() -> None:
    """Whether its candidate is what is public already or something else."""
    same = night(replace(RELEASED, overruled=OVERRULED))
    other = night(replace(RELEASED, all_rounds=CONFIRMED, overruled=OVERRULED))
    assert (same.outcome, same.content, reasons(same)) == (
        Outcome.HELD,
        FIRST,
        [HoldReason.NEWER_ROW_OVERRULED],
    )
    assert (other.outcome, reasons(other)) == (Outcome.HELD, [HoldReason.NEWER_ROW_OVERRULED])
