"""Corrections and highlights in the console: recorded with their reasons, public only after somebody else approved."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from builders.console import Browser, Served, services_at, serving
from builders.pages import actions_of, form_of, words_of
from contract.city import PLANNING, SHEETS, City

from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.console.follow_up import is_following_up
from shinchoku.review.people import Role

NEW = "/corrections/new"
ITEM_2 = f"{NEW}?year=2023&item=2"
WHY = {"reason": "集計の範囲を誤っていました", "evidence": "令和6年5月10日付け 観光統計の確報"}


@pytest.fixture
def public(city: City) -> City:
    """海辺市 with a public version of FY2023."""
    city.send_all()
    city.first_night("2024-05-01")
    return city


@pytest.fixture
def served(public: City) -> Iterator[Served]:
    """A console on the city, on 2 May 2024."""
    with serving(services_at(public.data, public.plan_file)) as made:
        yield made


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


def send(browser: Browser, page: str, action: str, **typed: str) -> tuple[int, str]:
    """Fill in a form of a page and send it; return the status and the page, or the page it leads to."""
    answer = browser.client.post(action, data={**form_of(browser.get(page).text, action), **typed})
    if answer.status_code == 303:
        return 303, browser.get(answer.headers["location"]).text
    return answer.status_code, answer.text


def approve_by_another(served: Served, city: City, name: str = "approver") -> str:
    """Have an approver approve what waits, and return the page that said what it was."""
    settled(served)
    with city.session() as session, session.engine.connect() as connection:
        (one,) = load_waiting(connection, "umibe")
    address, approver = f"/releases/waiting/{one['digest']}", served.logged_in(name, Role.APPROVER)
    page = approver.get(address).text
    status, _ = send(approver, address, f"{address}/approve", reason="訂正を確認")
    assert status == 303
    return page


def test_a_correction_is_published_as_a_revision_after_another_person_approved(
    public: City, served: Served, steward: Browser
) -> None:
    """Nothing public changes by recording it; then the old value stands beside the new with reason and evidence."""
    status, page = send(steward, ITEM_2, NEW, **{"value-actual_value": "130", **WHY})
    assert (status, "別の人が公表を承認するまで" in page) == (303, True)
    listed = words_of(page)
    assert all(one in listed for one in ("110", "130", *WHY.values(), "steward", "確認担当", "記録済み"))
    assert public.table("revisions") == []
    preview = words_of(approve_by_another(served, public))
    assert all(one in preview for one in ("変更前：－110", "変更後：＋130", *WHY.values(), "確認担当steward"))
    (row,) = [one for one in public.table("revisions") if one["field"] == "actual_value"]
    assert {name: row[name] for name in ("old_value", "new_value", "reason", "evidence")} == {
        "old_value": "110",
        "new_value": "130",
        **WHY,
    }
    (indicator,) = [one for one in public.table("indicators") if one["item_no"] == "2"]
    assert indicator["actual_value"] == "130"


def test_values_that_depend_on_each_other_are_corrected_at_once(
    public: City, served: Served, steward: Browser
) -> None:
    """A figure alone contradicts the status; with the status and its reason beside it it is recorded."""
    status, page = send(steward, ITEM_2, NEW, **{"value-actual_value": "90", **WHY})
    assert status == 400
    kept = form_of(page, NEW)
    assert (kept["value-actual_value"], kept["reason"], kept["evidence"]) == ("90", *WHY.values())
    together = {
        "value-actual_value": "90",
        "value-achievement_status": "not_achieved",
        "value-reason_not_achieved": "嵐のため",
    }
    assert send(steward, ITEM_2, NEW, **together, **WHY)[0] == 303
    approve_by_another(served, public)
    row = public.progress("2")
    assert (row["achievement_status"], row["reason_not_achieved"]) == ("not_achieved", "嵐のため")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (WHY, "変わった値がありません"),
        ({**WHY, "value-actual_value": "130", "reason": ""}, "理由を書いてください"),
        ({**WHY, "value-actual_value": "130", "evidence": " "}, "根拠を書いてください"),
        ({**WHY, "value-actual_value": "130", "evidence": "090-1234-5678"}, "個人情報"),
        ({**WHY, "value-actual_value": "たくさん"}, "No.2"),
        ({**WHY, "value-achievement_status": "<b>"}, "どれかにしてください"),
    ],
)
def test_mistakes_stand_at_the_form_with_what_was_typed(
    steward: Browser, typed: dict[str, str], said: str
) -> None:
    """Nothing is recorded, and nothing has to be typed again."""
    status, page = send(steward, ITEM_2, NEW, **typed)
    assert (status, said in words_of(page)) == (400, True), words_of(page)
    kept = form_of(page, NEW)
    assert (kept["reason"], kept["evidence"]) == (typed["reason"].strip(), typed["evidence"].strip())
    assert kept["value-actual_value"] == typed.get("value-actual_value", "110")
    assert "訂正はありません" in steward.get("/corrections").text


def test_a_value_that_moved_after_the_form_was_opened_is_told(public: City, steward: Browser) -> None:
    """The department's own sheet comes first: the form comes back with its value and with what was typed."""
    form = {**form_of(steward.get(ITEM_2).text, NEW), "value-actual_value": "130", **WHY}
    public.send(PLANNING, SHEETS[PLANNING].replace("||110", "||120"))
    public.night("2024-05-02")
    answer = steward.client.post(NEW, data=form)
    assert (answer.status_code, "値が変わりました" in words_of(answer.text)) == (409, True)
    assert "120 人" in words_of(answer.text)
    kept = form_of(answer.text, NEW)
    assert (kept["value-actual_value"], kept["reason"]) == ("130", WHY["reason"])
    assert steward.client.post(NEW, data=kept).status_code == 303


