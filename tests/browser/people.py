"""The people of a night: what each of them does at the console, by links, fields and buttons alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from browser.walking import Tab
from browser.workbooks import DEPARTMENT, ROUND, YEAR
from builders.console import Served
from playwright.sync_api import FilePayload, Locator, Page

from shinchoku.console.follow_up import is_following_up

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OpenTab = Callable[..., Tab]


@dataclass(frozen=True)
class Somebody:
    """A person at a browser, logged in."""

    tab: Tab
    served: Served

    @property
    def page(self) -> Page:
        """The page before them."""
        return self.tab.page

    def goes_to(self, label: str) -> None:
        """Follow the navigation of every page."""
        self.page.locator("header nav.nav a", has_text=label).click()
        self.page.wait_for_selector(f"nav.nav a[aria-current=page]:has-text('{label}')")

    def reads(self, words: str) -> bool:
        """Tell whether the page says something."""
        return words in " ".join(self.page.inner_text("main").split())

    def heading(self) -> str:
        """Return the heading of the page."""
        return self.page.inner_text("h1")

    def downloads(self, link: Locator) -> bytes:
        """Follow a link to a file."""
        with self.page.expect_download() as coming:
            link.click()
        return coming.value.path().read_bytes()

    def form(self, path: str) -> Locator:
        """Return the form that is sent to an address that ends so, its panel unfolded."""
        form = self.page.locator(f"main form[method=post][action*='{path}']")
        panel = form.locator("xpath=ancestor::details[not(@open)]/summary")
        if panel.count():
            panel.click()
        return form

    def decides(self, path: str, **fields: str) -> None:
        """Fill in a form and send it; wait until what follows is worked out."""
        form = self.form(path)
        for name, text in fields.items():
            form.locator(f"[name={name}]").fill(text)
        with self.page.expect_navigation():
            form.locator("button").click()
        self.waits()

    def flash(self) -> str:
        """Return what the page says was done."""
        return self.page.locator("#flashes").inner_text()

    def waits(self) -> None:
        """Wait until what was handed in or decided has been worked out."""
        until = time.monotonic() + 60
        while is_following_up(self.served.services):
            assert time.monotonic() < until
            time.sleep(0.05)


class Department(Somebody):
    """A department that reports."""

    def gets_the_form(self) -> bytes:
        """Download this round's form from the department's own page."""
        self.page.goto("/my")
        assert self.page.url.endswith(f"/departments/{DEPARTMENT}")
        return self.downloads(self.page.locator(f"a[href$='/forms/{ROUND}']"))

    def checks(self, name: str, content: bytes) -> None:
        """Have a sheet checked before submitting it."""
        self.goes_to("提出前の確認")
        self.page.select_option("select[name=round]", ROUND)
        self.page.set_input_files("input[name=file]", FilePayload(name=name, mimeType=_XLSX, buffer=content))
        with self.page.expect_navigation():
            self.page.locator("form.check-form button").click()

    def sees_mistakes(self) -> set[tuple[str, str, str]]:
        """Return the item, the rule and the cell of everything that is to be corrected."""
        found = set()
        for card in self.page.locator("article.checked-cell.is-error").all():
            words = card.locator("h3").inner_text().replace("セル", "").replace("No.", "").split()
            rules = [one.inner_text() for one in card.locator(".checked-finding .soft.small").all()]
            assert card.locator("table.sheet, .sheet").count() >= 1
            found |= {(words[1], rule, words[0]) for rule in rules}
        return found

    def gets_the_copy(self) -> bytes:
        """Download the checked sheet with its mistakes marked."""
        return self.downloads(self.page.locator("main a[href$='/annotated']").first)

    def submits(self) -> None:
        """Hand in what was checked."""
        with self.page.expect_navigation():
            self.page.locator("form[action$='/submit'] button").click()
        self.waits()


class Steward(Somebody):
    """A steward: whoever looks findings over."""

    def narrows(self, **choices: str) -> None:
        """Narrow the queue of findings."""
        self.goes_to("指摘")
        for name, value in choices.items():
            self.page.select_option(f"#filter select[name={name}]", value)
            if self.page.evaluate("Boolean(window.htmx)"):
                self.page.wait_for_url(lambda url: f"{name}={value}" in url)  # noqa: B023 -- waited for at once
        if not self.page.evaluate("Boolean(window.htmx)"):
            with self.page.expect_navigation():
                self.page.click("#filter button")

    def sees(self) -> list[str]:
        """Return the rules of the findings in the list."""
        return self.page.locator("tr[data-row] td:has(.sub) .sub").all_inner_texts()

    def opens(self, item_no: str, rule: str) -> None:
        """Open the finding of an item in the list."""
        row = self.page.locator("tr[data-row]", has_text=rule).filter(has_text=f"No.{item_no}")
        with self.page.expect_navigation():
            row.locator("a[data-open]").click()


class Approver(Steward):
    """An approver: whoever decides about waivers and releases."""

    def opens_the_candidate(self) -> None:
        """Open what waits for the year, every row on one page."""
        self.goes_to("公表")
        with self.page.expect_navigation():
            self.page.locator(f"#waiting-{YEAR} a[data-open]").click()
        whole = self.page.locator("main a[href*='rows=all']")
        if whole.count():
            with self.page.expect_navigation():
                whole.first.click()
