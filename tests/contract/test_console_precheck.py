"""The check before submitting, as departments meet it: a real server, real readers, real workbooks."""

from __future__ import annotations

import io
import os
import re
import time
from collections.abc import Iterator
from datetime import timedelta

import httpx
import openpyxl
import pytest
from builders.console import Browser, Served, services_at, serving
from contract.city import City, delimited, workbook
from sqlalchemy import select, update

from shinchoku.adapters.state.tables_of_people import uploads
from shinchoku.adapters.state.uploads import KEPT_FOR, MOST_FILES
from shinchoku.city_clock import now
from shinchoku.console.follow_up import is_following_up
from shinchoku.review.people import Role
from shinchoku.usecases.sheets.upload import uploads_at

THREE_MISTAKES = """
    2|A|来訪者を迎えた||約110
    5|Z|松を植えた||20|210
    7|A|
    8|B|空き家を調べた|嵐のため
"""
CORRECTED = """
    2|A|来訪者を迎えた||110
    5|A|松を植えた||20|210
    7|A|窓口を統合した
    8|B|空き家を調べた|嵐のため
"""
MIB = 1024 * 1024


@pytest.fixture
def served(city: City) -> Iterator[Served]:
    """A console of 海辺市."""
    with serving(services_at(city.data, city.plan_file)) as made:
        yield made


@pytest.fixture
def kikaku(served: Served) -> Browser:
    """企画課, logged in."""
    return served.logged_in("kikaku", Role.DEPARTMENT, departments=("kikaku",))


def check(
    browser: Browser, *files: tuple[str, bytes], department: str = "kikaku", asked: str = "r5-end"
) -> httpx.Response:
    """Have files checked, as the form sends them."""
    return browser.post(
        "/check", {"department": department, "round": asked}, files=[("file", one) for one in files]
    )


def checked(browser: Browser, name: str, content: bytes) -> str:
    """Have one file checked and return the address of its result."""
    answer = check(browser, (name, content))
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def settled(served: Served) -> None:
    """Wait until what was submitted has been worked out."""
    until = time.monotonic() + 30
    while is_following_up(served.services):
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_sheet_with_three_mistakes_is_checked_corrected_and_handed_in(
    city: City, served: Served, kikaku: Browser
) -> None:
    """Mistakes show with their cells and a marked copy; the corrected file is clean, submitted, and on the board at once."""
    result = checked(kikaku, "企画課.xlsx", workbook(THREE_MISTAKES))
    page = kikaku.get(result).text
    assert "直すところが3件あります" in page
    assert {"セル E2", "セル B3", "セル C4"} <= set(re.findall(r"セル [A-Z]\d", page))
    assert page.count('class="sheet"') == 3
    assert "約110" in page
    copy = kikaku.get(f"{result}/annotated")
    book = openpyxl.load_workbook(io.BytesIO(copy.content))
    assert book.sheetnames == ["指摘一覧", "Sheet"]
    assert book["Sheet"]["E2"].comment is not None

    result = checked(kikaku, "企画課.xlsx", workbook(CORRECTED))
    assert (
        "誤りは見つかりませんでした" in kikaku.get(result).text
        or "エラーはありません" in kikaku.get(result).text
    )
    receipt = kikaku.post(f"{result}/submit")
    assert receipt.status_code == 303
    settled(served)
    paper = kikaku.get(receipt.headers["location"]).text
    assert "提出窓口/令和5年度/年度末/総務部 企画課/企画課.xlsx" in paper
    assert "受付番号" in paper
    assert "4/4" in kikaku.get("/submissions").text
    assert kikaku.get(result).status_code == 404
    before = city.received()
    for as_of in ("2024-05-03", "2024-05-04"):
        city.night(as_of)
    assert city.received() == before
    assert "4/4" in kikaku.get("/submissions").text
    assert "SH602" not in city.codes()


def test_every_value_that_was_taken_is_shown_with_whether_it_counts(kikaku: Browser) -> None:
    """As it would be published, with its cell and what was done to it: the list that `check` prints."""
    sheet = "2|A|来訪者を迎えた||１１０人\n5|A|松を植えた||20|約210"
    page = kikaku.get(checked(kikaku, "企画課.csv", delimited(sheet))).text
    rows = [
        " ".join(re.sub(r"<[^>]+>", " ", row).split())
        for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    ]
    assert "2 実績値 110人 ✓ 使われます CSV!E2 １１０人 全角・半角をそろえた、単位を外した" in rows
    assert "5 実績値 20本 － 使われません CSV!E3" in rows
    assert not any(row.startswith("5 累計") for row in rows)