def test_a_correction_is_taken_back_once(served: Served, steward: Browser) -> None:
    """With a reason the sheet's value counts again; whoever tries a second time is told."""
    _, page = send(steward, ITEM_2, NEW, **{"value-actual_value": "130", **WHY})
    (action,) = [one for one in actions_of(page) if one.endswith("/withdraw")]
    form = {**form_of(page, action), "reason": "確報が改められたため"}
    assert steward.client.post(action, data=form).status_code == 303
    settled(served)
    assert "取下げ" in words_of(steward.get("/corrections").text)
    assert steward.client.post(action, data=form).status_code == 409
    with served.services.engine.connect() as connection:
        assert load_waiting(connection, "umibe") == []
    assert steward.post("/corrections/x/withdraw", {"reason": "理由"}).status_code == 404


@pytest.mark.parametrize("role", [Role.VIEWER, Role.APPROVER, Role.ADMINISTRATOR])
def test_others_read_and_neither_correct_nor_choose(served: Served, steward: Browser, role: Role) -> None:
    """Lists are for the whole office, without names for those who may not see the record; decisions are the stewards'."""
    send(steward, ITEM_2, NEW, **{"value-actual_value": "130", **WHY})
    other = served.logged_in("other", role)
    listed = other.get("/corrections")
    knows = role in {Role.APPROVER, Role.ADMINISTRATOR}
    assert (listed.status_code, "steward" in words_of(listed.text)) == (200, knows)
    assert other.get("/highlights").status_code == 200
    assert not {one for one in actions_of(other.get("/highlights").text) if "highlights/" in one}
    assert not {one for one in actions_of(listed.text) if one.endswith("/withdraw")}
    for path in (NEW, "/highlights/choose"):
        assert other.get(path).status_code == 403
    for path in (NEW, "/corrections/1/withdraw", "/highlights/choose", "/highlights/forget"):
        assert other.post(path, {"reason": "理由"}).status_code == 403


