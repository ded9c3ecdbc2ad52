"""The stewards' daily pages: the queue, one finding, what is decided about it, and the rules."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from typing import Any

import openpyxl
import pytest
from builders.console import Browser, Served, services_at, serving
from builders.pages import actions_of, form_of, words_of
from builders.people import STEWARD
from contract.city import ENVIRONMENT, PLANNING, SHEETS, City

from shinchoku.adapters.state.findings import load_findings
from shinchoku.adapters.state.queue import Cell, FindingFilter
from shinchoku.checks.findings import FindingState
from shinchoku.checks.rule_list import RULES
from shinchoku.console.findings_query import query_in
from shinchoku.console.follow_up import is_following_up
from shinchoku.console.pages import findings_return
from shinchoku.review.people import Role
from shinchoku.usecases import decide
from shinchoku.views.finding_counts import facets_of
from shinchoku.views.findings import list_page

HOSTILE = "<script>alert(1)</script>\u202e約110"
WRONG = f"""
    2|A|来訪者を迎えた||90
    5|A|松を植えた||{HOSTILE}|210
    7|X|窓口を統合した
"""
"""Figures that miss the target though declared achieved (SH501), that are none, and a status off the scale."""
BOOK = PLANNING.replace(".csv", ".xlsx")
REASON = "計測器の更新により、この年度は下振れしたため"
_FINDING = re.compile(r'data-open href="(/findings/[0-9a-f]{32}[^"]*)"')
BULK = "/findings/return/selected"


@pytest.fixture
def served(city: City) -> Iterator[Served]:
    """A console of 海辺市 after a night with mistakes of two departments."""
    city.send_all()
    (city.inbox / PLANNING).unlink()
    city.send(BOOK, WRONG)
    city.send(ENVIRONMENT, SHEETS[ENVIRONMENT].replace("||48", "||約48"))
    city.first_night()
    with serving(services_at(city.data, city.plan_file)) as made:
        yield made
        settled(made)


@pytest.fixture
def steward(served: Served) -> Browser:
    """The browser of a steward."""
    return served.logged_in("steward", Role.STEWARD)


def settled(served: Served) -> None:
    """Wait until what was decided has been worked out."""
    until = time.monotonic() + 30
    while is_following_up(served.services):
        assert time.monotonic() < until
        time.sleep(0.02)


def queue(browser: Browser, address: str = "/findings") -> list[str]:
    """Return the links to the findings of a page of the queue."""
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    return [one.replace("&amp;", "&") for one in _FINDING.findall(answer.text)]


def total(browser: Browser, address: str = "/findings") -> int:
    """Return how many findings a page of the queue says that there are."""
    told = re.search(r'data-announce="([\d,]+)件の指摘"', browser.get(address).text)
    assert told is not None
    return int(told[1].replace(",", ""))


def found(served: Served, *codes: str) -> list[dict[str, Any]]:
    """Return the findings that are not resolved, of some rules or of all."""
    session = served.services.session()
    with session.engine.connect() as connection:
        rows = load_findings(connection, session.plan.id)
    return [one for one in rows if not codes or one["rule"] in codes]


def of(served: Served, code: str) -> str:
    """Return the address of the only finding of a rule."""
    (one,) = found(served, code)
    return f"/findings/{one['fingerprint']}"


def state(served: Served, address: str) -> str:
    """Return the state of the finding at an address."""
    (one,) = [one for one in found(served) if address.endswith(one["fingerprint"])]
    return str(one["state"])


def send(browser: Browser, page: str, form: str, **typed: str) -> tuple[int, str]:
    """Fill in a form of a finding's page and send it; return the status and the words of the page that follows."""
    action = f"{page}/{form}"
    answer = browser.client.post(action, data={**form_of(browser.get(page).text, action), **typed})
    text = browser.get(answer.headers["location"]).text if answer.status_code == 303 else answer.text
    return answer.status_code, words_of(text)


@pytest.mark.parametrize(
    ("query", "column", "value"),
    [
        ("department=kankyo", "department", "kankyo"),
        ("rule=SH501", "rule", "SH501"),
        ("severity=error", "severity", "error"),
        ("state=open", "state", "open"),
        ("round=r5-end", "round_id", "r5-end"),
        ("item=Ｎｏ．２", "item_no", "2"),
        ("severity=nonsense&state=nonsense&age=x&group=x", "", ""),
    ],
)
def test_the_queue_is_narrowed_by_its_address(
    served: Served, steward: Browser, query: str, column: str, value: str
) -> None:
    """Exactly the findings that match are listed and counted; what makes no sense does not narrow."""
    expected = {one["fingerprint"] for one in found(served) if not column or one[column] == value}
    shown = queue(steward, f"/findings?{query}")
    assert {one.split("?")[0].rpartition("/")[2] for one in shown} == expected
    assert total(steward, f"/findings?{query}") == len(expected) > 0


