"""Who may take a submission back, or let it count again, as a table."""

from __future__ import annotations

import pytest
from builders.people import APPROVER, KIKAKU, STEWARD, VIEWER

from shinchoku.errors import NotPermittedError
from shinchoku.review.people import NOBODY, Person, Role
from shinchoku.review.taking_back import Handed, may_take_back, taking_back

OWN = Handed("kikaku", by_console=True, is_public=False)
PUBLIC = Handed("kikaku", by_console=True, is_public=True)
OF_THE_INBOX = Handed("kikaku", by_console=False, is_public=False)
ANOTHERS = Handed("kankyo", by_console=True, is_public=False)
NOBODYS = Handed("", by_console=False, is_public=False)
BY_ITSELF = Handed("kikaku", by_console=True, is_public=False, taken_back_by=Role.DEPARTMENT)
BY_A_STEWARD = Handed("kikaku", by_console=True, is_public=False, taken_back_by=Role.STEWARD)
BOTH = Person("both", "両方", frozenset({Role.STEWARD, Role.DEPARTMENT}), frozenset({"kikaku"}))

MAY = {
    "a department": (KIKAKU, [OWN, BY_ITSELF]),
    "a steward": (STEWARD, [OWN, PUBLIC, OF_THE_INBOX, ANOTHERS, NOBODYS, BY_ITSELF, BY_A_STEWARD]),
    "a steward of a department": (
        BOTH,
        [OWN, PUBLIC, OF_THE_INBOX, ANOTHERS, NOBODYS, BY_ITSELF, BY_A_STEWARD],
    ),
    "a viewer": (VIEWER, []),
    "an approver": (APPROVER, []),
    "nobody": (NOBODY, []),
}


@pytest.mark.parametrize("who", MAY)
def test_who_may_take_what_back(who: str) -> None:
    """The answer of the button is the answer of the act."""
    person, wanted = MAY[who]
    every = [OWN, PUBLIC, OF_THE_INBOX, ANOTHERS, NOBODYS, BY_ITSELF, BY_A_STEWARD]
    assert [one for one in every if may_take_back(person, one)] == wanted
    for one in every:
        if one in wanted:
            assert taking_back(person, one).name == person.name
        else:
            with pytest.raises(NotPermittedError):
                taking_back(person, one)
