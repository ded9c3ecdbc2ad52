"""The page of a finding as a steward's screen shows it: the cell in question in view, boxes one can write in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from browser.conftest import EVERY_ROLE
from browser.walking import Tab
from builders.console import Served, services_at, serving
from contract.city import City
from playwright.sync_api import Page

OFFICE = {"width": 1366, "height": 768}
LONG = "浜を清掃し、集めたごみの量を記録した。" * 12
BEFORE = "\n".join(f"{no}|A|{LONG}" for no in (1, 3, 4))
WIDE = f"""
    {BEFORE}
    8|よくできた|{LONG}|{LONG}
"""
_IN_VIEW = """() => {
  const cell = document.getElementById("marked-cell").getBoundingClientRect();
  const pane = document.getElementById("marked-cell").closest(".sheet-wrap").getBoundingClientRect();
  return cell.top >= pane.top && cell.top + Math.min(cell.height, 40) <= Math.min(pane.bottom, innerHeight)
    && cell.left >= pane.left && cell.left < pane.right;
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A console of 海辺市 with a mistake at the end of rows of long texts."""
    city = City(tmp_path_factory.mktemp("long") / "umibe")
    city.send("令和5年度/年度末/環境課.xlsx", WIDE)
    city.first_night("2024-05-01")
    with serving(services_at(city.data, city.plan_file)) as made:
        made.account("office", *EVERY_ROLE)
        yield made


def opened(tab: Callable[..., Tab], **more: object) -> Page:
    """Open the finding."""
    made = tab(viewport=OFFICE, **more)
    made.log_in("office")
    made.page.goto("/findings?rule=SH304")
    made.page.goto(str(made.page.get_attribute("a[data-open]", "href")))
    return made.page


def test_the_marked_cell_is_in_view_when_a_finding_opens(tab: Callable[..., Tab]) -> None:
    """On an office screen, below rows of long texts: the cell lies in its pane, and the pane on the screen."""
    page = opened(tab)
    assert page.evaluate(_IN_VIEW)


def test_a_box_for_a_reason_is_as_high_as_its_rows(tab: Callable[..., Tab]) -> None:
    """Reasons get published: every box shows at least the lines that it was given, empty as well."""
    page = opened(tab)
    page.keyboard.press("r")
    heights = page.eval_on_selector_all(
        "details[open] textarea",
        "all => all.map(one => [one.rows * parseFloat(getComputedStyle(one).lineHeight), one.clientHeight])",
    )
    assert heights
    assert all(shown >= wanted for wanted, shown in heights)