def test_a_family_a_file_and_an_age_narrow_too(served: Served, steward: Browser) -> None:
    """`SH5` is every rule that begins so; nothing is a month old."""
    family = [one for one in found(served) if str(one["rule"]).startswith("SH5")]
    assert total(steward, "/findings?rule=sh5") == len(family)
    file = str(found(served, "SH501")[0]["sha256"])
    assert total(steward, f"/findings?file={file}") == len([f for f in found(served) if f["sha256"] == file])
    page = steward.get("/findings?age=30").text
    assert "当てはまる指摘はありません" in page
    assert queue(steward, "/findings?state=resolved") == []


def test_every_finding_is_reached_page_by_page(
    served: Served, steward: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages follow each other without a gap or a repetition, forwards and back."""
    short = "shinchoku.console.pages.findings.list_page"
    monkeypatch.setattr(short, lambda *given, **more: list_page(*given, **{"most": 2, **more}))
    address, seen, pages = "/findings", [], []
    while address:
        pages.append(queue(steward, address))
        seen += pages[-1]
        following = re.search(r'rel="next" href="([^"]+)"', steward.get(address).text)
        back, address = address, following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == len(found(served))
    previous = re.search(r'rel="prev" href="([^"]+)"', steward.get(back).text)
    assert previous is not None
    assert queue(steward, previous[1].replace("&amp;", "&")) == pages[-2]


@pytest.mark.parametrize("group", ["department", "rule", "file"])
def test_groups_are_headed_by_their_counts(served: Served, steward: Browser, group: str) -> None:
    """Each department, rule or file stands once with its number of findings, the largest first."""
    column = {"file": "sha256"}.get(group, group)
    values = [one[column] for one in found(served)]
    page = steward.get(f"/findings?group={group}").text
    heads = re.findall(r'<h2 id="group-\d+">.*?(\d+)件</span></h2>', page)
    assert [int(one) for one in heads] == sorted((values.count(one) for one in set(values)), reverse=True)


def test_choices_count_what_choosing_them_would_give() -> None:
    """A facet leaves its own narrowing out, and heeds all others."""
    cells = [
        Cell("a", "SH203", "warning", "open", "r", 3),
        Cell("b", "SH203", "warning", "open", "r", 5),
        Cell("b", "SH501", "error", "returned", "r", 7),
    ]
    facets = facets_of(cells, FindingFilter(departments=("b",), rule="SH2", states=(FindingState.OPEN,)))
    assert (facets.total, dict(facets.departments), dict(facets.rules), dict(facets.states)) == (
        5,
        {"a": 3, "b": 5},
        {"SH203": 5},
        {"open": 5},
    )


def test_counts_follow_a_decision(served: Served, steward: Browser) -> None:
    """What is kept of the counts is dropped when the audit trail grows."""
    before = total(steward, "/findings?state=open")
    decide.return_findings(
        served.services.session(), [str(found(served, "SH501")[0]["fingerprint"])], STEWARD, "直す"
    )
    assert total(steward, "/findings?state=open") == before - 1
    assert total(steward, "/findings?state=returned") == 1


def test_selected_findings_are_returned_with_one_message(served: Served, steward: Browser) -> None:
    """The page before says which; then both departments' findings carry the message."""
    chosen = [one.rpartition("/")[2] for one in queue(steward)[:3]]
    asking = steward.client.get(BULK, params={"pick": chosen[:2], "pick-4": chosen[2]})
    assert "3件の指摘を差し戻します" in words_of(asking.text)
    form = {"csrf": form_of(asking.text, BULK)["csrf"], "pick": chosen}
    empty = steward.client.post(BULK, data={**form, "message": " "})
    assert (empty.status_code, "理由を書いてください" in empty.text) == (400, True)
    done = steward.client.post(BULK, data={**form, "message": "直してください"})
    assert (done.status_code, done.headers["location"]) == (303, "/findings")
    assert "3件を差し戻しました" in words_of(steward.get("/findings").text)
    notes = {one["fingerprint"]: one["note"] for one in found(served) if one["state"] == "returned"}
    assert notes == dict.fromkeys(chosen, "直してください")


def test_a_whole_narrowing_is_returned_at_once_but_not_more_than_the_most(
    served: Served, steward: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest is told and stays; the way leads back to the same narrowing."""
    monkeypatch.setattr(findings_return, "MOST", 2)
    count = len([one for one in found(served) if one["department"] == "kikaku"])
    page = steward.get(f"{BULK}?all=1&department=kikaku").text
    action = f"{BULK}?department=kikaku"
    assert f"残りの{count - 2}件" in words_of(page)
    picks = re.findall(r'name="pick" value="([0-9a-f]{32})"', page)
    form = {"csrf": form_of(page, action)["csrf"], "pick": picks, "message": "直してください"}
    assert steward.client.post(action, data=form).headers["location"] == "/findings?department=kikaku"
    assert len([one for one in found(served) if one["state"] == "returned"]) == len(picks) == 2


def test_a_bulk_return_is_refused_whole_when_somebody_was_first(served: Served, steward: Browser) -> None:
    """Nothing is returned, the page says what moved, and what was typed stays."""
    chosen = [one.rpartition("/")[2] for one in queue(steward)[:2]]
    page = steward.client.get(BULK, params={"pick": chosen}).text
    decide.return_findings(served.services.session(), chosen[:1], STEWARD, "先に")
    answer = steward.client.post(
        BULK, data={"csrf": form_of(page, BULK)["csrf"], "pick": chosen, "message": "一緒に"}
    )
    said = words_of(answer.text)
    assert (answer.status_code, "差し戻しの対象から外れたもの（1件）" in said) == (409, True)
    assert form_of(answer.text, BULK)["message"] == "一緒に"
    assert state(served, chosen[1]) == "open"


def test_nothing_chosen_leads_back(steward: Browser) -> None:
    """Without a choice, or of what cannot be returned, the queue says so."""
    assert steward.get(f"{BULK}?rule=SH501").headers["location"] == "/findings?rule=SH501"
    assert steward.get(f"{BULK}?all=1&state=resolved").status_code == 303


def test_a_department_sees_its_own_findings_and_no_others(served: Served) -> None:
    """Another department's finding, piece, copy and queue look like something that does not exist."""
    kankyo = served.logged_in("kankyo", Role.DEPARTMENT, departments=("kankyo",))
    own = {one["fingerprint"] for one in found(served) if one["department"] == "kankyo"}
    assert {one.rpartition("/")[2] for one in queue(kankyo)} == own
    foreign = of(served, "SH501")
    for address in (foreign, f"{foreign}/annotated", "/findings?department=kikaku", f"/findings/{'0' * 32}"):
        answer = kankyo.get(address)
        assert (answer.status_code, "SH501" in answer.text, "来訪者" in answer.text) == (404, False, False)
    assert (kankyo.get(BULK).status_code, kankyo.post(f"{foreign}/return").status_code) == (403, 403)
    page = kankyo.get(queue(kankyo)[0]).text
    assert not any("/findings/" in one for one in actions_of(page))


def test_a_finding_shows_its_cell_marked_on_the_sheet(served: Served, steward: Browser) -> None:
    """The piece around the cell, the rule's reason, the place with the item's name, and the marked copy."""
    address = of(served, "SH501")
    page = steward.get(address).text
    said = words_of(page)
    assert re.search(r'class="marked is-error" id="marked-cell"', page)
    assert all(one in said for one in ("来訪者を迎えた", "総務部 企画課", RULES["SH501"].reason.ja, BOOK))
    copy = steward.get(f"{address}/annotated")
    assert openpyxl.load_workbook(io.BytesIO(copy.content)).sheetnames[-1] != ""
    assert "attachment" in copy.headers["Content-Disposition"]


def test_who_may_not_see_sheets_is_told_why(served: Served) -> None:
    """A viewer sees the finding, but neither the sheet nor a copy of it, and no form."""
    viewer = served.logged_in("viewer", Role.VIEWER)
    address = of(served, "SH501")
    page = viewer.get(address).text
    assert "シートの中身は、所属と確認担当・承認者だけが見られます" in page
    assert (viewer.get(f"{address}/annotated").status_code, "marked-cell" in page) == (403, False)
    assert not any("/findings/" in one for one in actions_of(page))


def test_what_a_cell_says_harms_nobody(steward: Browser) -> None:
    """Markup is text, and what turns a line around is spelled out, wherever a value is shown."""
    pages = [steward.get(one).text for one in ("/findings", *queue(steward))]
    assert any("&lt;script&gt;" in page and "⟨U+202E⟩" in page for page in pages)
    assert not any("<script>alert" in page or "\u202e" in page for page in pages)


def test_a_finding_is_returned_and_taken_back(served: Served, steward: Browser) -> None:
    """The department reads the message on its page; taking it back opens the finding again; both are told."""
    address = of(served, "SH501")
    status, said = send(steward, address, "return", reason="目標値を確かめてください")
    assert (status, state(served, address)) == (303, "returned")
    assert all(one in said for one in ("差し戻しました", "指摘を差し戻した", "確認担当（steward）"))
    kikaku = served.logged_in("kikaku", Role.DEPARTMENT, departments=("kikaku",))
    assert "目標値を確かめてください" in words_of(kikaku.get(address).text)
    settled(served)
    assert send(steward, address, "withdraw", reason="値は正しかった")[0] == 303
    assert state(served, address) == "open"


def test_a_waiver_takes_two_people(served: Served) -> None:
    """Whoever asked is told that another has to approve; the other sees who asked, why and until when."""
    both = served.logged_in("both", Role.STEWARD, Role.APPROVER)
    approver = served.logged_in("approver", Role.APPROVER)
    address = of(served, "SH501")
    assert send(both, address, "waiver", reason=REASON, ends_on="2024-08-31")[0] == 303
    own = both.get(address).text
    assert ("認めるのは別の人です" in own, f"{address}/approve" in actions_of(own)) == (True, False)
    shown = form_of(own, f"{address}/decline")
    forced = both.client.post(f"{address}/approve", data={**shown, "reason": "自分で"})
    assert (forced.status_code, state(served, address)) == (403, "waiver_requested")
    seen = words_of(approver.get(address).text)
    assert all(one in seen for one in (REASON, "2024-08-31", "確認担当"))
    assert send(approver, address, "approve", reason="確認した")[0] == 303
    settled(served)
    assert state(served, address) == "waived"


def test_who_approves_a_waiver_sees_what_it_does_to_the_rate(served: Served, steward: Browser) -> None:
    """Before the button: the item's status and each headline rate that moves, with both numerators and denominators."""
    address, approver = of(served, "SH501"), served.logged_in("approver", Role.APPROVER)
    send(steward, address, "waiver", reason=REASON, ends_on="2024-08-31")
    seen = words_of(approver.get(address).text)
    assert "→ 達成" in seen
    (rate,) = set(re.findall(r"海辺市まちづくり計画：(\S+% → \S+%（\d+/\d+ → \d+/\d+）)", seen))
    before, after = re.findall(r"(\d+)/\d+", rate)
    assert int(after) == int(before) + 1
    assert "認めたときの達成率" not in words_of(steward.get(address).text)


def test_every_cell_that_a_contradiction_rests_on_is_marked(served: Served, steward: Browser) -> None:
    """The status has the mark of the finding; the figure that contradicts it is marked beside it, in words as well."""
    page = steward.get(of(served, "SH501")).text
    assert re.search(r'class="marked[^"]*" id="marked-cell">.*?<span class="cell-text">A</span>', page)
    assert re.search(
        r'class="beside[^"]*">.*?あわせて確かめるセル：.*?<span class="cell-text">90</span>', page
    )


def test_a_declined_waiver_opens_the_finding_again(served: Served, steward: Browser) -> None:
    """The reason for it stands in the history."""
    address, approver = of(served, "SH501"), served.logged_in("approver", Role.APPROVER)
    send(steward, address, "waiver", reason=REASON, ends_on="2024-08-31")
    status, said = send(approver, address, "decline", reason="根拠が足りません")
    assert (status, "根拠が足りません" in said, state(served, address)) == (303, True, "open")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"reason": " ", "ends_on": "2024-08-31"}, "理由を書いてください"),
        ({"reason": REASON, "ends_on": ""}, "期限の日付を入れてください"),
        ({"reason": REASON, "ends_on": "2030-01-01"}, "1年以内"),
        ({"reason": "担当 090-1234-5678", "ends_on": "2024-08-31"}, "個人情報"),
    ],
)
def test_a_waiver_that_lacks_something_is_refused_at_its_field(
    served: Served, steward: Browser, typed: dict[str, str], told: str
) -> None:
    """What was typed stays in the form, and nothing was asked for."""
    address = of(served, "SH501")
    action = f"{address}/waiver"
    form = {**form_of(steward.get(address).text, action), **typed}
    answer = steward.client.post(action, data=form)
    assert (answer.status_code, told in words_of(answer.text), state(served, address)) == (400, True, "open")
    kept = form_of(answer.text, action)
    assert (kept["reason"], kept["ends_on"]) == (typed["reason"].strip(), typed["ends_on"])


