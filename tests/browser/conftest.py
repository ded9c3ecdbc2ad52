"""What the browser tests share: Debian's Chromium, and a console on the demonstration that is served for real."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from browser.night import Night, walk
from browser.walking import Tab, opening_tabs, tools
from builders.console import Served, services_at, serving
from golden.demonstration import PLAN
from playwright.sync_api import Browser, sync_playwright

from shinchoku.review.people import Role

TODAY = date(2026, 11, 23)
EVERY_ROLE = (Role.STEWARD, Role.APPROVER, Role.ADMINISTRATOR)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium, without a window."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def checkers() -> Path:
    """The folder of axe-core and the Nu checker (`make browser-tools`)."""
    found = tools()
    if found is None:
        pytest.skip("axe-core and vnu-jar are not installed: make browser-tools")
    return found


@contextmanager
def serving_demonstration(root: Path, first_night: Path, **more: object) -> Iterator[Served]:
    """Serve a console on a copy of the demonstration after its first night, and of its plan; `more` is of the services."""
    shutil.copytree(first_night, root / "data", symlinks=True)
    shutil.copytree(PLAN.parent, root / "plans" / "kanazawa")
    plan_file = root / "plans" / "kanazawa" / "plan.toml"
    with serving(services_at(root / "data", plan_file, today=lambda: TODAY, **more)) as made:
        yield made


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, first_night: Path) -> Iterator[Served]:
    """A console on a copy of the demonstration, shared by the tests of a module."""
    with serving_demonstration(tmp_path_factory.mktemp("console"), first_night) as made:
        yield made


@pytest.fixture
def tab(chromium: Browser, served: Served) -> Iterator[Callable[..., Tab]]:
    """Opens tabs, each a person's own; whatever a page complains of fails the test."""
    with opening_tabs(chromium, served.address) as made:
        yield made


@pytest.fixture(scope="session")
def walked(chromium: Browser, first_night: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    """The demonstration after its people have walked a night at the console."""
    with serving_demonstration(tmp_path_factory.mktemp("walked"), first_night) as made:
        with opening_tabs(chromium, made.address) as tab:
            night = walk(made, tab)
        yield night
