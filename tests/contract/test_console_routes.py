"""Every route of the console as every role, and as nobody: allowed or refused as the table of permissions says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from builders.console import Served, services_at, serving
from contract.city import City

from shinchoku.console.page import OWN, PUBLIC
from shinchoku.console.routes import PAGES
from shinchoku.review.people import Person, Role
from shinchoku.review.permissions import may

ROLES = {
    "nobody": (),
    "viewer": (Role.VIEWER,),
    "kikaku": (Role.DEPARTMENT,),
    "steward": (Role.STEWARD,),
    "approver": (Role.APPROVER,),
    "administrator": (Role.ADMINISTRATOR,),
}
GUARDED = [page for page in PAGES if page.name not in PUBLIC | OWN]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A console of 海辺市 after a night."""
    city = City(tmp_path_factory.mktemp("console") / "umibe")
    city.send_all()
    city.first_night("2024-05-01")
    with serving(services_at(city.data, city.plan_file)) as made:
        yield made


def test_every_page_has_a_permission_or_stands_in_a_closed_list() -> None:
    """Only logging in, one's own account and what everybody may have go without an action."""
    without = {page.name for page in PAGES if page.action is None}
    assert without == (PUBLIC | OWN) - {"static", "health"}
    assert {"login", "login_check", "oidc_begin", "oidc_answer", "preferences", "static", "health"} == PUBLIC
    assert {"logout", "account", "account_password"} == OWN


def test_every_page_has_a_name_of_its_own_and_a_known_method() -> None:
    """A name means one page, a path and method one function; there is only looking and sending."""
    assert [name for name, times in Counter(page.name for page in PAGES).items() if times > 1] == []
    assert [one for one, times in Counter((p.path, p.method) for p in PAGES).items() if times > 1] == []
    assert {page.method for page in PAGES} <= {"GET", "POST"}
    assert all(page.method == "GET" for page in PAGES if page.nav or page.shortcut)


@pytest.mark.parametrize("name", ROLES)
def test_every_route_is_allowed_or_refused_as_the_table_says(served: Served, name: str) -> None:
    """A page that a role may not see is refused, one that it may see is not; nobody is sent to the login."""
    departments = ("kikaku",) if Role.DEPARTMENT in ROLES[name] else ()
    browser = (
        served.logged_in(name, *ROLES[name], departments=departments) if ROLES[name] else served.browser()
    )
    person = Person(name, name, frozenset(ROLES[name]), frozenset(departments))
    for page in GUARDED:
        path = re.sub(r"\{(\w+)(?::\w+)?\}", "1", page.path)
        answer = browser.client.request(page.method, path)
        if not ROLES[name]:
            assert answer.status_code == 303, page.name
            assert answer.headers["location"].startswith("/login?"), page.name
        elif page.action is None or not may(person, page.action):
            assert (answer.status_code, "ができません" in answer.text) == (403, True), page.name
        elif page.method == "GET":
            assert answer.status_code in {200, 303, 400, 403, 404}, (page.name, answer.status_code)
            assert "/login" not in answer.headers.get("location", ""), page.name
        else:
            assert (answer.status_code, "有効期限" in answer.text) == (403, True), page.name


@pytest.mark.parametrize("name", ["nobody", "steward", "approver", "administrator"])
def test_every_form_refuses_endless_text_before_it_looks_at_it(served: Served, name: str) -> None:
    """Marks that would take minutes to compose, in a field, in its name or in a file's name: 400, whatever the form."""
    browser = served.logged_in(f"{name}2", *ROLES[name]) if ROLES[name] else served.browser()
    token = browser.csrf("/account" if ROLES[name] else "/login")
    marks = "a" + "\u0301\u0323" * 75_000
    person = Person(name, name, frozenset(ROLES[name]), frozenset())
    for page in PAGES:
        if page.method != "POST" or (page.name not in PUBLIC and not ROLES[name]):
            continue
        if page.action is not None and not may(person, page.action):
            continue
        path = re.sub(r"\{(\w+)(?::\w+)?\}", "1", page.path)
        for form in ({"name": marks}, {marks: "x"}, {"name": "x" * 300_000}):
            answer = browser.client.post(path, data={"csrf": token, **form})
            assert answer.status_code == 400, (page.name, answer.status_code)
        answer = browser.client.post(path, data={"csrf": token}, files={"file": (marks[:4_000], b"x")})
        assert answer.status_code == 400, (page.name, answer.status_code)


@pytest.mark.parametrize("path", ["/login?next={}", "/findings?q={}", "/{}"])
def test_an_endless_address_is_refused(served: Served, path: str) -> None:
    """In its path or in its query."""
    for text in ("%CC%81" * 200, "a" * 9_000):
        assert served.browser().get(path.format(text)).status_code == 400


def test_what_does_not_exist_and_what_is_sent_wrongly_is_told_in_words(served: Served) -> None:
    """An unknown address looks the same to everybody; a method that a page does not have is no page."""
    steward = served.logged_in("crawler", Role.STEWARD)
    for browser in (steward, served.browser()):
        for path in (
            "/nowhere",
            "/static/x/../../console.key",
            "/static/x/VENDORED.md",
            "/%2e%2e/etc/passwd",
        ):
            assert browser.get(path).status_code == 404, path
    assert steward.client.delete("/account").status_code == 405
    assert steward.client.put("/login").status_code == 405
