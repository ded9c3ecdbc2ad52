"""Amendments in the console: proposed by one person in sentences, decided by another, written as they were shown."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import openpyxl
import pytest
from builders.console import Browser, Served, services_at, serving
from builders.office import CONTENT, hidden_of, propose_on_a_sheet, send, text_of
from contract.city import City
from httpx import Response

from shinchoku.adapters.plan_file import load_plan
from shinchoku.adapters.state.amendments import load_amendments
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.people import Role

CHANGE = "/amendments/new?kind=change&item_no=2&year=2025"


@pytest.fixture
def served(city: City) -> Iterator[Served]:
    """A console of 海辺市 whose plan file has comments."""
    city.plan_file.write_text(
        "# 海辺市の登録簿: 手で書いた注\n" + city.plan_file.read_text(encoding="utf-8"), encoding="utf-8"
    )
    with serving(services_at(city.data, city.plan_file)) as made:
        yield made


@pytest.fixture
def steward(served: Served) -> Browser:
    """A steward's browser."""
    return served.logged_in("steward", Role.STEWARD)


@pytest.fixture
def approver(served: Served) -> Browser:
    """An approver's browser."""
    return served.logged_in("approver", Role.APPROVER)


def looked_at(browser: Browser, name: str = "来訪者を迎える", page: str = CHANGE) -> Response:
    """Ask for another name of an item and return the preview."""
    form = browser.get(page)
    assert form.status_code == 200, text_of(form)
    return send(browser, form, "/amendments/new", name=name, reason="条例の改正による")


def proposed(browser: Browser, name: str = "来訪者を迎える", page: str = CHANGE) -> str:
    """Propose another name of an item and return where the amendment is."""
    answer = send(browser, looked_at(browser, name, page), "/amendments/propose")
    assert answer.status_code == 303, text_of(answer)
    return answer.headers["location"]


def name_of(served: Served, no: str = "2") -> str:
    """Return the name of an item as the plan file has it."""
    return load_plan(served.services.plan_file).items_by_no[no].name


def test_an_amendment_is_shown_in_sentences_before_anything_is_kept(served: Served, steward: Browser) -> None:
    """The preview says what changes and what it means for public figures; the register stays as it is."""
    said = text_of(looked_at(steward))
    assert "No.2 の取組項目: 来訪者を増やす → 来訪者を迎える" in said
    assert "公表済みの年度の内容は変わりません。" in said
    assert name_of(served) == "来訪者を増やす"
    with served.services.engine.connect() as connection:
        assert load_amendments(connection, "umibe") == []


def test_a_second_person_approves_and_the_register_changes(
    served: Served, steward: Browser, approver: Browser
) -> None:
    """Approved, it is in the plan's file, comments and all; the console works with it at once."""
    where = proposed(steward)
    shown = approver.get(where)
    answer = send(approver, shown, f"{where}/decide", decision="approve", reason="議決のとおり")
    assert answer.status_code == 303, text_of(answer)
    assert name_of(served) == "来訪者を迎える"
    assert served.services.plan_file.read_text(encoding="utf-8").startswith(
        "# 海辺市の登録簿: 手で書いた注\n"
    )
    assert "来訪者を迎える" in approver.get("/plan?year=2025").text


def test_nobody_approves_what_they_proposed(served: Served) -> None:
    """Somebody with both roles proposes; the page offers no approval, and none is taken."""
    both = served.logged_in("both", Role.STEWARD, Role.APPROVER)
    where = proposed(both)
    shown = both.get(where)
    assert "ご自身の起案です" in shown.text
    assert 'value="approve"' not in shown.text
    assert send(both, shown, f"{where}/decide", decision="approve", reason="ok").status_code == 403
    assert name_of(served) == "来訪者を増やす"


def test_of_two_approvers_at_once_one_wins_and_the_other_is_told(served: Served, steward: Browser) -> None:
    """One writes the register; the other gets the page that says it was decided."""
    where = proposed(steward)
    browsers = [served.logged_in(f"approver{n}", Role.APPROVER) for n in (1, 2)]
    shown = [browser.get(where) for browser in browsers]
    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(
                lambda at: send(browsers[at], shown[at], f"{where}/decide", decision="approve", reason="可"),
                (0, 1),
            )
        )
    assert sorted(one.status_code for one in answers) == [303, 409]
    assert name_of(served) == "来訪者を迎える"


