"""The first page: what the night did, what waits for whom, what comes."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from builders.console import Served, services_at, serving
from builders.office import propose_on_a_sheet, text_of
from contract.city import ENVIRONMENT, City
from sqlalchemy import update

from shinchoku.adapters.state.change import WRITING
from shinchoku.adapters.state.tables import nights
from shinchoku.review.people import Role

BROKEN = "1|A|浜を清掃した\n3|だいたい|ごみを減らした||48"


@pytest.fixture
def served(city: City) -> Iterator[Served]:
    """A console of 海辺市 before its first night."""
    with serving(services_at(city.data, city.plan_file)) as made:
        yield made


def night(city: City) -> None:
    """Have a night find an error on a sheet of 環境課."""
    city.send(ENVIRONMENT, BROKEN)
    city.first_night("2024-05-02")


def test_before_the_first_night_the_page_says_so(served: Served) -> None:
    """No figures, no nights, and nothing that waits: said in sentences."""
    said = text_of(served.logged_in("steward", Role.STEWARD).get("/"))
    assert "まだ夜間処理が行われていません" in said
    assert "お待たせしているものはありません" in said
    assert "表示する数値がまだありません。" in said
    assert "令和5年度 年度末の提出期限" in said


def test_each_role_is_shown_what_waits_for_it(city: City) -> None:
    """A steward the errors, a department its own, an approver and a viewer nothing of them."""
    night(city)
    with serving(services_at(city.data, city.plan_file)) as served:
        steward = served.logged_in("steward", Role.STEWARD)
        propose_on_a_sheet(served, {}, {"cell": "A4"})
        said = text_of(steward.get("/"))
        assert "エラーの指摘" in said
        assert "未回答の所属の提案" in said
        own = served.logged_in("kankyo", Role.DEPARTMENT, departments=("kankyo",))
        assert "直していただくエラー" in text_of(own.get("/"))
        other = served.logged_in("kikaku", Role.DEPARTMENT, departments=("kikaku",))
        assert "直していただくエラー" not in text_of(other.get("/"))
        assert "エラーの指摘" not in text_of(served.logged_in("approver", Role.APPROVER).get("/"))
        assert "待っていること" not in text_of(served.logged_in("viewer", Role.VIEWER).get("/"))


def test_warnings_of_the_night_are_told_to_those_who_can_act(city: City) -> None:
    """A warning stands there as text, whatever it says; departments do not see it."""
    night(city)
    with serving(services_at(city.data, city.plan_file)) as served:
        with served.services.engine.connect().execution_options(**WRITING) as connection, connection.begin():
            outcome = json.dumps({"warnings": [["<b>届きません", "<b>not sent"]], "files_new": 1})
            connection.execute(update(nights).values(outcome=outcome))
        page = served.logged_in("steward", Role.STEWARD).get("/").text
        assert "&lt;b&gt;届きません" in page
        own = served.logged_in("kankyo", Role.DEPARTMENT, departments=("kankyo",))
        assert "届きません" not in own.get("/").text
