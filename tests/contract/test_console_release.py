"""What goes public, decided in the console: the preview, the approval, and what both make of each other."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from datetime import date

import pytest
from builders.console import Browser, Served, services_at, serving
from builders.pages import actions_of, form_of, words_of
from builders.people import BOTH
from contract.city import PLANNING, SHEETS, City, tree

from schemas.contract import OF_EVERY_TABLE
from shinchoku.adapters.locking import run_lock
from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.bilingual import Language
from shinchoku.console import alone, differences
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.changes import COMPARED
from shinchoku.releases.published_labels import column_name, value_words
from shinchoku.review.people import Role
from shinchoku.usecases.correct import NewValue, record

MORE = SHEETS[PLANNING].replace("来訪者を迎えた||110", "来訪者を大いに迎えた||130")
"""The planning department's sheet with another confirmed figure, which nothing publishes by itself."""
_GROUP = re.compile(r'<tbody class="group">(.*?)</tbody>', re.DOTALL)
_BEFORE = re.compile(r'<td class="before">')


@pytest.fixture
def first(city: City) -> City:
    """海辺市 after a night whose first release waits: the plan has no official figure."""
    city.register(official_figures=[])
    city.send_all()
    city.first_night("2024-05-01")
    return city


@pytest.fixture
def changed(city: City) -> City:
    """海辺市 with a public version, and a confirmed figure that would change."""
    city.send_all()
    city.first_night("2024-05-01")
    city.send(PLANNING, MORE)
    city.night("2024-05-02")
    return city


@pytest.fixture
def served(city: City) -> Iterator[Served]:
    """A console on the city, on 2 May 2024."""
    with serving(services_at(city.data, city.plan_file)) as made:
        yield made


@pytest.fixture
def approver(served: Served) -> Browser:
    """The browser of an approver."""
    return served.logged_in("approver", Role.APPROVER)


def waiting(city: City, as_of: str = "2024-05-02") -> str:
    """Return the digest of the only candidate that waits."""
    with city.session(as_of) as session, session.engine.connect() as connection:
        (one,) = load_waiting(connection, "umibe")
    return str(one["digest"])


def candidate(city: City, as_of: str = "2024-05-02") -> str:
    """Return the address of the only candidate that waits."""
    return f"/releases/waiting/{waiting(city, as_of)}"


def decide(browser: Browser, address: str, what: str = "approve", **typed: str) -> tuple[int, str]:
    """Open a candidate, fill in one of its forms and send it; return the answer's status and where it leads or what it says."""
    form = form_of(browser.get(address).text, f"{address}/{what}")
    answer = browser.client.post(f"{address}/{what}", data={**form, **typed})
    return answer.status_code, answer.headers.get("location", words_of(answer.text))


def public(city: City) -> dict[tuple[str, ...], dict[str, str]]:
    """Return every row that is public and told one by one, by table and key."""
    keys = {"achievement": ("level", "key"), "highlights": ("highlight_kind", "item_no")}
    return {
        (table, row["fiscal_year"], *(row[name] for name in keys.get(table, ("item_no",)))): row
        for table in COMPARED
        for row in city.table(table)
    }


def test_the_preview_is_exactly_what_is_then_released(changed: City, approver: Browser) -> None:
    """Every row and value that the approval changes in public stands on the page, and not one more."""
    address = candidate(changed)
    page = approver.get(address).text
    before = public(changed)
    assert decide(approver, address, reason="差替えを確認") == (303, "/releases/2024-05-02")
    after = public(changed)
    moved = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    groups = [words_of(one) for one in _GROUP.findall(page)]
    assert moved
    assert len(groups) == len(moved)
    values = 0
    for key in moved:
        table, old, new = key[0], before[key], after[key]
        fields = [n for n in new if n not in OF_EVERY_TABLE and old.get(n, "") != new[n]]
        values += len(fields)
        for name in fields:
            title = column_name(table, name, Language.JA)
            said = [value_words(table, name, row.get(name, ""), Language.JA) for row in (old, new)]
            line = [f"{title} 変更前：－{said[0] or '（空）'}", f"変更後：＋{said[1] or '（空）'}"]
            assert any(all(part in one for part in line) for one in groups), line
    assert len(_BEFORE.findall(page.partition('id="rows-title"')[2])) == values


