"""Digests: one message for each person, in words that somebody in a department can act on, harmless anywhere."""

from __future__ import annotations

import re

import pytest
from builders import ENVIRONMENT, PLANNING, checked, day, received, submitted, umibe
from builders.nights import Received

from shinchoku.register.plan import Plan
from shinchoku.review.board import standings
from shinchoku.review.digests import Digest, addresses_of, digests
from shinchoku.review.reminders import ReminderBasis, due_reminders
from shinchoku.review.to_correct import to_correct

HEADING = "番号|達成状況|取組実績|実績値|累計"
WRONG = f"{HEADING}\n2|A|実施|110\n5|A|実施|20|210\n7|A|統合\n8|優|活用"
EVERYBODY = frozenset({"kikaku", "kankyo", "suisan", "stewards", "boss", "services"})


def told(
    *files: Received,
    as_of: str,
    returned: str | None = None,
    reachable: frozenset[str] = EVERYBODY,
    **notify: object,
) -> dict[str, Digest]:
    """Return the digests of a first night, by recipient."""
    plan: Plan = umibe(notify=notify)
    found, on = checked(*files, plan=plan, as_of=as_of), day(as_of)
    sent_back = {one.fingerprint: returned for one in found.findings if returned is not None}
    board = ReminderBasis(
        plan.rounds_by_id,
        standings(plan, found, submitted(*files, plan=plan, as_of=as_of), on),
        to_correct(found.findings, sent_back, frozenset()),
    )
    made = digests(plan, due_reminders(board, [], plan.notify, on), reachable, on)
    return {one.recipient: one for one in made}


def test_a_digest_says_where_what_why_and_by_when() -> None:
    """The whole message, as 企画課 reads it."""
    body = told(received(WRONG), as_of="05-11", contact="総務部企画課 進捗担当")["kikaku"].body
    assert body == (
        "「海辺市まちづくり計画」の進捗状況シートについてお知らせします。\n"
        "\n"
        "■ 総務部 企画課 － 令和5年度（2023年度） 年度末\n"
        "締切（2024年5月10日）から1日過ぎています。\n"
        "4項目のうち1項目は、未提出か、提出後の確認中です。\n"
        "直していただきたい箇所が1件あります。\n"
        "1. 令和5年度/年度末/企画課.xlsx シート「進捗状況」 B5 No.8\n"
        "   達成状況「優」は選択肢にありません。\n"
        "   直し方：次から選んでください: S・A・B・C・－時期外。\n"
        "\n"
        "提出や修正が済んだシートは、いつもの提出先のフォルダーに入れてください。名前は同じでかまいません。"
        "受け付けられると、このお知らせは止まります。\n"
        "\n"
        "問い合わせ先：総務部企画課 進捗担当\n"
        "このお知らせは、状況が変わったときだけ自動でお送りしています。\n"
    )


def test_errors_that_were_told_before_are_counted_where_they_are_late() -> None:
    """They are listed when they are new; on the days after the due date their number is enough."""
    plan, on, files = umibe(), day("05-11"), [received(WRONG)]
    found = checked(*files, plan=plan, as_of="05-11")
    stands = standings(plan, found, submitted(*files, plan=plan, as_of="05-11"), on)
    due = due_reminders(ReminderBasis(plan.rounds_by_id, stands), [], plan.notify, on)
    body = next(one.body for one in digests(plan, due, {"kikaku"}, on))
    assert "直していただきたい誤りが1件残っています。\n" in body


@pytest.mark.parametrize(
    ("files", "as_of", "subject"),
    [
        ([], "05-03", "【海辺市まちづくり計画】進捗状況シート：提出のお願い（企画課）"),
        ([], "05-11", "【海辺市まちづくり計画】進捗状況シート：締切を過ぎています（企画課）"),
        ([received(WRONG)], "05-02", "【海辺市まちづくり計画】進捗状況シート：修正のお願い（企画課）"),
        ([received(WRONG)], "05-11", "【海辺市まちづくり計画】進捗状況シート：提出と修正のお願い（企画課）"),
    ],
)
def test_a_subject_says_what_is_asked_of_whom(files: list[Received], as_of: str, subject: str) -> None:
    """One line, readable in a list of messages."""
    assert told(*files, as_of=as_of)["kikaku"].subject == subject


def test_a_person_who_answers_for_several_departments_gets_one_digest() -> None:
    """One services for two departments, each under a heading of its own."""
    found = told(as_of="05-03", addresses={"kikaku": ["services"], "kankyo": ["services"]})
    assert sorted(found) == ["services", "suisan"]
    assert found["services"].subject.endswith("（2課）")
    assert re.findall("■ (.+) － ", found["services"].body) == ["総務部 企画課", "市民部 環境課"]
    assert len(found["services"].reminders) == 2


