"""The files that were received, at the console: found, taken back, moved, quarantined, and each of it undone."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from builders.console import Browser, Served, services_at, serving
from contract.city import ENVIRONMENT, PLANNING, SHEETS, City, delimited

from shinchoku.adapters.state.trail import history_of
from shinchoku.console.follow_up import is_following_up
from shinchoku.review.people import Role
from shinchoku.views.received_files import ReceivedFile, files_of, place_of

NAMELESS = "届いたもの/無題.csv"
REASON = "置き場所の誤り"
_SHOWN = re.compile(r'name="shown" value="([^"]+)"')


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A console of 海辺市 after a night with every department's sheet, and one with a sheet that says nothing of itself."""
    city = City(tmp_path / "umibe")
    city.send_all()
    city.first_night("2024-05-01")
    city.send(NAMELESS, "1|A|浜を広く清掃した")
    city.night()
    with serving(services_at(city.data, city.plan_file)) as made:
        yield made


@pytest.fixture
def steward(served: Served) -> Browser:
    """A steward, logged in."""
    return served.logged_in("steward", Role.STEWARD)


def files(served: Served, path: str) -> list[ReceivedFile]:
    """Return what was received at a path, the newest first, when nothing is being worked out any more."""
    until = time.monotonic() + 60
    while is_following_up(served.services):
        assert time.monotonic() < until
        time.sleep(0.02)
    return [one for one in files_of(served.services.session()) if one.path == path]


def address(served: Served, path: str) -> str:
    """Return the address of the newest content at a path."""
    return f"/submissions/files/{place_of(files(served, path)[0])}"


def do(browser: Browser, at: str, deed: str, reason: str = REASON, **more: str) -> httpx.Response:
    """Send the form of a page that does one thing."""
    found = _SHOWN.search(browser.get(at).text)
    shown = html.unescape(found[1]) if found else ""
    return browser.post(f"{at}/{deed}", {"reason": reason, "shown": shown, **more}, on=at)


def test_a_steward_takes_a_file_back_and_lets_it_count_again(served: Served, steward: Browser) -> None:
    """With a reason, from the page that the department's list leads to; the record says who and why."""
    at = address(served, PLANNING)
    assert at in steward.get("/departments/kikaku").text
    refused = do(steward, at, "withdraw", reason="")
    assert refused.status_code == 400
    assert "理由" in refused.text
    assert do(steward, at, "withdraw").headers["location"] == at
    assert str(files(served, PLANNING)[0].state) == "withdrawn"
    page = steward.get(at).text
    assert "取下げをやめる" in page
    assert REASON in page
    assert at in steward.get("/departments/kikaku").text
    assert at in steward.get("/submissions/files?state=withdrawn").text
    assert do(steward, at, "restore").status_code == 303
    assert str(files(served, PLANNING)[0].state) == "standing"
    session = served.services.session()
    with session.engine.connect() as connection:
        acts = [(one.actor, one.action) for one in history_of(connection, session.plan.id, PLANNING)]
    assert acts == [("user:steward", "withdraw"), ("user:steward", "withdraw_undo")]


def test_a_file_that_nobody_can_place_is_found_and_moved(served: Served, steward: Browser) -> None:
    """The list says which files have no department; moved, its rows count, and it can be moved back."""
    at = address(served, NAMELESS)
    assert files(served, NAMELESS)[0].errors == 1
    assert "エラー" in steward.get(at).text
    assert at in steward.get("/submissions/files?department=nobody").text
    nowhere = do(steward, at, "move")
    assert (nowhere.status_code, "照会か所属を選んで" in nowhere.text) == (400, True)
    unsaid = do(steward, at, "move", reason="", department="kankyo")
    assert (unsaid.status_code, '<option value="kankyo" selected>' in unsaid.text) == (400, True)
    assert do(steward, at, "move", round="r5-end", department="kankyo").status_code == 303
    (moved,) = files(served, NAMELESS)
    assert (moved.department, moved.round.id if moved.round else "", moved.errors) == ("kankyo", "r5-end", 0)
    assert at in steward.get("/departments/kankyo").text
    assert do(steward, at, "back").status_code == 303
    assert files(served, NAMELESS)[0].department == ""


def test_a_decision_on_a_page_that_is_no_longer_so_is_refused(served: Served, steward: Browser) -> None:
    """Somebody else was first: nothing is done."""
    at = address(served, PLANNING)
    form = {"reason": REASON, "shown": _SHOWN.findall(steward.get(at).text)[0]}
    assert do(steward, at, "move", department="kankyo").status_code == 303
    late = steward.post(f"{at}/withdraw", form, on=at)
    assert (late.status_code, "ほかの人が" in late.text) == (409, True)
    assert files(served, PLANNING)[0].department == "kankyo"


def test_a_content_is_quarantined_and_let_go(served: Served, steward: Browser) -> None:
    """Nobody is offered a copy of it meanwhile."""
    at = address(served, ENVIRONMENT)
    assert "annotated" in steward.get(at).text
    assert do(steward, at, "quarantine").status_code == 303
    page = steward.get(at).text
    assert "隔離中" in page
    assert "annotated" not in page
    assert "内容を隔離した" in page
    assert do(steward, at, "release").status_code == 303
    assert "隔離中" not in steward.get(at).text


def test_everybody_is_offered_what_they_may_do(served: Served, steward: Browser) -> None:
    """A department takes back its own as long as nothing of it is public; a viewer looks; others see nothing."""
    kikaku = served.logged_in("kikaku", Role.DEPARTMENT, departments=("kikaku",))
    viewer = served.logged_in("viewer", Role.VIEWER)
    content = delimited(SHEETS[PLANNING].replace("110", "120"))
    checked = kikaku.post(
        "/check", {"department": "kikaku", "round": "r5-end"}, files={"file": ("提出.csv", content)}
    )
    kikaku.post(f"{checked.headers['location']}/submit")
    at_counter = next(one.path for one in files_of(served.services.session()) if one.by_console)
    own, public, other = (address(served, path) for path in (at_counter, PLANNING, ENVIRONMENT))
    assert kikaku.get(other).status_code == 404
    assert other not in kikaku.get("/submissions/files").text
    assert "確認担当に依頼" in kikaku.get(public).text
    for browser, at, deed in (
        (kikaku, public, "withdraw"),
        (kikaku, own, "move"),
        (kikaku, own, "quarantine"),
        (viewer, own, "withdraw"),
    ):
        assert f"{at}/{deed}" not in browser.get(at).text
        assert browser.post(f"{at}/{deed}", {"reason": REASON}).status_code in {403, 409}
    assert do(kikaku, own, "withdraw").status_code == 303
    assert str(files(served, at_counter)[0].state) == "withdrawn"
    assert do(kikaku, own, "restore").status_code == 303
    assert do(steward, own, "withdraw").status_code == 303
    assert f"{own}/restore" not in kikaku.get(own).text
    assert steward.get("/submissions/files/0123456789abcdef-1").status_code == 404


def test_the_list_is_narrowed_and_paged(served: Served, steward: Browser) -> None:
    """By department, round and state; a page number that is none is the first page."""
    kikaku, kankyo = (address(served, path) for path in (PLANNING, ENVIRONMENT))
    page = steward.get("/submissions/files?department=kikaku&round=r5-end&state=standing").text
    assert (kikaku in page, kankyo in page) == (True, False)
    assert kikaku in steward.get("/submissions/files?from=-1").text
    assert "該当するファイルはありません" in steward.get("/submissions/files?from=9999").text
