"""How findings and fiscal years move: every move from every state, as the design says it."""

from __future__ import annotations

from itertools import product

import pytest

from shinchoku.checks.findings import FindingState
from shinchoku.errors import DecidedMeanwhileError
from shinchoku.review.permissions import Action
from shinchoku.review.transitions import (
    FINDING_TRANSITIONS,
    YEAR_TRANSITIONS,
    FindingMove,
    YearMove,
    YearState,
    finding_transition,
    moves_from,
    year_moves_from,
    year_transition,
    year_words,
)

FINDINGS = """
    from              by      move             to                second
    open              person  return           returned          -
    open              person  request_waiver   waiver_requested  -
    open              night   resolve          resolved          -
    returned          person  withdraw         open              -
    returned          night   resolve          resolved          -
    waiver_requested  person  approve_waiver   waived            second
    waiver_requested  person  decline_waiver   open              -
    waiver_requested  person  withdraw         open              -
    waiver_requested  night   resolve          resolved          -
    waived            person  withdraw         open              -
    waived            night   end              open              -
    waived            night   resolve          resolved          -
    resolved          night   find_again       open              -
    resolved          night   resume           waived            -
"""
YEARS = """
    from        by      move      to         second
    collecting  night   release   released   -
    collecting  night   hold      held       -
    held        person  approve   approved   second
    held        person  return    returned   -
    returned    person  approve   approved   second
    returned    night   change    held       -
    approved    night   release   released   -
    approved    night   schedule  scheduled  -
    scheduled   night   release   released   -
    scheduled   person  return    returned   -
    scheduled   night   change    held       -
    released    night   hold      held       -
"""
RIGHTS = {
    FindingMove.RETURN: Action.RETURN_FINDING,
    FindingMove.REQUEST_WAIVER: Action.REQUEST_WAIVER,
    FindingMove.APPROVE_WAIVER: Action.DECIDE_WAIVER,
    FindingMove.DECLINE_WAIVER: Action.DECIDE_WAIVER,
    FindingMove.WITHDRAW: Action.REQUEST_WAIVER,
}
"""What somebody must be allowed to do for each move of a finding that is a person's."""
YEAR_RIGHTS = {
    YearMove.APPROVE: Action.APPROVE_RELEASE,
    YearMove.RETURN: Action.RETURN_RELEASE,
}
"""The same for a year."""

Told = tuple[str, str, bool]


def read(table: str) -> dict[tuple[str, str], Told]:
    """Read a table: from a state by a move, where to, by whom, and whether it takes a second person."""
    rows = [line.split() for line in table.strip().splitlines()[1:]]
    return {(state, move): (to, by, second == "second") for state, by, move, to, second in rows}


FINDING_TABLE, YEAR_TABLE = read(FINDINGS), read(YEARS)

DESIGNED_FINDINGS = {
    ("open", "returned"),
    ("open", "waiver_requested"),
    ("open", "resolved"),
    ("waiver_requested", "waived"),
    ("waiver_requested", "open"),
    ("waived", "open"),
    *((state, "resolved") for state in ("returned", "waiver_requested", "waived")),
}
DESIGNED_YEARS = {
    ("collecting", "released"),
    ("collecting", "held"),
    ("held", "approved"),
    ("held", "returned"),
    ("approved", "released"),
    ("approved", "scheduled"),
    ("scheduled", "released"),
    ("scheduled", "held"),
    ("returned", "held"),
    ("released", "held"),
}


@pytest.mark.parametrize(("state", "move"), list(product(FindingState, FindingMove)))
def test_a_finding_moves_exactly_as_the_table_says(state: FindingState, move: FindingMove) -> None:
    """From each state each move leads where the table says, or is told to come too late."""
    expected = FINDING_TABLE.get((state, move))
    if expected is None:
        with pytest.raises(DecidedMeanwhileError) as refused:
            finding_transition(move, state)
        assert state.label_ja in refused.value.message.ja
        assert move.label_en in refused.value.message.en
        return
    found = finding_transition(move, state)
    assert (found.target, "night" if found.is_by_night else "person", found.second_person) == expected
    assert found.action is RIGHTS.get(move)