def test_a_proposal_that_was_overtaken_is_proposed_again(
    served: Served, steward: Browser, approver: Browser
) -> None:
    """Another amendment was approved first: the page says so, and the same is put up on the new register."""
    first, second = proposed(steward), proposed(steward, "松を守る", CHANGE.replace("item_no=2", "item_no=5"))
    send(approver, approver.get(first), f"{first}/decide", decision="approve", reason="可")
    assert "このままでは承認できません" in approver.get(second).text
    stale = steward.get(second)
    again = send(steward, stale, f"{second}/again", reason="登録簿が変わったため")
    assert again.status_code == 303, text_of(again)
    where = again.headers["location"]
    assert where != second
    send(approver, approver.get(where), f"{where}/decide", decision="approve", reason="可")
    assert (name_of(served), name_of(served, "5")) == ("来訪者を迎える", "松を守る")


def test_a_preview_is_put_up_only_as_it_was_shown(
    served: Served, steward: Browser, approver: Browser
) -> None:
    """A draft that was tampered with, another person's, or made from an older register is refused."""
    shown = looked_at(steward)
    draft = hidden_of(shown, "/amendments/propose")["draft"]
    other = served.logged_in("other", Role.STEWARD)
    assert other.post("/amendments/propose", {"draft": draft}).status_code == 400
    assert steward.post("/amendments/propose", {"draft": f"A{draft}"}).status_code == 400
    first = proposed(steward)
    send(approver, approver.get(first), f"{first}/decide", decision="approve", reason="可")
    assert send(steward, shown, "/amendments/propose").status_code == 409


@pytest.mark.parametrize(
    ("query", "fields", "said"),
    [
        ("kind=add&year=2025", {"name": "灯台", "policy_measure": "U1-2", "department": "suisan"}, "No.R7-1 を追加"),
        ("kind=change&item_no=2&year=2025", {"indicator.targets.2025": "150"}, "目標値（令和7年度）"),
        ("kind=discontinue&item_no=1&year=2025", {}, "廃止"),
        ("kind=merge&item_no=1&year=2025", {"successor": "3"}, "統合"),
        ("kind=complete&item_no=1&year=2025", {}, "完了"),
    ],
)  # fmt: skip
def test_each_kind_of_amendment_has_its_form(
    steward: Browser, query: str, fields: dict[str, str], said: str
) -> None:
    """新規・変更・廃止・統合・完了 are proposed by a form."""
    form = steward.get(f"/amendments/new?{query}")
    preview = send(steward, form, "/amendments/new", **fields, reason="計画の見直し")
    assert preview.status_code == 200, text_of(preview)
    assert said in text_of(preview)
    assert send(steward, preview, "/amendments/propose").status_code == 303


def test_what_is_wrong_is_said_at_its_field(steward: Browser) -> None:
    """A target that is no number and a missing reason are told, and what was typed stays."""
    form = steward.get(CHANGE)
    answer = send(steward, form, "/amendments/new", **{"indicator.targets.2025": "たくさん", "reason": ""})
    assert answer.status_code == 400
    assert 'value="たくさん"' in answer.text
    assert "indicator.targets.2025-error" in answer.text
    assert 'id="reason-error"' in answer.text


def test_the_registers_workbook_is_edited_and_proposed(served: Served, steward: Browser) -> None:
    """Downloaded, edited and sent back, it is previewed in sentences and put up."""
    book = openpyxl.load_workbook(io.BytesIO(steward.get("/amendments/register").content))
    (cell,) = [
        one for sheet in book for row in sheet.iter_rows() for one in row if one.value == "来訪者を増やす"
    ]
    cell.value = "来訪者を迎える"
    out = io.BytesIO()
    book.save(out)
    form = {
        "year": "2025",
        "reason": "見直し",
        **hidden_of(steward.get("/amendments/workbook"), "/amendments/workbook"),
    }
    sent = steward.client.post(
        "/amendments/workbook", data=form, files={"workbook": ("登録簿.xlsx", out.getvalue())}
    )
    assert "来訪者を増やす → 来訪者を迎える" in text_of(sent)
    assert send(steward, sent, "/amendments/propose").status_code == 303
    broken = steward.client.post(
        "/amendments/workbook", data=form, files={"workbook": ("x.xlsx", b"PK\3\4no")}
    )
    assert broken.status_code == 400
    assert name_of(served) == "来訪者を増やす"


