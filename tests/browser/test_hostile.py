"""Hostile sheets, names and words in a real browser: no script of theirs runs, nothing leaves, the text is there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.conftest import EVERY_ROLE
from browser.walking import Tab, crawl
from builders.console import PASSWORD, Served, services_at, serving
from contract.city import City
from faults.hostile_console import FILE_NAME, PAYLOADS, hostile_proposals, hostile_workbook, send_hostile
from playwright.sync_api import Browser

from shinchoku.console.follow_up import is_following_up
from shinchoku.review.people import Role

_WATCH = """
window.__refused = [];
document.addEventListener('securitypolicyviolation', e => window.__refused.push(e.violatedDirective + ' ' + e.blockedURI));
"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A console of 海辺市 whose inbox, counter and accounts are full of attacks."""
    city = City(tmp_path_factory.mktemp("hostile") / "umibe")
    send_hostile(city)
    city.first_night("2024-05-01")
    with serving(services_at(city.data, city.plan_file)) as made:
        everything = made.logged_in("everything", *EVERY_ROLE)
        kikaku = made.logged_in("kikaku", Role.DEPARTMENT, departments=("kikaku",))
        new = {
            "name": "x",
            "label": PAYLOADS[1],
            "roles": "viewer",
            "password": PASSWORD,
            "reason": PAYLOADS[0],
        }
        assert everything.post("/accounts/new", new).status_code == 303
        form = kikaku.get("/departments/kikaku/forms/r5-end").content
        where = {"department": "kikaku", "round": "r5-end"}
        for name, content in (("案.xlsx", hostile_proposals(form)), (FILE_NAME, hostile_workbook())):
            checked = kikaku.post("/check", where, files=[("file", (name, content))])
            assert kikaku.post(f"{checked.headers['location']}/submit").status_code == 303
        kikaku.post("/check", where, files=[("file", (FILE_NAME, hostile_workbook()))])
        until = time.monotonic() + 120
        while is_following_up(made.services):
            assert time.monotonic() < until
            time.sleep(0.1)
        yield made


@pytest.fixture
def watched(chromium: Browser, served: Served) -> Iterator[Callable[[str], Tab]]:
    """Opens tabs that notice scripts, dialogs, refusals of the policy and requests to elsewhere."""
    opened: list[Tab] = []

    def _open(account: str) -> Tab:
        context = chromium.new_context(base_url=served.address, locale="ja-JP")
        context.add_init_script(_WATCH)
        made = Tab(context, served.address)
        made.page.on("dialog", lambda dialog: made.complaints.append(f"dialog {dialog.message}"))
        made.log_in(account)
        opened.append(made)
        return made

    yield _open
    assert [complaint for one in opened for complaint in one.close()] == []


@pytest.mark.parametrize("account", ["everything", "kikaku"])
def test_nothing_of_an_attack_runs_in_a_browser(
    served: Served, watched: Callable[[str], Tab], account: str
) -> None:
    """On every page that links lead to no script of a sheet runs or is even tried, and its text can be read."""
    browser = served.browser()
    browser.log_in(account)
    tab, shown = watched(account), ""
    for address in [one for addresses in crawl(browser).values() for one in addresses]:
        tab.page.goto(address)
        assert tab.page.evaluate("typeof window.__hit") == "undefined", address
        assert tab.page.evaluate("window.__refused") == [], address
        assert (
            tab.page.evaluate("document.querySelectorAll('svg[onload], img[onerror], iframe, base').length")
            == 0
        )
        shown += tab.page.inner_text("body")
    assert "<svg onload=" in shown
    assert "⟨U+202E⟩" in shown


def test_the_policy_stops_a_script_that_got_through(served: Served, watched: Callable[[str], Tab]) -> None:
    """Should markup ever reach a page, the browser runs nothing of it: the second line holds by itself."""
    tab = watched("everything")
    tab.expected += ["Content Security Policy", "violates the following", "Refused to"]
    tab.page.evaluate(
        "() => { document.querySelector('main').innerHTML += "
        '\'<img src=x onerror="window.__hit=1"><svg onload="window.__hit=1"></svg>\';'
        "const s = document.createElement('script'); s.textContent = 'window.__hit=1'; document.body.append(s); }"
    )
    tab.page.wait_for_function("window.__refused.length > 0")
    assert tab.page.evaluate("typeof window.__hit") == "undefined"
    assert Path(served.services.plan_file).is_file()