def test_a_first_release_goes_out_and_its_figures_become_official(first: City, approver: Browser) -> None:
    """The page says so beforehand; afterwards the version's page says why, and the digest leads to the version."""
    address = candidate(first)
    assert "公式の数値として記録します" in words_of(approver.get(address).text)
    status, place = decide(approver, address, reason="局議で決定", document="総デジ第12号")
    assert (status, place) == (303, "/releases/2024-05-02")
    page = words_of(approver.get(place).text)
    assert ("公表しました" in page, "局議で決定" in page, "初めて" in page or "承認による公表" in page) == (
        True,
        True,
        True,
    )
    changelog = (first.published / "latest" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "局議で決定" in changelog
    gone = approver.get(address)
    assert (gone.status_code, 'href="/releases/2024-05-02"' in gone.text) == (404, True)
    assert "待っている公表案はありません" in words_of(approver.get("/releases").text)


def test_a_candidate_is_returned_with_a_message(first: City, approver: Browser) -> None:
    """Whoever opens it next reads the message; it goes out at no night, and can still be approved."""
    address = candidate(first)
    assert decide(approver, address, "return", message=" ")[0] == 400
    assert decide(approver, address, "return", message="No.8の理由を確かめてください") == (303, address)
    page = words_of(approver.get(address).text)
    assert ("差戻し" in page, "No.8の理由を確かめてください" in page) == (True, True)
    assert f"{address}/return" not in actions_of(approver.get(address).text)
    assert first.night("2024-05-02").released_version is None
    assert decide(approver, address, reason="確認済み")[0] == 303


def test_a_scheduled_approval_shows_its_moment_and_can_be_returned(first: City, approver: Browser) -> None:
    """Nothing goes out before the moment; a return takes the approval's effect away for good."""
    address = candidate(first)
    assert decide(approver, address, reason="記者発表", day="2024-05-10", time="09:30") == (303, address)
    assert "2024-05-10 09:30" in words_of(approver.get(address).text)
    assert "2024-05-10 09:30" in words_of(approver.get("/releases").text)
    assert not first.published.exists()
    assert decide(approver, address, "return", message="延期")[0] == 303
    assert first.night("2024-05-11").released_version is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"reason": ""}, "理由を書いてください"),
        ({"reason": "連絡先 090-1234-5678"}, "個人情報"),
        ({"day": "2024-05-01"}, "過ぎています"),
        ({"day": "あした"}, "日付の形が正しくありません"),
        ({"time": "09:30"}, "日付も入れてください"),
        ({"day": "2024-05-10", "time": "25:99"}, "時刻の形が正しくありません"),
        ({"document": "長" * 101}, "100字以内"),
    ],
)
def test_mistakes_are_told_at_the_form_and_nothing_is_lost(
    first: City, approver: Browser, typed: dict[str, str], said: str
) -> None:
    """The page comes back with the mistake and with everything that was typed; nothing goes out."""
    address = candidate(first)
    entered = {"reason": "局議で決定", "document": "第12号", **typed}
    page = approver.get(address).text
    form = form_of(page, f"{address}/approve")
    answer = approver.client.post(f"{address}/approve", data={**form, **entered})
    assert (answer.status_code, said in words_of(answer.text)) == (400, True)
    kept = form_of(answer.text, f"{address}/approve")
    assert {name: kept[name] for name in entered} == entered
    assert not first.published.exists()


def test_a_candidate_that_changed_after_it_was_shown_is_not_released(first: City, approver: Browser) -> None:
    """The approver is told, with a link to the new candidate and with the reason that was typed."""
    address = candidate(first)
    form = form_of(approver.get(address).text, f"{address}/approve")
    first.send(PLANNING, MORE)
    first.night("2024-05-02")
    answer = approver.client.post(f"{address}/approve", data={**form, "reason": "局議で決定"})
    assert (answer.status_code, f'href="{candidate(first)}"' in answer.text) == (409, True)
    assert "局議で決定" in answer.text
    assert not first.published.exists()