def test_what_leaves_no_usable_value_cannot_be_waived(served: Served, steward: Browser) -> None:
    """There is no form for it, the page says so, and a forged one is refused."""
    (one,) = [f for f in found(served) if f["item_no"] == "7" and f["severity"] == "error"]
    address = f"/findings/{one['fingerprint']}"
    page = steward.get(address).text
    assert (f"{address}/waiver" in actions_of(page), "理由付き確認の対象外" in page) == (False, True)
    form = {**form_of(page, f"{address}/return"), "reason": REASON, "ends_on": "2024-08-31"}
    assert steward.client.post(f"{address}/waiver", data=form).status_code == 400


@pytest.mark.parametrize("form", ["return", "waiver"])
def test_whoever_comes_second_is_told_what_it_is_now(served: Served, steward: Browser, form: str) -> None:
    """A form that was shown for another state changes nothing: 409, with the state and what was typed."""
    address = of(served, "SH501")
    action = f"{address}/{form}"
    stale = form_of(steward.get(address).text, action)
    fingerprint = address.rpartition("/")[2]
    decide.return_findings(served.services.session(), [fingerprint], STEWARD, "先に")
    decide.withdraw(served.services.session(), fingerprint, STEWARD, "戻す")
    answer = steward.client.post(action, data={**stale, "reason": "後から書いた", "ends_on": "2024-08-31"})
    said = words_of(answer.text)
    assert (answer.status_code, "いまの状態は「未対応」" in said, "後から書いた" in said) == (409, True, True)
    assert state(served, address) == "open"


