"""Every page that can be reached by links: accessible, valid, whole on a phone, in both languages and schemes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from browser.conftest import EVERY_ROLE
from browser.walking import Tab, crawl, nu_errors
from builders.console import Browser, Served
from builders.selection import takes_every_case
from golden.demonstration import INBOX

from shinchoku.adapters.locking import run_lock
from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.findings import load_findings
from shinchoku.checks.waivers import may_be_waived
from shinchoku.console.page import PUBLIC
from shinchoku.console.routes import PAGES
from shinchoku.register.amendments import Amendment, AmendmentKind
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.people import Person, Role
from shinchoku.usecases.approve import approve
from shinchoku.usecases.decide import request_waiver, return_findings
from shinchoku.usecases.register.amend import propose

OFFICE = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
ACCOUNT = "everything"


DOWNLOADS = {
    "amendment_register",
    "audit_export",
    "catalogue_receipt_json",
    "check_annotated",
    "department_annotated",
    "department_form",
    "finding_annotated",
}
"""What is a file and not a page."""


@pytest.fixture(scope="module")
def reached(served: Served) -> dict[str, list[str]]:
    """The addresses of every page, by route, as the office and a department reach them."""
    office = served.logged_in(ACCOUNT, *EVERY_ROLE)
    _let_things_happen(served)
    checked = _checked_sheet(office)
    found = crawl(office, ["/", checked, "/findings/return/selected?all=1&severity=error"])
    department = crawl(served.logged_in("jinji", Role.DEPARTMENT, departments=("D01",)), ["/", "/my"])
    return {**department, **found}


def _let_things_happen(served: Served) -> None:
    """Have somebody return a finding, ask for a waiver, propose an amendment; and a year released anew."""
    session = served.services.session()
    steward = Person("another", "", frozenset({Role.STEWARD}))
    approver = Person("chief", "", frozenset({Role.APPROVER}))
    with session.engine.connect() as connection:
        found = load_findings(connection, session.plan.id)
        waiting = {
            one["fiscal_year"]: str(one["digest"]) for one in load_waiting(connection, session.plan.id)
        }
    waivable = next(one for one in found if may_be_waived(session.plan, str(one["rule"])))
    other = next(one for one in found if one["severity"] == "error" and one is not waivable)
    return_findings(session, [str(other["fingerprint"])], steward, "No.を確かめてください")
    request_waiver(session, str(waivable["fingerprint"]), steward, "年度末に確認済み", date(2027, 3, 31))
    ended = Amendment(AmendmentKind.DISCONTINUE, "12", FiscalYear(2026), "事業の終了")
    propose(session, steward, ended)
    with run_lock(session.paths):
        approve(session, waiting[2023], approver, reason="確定値の公表")


def _checked_sheet(office: Browser) -> str:
    """Check a sheet of the demonstration, hand another in, and return where the first one's findings stand."""
    sheet = next(INBOX.rglob("人事課_進捗状況（R6）.xlsx"))
    fields = {"department": "D01", "round": "R6-yearend"}
    addresses = []
    for name in ("一枚目.xlsx", "二枚目.xlsx"):
        answer = office.post("/check", fields, on="/check", files={"file": (name, sheet.read_bytes())})
        assert answer.status_code == 303, answer.text
        addresses.append(answer.headers["location"])
    office.post(f"{addresses[1]}/submit", on=addresses[1])
    return addresses[0]


def test_every_page_is_reached_by_links(reached: dict[str, list[str]]) -> None:
    """No page is known only to those who type its address."""
    looked_at = {page.name for page in PAGES if page.method == "GET"} - PUBLIC - {"my"}
    assert looked_at - DOWNLOADS - reached.keys() == set()


LOOKS = [("ja", "light"), ("en", "dark"), *([("ja", "dark"), ("en", "light")] if takes_every_case() else [])]
"""Languages and colours: words do not depend on colours, so that two looks show both of each."""


def some_of(reached: dict[str, list[str]], language: str) -> list[str]:
    """Return addresses to look at: two pages of each route in Japanese, and one in English, whose words are as many."""
    most = 2 if language == "ja" or takes_every_case() else 1
    return [address for addresses in reached.values() for address in addresses[:most]]


@pytest.mark.parametrize(("language", "scheme"), LOOKS)
def test_no_page_has_a_barrier(
    tab: Callable[..., Tab],
    reached: dict[str, list[str]],
    checkers: Path,
    language: str,
    scheme: str,
) -> None:
    """axe-core finds nothing on any page, and no page scrolls sideways on a phone."""
    one = tab(viewport=OFFICE, color_scheme=scheme)
    one.log_in(ACCOUNT)
    one.page.click(f"button[name=lang][value={language}]")
    found: list[str] = []
    for address in some_of(reached, language):
        one.page.goto(address)
        assert one.page.get_attribute("html", "lang") == language
        found += one.faults(checkers)
        one.page.set_viewport_size(PHONE)
        found += [f"{address} scrolls sideways on a phone"] if one.sticks_out() else []
        one.page.set_viewport_size(OFFICE)
    assert "\n".join(found) == ""


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_is_valid(
    served: Served, reached: dict[str, list[str]], checkers: Path, tmp_path: Path, language: str
) -> None:
    """The Nu checker finds no error in the pages as they are sent."""
    browser = served.browser()
    browser.log_in(ACCOUNT)
    browser.post("/preferences", {"lang": language, "next": "/"})
    for number, address in enumerate([*some_of(reached, language), "/login", "/no-such-page"]):
        answer = browser.get(address)
        if answer.is_redirect:
            continue
        assert answer.headers["content-type"].startswith("text/html"), (address, answer.status_code)
        (tmp_path / f"{number:03}.html").write_text(answer.text, encoding="utf-8")
    assert "\n".join(nu_errors(tmp_path, checkers)) == ""