def test_of_two_who_decide_at_once_one_is_told(first: City, approver: Browser, served: Served) -> None:
    """What was decided meanwhile counts: an approval meets a return, and a second approval the first."""
    other, address = served.logged_in("approver2", Role.APPROVER), candidate(first)
    shown = form_of(approver.get(address).text, f"{address}/approve")
    assert decide(other, address, "return", message="待ってください")[0] == 303
    late = approver.client.post(f"{address}/approve", data={**shown, "reason": "決裁"})
    assert (late.status_code, not first.published.exists()) == (409, True)
    forms = [form_of(one.get(address).text, f"{address}/approve") for one in (approver, other)]
    statuses: list[int] = []

    def send(browser: Browser, form: dict[str, str]) -> None:
        statuses.append(
            browser.client.post(f"{address}/approve", data={**form, "reason": "決裁"}).status_code
        )

    threads = [
        threading.Thread(target=send, args=pair) for pair in zip((approver, other), forms, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [303, 409]
    assert [path.name for path in (first.published / "releases").iterdir()] == ["2024-05-02"]


def test_whoever_recorded_something_in_it_reads_why_they_may_not_approve(first: City, served: Served) -> None:
    """Instead of the form there is the reason, and a forged form is refused."""
    both = served.logged_in("both", Role.STEWARD, Role.APPROVER)
    with first.session() as session:
        record(
            session,
            BOTH,
            FiscalYear(2023),
            [NewValue("2", "actual_value", "130")],
            "集計の誤り",
            "観光統計",
        )
    first.night("2024-05-02")
    address = candidate(first)
    page = both.get(address).text
    assert "あなたは承認できません" in words_of(page)
    assert f"{address}/approve" not in actions_of(page)
    answer = both.post(f"{address}/approve", {"reason": "決裁", "shown": "held"})
    assert answer.status_code == 403
    said = words_of(served.logged_in("approver", Role.APPROVER).get(address).text)
    assert all(one in said for one in ("集計の誤り", "観光統計", "both", "確認担当"))
    assert not first.published.exists()


def test_departments_see_nothing_that_is_not_public_yet(first: City, served: Served) -> None:
    """What waits holds other departments' words: neither its page nor a word of it is theirs."""
    department = served.logged_in("somebody", Role.DEPARTMENT, departments=("kikaku",))
    assert department.get(candidate(first)).status_code == 403
    assert "公表案" not in words_of(department.get("/releases").text)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.STEWARD, Role.ADMINISTRATOR])
def test_the_office_reads_and_only_approvers_decide(first: City, served: Served, role: Role) -> None:
    """Every role of the office sees the preview, without a form; what they send is refused."""
    somebody = served.logged_in("somebody", role)
    address = candidate(first)
    page = somebody.get(address)
    assert page.status_code == 200
    assert not {f"{address}/approve", f"{address}/return"} & actions_of(page.text)
    for what in ("approve", "return"):
        form = {"reason": "決裁", "message": "伝言", "shown": "held"}
        assert somebody.post(f"{address}/{what}", form).status_code == 403
    assert somebody.get("/releases/2024-05-02/rollback").status_code == 403
    assert not first.published.exists()


def test_a_decision_waits_for_the_night_and_then_goes_through(first: City, approver: Browser) -> None:
    """A run that ends soon is waited for."""
    address, held = candidate(first), threading.Event()

    def night() -> None:
        with run_lock(approver_paths):
            held.set()
            time.sleep(1)

    with first.session() as session:
        approver_paths = session.paths
    thread = threading.Thread(target=night)
    thread.start()
    assert held.wait(10)
    assert decide(approver, address, reason="決裁")[0] == 303
    thread.join()