def test_the_findings_beside_it_keep_the_narrowing(steward: Browser) -> None:
    """Previous and next stay within what the queue was narrowed to, and so does the way back."""
    first, second = queue(steward, "/findings?severity=error")[:2]
    page = steward.get(first).text
    assert (f'href="{second}" rel="next"' in page, 'rel="prev"' in page) == (True, False)
    assert f'href="{first}" rel="prev"' in steward.get(second).text
    assert 'href="/findings?severity=error"' in page


def test_similar_findings_are_shown(served: Served, steward: Browser) -> None:
    """Others of the same rule lead from one to the other."""
    several = [one for one in found(served) if len(found(served, str(one["rule"]))) > 1]
    one = several[0]
    page = steward.get(f"/findings/{one['fingerprint']}").text
    assert "似た指摘" in words_of(page)
    assert any(f"/findings/{other['fingerprint']}" in page for other in several if other is not one)


def test_rules_are_searched_and_lead_to_their_findings(steward: Browser) -> None:
    """Words, family and severity narrow the list; each rule counts what is found of it now."""
    page = steward.get("/rules").text
    assert all(f">{code}</th>" in page for code in RULES)
    assert 'href="/findings?rule=SH501"' in page
    narrowed = steward.get("/rules?q=ＳＨ５０１").text
    assert ("SH501</th>" in narrowed, "SH203</th>" in narrowed) == (True, False)
    assert "当てはまる規則はありません" in steward.get("/rules?q=zzzz").text
    assert "SH501</th>" not in steward.get("/rules?family=SH2").text


def test_every_rule_has_its_page(steward: Browser) -> None:
    """What it says in both languages, its source, and its examples drawn as tables."""
    for code, rule in RULES.items():
        page = words_of(steward.get(f"/rules/{code}").text)
        assert all(one in page for one in (rule.title.ja, rule.source, "悪い例", "良い例"))
        assert " ".join(rule.reason.en.split()) in page


def test_a_rule_that_does_not_exist_is_not_found(steward: Browser) -> None:
    """Nor is a finding of a shape that none has."""
    assert [steward.get(one).status_code for one in ("/rules/SH999", "/findings/%25", "/findings/abc")] == [
        404
    ] * 3


def test_a_queue_address_survives_anything() -> None:
    """Control characters, endless texts and signs that are no numbers do not narrow."""
    asked = query_in({"department": "\x00", "age": "²", "item": "9" * 500, "rule": "sh2"})
    assert (asked.department, asked.age, asked.rule, len(asked.item_no)) == ("", "", "SH2", 100)