def test_the_page_says_what_handing_in_does(served: Served, kikaku: Browser) -> None:
    """Item by item, what counts now beside what would; a file of the same name says whose place it takes."""
    result = checked(kikaku, "進捗.csv", delimited(CORRECTED))
    assert "新しく使われる" in kikaku.get(result).text
    kikaku.post(f"{result}/submit", on=result)
    settled(served)
    page = kikaku.get(checked(kikaku, "進捗.csv", delimited(CORRECTED.replace("110", "130")))).text
    card = page.split('id="effects"')[1].split("</section>")[0]
    assert [text for text in ("110人", "130人", "変わる", "変わらない") if text not in card] == []
    assert "前に提出した同じ名前のファイル" in page


def test_only_what_was_checked_is_handed_in(served: Served, kikaku: Browser) -> None:
    """Bytes that changed on the disk after the check are refused, and nothing is recorded."""
    result = checked(kikaku, "企画課.csv", delimited(CORRECTED))
    token = result.rpartition("/")[2]
    (served.services.paths.uploads / token).write_bytes(delimited(THREE_MISTAKES))
    answer = kikaku.post(f"{result}/submit")
    assert answer.status_code == 503
    assert "もう一度ファイルを選んで" in answer.text
    assert [one for one in served.services.paths.raw.rglob("*") if one.is_file()] == []


def test_a_file_with_errors_may_be_handed_in_and_the_same_again_says_so(
    served: Served, kikaku: Browser
) -> None:
    """What follows is said before; a second time the same content is no new submission."""
    content = workbook(THREE_MISTAKES)
    result = checked(kikaku, "企画課.xlsx", content)
    assert "エラーがあるまま提出する" in kikaku.get(result).text
    kikaku.post(f"{result}/submit")
    settled(served)
    result = checked(kikaku, "企画課.xlsx", content)
    assert "同じ名前・同じ内容のファイル" in kikaku.get(result).text
    receipt = kikaku.post(f"{result}/submit")
    assert "新しい提出にはなりません" in kikaku.get(receipt.headers["location"]).text


def test_a_corrected_file_of_another_name_takes_the_place_of_the_first(
    city: City, served: Served, kikaku: Browser
) -> None:
    """Handed in instead of the earlier file on the same day, it contradicts nobody and clears the mistakes."""
    kikaku.post(f"{checked(kikaku, '企画課.xlsx', workbook(THREE_MISTAKES))}/submit")
    settled(served)
    assert city.findings()
    result = checked(kikaku, "企画課_修正.xlsx", workbook(CORRECTED))
    earlier = "提出窓口/令和5年度/年度末/総務部 企画課/企画課.xlsx"
    assert f'value="{earlier}" checked' in kikaku.get(result).text
    kikaku.post(f"{result}/submit", {"in_place_of": earlier})
    settled(served)
    assert [one for one in city.findings() if one["severity"] == "error"] == []


def test_a_file_cannot_take_the_place_of_anothers(kikaku: Browser) -> None:
    """Only an earlier file of the same counter can be replaced."""
    result = checked(kikaku, "企画課.csv", delimited(CORRECTED))
    answer = kikaku.post(f"{result}/submit", {"in_place_of": "令和5年度/年度末/環境課.csv"})
    assert answer.status_code == 400
    assert "差し替えようとしたファイルが見つかりません" in answer.text


def test_an_upload_is_its_accounts_own(served: Served, kikaku: Browser) -> None:
    """To another account of the same department, and to a steward, the token leads nowhere."""
    result = checked(kikaku, "企画課.csv", delimited(CORRECTED))
    others = (
        served.logged_in("kikaku2", Role.DEPARTMENT, departments=("kikaku",)),
        served.logged_in("steward", Role.STEWARD),
    )
    for other in others:
        assert other.get(result).status_code == 404
        assert other.get(f"{result}/annotated").status_code == 404
        assert other.post(f"{result}/submit").status_code == 404
        assert other.post(f"{result}/discard").status_code == 404
        assert "企画課.csv" not in other.get("/check").text
    assert kikaku.get(result).status_code == 200


