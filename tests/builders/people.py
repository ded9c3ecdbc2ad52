"""The people of 海辺市 who decide: one for each post, and whoever has several."""

from __future__ import annotations

from shinchoku.review.people import Person, Role


def person(account: str, *roles: Role, departments: tuple[str, ...] = ()) -> Person:
    """Return a person with an account of the name, who is what the roles say."""
    return Person(account, account, frozenset(roles), frozenset(departments))


VIEWER = person("viewer", Role.VIEWER)
KIKAKU = person("kikaku", Role.DEPARTMENT, departments=("kikaku",))
STEWARD = person("steward", Role.STEWARD)
SECOND_STEWARD = person("steward2", Role.STEWARD)
APPROVER = person("approver", Role.APPROVER)
SECOND_APPROVER = person("approver2", Role.APPROVER)
ADMINISTRATOR = person("admin", Role.ADMINISTRATOR)
BOTH = person("both", Role.STEWARD, Role.APPROVER)