def test_a_long_night_is_told_and_what_was_typed_is_kept(
    first: City, approver: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that goes on: the page says so in words, with the form as it was filled in."""
    monkeypatch.setattr(alone, "PATIENCE_SECONDS", 0.2)
    address = candidate(first)
    form = {**form_of(approver.get(address).text, f"{address}/approve"), "reason": "局議で決定"}
    with first.session() as session:
        paths = session.paths
    with run_lock(paths):
        answer = approver.client.post(f"{address}/approve", data=form)
    assert (answer.status_code, "夜間処理などが実行中" in answer.text) == (503, True)
    assert form_of(answer.text, f"{address}/approve")["reason"] == "局議で決定"
    assert not first.published.exists()


def test_hostile_text_is_shown_and_does_nothing(first: City, approver: Browser) -> None:
    """Markup of a sheet or of a person stays text, and characters that turn a line around are spelled out."""
    hostile = "<script>alert(1)</script>\u202eabc"
    first.send(PLANNING, SHEETS[PLANNING].replace("松を植えた", hostile.replace("\u202e", "")))
    first.night("2024-05-02")
    address = candidate(first)
    assert decide(approver, address, "return", message=hostile)[0] == 303
    for path in (address, "/releases"):
        page = approver.get(path).text
        assert ("<script>alert" in page, "\u202e" in page, "⟨U+202E⟩" in page) == (False, False, True)
    answer = approver.get('/releases/waiting/"><script>alert(1)</script>')
    assert (answer.status_code, "<script>alert" in answer.text) == (404, False)


def test_an_approver_goes_back_to_an_earlier_version(changed: City, approver: Browser) -> None:
    """First it is shown what changes in public, then a reason is asked for; the old rows go out anew."""
    assert decide(approver, candidate(changed), reason="決裁")[0] == 303
    assert changed.progress("2")["result_text"] == "来訪者を大いに迎えた"
    address = "/releases/2024-05-01/rollback"
    page = approver.get(address).text
    assert ("変更前：－130 変更後：＋110" in words_of(page), "取下げ" in words_of(page)) == (True, True)
    form = form_of(page, address)
    refused = approver.client.post(address, data={**form, "reason": ""})
    assert (refused.status_code, "理由を書いてください" in refused.text) == (400, True)
    stale = approver.client.post(address, data={**form, "shown": "2024-05-01", "reason": "誤り"})
    assert stale.status_code == 409
    before = tree(changed.published)
    assert approver.client.post(address, data={**form, "reason": "誤った報告のため"}).status_code == 303
    assert changed.progress("2")["result_text"] == "来訪者を迎えた"
    assert all(
        tree(changed.published)[name] == before[name] for name in before if name.startswith("releases/")
    )
    listed = words_of(approver.get("/releases").text)
    assert ("取下げ" in listed, "誤った報告のため" in listed) == (True, True)


def test_any_two_versions_are_compared(changed: City, approver: Browser) -> None:
    """The comparison says in words what differs; what is no version is not found."""
    assert decide(approver, candidate(changed), reason="決裁")[0] == 303
    newest = re.findall(r'href="/releases/(2024-05-02[.0-9]*)"', approver.get("/releases").text)[0]
    for path in (f"/releases/compare?old=2024-05-01&new={newest}", f"/releases/{newest}"):
        assert "変更前：－110 変更後：＋130" in words_of(approver.get(path).text), path
    same = approver.get(f"/releases/compare?old={newest}&new={newest}")
    assert "内容は同じです" in same.text
    for path in ("/releases/nope", "/releases/compare?old=nope", "/releases/nope/rollback"):
        assert approver.get(path).status_code == 404


def test_many_rows_are_shown_page_by_page(
    first: City, approver: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each table begins on the page and goes on by itself; nothing is left out, and one page has everything to print."""
    address = candidate(first)
    everything = _GROUP.findall(approver.get(f"{address}?rows=all").text)
    monkeypatch.setattr(differences, "ROWS", 3)
    page = approver.get(address).text
    assert len(_GROUP.findall(page)) < len(everything)
    assert "rows=all" in page
    seen: list[str] = []
    for table in COMPARED:
        place: str | None = f"{address}?table={table}"
        while place and f"table={table}" in page:
            shown = approver.get(place).text
            seen += _GROUP.findall(shown)
            following = re.search(r'rel="next" href="([^"]+)"', shown)
            place = following[1].replace("&amp;", "&") if following else None
        page = approver.get(address).text
    small = [one for one in everything if one not in seen]
    assert all(one in page for one in small)
    assert len(set(seen)) + len(small) == len(everything)
    assert len(_GROUP.findall(approver.get(f"{address}?rows=all").text)) == len(everything)


def test_what_another_year_tells_of_this_one_is_previewed_too(city: City) -> None:
    """When a year's rates move, the next year's differences move with them: these rows are shown as well."""
    city.send_all()
    city.first_night("2024-05-01")
    for path, lines in SHEETS.items():
        later = path.replace("令和5年度", "令和6年度")
        city.send(later, "\n".join(line for line in lines.splitlines() if not line.strip().startswith("7|")))
    city.night("2025-05-02")
    with serving(services_at(city.data, city.plan_file, today=lambda: date(2025, 5, 3))) as served:
        approver = served.logged_in("approver", Role.APPROVER)
        assert decide(approver, candidate(city, "2025-05-03"), reason="局議で決定")[0] == 303
        city.send(PLANNING, SHEETS[PLANNING].replace("7|A|窓口を統合した", "7|B|統合できなかった|嵐のため"))
        city.night("2025-05-03")
        address, before = candidate(city, "2025-05-03"), public(city)
        page = approver.get(address).text
        assert decide(approver, address, reason="訂正の提出")[0] == 303
    after = public(city)
    moved = [key for key in after if before.get(key) != after[key]]
    assert {key[1] for key in moved} == {"2023", "2024"}
    assert len(_GROUP.findall(page)) == len(moved)
    assert "令和6年度（2024年度）で変わる行" in words_of(page)