@pytest.mark.parametrize(("state", "move"), list(product(YearState, YearMove)))
def test_a_year_moves_exactly_as_the_table_says(state: YearState, move: YearMove) -> None:
    """From each state each move leads where the table says, or is told to come too late."""
    expected = YEAR_TABLE.get((state, move))
    if expected is None:
        with pytest.raises(DecidedMeanwhileError) as refused:
            year_transition(move, state)
        assert state.label_ja in refused.value.message.ja
        return
    found = year_transition(move, state)
    assert (found.target, "night" if found.is_by_night else "person", found.second_person) == expected
    assert found.action is YEAR_RIGHTS.get(move)


def test_the_lines_of_the_design_hold() -> None:
    """Every arrow that the design draws is in the tables."""
    assert {(state, to) for (state, _), (to, *_) in FINDING_TABLE.items()} >= DESIGNED_FINDINGS
    assert {(state, to) for (state, _), (to, *_) in YEAR_TABLE.items()} >= DESIGNED_YEARS


def test_what_goes_beyond_the_design_is_this_and_nothing_else() -> None:
    """Taking back, the same value coming back, and deciding anew about a returned or scheduled year."""
    beyond_findings = {(s, to) for (s, _), (to, *_) in FINDING_TABLE.items()} - DESIGNED_FINDINGS
    beyond_years = {(s, to) for (s, _), (to, *_) in YEAR_TABLE.items()} - DESIGNED_YEARS
    assert beyond_findings == {("returned", "open"), ("resolved", "open"), ("resolved", "waived")}
    assert beyond_years == {("returned", "approved"), ("scheduled", "returned")}


def test_every_state_can_be_reached_and_left() -> None:
    """No state is out of reach from the first one, and none is a dead end."""
    for table, first, states in (
        (FINDING_TABLE, FindingState.OPEN, FindingState),
        (YEAR_TABLE, YearState.COLLECTING, YearState),
    ):
        reached: set[str] = {first}
        while more := {to for (state, _), (to, *_) in table.items() if state in reached} - reached:
            reached |= more
        assert reached == {str(one) for one in states}
        assert {state for state, _ in table} == {str(one) for one in states}


def test_no_move_leads_to_two_places_from_one_state() -> None:
    """A move from a state is one row: what happens is never a matter of the order of the table."""
    for table in (FINDING_TRANSITIONS, YEAR_TRANSITIONS):
        pairs = [(one.move, state) for one in table for state in one.sources]
        assert len(pairs) == len(set(pairs))


def test_only_a_second_person_lets_anything_through() -> None:
    """What makes a doubtful row count, or a held year public, is never one person's doing."""
    assert {one.target for one in FINDING_TRANSITIONS if one.second_person} == {FindingState.WAIVED}
    by_people = [one for one in FINDING_TRANSITIONS if not one.is_by_night]
    assert all(one.second_person for one in by_people if one.target is FindingState.WAIVED)
    assert all(one.second_person for one in YEAR_TRANSITIONS if one.target is YearState.APPROVED)


@pytest.mark.parametrize("state", FindingState)
def test_people_are_offered_the_moves_that_are_theirs(state: FindingState) -> None:
    """What a page offers for a finding is what the table has for people, and nothing of the night's."""
    theirs = {move for (one, move), (_, by, _) in FINDING_TABLE.items() if one == state and by == "person"}
    assert {str(move) for move in moves_from(state)} == theirs


@pytest.mark.parametrize("state", YearState)
def test_people_are_offered_the_moves_of_a_year_that_are_theirs(state: YearState) -> None:
    """What a page offers for a year is what the table has for people, and nothing of the night's."""
    theirs = {move for (one, move), (_, by, _) in YEAR_TABLE.items() if one == state and by == "person"}
    assert {str(move) for move in year_moves_from(state)} == theirs


@pytest.mark.parametrize(
    ("state", "waiting_first", "behind_public"),
    [
        (YearState.HELD, "保留", "公表中・変更案あり"),
        (YearState.RETURNED, "差戻し", "公表中・変更案は差戻し"),
        (YearState.APPROVED, "承認済み", "公表中・変更案は承認済み"),
        (YearState.SCHEDULED, "公表日待ち", "公表中・変更案は公表日待ち"),
        (YearState.COLLECTING, "収集中", "収集中"),
        (YearState.RELEASED, "公表", "公表"),
    ],
)
def test_a_public_year_is_not_called_held_for_what_waits_behind_it(
    state: YearState, waiting_first: str, behind_public: str
) -> None:
    """Before its first release a year is held; from then on its figures are public, and a change of them waits."""
    assert year_words(state, is_public=False).ja == waiting_first
    assert year_words(state, is_public=True).ja == behind_public
