"""Who may do what: every role, every action, one's own and another's, as the city decided it.

The table is written out by hand from the order of the city. It says for each role what it may do to what
lies with its own department and to what lies with another: a dot for neither.
"""

from __future__ import annotations

from itertools import combinations, product

import pytest
from builders.people import person

from shinchoku.errors import NotPermittedError
from shinchoku.review.people import NOBODY, Person, Role
from shinchoku.review.permissions import Action, Reach, acting, may, reach, reach_of

EXPECTED = """
    action              viewer     department  steward    approver   administrator
    see_findings        own+other  own         own+other  own+other  own+other
    see_submissions     own+other  own         own+other  own+other  own+other
    see_sheets          .          own         own+other  own+other  .
    see_releases        own+other  own+other   own+other  own+other  own+other
    see_candidates      own+other  .           own+other  own+other  own+other
    see_plan            own+other  own+other   own+other  own+other  own+other
    see_audit           .          .           own+other  own+other  own+other
    see_accounts        .          .           .          .          own+other
    check_file          .          own         own+other  .          .
    submit              .          own         own+other  .          .
    withdraw_submission .          own         own+other  .          .
    reassign_submission .          .           own+other  .          .
    quarantine          .          .           own+other  .          .
    return_finding      .          .           own+other  .          .
    request_waiver      .          .           own+other  .          .
    decide_waiver       .          .           .          own+other  .
    record_correction   .          .           own+other  .          .
    choose_highlight    .          .           own+other  .          .
    propose_amendment   .          .           own+other  .          .
    decide_amendment    .          .           .          own+other  .
    open_round          .          .           own+other  .          .
    remind              .          .           own+other  .          .
    approve_release     .          .           .          own+other  .
    return_release      .          .           .          own+other  .
    roll_back           .          .           .          own+other  .
    keep_drift          .          .           own+other  own+other  .
    ask_takedown        .          .           own+other  own+other  .
    confirm_takedown    .          .           .          own+other  .
    manage_accounts     .          .           .          .          own+other
"""
HEAD, *LINES = [line.split() for line in EXPECTED.strip().splitlines()]
TABLE = {(line[0], role): cell for line in LINES for role, cell in zip(HEAD[1:], line[1:], strict=True)}
OWN, OTHER = "kikaku", "kankyo"
DECIDING = {line[0] for line in LINES if not line[0].startswith(("see_", "check_"))}
EVERY = list(product(Action, Role))


def holder(*roles: Role) -> Person:
    """Return somebody with some roles, whose own department is the planning division."""
    return person("someone", *roles, departments=(OWN,))


def allowed(action: Action, role: Role, department: str) -> bool:
    """Return what the table says."""
    return ("own" if department == OWN else "other") in TABLE[action, role].split("+")


def test_the_table_speaks_of_every_action_and_every_role() -> None:
    """No action and no role is left to chance."""
    assert set(TABLE) == {(action.value, role.value) for action, role in EVERY}


@pytest.mark.parametrize(("action", "role"), EVERY)
def test_a_role_may_do_exactly_what_the_table_says(action: Action, role: Role) -> None:
    """To what is one's own, to what is another's, and to anything at all."""
    someone = holder(role)
    told = {department: may(someone, action, department) for department in (OWN, OTHER)}
    assert told == {department: allowed(action, role, department) for department in (OWN, OTHER)}
    assert may(someone, action) is any(told.values())


@pytest.mark.parametrize(("action", "role"), EVERY)
def test_whoever_may_not_is_refused_and_told_who_may(action: Action, role: Role) -> None:
    """The refusal names the account, the action and the roles that could; whoever may acts in the role."""
    someone = holder(role)
    for department in (OWN, OTHER):
        if allowed(action, role, department):
            assert acting(someone, action, department) == someone.acting_as(role)
            continue
        with pytest.raises(NotPermittedError) as refused:
            acting(someone, action, department)
        for label, said in (
            (action.label_ja, refused.value.message.ja),
            (action.label_en, str(refused.value)),
        ):
            assert label in said
        assert "someone" in refused.value.message.ja
        could = [one.label_ja for one in Role if TABLE[action, one] != "."]
        assert "・".join(could) in refused.value.message.ja


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_several_roles_reach_as_far_as_the_farthest(action: Action, count: int) -> None:
    """Somebody with several roles may do what any one of them may, and nothing more."""
    for roles in combinations(Role, count):
        someone = holder(*roles)
        for department in (OWN, OTHER):
            expected = any(allowed(action, role, department) for role in roles)
            assert may(someone, action, department) is expected, roles
            if expected:
                assert allowed(action, Role.of(acting(someone, action, department).role), department)


@pytest.mark.parametrize("action", Action)
def test_nobody_may_do_nothing(action: Action) -> None:
    """Without an account no permission is held at all, and the refusal says how to get one."""
    assert not may(NOBODY, action)
    assert not may(NOBODY, action, OWN)
    assert reach(NOBODY, action) is Reach.NONE
    with pytest.raises(NotPermittedError, match="needs an account"):
        acting(NOBODY, action)


@pytest.mark.parametrize("action", Action)
def test_a_department_without_a_department_reaches_nothing_of_anybody(action: Action) -> None:
    """The role alone opens no department's things."""
    nowhere = person("nowhere", Role.DEPARTMENT)
    for department in (OWN, OTHER, ""):
        assert may(nowhere, action, department) is (reach_of(Role.DEPARTMENT, action) is Reach.ALL)


@pytest.mark.parametrize("action", [one for one in Action if reach_of(Role.DEPARTMENT, one) is Reach.OWN])
def test_what_lies_with_no_known_department_is_nobodys_own(action: Action) -> None:
    """A finding whose department could not be told is shown to no department."""
    assert not may(holder(Role.DEPARTMENT), action, "")


@pytest.mark.parametrize(("one", "other"), [
    (Action.REQUEST_WAIVER, Action.DECIDE_WAIVER),
    (Action.RECORD_CORRECTION, Action.APPROVE_RELEASE),
    (Action.REQUEST_WAIVER, Action.APPROVE_RELEASE),
    (Action.PROPOSE_AMENDMENT, Action.DECIDE_AMENDMENT),
])  # fmt: skip
def test_no_role_holds_both_halves_of_a_decision(one: Action, other: Action) -> None:
    """Whoever asks and whoever lets through have different roles, even before four eyes are asked for."""
    assert [role for role in Role if may(holder(role), one) and may(holder(role), other)] == []


@pytest.mark.parametrize("action", [one for one in Action if one.value in DECIDING])
def test_viewers_and_administrators_decide_nothing_about_data(action: Action) -> None:
    """Who looks and who keeps the accounts has no say in what is published."""
    assert not may(holder(Role.VIEWER), action)
    if action is not Action.MANAGE_ACCOUNTS:
        assert not may(holder(Role.ADMINISTRATOR), action)
