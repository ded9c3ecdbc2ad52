"""A person at a browser: what they open, what they see of it, and what the page complains of."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from builders.console import PASSWORD
from builders.console import Browser as PlainBrowser
from lxml import html
from playwright.sync_api import Browser as ChromiumBrowser
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from shinchoku.console.routes import PAGES

HERE = Path(__file__).parent
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_MOST_OF_A_ROUTE = 2


def tools() -> Path | None:
    """Return the folder of the checkers, if they are installed."""
    folder = HERE / "node_modules"
    return folder if (folder / "axe-core" / "axe.min.js").is_file() else None


@dataclass
class Tab:
    """One browser context of one person."""

    context: BrowserContext
    address: str
    complaints: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Listen to what the page complains of, and let nothing out of this machine."""
        self.page: Page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("request", self._watch)

    def _hear(self, message: ConsoleMessage) -> None:
        """Keep warnings and errors of the page; that an answer was no 200 is told by the page itself."""
        if (
            message.type in {"error", "warning"}
            and "the server responded with a status of" not in message.text
        ):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _watch(self, request: object) -> None:
        """Complain of whatever a page loads from another host."""
        url = str(getattr(request, "url", ""))
        if not url.startswith((self.address, "data:", "blob:")):
            self.complaints.append(f"{self.page.url} loads {url}")

    def log_in(self, account: str) -> None:
        """Log in as people do."""
        self.page.goto("/login")
        self.page.fill("input[name=account]", account)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_selector("main h1")

    def faults(self, axe: Path) -> list[str]:
        """Return what axe-core finds on the page as it is."""
        if not self.page.evaluate("typeof window.axe === 'object'"):
            self.page.evaluate((axe / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
        options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
        violations = self.page.evaluate(
            "options => axe.run(document, options).then(found => found.violations)", options
        )
        return [
            f"{self.page.url}: {one['id']}: {node['html'][:200]} {node.get('failureSummary', '')}"
            for one in violations
            for node in one["nodes"][:3]
        ]

    def sticks_out(self) -> bool:
        """Tell whether the page scrolls sideways."""
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
        return bool(self.page.evaluate(wide))

    def close(self) -> list[str]:
        """Close the tab and return what was complained of."""
        self.context.close()
        return [one for one in self.complaints if not any(known in one for known in self.expected)]


@contextmanager
def opening_tabs(chromium: ChromiumBrowser, address: str) -> Iterator[Callable[..., Tab]]:
    """Hand out what opens tabs, each a person's own; in the end no page may have complained."""
    opened: list[Tab] = []

    def _open(**context: object) -> Tab:
        made = Tab(chromium.new_context(base_url=address, locale="ja-JP", **context), address)  # type: ignore[arg-type]  # as Playwright takes them
        made.context.set_default_timeout(60_000)
        opened.append(made)
        return made

    try:
        yield _open
    finally:
        complaints = [complaint for one in opened for complaint in one.close()]
    assert complaints == []


def crawl(browser: PlainBrowser, first: Sequence[str] = ("/",)) -> dict[str, list[str]]:
    """Return addresses of every page that somebody can reach by links from the first, at most two of each route."""
    patterns = {
        page.name: re.compile(re.sub(r"\{\w+(?::\w+)?\}", "[^/?]+", page.path) + r"(?:\?.*)?")
        for page in PAGES
        if page.method == "GET"
    }
    found: dict[str, list[str]] = {}
    waiting, seen = list(first), set(first)
    while waiting:
        address = waiting.pop(0)
        route = _route(patterns, address)
        if route is None or len(found.get(route, [])) >= _MOST_OF_A_ROUTE:
            continue
        answer = browser.get(address)
        if answer.status_code == 303:
            waiting.append(answer.headers["location"])
            continue
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        assert answer.status_code == 200, (address, answer.status_code)
        found.setdefault(route, []).append(address)
        links = [link for link in _links(answer.text) if link not in seen]
        seen.update(links)
        waiting.extend(links)
    return found


def _route(patterns: Mapping[str, re.Pattern[str]], address: str) -> str | None:
    """Return the page that an address is of; the one with the fewest gaps if several fit."""
    fitting = [name for name, pattern in patterns.items() if pattern.fullmatch(address)]
    return min(fitting, key=lambda name: patterns[name].pattern.count("[^/?]+"), default=None)


def _links(text: str) -> Iterator[str]:
    """Yield the addresses of our own that a page links to."""
    for link in html.fromstring(text).xpath("//a/@href"):
        plain = str(link).partition("#")[0]
        if plain.startswith("/") and not plain.startswith("/static/"):
            yield plain


def nu_errors(folder: Path, checkers: Path) -> list[str]:
    """Return what the Nu checker finds in the pages of a folder."""
    jar = checkers / "vnu-jar" / "build" / "dist" / "vnu.jar"
    done = subprocess.run(
        ["java", "-Xss1m", "-jar", jar, "--format", "json", "--also-check-css", folder],  # noqa: S607 -- the Java on the path
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(done.stderr)["messages"]
    return [f"{one['url']}:{one.get('lastLine')}: {one['message']}" for one in told if one["type"] == "error"]
