"""引継ぎ: one page of what is open, what comes, who is there and what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from builders.console import INSTALLER, Served, services_at, serving
from builders.office import propose_on_a_sheet, text_of
from contract.city import City

from shinchoku.adapters.state.change import changing
from shinchoku.city_clock import now
from shinchoku.review.people import Role


@pytest.fixture
def served(city: City) -> Iterator[Served]:
    """A console of 海辺市."""
    with serving(services_at(city.data, city.plan_file, today=date.today)) as made:
        yield made


def test_open_decisions_dates_people_and_decisions_stand_on_one_page(served: Served) -> None:
    """A department's proposal, the accounts and their end, and a decision with its reason; texts are harmless."""
    browser = served.logged_in("steward", Role.STEWARD)
    propose_on_a_sheet(served, {"content": "<script>alert(1)</script>"})
    with changing(served.services.engine, "umibe", INSTALLER, "<i>議決</i>のとおり\u202e", now()) as change:
        change.record("approve", "FY2023 abc")
        change.record("measure", "no decision")
    answer = browser.get("/handover")
    said = text_of(answer)
    assert "所属の提案" in said
    assert "アカウント1件の期限" in said
    assert "公表を承認した" in said
    assert "公表案を作った" not in said
    assert "<script>alert" not in answer.text
    assert "<i>議決" not in answer.text
    assert "⟨U+202E⟩" in answer.text


@pytest.mark.parametrize("role", list(Role))
def test_who_may_read_it(served: Served, role: Role) -> None:
    """Whoever may read the audit trail, which it tells from."""
    browser = served.logged_in("one", role, departments=("kankyo",) if role is Role.DEPARTMENT else ())
    assert browser.get("/handover").status_code == (403 if role in {Role.VIEWER, Role.DEPARTMENT} else 200)