def test_hostile_text_of_a_correction_does_nothing(steward: Browser) -> None:
    """Markup stays text on every page; unseen characters are refused or spelled out."""
    status, page = send(
        steward,
        ITEM_2,
        NEW,
        **{
            "value-result_text": "<script>alert(1)</script>迎えた",
            "reason": "<b>誤り</b>",
            "evidence": "文書",
        },
    )
    assert (status, "<script>alert" in page, "<b>誤り" in page) == (303, False, False)
    _, page = send(
        steward, ITEM_2, NEW, **{"value-result_text": "迎え\u202eた", **WHY, "reason": "誤\u202eり"}
    )
    assert "\u202e" not in words_of(page)
    for path in (f'{NEW}?year=2023&item="><script>x', f"{NEW}?year=x&item=2", f"{NEW}?year=2023&item=99"):
        answer = steward.get(path)
        assert (answer.status_code, "<script>x" in answer.text) == (200, False)


CHOOSE = "/highlights/choose"
BEACH = f"{CHOOSE}?year=2023&measure=U1-1&item=2"


def test_a_highlight_is_chosen_edited_and_published_with_its_original(
    public: City, served: Served, steward: Browser
) -> None:
    """Measures without one are marked; both texts go out after the approval."""
    page = words_of(steward.get("/highlights?year=2023").text)
    assert "主な取組がない施策 2" in page
    edited = "来訪者を過去最多の人数で迎えた"
    status, page = send(steward, BEACH, CHOOSE, text=edited, reason="読みやすくするため")
    said = words_of(page)
    assert (status, edited in said, "来訪者を迎えた" in said, "主な取組がない施策 1" in said) == (
        303,
        *[True] * 3,
    )
    settled(served)
    public.night("2024-05-02")
    with public.session() as session, session.engine.connect() as connection:
        held = load_waiting(connection, "umibe")
    if held:
        approve_by_another(served, public)
    (row,) = public.table("highlights")
    assert (row["item_no"], row["text_ja"], row["original_text_ja"]) == ("2", edited, "来訪者を迎えた")


def test_a_choice_whose_text_changed_is_to_be_looked_at_again(
    public: City, served: Served, steward: Browser
) -> None:
    """The page shows the text then and now; choosing again settles it, and a choice can be taken back."""
    send(steward, BEACH, CHOOSE, text="大勢を迎えた", reason="読みやすくするため")
    settled(served)
    public.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "来訪者を百人迎えた"))
    public.night("2024-05-02")
    page = words_of(steward.get("/highlights?year=2023").text)
    assert all(one in page for one in ("見直しが必要", "来訪者を百人迎えた", "大勢を迎えた"))
    status, page = send(steward, BEACH, CHOOSE, text="百人を迎えた", reason="見直し")
    assert (status, "見直しが必要な施策 0" in words_of(page)) == (303, True)
    status, page = send(steward, "/highlights?year=2023", "/highlights/forget", reason="選び直すため")
    assert (status, "主な取組がない施策 2" in words_of(page)) == (303, True)


def test_of_two_stewards_who_choose_at_once_one_is_told(served: Served, steward: Browser) -> None:
    """The second one gets today's choice with what was typed, and may then replace it knowingly."""
    late = form_of(steward.get(BEACH).text, CHOOSE)
    other = served.logged_in("steward2", Role.STEWARD)
    assert send(other, BEACH, CHOOSE, text="先に選んだ文", reason="先")[0] == 303
    answer = steward.client.post(CHOOSE, data={**late, "text": "後の文", "reason": "後"})
    assert (answer.status_code, "変わりました" in words_of(answer.text)) == (409, True)
    kept = form_of(answer.text, CHOOSE)
    assert (kept["text"], kept["reason"]) == ("後の文", "後")
    assert steward.client.post(CHOOSE, data=kept).status_code == 303
    refused = send(steward, BEACH, CHOOSE, text="", reason="")
    assert refused[0] == 400