def test_a_departments_proposal_is_taken_up_and_answered_once(served: Served, steward: Browser) -> None:
    """The form is filled with what the department says; the answer is recorded under the cell it stands in."""
    propose_on_a_sheet(served, {})
    page = steward.get("/amendments")
    assert "浜の夜間照明" in page.text
    source = f"{CONTENT}:2:A3"
    form = steward.get(f"/amendments/new?source={source}")
    assert "R7-1" in form.text
    preview = send(
        steward,
        form,
        "/amendments/new",
        name="浜の夜間照明",
        policy_measure="U1-1",
        department="kankyo",
        reason="採用する",
    )
    assert send(steward, preview, "/amendments/propose").status_code == 303, text_of(preview)
    with served.services.engine.connect() as connection:
        (made,) = load_amendments(connection, "umibe")
    assert (made.origin, made.source, made.effective_year) == ("sheet", source, FiscalYear(2025))
    assert "起案中" in text_of(steward.get("/amendments"))
    again = steward.post("/amendments/asked/decline", {"source": source, "reason": "やめる"})
    assert again.status_code == 409


def test_a_declined_proposal_is_recorded_with_its_reason(served: Served, steward: Browser) -> None:
    """Whoever asks later reads what was proposed and why it was not taken up."""
    propose_on_a_sheet(served, {}, {"cell": "A4", "content": "花火大会"})
    page = steward.get("/amendments")
    answer = send(steward, page, "/amendments/asked/decline", reason="予算の見通しがない")
    assert answer.status_code == 303, text_of(answer)
    said = text_of(steward.get("/amendments"))
    assert "不採用" in said
    assert "予算の見通しがない" in said
    assert "未回答" in said


def test_hostile_words_of_a_department_are_shown_harmless(served: Served, steward: Browser) -> None:
    """Markup is text, a turned line is spelled out, a name or a telephone number is not shown."""
    propose_on_a_sheet(
        served,
        {"content": "<script>alert(1)</script>\u202e灯台", "reason": "電話 076-123-4567 まで"},
        {"cell": "A4", "kind_text": "<b>", "beside": "x" * 9000},
    )
    page = steward.get("/amendments").text
    assert "<script>alert" not in page
    assert "⟨U+202E⟩" in page
    assert "076-123-4567" not in page
    assert "x" * 1000 not in page
    assert steward.get(f"/amendments/new?source={CONTENT}:2:A4").status_code == 200


@pytest.mark.parametrize(
    ("role", "seen", "form"),
    [
        (Role.VIEWER, 403, 403), (Role.DEPARTMENT, 403, 403), (Role.STEWARD, 200, 200),
        (Role.APPROVER, 200, 403), (Role.ADMINISTRATOR, 200, 403),
    ],
)  # fmt: skip
def test_who_may_see_and_propose(served: Served, role: Role, seen: int, form: int) -> None:
    """Departments propose on their sheets, stewards here; approvers look and decide."""
    browser = served.logged_in("one", role, departments=("kankyo",) if role is Role.DEPARTMENT else ())
    assert browser.get("/amendments").status_code == seen
    assert browser.get("/amendments/new").status_code == form
    assert browser.get("/amendments/workbook").status_code == form
    assert browser.get("/amendments/register").status_code == form
    may_decide = role is Role.APPROVER
    answer = browser.post("/amendments/1/decide", {"decision": "approve", "reason": "可"})
    assert answer.status_code == (400 if may_decide else 403)


def test_an_address_that_names_no_amendment_leads_nowhere(steward: Browser) -> None:
    """Unknown numbers and texts are not found."""
    for path in ("/amendments/99", "/amendments/x", "/amendments/٣", f"/amendments/{'9' * 40}"):
        assert steward.get(path).status_code == 404, path