def test_a_department_with_two_addresses_is_told_at_both() -> None:
    """A services and a person."""
    assert {"services", "boss"} <= set(told(as_of="05-03", addresses={"kikaku": ["services", "boss"]}))


@pytest.mark.parametrize(
    ("notify", "further"),
    [({}, "stewards"), ({"escalation": ["boss"]}, "boss"), ({"stewards": ["services"]}, "services")],
)
def test_the_last_reminder_goes_further_up(notify: dict[str, object], further: str) -> None:
    """To the stewards, or to whom the plan names instead; those before it to the department alone."""
    assert further not in told(as_of="05-17", **notify)
    assert len(told(as_of="05-24", **notify)[further].reminders) == 3


def test_who_has_no_address_is_in_no_digest() -> None:
    """A reminder that nobody got is not noted as sent."""
    assert told(as_of="05-03", reachable=frozenset({"suisan"})).keys() == {"suisan"}


def test_a_department_has_the_address_of_its_code_unless_the_plan_says_otherwise() -> None:
    """Most plans need not list any."""
    assert addresses_of(umibe().notify, "kikaku") == ("kikaku",)
    assert addresses_of(umibe(notify={"addresses": {"kikaku": []}}).notify, "kikaku") == ()


def test_a_long_list_is_cut_and_says_so() -> None:
    """Forty of fifty, and how many more."""
    rows = "\n".join(f"{n}|優|活用" for n in range(101, 151))
    body = told(received(f"{HEADING}\n{rows}"), as_of="05-02")["kikaku"].body
    assert "\n40. " in body
    assert "\n41. " not in body
    assert re.search(r"ほか \d+ 件\n", body)


def test_what_a_steward_wrote_stands_with_the_finding() -> None:
    """On one line, whatever was typed."""
    body = told(received(WRONG), as_of="05-02", returned="記録と\n合いません。")["kikaku"].body
    assert "   確認担当から：記録と 合いません。\n" in body


def test_a_finding_on_a_whole_file_names_the_file() -> None:
    """No sheet and no cell to go to."""
    body = told(received("何もない"), as_of="05-02")["kikaku"].body
    assert f"1. {PLANNING}" in body


def test_a_digest_is_written_in_english_where_the_plan_asks_for_it() -> None:
    """Every sentence; names stay as they are."""
    one = told(received(WRONG), as_of="05-11", language="en", contact="Planning")["kikaku"]
    assert one.subject == "[Umibe City Plan] status sheets: please submit and correct (企画課)"
    names = re.compile("企画課|総務部|年度末|令和5年度|進捗状況|時期外|・|優")
    assert not re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", names.sub("", one.body))
    assert "What to do: " in one.body


HOSTILE = [
    "<!channel> <script>alert(1)</script>",
    "@everyone [ここ](https://evil.example/)",
    "https://evil.example/login",
    "優\u202egnp.exe",
    "優" * 20000,
]


@pytest.mark.parametrize("cell", HOSTILE)
def test_nothing_in_a_cell_acts_in_a_mail_program_or_a_chat(cell: str) -> None:
    """No tag, mention, link or direction character survives, no cell makes a message endless."""
    text = WRONG.replace("優", cell.replace("|", ""))
    body = told(received(text), as_of="05-02")["kikaku"].body
    assert not re.search(r"[<>@\[\]`\u202e]|://", body)
    assert len(body) < 2000


def test_suspected_personal_data_is_in_no_message() -> None:
    """Neither the cell's text nor a file's name carries it out of the building."""
    text = WRONG.replace("優", "090-1234-5678")
    body = told(received(text, "令和5年度/年度末/企画課 taro@example.jp.xlsx"), as_of="05-02")["kikaku"].body
    assert "1234" not in body
    assert "taro" not in body


def test_a_file_of_no_known_round_is_told_of_too() -> None:
    """The department is known, the round is not."""
    plan = umibe(rounds=[])
    found = checked(received(WRONG, "企画課.xlsx"), plan=plan, as_of="05-02")
    asked = to_correct(found.findings, {}, frozenset())
    due = due_reminders(ReminderBasis({}, (), asked), [], plan.notify, day("05-02"))
    bodies = [one.body for one in digests(plan, due, EVERYBODY, day("05-02"))]
    assert [asked_of for asked_of, _ in asked] == [""]
    assert all("照会が分からないファイル" in body for body in bodies)
    assert len(bodies) == 1


def test_two_departments_are_told_of_their_own_findings_only() -> None:
    """What 環境課 got wrong is not 企画課's business."""
    found = told(received(WRONG), received(f"{HEADING}\n1|良|清掃", ENVIRONMENT), as_of="05-02")
    assert "No.1\n" not in found["kikaku"].body
    assert "No.8\n" not in found["kankyo"].body
