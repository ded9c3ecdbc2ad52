"""By day: what the console releases is sent on to the catalogues behind the pages, and the night mends what was not."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.console import Browser, Served, services_at, serving
from builders.pages import form_of, words_of
from contract.city import City
from sqlalchemy import select

from shinchoku.adapters.locking import push_turn
from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.catalogue_lines import load_lines, save_line
from shinchoku.adapters.state.tables import audit
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.outbox import CatalogueStatus, OutboxLine, after_mismatch
from shinchoku.city_clock import now
from shinchoku.console.services import ConsoleServices
from shinchoku.review.people import NIGHTLY, Role

TOKEN = "UMIBE_NO_SUCH_TOKEN"  # noqa: S105 -- the name of a variable that is not there
CKAN = {"name": "city", "kind": "ckan", "url": "https://ckan.umibe.example.jp", "organization": "umibe", "token_env": TOKEN}  # fmt: skip
HELD = Bilingual("内容が違います", "it differs")


def folder(root: Path, name: str, **more: object) -> dict[str, object]:
    """Return the settings of a folder that is told by the night."""
    (root / name).mkdir(exist_ok=True)
    return {"name": name, "kind": "directory", "path": str(root / name), **more}


@pytest.fixture
def waiting(city: City) -> City:
    """海辺市 with a first release that waits, two folders and a CKAN that there is no token for."""
    later = folder(city.root, "later", nightly=False)
    city.register(official_figures=[], catalogues=[folder(city.root, "share"), CKAN, later])
    city.send_all()
    city.first_night("2024-05-01")
    return city


@pytest.fixture
def served(waiting: City) -> Iterator[Served]:
    """A console on the city, on 2 May 2024."""
    with serving(services_at(waiting.data, waiting.plan_file)) as made:
        yield made


def approve(browser: Browser, city: City) -> str:
    """Approve what waits, in the browser; return what the next page says."""
    with city.session("2099-12-31") as session, session.engine.connect() as connection:
        (one,) = load_waiting(connection, "umibe")
    address = f"/releases/waiting/{one['digest']}"
    form = form_of(browser.get(address).text, f"{address}/approve")
    answer = browser.client.post(f"{address}/approve", data={**form, "reason": "決裁"})
    assert answer.status_code == 303, answer.text
    return words_of(browser.get(answer.headers["location"]).text)


def until_told(services: ConsoleServices) -> None:
    """Wait until nothing is being told any more."""
    ends = time.monotonic() + 60
    while services.pushing.going or services.pushing._thread is not None:  # noqa: SLF001 -- what it is at
        assert time.monotonic() < ends
        time.sleep(0.02)


def lines(city: City) -> dict[str, OutboxLine]:
    """Return how every catalogue stands."""
    with city.session("2099-12-31") as session, session.engine.connect() as connection:
        return load_lines(connection, "umibe")


def test_who_approves_is_told_that_catalogues_follow_and_finds_how_it_ended(
    served: Served, waiting: City
) -> None:
    """While it goes on the page says so, without a script; then what each came to, and the trail names the approver."""
    approver = served.logged_in("approver", Role.APPROVER, Role.STEWARD)
    with push_turn(served.services.paths, "umibe", 0):
        said = approve(approver, waiting)
        assert "公表しました（2024-05-02）。カタログ「share」「city」への反映を始めました" in said
        page = approver.get("/catalogues").text
        assert "share：反映中：順番を待っています" in words_of(page)
        assert "later：反映中" not in words_of(page)
        assert 'data-hx-trigger="every 3s"' in page
        quiet = approver.get("/catalogues?until=ended", HX_Request="true")
        assert quiet.status_code == 204, "nothing is swapped before it ended"
    until_told(served.services)
    page = approver.get("/catalogues").text
    assert "反映中" not in words_of(page).partition("受領書")[0]
    assert "every 3s" not in page
    share, city = re.findall(r'<section class="card catalogue.*?</section>', page, re.DOTALL)[:2]
    assert "✓反映済み" in words_of(share)
    assert "✖設定または権限の見直しが必要" in words_of(city)
    assert "APIトークンがありません" in words_of(city)
    assert (waiting.root / "share" / "umibe-plan" / "latest").exists()
    assert not (waiting.root / "later" / "umibe-plan").exists()
    with served.services.engine.connect() as connection:
        told = connection.execute(select(audit.c.actor, audit.c.subject).where(audit.c.action == "publish"))
        assert ("user:approver", "catalogue share") in [tuple(row) for row in told]


def test_a_console_that_is_stopped_in_the_middle_loses_nothing(waiting: City) -> None:
    """It says why the catalogue does not have the version yet; the night brings it there."""
    services = services_at(waiting.data, waiting.plan_file)
    with serving(services) as served:
        approver = served.logged_in("approver", Role.APPROVER)
        turn = push_turn(services.paths, "umibe", 0)
        served.opened.enter_context(turn)
        approve(approver, waiting)
        services.pushing._stopping.set()  # noqa: SLF001 -- as the end of the server does, while the push waits
    until_told(services)
    stopped = lines(waiting)["share"]
    assert (stopped.status, stopped.version) == (CatalogueStatus.FAILED, "2024-05-02")
    assert "画面のサーバーを停止した" in stopped.last_error.ja if stopped.last_error else False
    waiting.night("2024-05-03")
    assert lines(waiting)["share"].status is CatalogueStatus.PUBLISHED


def test_what_is_held_stays_so_by_day(served: Served, waiting: City) -> None:
    """A release is no reason to write over what a person has to look at first; the message does not name it."""
    with served.services.session().change(NIGHTLY, "夜間処理") as change:
        line = OutboxLine("share", "2024-05-01", served.services.as_of)
        save_line(change, after_mismatch(line, HELD, now(), served.services.as_of))
    said = approve(served.logged_in("approver", Role.APPROVER), waiting)
    assert "カタログ「city」への反映を始めました" in said
    until_told(served.services)
    assert lines(waiting)["share"].status is CatalogueStatus.HELD
    assert not (waiting.root / "share" / "umibe-plan").exists()


def test_a_push_that_finds_the_release_folder_damaged_says_so(served: Served, waiting: City) -> None:
    """No catalogue is told anything; the page says why, and that the night tries again."""
    steward = served.logged_in("both", Role.APPROVER, Role.STEWARD)
    with push_turn(served.services.paths, "umibe", 0):
        approve(steward, waiting)
        index = waiting.published / "releases.json"
        index.chmod(0o644)
        index.write_text("{}", encoding="utf-8")
    until_told(served.services)
    said = words_of(steward.get("/catalogues").text)
    assert "バックアップから戻してください" in said
    assert "次の夜間処理で反映します" in said
