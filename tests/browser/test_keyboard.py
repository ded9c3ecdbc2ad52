"""The console without a mouse: every step by keys, the focus always to be seen and never lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from browser.keys import require_visible_focus, tab_to, walk_through
from browser.walking import Tab, opening_tabs
from builders.console import PASSWORD, Served
from playwright.sync_api import Browser, Page, StorageState, expect

from shinchoku.review.people import Role

OFFICE = {"width": 1366, "height": 768}


@pytest.fixture(scope="module")
def logged_in(chromium: Browser, served: Served) -> StorageState:
    """What the browser keeps of somebody who reads everything and has logged in by keys alone."""
    name = served.account("keys", Role.STEWARD, Role.APPROVER, Role.ADMINISTRATOR)
    with opening_tabs(chromium, served.address) as tab:
        page = tab(viewport=OFFICE).page
        page.goto("/login")
        tab_to(page, "input[name=account]")
        page.keyboard.type(name)
        tab_to(page, "input[name=password]")
        page.keyboard.type(PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        expect(page.locator("nav.nav a[aria-current=page]")).to_be_visible()
        return page.context.storage_state()


@pytest.fixture
def page(tab: Callable[..., Tab], logged_in: StorageState) -> Page:
    """The first page of somebody who is logged in."""
    page = tab(viewport=OFFICE, storage_state=logged_in).page
    page.goto("/")
    return page


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def follow(page: Page, *keys: str) -> None:
    """Press keys that lead to another page."""
    with page.expect_navigation():
        press(page, *keys)


def first_finding(page: Page) -> str:
    """Return the address of the first finding of the queue."""
    page.goto("/findings")
    return str(page.get_attribute("a[data-open]", "href"))


def candidate(page: Page) -> str:
    """Return the address of a candidate that waits."""
    page.goto("/releases")
    return str(page.get_attribute("a[data-open][href*='/waiting/']", "href"))


@pytest.mark.parametrize(
    "where",
    ["/", "/findings?severity=error", "/submissions", "/check", "/releases", "/departments/D02", first_finding, candidate],
    ids=["today", "findings", "submissions", "check", "releases", "department", "finding", "candidate"],
)  # fmt: skip
def test_every_stop_is_reached_and_left(page: Page, where: str | Callable[[Page], str]) -> None:
    """Tab reaches everything that can be used, each with an outline to be seen; Shift+Tab leads back; nothing holds one fast."""
    page.goto(where if isinstance(where, str) else where(page))
    for key in ("Tab", "Shift+Tab"):
        stops, reached = walk_through(page, key)
        assert stops - reached == set()


def test_the_first_stop_skips_to_the_content(page: Page) -> None:
    """Nobody has to go through the menu on every page."""
    page.goto("/findings")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('a.skip')")
    require_visible_focus(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main'))")


def test_letters_lead_to_the_pages(page: Page) -> None:
    """`g` and the letter that stands beside each page in the list of keys, no letter twice."""
    letters = page.eval_on_selector_all(
        "nav.nav a[data-shortcut]", "all => all.map(one => one.dataset.shortcut)"
    )
    assert sorted(set(letters)) == sorted(letters)
    assert not set(letters) & {"g", "j", "k", "x"}
    for letter in letters:
        target = page.get_attribute(f"nav.nav a[data-shortcut='{letter}']", "href")
        follow(page, "g", letter)
        assert page.url.endswith(str(target))


def test_a_group_is_returned_by_keys_alone(page: Page) -> None:
    """Filter, tick two rows, write the message once, send: the two are returned."""
    follow(page, "g", "f")
    press(page, "/")
    assert page.evaluate("Boolean(document.activeElement.closest('#filter'))")
    require_visible_focus(page)
    tab_to(page, "select[name=severity]", "Shift+Tab")
    with page.expect_response(re.compile(r"/findings\?.*severity=")):
        page.keyboard.press("ArrowDown")
    page.wait_for_url("**severity=error*")
    assert page.evaluate("document.activeElement.name") == "severity"
    expect(page.locator("#announcer")).to_contain_text("件の指摘")
    page.keyboard.press("Tab")
    page.evaluate("document.activeElement.blur()")
    press(page, "j", "x", "j", "x", "k")
    require_visible_focus(page)
    assert page.locator("tr[data-row] input:checked").count() == 2
    assert page.inner_text("[data-selected-count]") == "2"
    tab_to(page, "button[form=bulk]:not([name])")
    follow(page, "Enter")
    assert "2件の指摘を差し戻します" in page.inner_text("h1")
    tab_to(page, "textarea[name=message]")
    page.keyboard.type("シートを確かめてください")
    tab_to(page, "main form button")
    follow(page, "Enter")
    assert "2件を差し戻しました" in page.inner_text("#flashes")
    assert page.url.endswith("severity=error")


def test_one_key_opens_what_a_finding_is_returned_with(page: Page) -> None:
    """`r` unfolds the form and the message has the focus; `n` and `p` lead to the findings beside it."""
    page.goto("/findings?severity=error&state=open")
    page.keyboard.press("j")
    follow(page, "Enter")
    first = page.url
    follow(page, "n")
    assert page.url != first
    follow(page, "p")
    assert page.url == first
    press(page, "r")
    assert page.evaluate("document.activeElement.id") == "return-reason"
    require_visible_focus(page)
    page.keyboard.type("nprw")
    assert page.input_value("#return-reason") == "nprw"


def test_one_key_opens_what_a_waiver_is_asked_for_with(page: Page) -> None:
    """`w` unfolds the form of a finding that may be waived, with the focus in the reason."""
    page.goto("/findings?rule=SH501&state=open")
    page.keyboard.press("j")
    follow(page, "Enter")
    press(page, "w")
    assert page.evaluate("document.activeElement.id") == "waiver-reason"


def test_a_finding_is_opened_and_returned_by_keys_alone(page: Page) -> None:
    """`j`, Enter, unfold with Space, type, send."""
    page.goto("/findings?severity=error&state=open")
    page.keyboard.press("j")
    require_visible_focus(page)
    follow(page, "Enter")
    tab_to(page, "details.confirm > summary")
    page.keyboard.press("Space")
    tab_to(page, "textarea[name=reason]")
    page.keyboard.type("j と x と ? も、ここでは文字です")
    tab_to(page, "form[action*='/return'] button")
    follow(page, "Enter")
    assert "差し戻しました" in page.inner_text("#flashes")
    assert "j と x と ? も、ここでは文字です" in page.inner_text("main")


@pytest.mark.parametrize("field", ["select[name=state]", "input[name=item]", "#filter button"])
def test_the_focus_stays_where_it_was_when_a_list_is_swapped(page: Page, field: str) -> None:
    """Whether a choice, a search or the button fetched the new list, one goes on from there."""
    page.goto("/findings")
    tab_to(page, field)
    with page.expect_response(lambda answer: "/findings?" in answer.url):
        if field.startswith("select"):
            page.keyboard.press("ArrowDown")
        elif field.startswith("input"):
            page.keyboard.type("34")
        else:
            page.keyboard.press("Enter")
    expect(page.locator("#announcer")).to_contain_text("件の指摘")
    assert page.evaluate("selector => document.activeElement.matches(selector)", field)
    require_visible_focus(page)


def test_the_language_is_switched_by_keys(page: Page) -> None:
    """There and back, on the same page."""
    page.goto("/submissions")
    tab_to(page, "button[name=lang][value=en]")
    follow(page, "Enter")
    assert (page.get_attribute("html", "lang"), page.url.endswith("/submissions")) == ("en", True)
    tab_to(page, "button[name=lang][value=ja]")
    follow(page, "Space")
    assert page.get_attribute("html", "lang") == "ja"


def test_the_menu_opens_and_closes_by_keys(page: Page) -> None:
    """Escape closes it and gives the focus back."""
    tab_to(page, "details.menu > summary")
    page.keyboard.press("Enter")
    tab_to(page, ".menu-body a")
    page.keyboard.press("Escape")
    assert page.get_attribute("details.menu", "open") is None
    assert page.evaluate("document.activeElement.matches('details.menu > summary')")


def test_the_list_of_keys_opens_holds_the_focus_and_gives_it_back(page: Page) -> None:
    """`?` opens it; Tab stays in it, Escape closes it, and one is where one was."""
    tab_to(page, "nav.nav a")
    before = page.evaluate("document.activeElement.href")
    page.keyboard.press("?")
    assert page.is_visible("dialog#shortcuts")
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "!document.activeElement || document.activeElement === document.body || Boolean(document.activeElement.closest('dialog'))"
        )
    page.keyboard.press("Escape")
    assert not page.is_visible("dialog#shortcuts")
    assert page.evaluate("document.activeElement.href") == before


def test_letters_can_be_turned_off(page: Page) -> None:
    """Cleared once, they do nothing on any page of this browser, until the box is ticked again."""
    page.keyboard.press("?")
    tab_to(page, "[data-shortcuts-on]")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    page.goto("/findings")
    here = page.url
    press(page, "g", "r", "?", "j", "x", "/")
    page.wait_for_timeout(200)
    assert page.url == here
    assert not page.is_visible("dialog#shortcuts")
    assert page.locator("[data-selected], tr input:checked").count() == 0
    tab_to(page, "footer a[data-opens=shortcuts]", "Shift+Tab")
    page.keyboard.press("Enter")
    tab_to(page, "[data-shortcuts-on]")
    page.keyboard.press("Space")
    page.keyboard.press("Escape")
    follow(page, "g", "r")
    assert page.url.endswith("/releases")
