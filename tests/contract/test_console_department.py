"""A department's own page: its items, files, forms and receipts, and nobody else's."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator

import openpyxl
import pytest
from builders.console import Browser, Served, services_at, serving
from contract.city import ENVIRONMENT, PLANNING, SHEETS, City, delimited

from shinchoku.console.follow_up import is_following_up
from shinchoku.review.people import Role

WRONG = "2|A|実施|||約110|"
XLSX = PLANNING.replace(".csv", ".xlsx")


@pytest.fixture
def served(city: City) -> Iterator[Served]:
    """A console of 海辺市 after a night with every department's sheet."""
    city.send_all()
    city.first_night()
    with serving(services_at(city.data, city.plan_file)) as made:
        yield made


@pytest.fixture
def kikaku(served: Served) -> Browser:
    """企画課, logged in."""
    return served.logged_in("kikaku", Role.DEPARTMENT, departments=("kikaku",))


def test_a_department_account_is_led_to_its_own_page(kikaku: Browser, served: Served) -> None:
    """/my leads to the own department; somebody without one comes to the board."""
    assert kikaku.get("/my").headers["location"] == "/departments/kikaku"
    assert served.logged_in("steward", Role.STEWARD).get("/my").headers["location"] == "/submissions"


def test_the_page_tells_what_counts_and_what_was_received(kikaku: Browser) -> None:
    """Items with status and value as accepted, files with their paths, and where to put the next one."""
    page = kikaku.get("/departments/kikaku").text
    assert "総務部 企画課" in page
    assert "110" in page
    assert PLANNING in page
    assert ENVIRONMENT not in page
    assert "令和5年度/年度末/企画課.xlsx" in page


@pytest.mark.parametrize(
    "path",
    [
        "/departments/kankyo",
        "/departments/kankyo/forms/r5-end",
        "/departments/kankyo/files/{other}/annotated",
        "/departments/kankyo/receipts/{other}",
        "/departments/nobody",
    ],
)
def test_nothing_of_another_department_is_reached(kikaku: Browser, path: str) -> None:
    """Page, form, copy and receipt of another department are refused alike, also those that do not exist."""
    assert kikaku.get(path.format(other="a" * 64)).status_code == 403


def test_a_content_of_another_department_is_not_reached_by_the_own_address(
    city: City, kikaku: Browser, served: Served
) -> None:
    """The hash of another department's file is unknown under one's own."""
    steward = served.logged_in("steward", Role.STEWARD)
    found = re.search(r"/departments/kankyo/files/([0-9a-f]{64})", steward.get("/departments/kankyo").text)
    assert found is not None
    assert found[1] in city.received()
    assert kikaku.get(f"/departments/kikaku/files/{found[1]}/annotated").status_code == 404
    assert kikaku.get(f"/departments/kikaku/receipts/{found[1]}").status_code == 404


def test_a_received_file_comes_back_with_its_findings(city: City, kikaku: Browser) -> None:
    """The copy is a workbook with the list of findings in front."""
    city.send(XLSX, WRONG)
    city.night("2024-05-03")
    page = kikaku.get("/departments/kikaku").text
    links = re.findall(r'href="(/departments/kikaku/files/[0-9a-f]{64}/annotated)"', page)
    books = [openpyxl.load_workbook(io.BytesIO(kikaku.get(one).content)) for one in links]
    assert ["指摘一覧", "Sheet"] in [book.sheetnames for book in books]


def test_the_form_of_a_round_is_made_on_the_fly(kikaku: Browser) -> None:
    """It is a workbook under a name that says whose and for what; a round that is not open has none."""
    answer = kikaku.get("/departments/kikaku/forms/r5-end")
    assert openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames
    assert "filename*=UTF-8''" in answer.headers["content-disposition"]
    assert kikaku.get("/departments/kikaku/forms/r6-end").status_code == 404
    assert kikaku.get("/departments/kikaku/forms/nie").status_code == 404


def test_a_viewer_sees_the_page_but_no_sheet(served: Served) -> None:
    """Who may only look is offered no copy, and refused one."""
    viewer = served.logged_in("viewer", Role.VIEWER)
    page = viewer.get("/departments/kikaku").text
    assert PLANNING in page
    assert "annotated" not in page
    assert viewer.get(f"/departments/kikaku/files/{'a' * 64}/annotated").status_code == 403


def test_a_handed_in_file_is_listed_with_its_receipt_and_survives_the_night(
    city: City, served: Served, kikaku: Browser
) -> None:
    """It stands beside the folder's files, with receipt; the next nights neither drop nor repeat it."""
    content = delimited(SHEETS[PLANNING].replace("110", "120"))
    result = kikaku.post(
        "/check", {"department": "kikaku", "round": "r5-end"}, files={"file": ("提出.csv", content)}
    )
    receipt = kikaku.post(f"{result.headers['location']}/submit").headers["location"]
    until = time.monotonic() + 30
    while is_following_up(served.services):
        assert time.monotonic() < until
        time.sleep(0.02)
    page = kikaku.get("/departments/kikaku").text
    assert receipt in page
    assert "提出.csv" in page
    city.night("2024-05-03")
    again = kikaku.get("/departments/kikaku").text
    assert again.count("提出窓口/令和5年度/年度末/総務部 企画課/提出.csv") == 1
    assert kikaku.get(receipt).status_code == 200