def test_nobody_checks_or_submits_for_another_department(served: Served, kikaku: Browser) -> None:
    """A forged department in the form is refused; who only looks may not even see the page."""
    assert check(kikaku, ("環境課.csv", delimited(CORRECTED)), department="kankyo").status_code == 403
    assert served.logged_in("viewer", Role.VIEWER).get("/check").status_code == 403


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("空.xlsx", b"", "空のファイルです"),
        ("文書.pdf", b"%PDF-1.7\n", "形式"),
        ("大きい.csv", b"1," * (MIB // 2 + 1000), "大きすぎます"),
        ("山田 076-220-0000.csv", delimited(CORRECTED), "ファイル名に個人情報"),
    ],
)
def test_what_cannot_be_taken_is_refused_at_the_form(
    city: City, name: str, content: bytes, words: str
) -> None:
    """An empty file, another format, too much of it or a telling name: the form says why, and nothing is kept."""
    city.register(inbox={"max_file_mib": 1})
    with serving(services_at(city.data, city.plan_file)) as served:
        browser = served.logged_in("kikaku", Role.DEPARTMENT, departments=("kikaku",))
        answer = check(browser, (name, content))
        assert answer.status_code == 400
        assert words in answer.text
        assert 'aria-invalid="true"' in answer.text
        assert not served.services.paths.uploads.exists()


def test_nothing_chosen_is_said_at_the_form(kikaku: Browser) -> None:
    """Without a file or with a round that is none, the fields say so."""
    answer = kikaku.post("/check", {"department": "kikaku", "round": "nie"})
    assert answer.status_code == 400
    assert "照会を選んでください" in answer.text
    assert "ファイルを選んでください" in answer.text


def test_several_files_are_each_checked(kikaku: Browser) -> None:
    """Two good files wait in the list; of three with a bad one the bad one is named."""
    good = [(f"{n}.csv", delimited(CORRECTED)) for n in (1, 2)]
    answer = check(kikaku, *good)
    assert (answer.status_code, answer.headers["location"]) == (303, "/check")
    assert kikaku.get("/check").text.count("取りやめる<") == 2
    answer = check(kikaku, *good, ("文書.pdf", b"%PDF-1.7\n"))
    assert answer.status_code == 400
    assert "「文書.pdf」" in answer.text


def test_uploads_end_after_a_day(served: Served, kikaku: Browser) -> None:
    """A token of yesterday leads nowhere, and the sweep takes the file and the row away."""
    result = checked(kikaku, "企画課.csv", delimited(CORRECTED))
    with served.services.engine.begin() as connection:
        connection.execute(update(uploads).values(at=now() - KEPT_FOR - timedelta(minutes=1)))
    assert kikaku.get(result).status_code == 404
    orphan = served.services.paths.uploads / "orphan"
    orphan.write_bytes(b"x")
    os.utime(orphan, (1, 1))
    assert uploads_at(served.services.session()).drop_old(now()) == 1
    assert list(served.services.paths.uploads.iterdir()) == []


def test_an_account_keeps_so_many_files_and_no_more(kikaku: Browser) -> None:
    """The same name again makes room for itself; one name too many is refused in words."""
    content = delimited(CORRECTED)
    for number in range(MOST_FILES):
        checked(kikaku, f"{number}.csv", content)
    checked(kikaku, "0.csv", content)
    answer = check(kikaku, ("another.csv", content))
    assert answer.status_code == 400
    assert "多すぎます" in answer.text


def test_discarding_takes_the_file_away(served: Served, kikaku: Browser) -> None:
    """After discarding, neither row nor file is left."""
    result = checked(kikaku, "企画課.csv", delimited(CORRECTED))
    assert kikaku.post(f"{result}/discard").status_code == 303
    with served.services.engine.connect() as connection:
        assert connection.scalars(select(uploads.c.token)).all() == []
    assert list(served.services.paths.uploads.iterdir()) == []


def test_hostile_cells_and_names_are_shown_harmless(kikaku: Browser) -> None:
    """Markup in cells and in the file's name is text on the page, and unseen characters are spelled out."""
    lines = "2|<script>alert(1)</script>|<img src=x onerror=alert(1)>\u202e||=cmd|\n9999|A|<b>x</b>"
    result = checked(kikaku, '"><script>x.xlsx', workbook(lines))
    page = kikaku.get(result).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>x" not in kikaku.get("/check").text
