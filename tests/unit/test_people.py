"""Who acts: names on record, and the day on which an account ends."""

from __future__ import annotations

from datetime import date

import pytest
from builders.people import person

from shinchoku.review.people import NIGHTLY, NOBODY, Actor, Role, ends_by_default


@pytest.mark.parametrize(
    ("as_of", "ends_on"),
    [
        ("2024-04-01", "2025-03-31"),
        ("2024-12-31", "2025-03-31"),
        ("2025-01-01", "2025-03-31"),
        ("2025-03-31", "2025-03-31"),
        ("2025-04-01", "2026-03-31"),
    ],
)
def test_an_account_ends_with_the_fiscal_year_it_was_made_in(as_of: str, ends_on: str) -> None:
    """Posts change on 1 April: an account made in a fiscal year ends on its last day."""
    assert ends_by_default(date.fromisoformat(as_of)) == date.fromisoformat(ends_on)


def test_the_record_names_the_account_and_the_role() -> None:
    """A person acts in one role at a time, under the name of the account."""
    someone = person("dx-steward", Role.STEWARD, Role.APPROVER)
    assert someone.acting_as(Role.APPROVER) == Actor("user:dx-steward", "approver")


def test_no_account_can_take_the_systems_name() -> None:
    """A person's name on record always begins as a person's."""
    assert not NIGHTLY.name.startswith("user:")
    assert person("system:nightly").name != NIGHTLY.name


def test_nobody_has_neither_roles_nor_departments() -> None:
    """Somebody without an account brings nothing along."""
    assert (NOBODY.account, NOBODY.roles, NOBODY.departments) == ("", frozenset(), frozenset())
