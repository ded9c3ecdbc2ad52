"""The database goes away while people work: they are told in words, lose nothing that they see, and go on when it is back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from browser.conftest import serving_demonstration
from browser.walking import Tab
from builders.console import Served
from playwright.sync_api import Page, expect

from shinchoku.console.settings import ConsoleSettings
from shinchoku.review.people import Role

NOTICE = "閲覧のみ"
Outage = Callable[[], AbstractContextManager[None]]


@pytest.fixture(scope="module")
def served(first_night: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A console on the demonstration, which asks soon again for a database that failed."""
    settings = ConsoleSettings(retry_seconds=0.2)
    with serving_demonstration(tmp_path_factory.mktemp("away"), first_night, settings=settings) as made:
        made.account("steady", Role.STEWARD)
        yield made


@pytest.fixture
def outage(served: Served) -> Outage:
    """A way to take the database away for a while."""

    @contextmanager
    def away() -> Iterator[None]:
        file = served.services.paths.state / "shinchoku.db"
        beside = file.with_suffix(".away")
        file.rename(beside)
        try:
            yield
        finally:
            beside.rename(file)

    return away


@pytest.fixture
def page(tab: Callable[..., Tab]) -> Page:
    """The queue before a steward who has logged in."""
    one = tab(viewport={"width": 1366, "height": 768})
    one.expected.append(
        "Response Status Error Code 503"
    )  # htmx says so, too, and the test looks at what people see
    one.log_in("steady")
    one.page.goto("/findings?severity=error")
    return one.page


def back(page: Page, address: str) -> None:
    """Open a page again until the database is back; people try every few seconds."""
    for _ in range(50):
        page.goto(address)
        if NOTICE not in page.inner_text("body"):
            return
        page.wait_for_timeout(100)
    message = f"{address} does not recover"
    raise AssertionError(message)


def test_a_notice_stands_where_an_error_would(page: Page, outage: Outage, checkers: Path) -> None:
    """What needs files alone is shown under the notice, anything else says so in words; afterwards all is as before."""
    with outage():
        page.locator("nav.nav a", has_text="計画と照会").click()
        expect(page.locator(".banner.is-read-only")).to_contain_text(NOTICE)
        expect(page.locator("h1")).to_contain_text("計画")
        answer = page.goto("/findings")
        assert answer is not None
        assert answer.status == 503
        expect(page.locator("main")).to_contain_text("いまは閲覧のみです")
        page.evaluate((checkers / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
        assert page.evaluate("axe.run()")["violations"] == []
    back(page, "/findings?severity=error")
    expect(page.locator("tr[data-row]").first).to_be_visible()


def test_a_list_stays_when_a_new_one_cannot_be_fetched(page: Page, outage: Outage) -> None:
    """The filter says that it could not; what was shown is still there, and so is the focus."""
    before = page.locator("tr[data-row]").count()
    with outage():
        page.locator("select[name=state]").focus()
        page.keyboard.press("ArrowDown")
        expect(page.locator("#announcer")).to_contain_text("読み込めませんでした")
        assert page.locator("tr[data-row]").count() == before
        assert page.evaluate("document.activeElement.name") == "state"
    back(page, "/findings")


def test_a_decision_is_refused_in_words_and_made_once_it_can_be(page: Page, outage: Outage) -> None:
    """Nothing is half done: the finding is as it was, and the same form returns it afterwards."""
    page.locator("tr[data-row] a[data-open]").first.click()
    page.locator("details.confirm > summary").first.click()
    page.fill("form[action*='/return'] textarea", "合計を確かめてください")
    finding = page.url
    with outage():
        page.locator("form[action*='/return'] button").click()
        expect(page.locator("main")).to_contain_text("いまは閲覧のみです")
    back(page, "/findings")
    page.goto(finding)
    page.locator("details.confirm > summary").first.click()
    page.fill("form[action*='/return'] textarea", "合計を確かめてください")
    page.locator("form[action*='/return'] button").click()
    expect(page.locator("#flashes")).to_contain_text("差し戻しました")
