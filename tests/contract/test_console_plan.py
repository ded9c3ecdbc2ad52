"""The plan's pages: items by year and search, a round and a year opened by forms."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from builders.console import Served, services_at, serving
from builders.office import send, text_of
from contract.city import City

from shinchoku.adapters.locking import run_lock
from shinchoku.adapters.plan_file import load_plan
from shinchoku.adapters.state.amendments import load_amendments
from shinchoku.review.people import Role

ROUND = {
    "year": "2025", "name": "中間", "opens": "2025-10-01", "due": "2025-10-31", "rate": "1", "reason": "例年どおり",
}  # fmt: skip


@pytest.fixture
def served(city: City) -> Iterator[Served]:
    """A console of 海辺市 whose plan file has a comment."""
    city.plan_file.write_text("# 注\n" + city.plan_file.read_text(encoding="utf-8"), encoding="utf-8")
    with serving(services_at(city.data, city.plan_file)) as made:
        yield made


def test_the_items_of_a_year_are_searched(served: Served) -> None:
    """An item stands in the years in which it is in force; a search looks at number, name and department."""
    browser = served.logged_in("viewer", Role.VIEWER)
    assert "窓口の統合" in browser.get("/plan?year=2023").text
    assert "窓口の統合" not in browser.get("/plan?year=2024").text
    found = browser.get("/plan?year=2024&q=水産課").text
    assert "魚市場を開く" in found
    assert "浜の清掃" not in found
    hostile = browser.get("/plan?year=9999&q=<script>alert(1)</script>")
    assert hostile.status_code == 200
    assert "<script>alert" not in hostile.text


def test_a_round_is_looked_at_and_then_written(served: Served) -> None:
    """Nothing is written by the preview; the plan's file keeps its comments and has the round afterwards."""
    steward = served.logged_in("steward", Role.STEWARD)
    before = served.services.plan_file.read_bytes()
    preview = send(steward, steward.get("/plan/rounds/new?year=2025"), "/plan/rounds/new", **ROUND)
    assert "照会" in text_of(preview)
    assert "2025-10-31" in preview.text
    assert served.services.plan_file.read_bytes() == before
    edited = send(steward, preview, "/plan/rounds/new", step="edit")
    assert 'value="2025-10-31"' in edited.text
    answer = send(steward, preview, "/plan/rounds/open")
    assert (answer.status_code, answer.headers.get("location")) == (303, "/plan/years/2025")
    made = load_plan(served.services.plan_file).rounds[-1]
    assert (made.name, made.fiscal_year.year, made.folder) == ("中間", 2025, "令和7年度/中間")
    assert served.services.plan_file.read_text(encoding="utf-8").startswith("# 注\n")
    assert send(steward, preview, "/plan/rounds/open").status_code == 409


def test_a_round_is_not_opened_while_a_night_is_going(served: Served) -> None:
    """The page says that another run is going, and nothing is written."""
    steward = served.logged_in("steward", Role.STEWARD)
    preview = send(steward, steward.get("/plan/rounds/new"), "/plan/rounds/new", **ROUND)
    before = served.services.plan_file.read_bytes()
    with run_lock(served.services.paths):
        answer = send(steward, preview, "/plan/rounds/open")
    assert answer.status_code == 503
    assert "別の処理が実行中" in answer.text
    assert served.services.plan_file.read_bytes() == before


def test_what_is_wrong_with_a_round_is_said_at_its_field(served: Served) -> None:
    """A due date before the first day and a missing name are told; what was typed stays."""
    steward = served.logged_in("steward", Role.STEWARD)
    form = steward.get("/plan/rounds/new")
    late = send(steward, form, "/plan/rounds/new", **{**ROUND, "due": "2025-09-01"})
    assert late.status_code == 400
    assert 'value="2025-09-01"' in late.text
    nameless = send(steward, form, "/plan/rounds/new", **{**ROUND, "name": "", "reason": "076-123-4567"})
    assert nameless.status_code == 400
    assert 'id="name-error"' in nameless.text
    assert 'id="reason-error"' in nameless.text


def test_missing_targets_of_a_year_are_put_up_together(served: Served) -> None:
    """One table, one proposal: it waits for an approver, as every change of what is judged."""
    steward = served.logged_in("steward", Role.STEWARD)
    page = steward.get("/plan/years/2025")
    assert "令和7年度の目標値のない項目が" in page.text
    wrong = send(steward, page, "/plan/years/2025/targets", **{"target.2": "多め", "reason": "予算"})
    assert wrong.status_code == 400
    assert 'id="target.2-error"' in wrong.text
    typed = {"target.2": "140", "target.3": "40", "reason": "予算の決定"}
    preview = send(steward, page, "/plan/years/2025/targets", **typed)
    assert "No.2 の目標値（令和7年度）: なし → 140" in text_of(preview)
    assert send(steward, preview, "/amendments/propose").status_code == 303
    with served.services.engine.connect() as connection:
        (made,) = load_amendments(connection, "umibe")
    assert made.effective_year.year == 2025


@pytest.mark.parametrize("role", list(Role))
def test_who_may_see_and_open(served: Served, role: Role) -> None:
    """Everybody sees the plan; stewards open rounds."""
    browser = served.logged_in("one", role, departments=("kankyo",) if role is Role.DEPARTMENT else ())
    assert browser.get("/plan").status_code == 200
    assert browser.get("/plan/years/2026").status_code == 200
    assert browser.get("/plan/years/2029").status_code == 404
    allowed = role is Role.STEWARD
    assert browser.get("/plan/rounds/new").status_code == (200 if allowed else 403)
    assert browser.post("/plan/rounds/open", ROUND).status_code == (409 if allowed else 403)
