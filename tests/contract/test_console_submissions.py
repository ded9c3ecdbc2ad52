"""The submissions board and the reminders, on a real server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from builders.console import Browser, Served, services_at, serving
from contract.city import HARBOUR, PLANNING, SHEETS, City

from shinchoku.adapters.state.trail import history_of
from shinchoku.console.settings import ConsoleSettings
from shinchoku.review.people import Role

LATE = "2024-05-20"


@pytest.fixture
def addresses(tmp_path: Path) -> Path:
    """A file of addresses that reaches one department, at an address where nobody listens."""
    file = tmp_path / "addresses.toml"
    file.write_text('[addresses]\nkankyo = "json://127.0.0.1:9/nobody"\n', encoding="utf-8")
    file.chmod(0o600)
    return file


@pytest.fixture
def served(city: City, addresses: Path) -> Iterator[Served]:
    """A console of 海辺市 ten days after the due date, with two sheets of three, one of them wrong."""
    city.send(PLANNING, "2|A|実施|||約110|")
    city.send(HARBOUR, SHEETS[HARBOUR])
    city.first_night(LATE)
    settings = ConsoleSettings(notify_file=addresses)
    services = services_at(
        city.data, city.plan_file, settings=settings, today=lambda: date.fromisoformat(LATE)
    )
    with serving(services) as made:
        yield made


@pytest.fixture
def steward(served: Served) -> Browser:
    """A steward, logged in."""
    return served.logged_in("steward", Role.STEWARD)


def test_the_board_says_where_each_department_stands(steward: Browser) -> None:
    """State, days late, errors and the date of what came, in words and signs."""
    page = steward.get("/submissions").text
    assert "要修正（10日遅れ）" in page
    assert "10日遅れ" in page
    assert "受領 <time" in page
    assert "提出の推移" in page


def test_the_board_is_narrowed(steward: Browser) -> None:
    """By state and round; what fits nobody says so."""
    page = steward.get("/submissions?state=with_errors&round=r5-end").text
    assert "/departments/kikaku" in page
    assert "/departments/kankyo" not in page
    assert "該当する所属はありません" in steward.get("/submissions?state=clean&bureau=nie").text


def test_a_department_sees_its_own_row_alone(served: Served) -> None:
    """Neither another row nor the others' chart, pending figures or reminders are shown to it."""
    kikaku = served.logged_in("kikaku", Role.DEPARTMENT, departments=("kikaku",))
    page = kikaku.get("/submissions").text
    assert "/departments/kikaku" in page
    assert "/departments/kankyo" not in page
    assert "/departments/suisan" not in page
    assert "提出の推移" not in page
    assert kikaku.get("/submissions/reminders").status_code == 403
    assert kikaku.post("/submissions/reminders", {"reason": "急ぎ"}).status_code == 403


def test_pending_figures_stand_with_their_dates(city: City, steward: Browser) -> None:
    """A figure announced for later is listed from the content that waits or is public."""
    page = steward.get("/submissions").text
    assert "数値の確定を待つ項目" in page
    assert "No.6" in page
    assert city.codes()


def test_reminders_say_who_has_no_address(steward: Browser) -> None:
    """What is due is listed before anything is sent, and who cannot be told."""
    page = steward.get("/submissions/reminders").text
    assert "通知先のない所属があります" in page
    assert "今すぐ送る" in page


def test_reminding_now_needs_a_reason_and_records_it(served: Served, steward: Browser) -> None:
    """Without a reason nothing happens; with one the record has who and why, and a second time nothing is due."""
    assert steward.post("/submissions/reminders", {"reason": " "}).status_code == 400
    assert steward.post("/submissions/reminders", {"reason": "委員会の前に"}).status_code == 303
    page = steward.get("/submissions/reminders").text
    assert "締切超過" in page
    assert "届かなかった通知先があります" in page
    with served.services.engine.connect() as connection:
        entries = history_of(connection, served.services.plan.id, LATE)
    told = [one for one in entries if one.action == "remind" and one.actor == "user:steward"]
    assert [one.reason for one in told] == ["委員会の前に"]
