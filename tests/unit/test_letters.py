"""The letter 差戻しのお知らせ: what to correct, file by file, safe to open and the same on every night."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from builders import PLANNING, checked, day, received, umibe
from builders.nights import Received

from shinchoku.review.letters import letter, needs_letter
from shinchoku.review.to_correct import ToCorrect, plain, to_correct

HEADING = "番号|達成状況|取組実績|実績値|累計"
WRONG = f"{HEADING}\n2|A|実施|110\n5|A|実施|20|210\n7|良|統合\n8|優|活用"


class Seen(HTMLParser):
    """What a browser would make of a page: its tags, and its text cell by cell."""

    def __init__(self, page: bytes) -> None:
        """Read a page."""
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag with its attributes' names."""
        self.tags.append(" ".join([tag, *(name for name, _ in attrs)]))

    def handle_data(self, data: str) -> None:
        """Note a text."""
        if data.strip():
            self.texts.append(data.strip())


def written(
    *files: Received, returned: str | None = None, copies: dict[str, str] | None = None, **notify: object
) -> bytes:
    """Return the letter to 企画課."""
    plan = umibe(notify=notify)
    found = checked(*files, plan=plan).findings
    sent_back = {one.fingerprint: returned for one in found if returned is not None and one.is_error}
    asked = {
        round_id: ones
        for (round_id, code), ones in to_correct(found, sent_back, frozenset()).items()
        if code == "kikaku"
    }
    return letter(plan, plan.departments_by_code["kikaku"], asked, copies or {}, day("05-02"))


def test_a_letter_lists_every_cell_with_what_is_wrong_and_what_to_do() -> None:
    """In the order of the sheet, with the steward's words, the copy's name, the due date and whom to ask."""
    page = written(
        received(WRONG),
        returned="記録と違います。",
        copies={PLANNING: "企画課_指摘.xlsx"},
        contact="企画課 進捗担当",
    )
    texts = Seen(page).texts
    at = texts.index("総務部 企画課　御中")
    assert texts[at - 1] == "2024年5月2日"
    assert texts[at + 1] == "差戻しのお知らせ"
    at = texts.index("令和5年度（2023年度） 年度末")
    assert texts[at + 1 : at + 5] == [
        "締切：2024年5月10日（過ぎている場合は、できるだけ早くお願いします）",
        PLANNING,
        "印を付けた写し：企画課_指摘.xlsx",
        "必ず直してください",
    ]
    at = texts.index("直し方")
    assert texts[at + 1 : at + 13] == [
        "1",
        "シート「進捗状況」 B4",
        "No.7",
        "達成状況「良」は選択肢にありません。",
        "次から選んでください: S・A・B・C・－時期外。",
        "確認担当から：記録と違います。",
        "2",
        "シート「進捗状況」 B5",
        "No.8",
        "達成状況「優」は選択肢にありません。",
        "次から選んでください: S・A・B・C・－時期外。",
        "確認担当から：記録と違います。",
    ]
    assert texts[-1] == "問い合わせ先：企画課 進捗担当"


def test_the_same_findings_give_the_same_letter() -> None:
    """Byte for byte: a letter that says nothing new is not written anew."""
    assert written(received(WRONG)) == written(received(WRONG))


def test_a_letter_runs_nothing_and_fetches_nothing() -> None:
    """No script, no link, no picture; and the page forbids them to itself."""
    page = written(received(WRONG))
    allowed = {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "ol",
        "li",
        "div",
    }
    assert {tag.split(" ")[0] for tag in Seen(page).tags} <= allowed
    assert b"default-src 'none'" in page
    assert b"://" not in page
    assert b"url(" not in page


@pytest.mark.parametrize(
    "cell",
    ["<script>alert(1)</script>", "</td><img src=x onerror=alert(1)>", "\" onclick='x'", "優\u202exslx"],
)
def test_a_hostile_cell_is_text_in_a_letter(cell: str) -> None:
    """Its signs are shown, and mark nothing up."""
    harmless, hostile = written(received(WRONG)), written(received(WRONG.replace("優", cell)))
    assert Seen(hostile).tags == Seen(harmless).tags
    assert "\u202e" not in hostile.decode()


def test_what_need_not_be_corrected_stands_apart() -> None:
    """A warning follows the errors, under a heading of its own."""
    files = [
        received(WRONG, on="04-20"),
        received(WRONG.replace("\n2|A|実施|110", ""), on="04-21", sequence=2),
    ]
    texts = Seen(written(*files)).texts
    assert texts.index("必ず直してください") < texts.index("ご確認ください（このままでも受け付けます）")


def test_a_long_list_is_cut_and_points_to_the_copy() -> None:
    """Two hundred of a file are enough for a letter."""
    rows = "\n".join(f"{n}|優|活用" for n in range(101, 401))
    texts = Seen(written(received(f"{HEADING}\n{rows}"))).texts
    assert "200" in texts
    assert any(re.fullmatch(r"ほか\d+件は、写しの「指摘一覧」シートをご覧ください。", one) for one in texts)


def test_what_was_not_submitted_has_a_heading_instead_of_a_file() -> None:
    """Lateness lies in no file."""
    plan = umibe()
    found = checked(as_of="05-11").findings
    asked = {"r5-end": to_correct(found, {}, frozenset())["r5-end", "kikaku"]}
    page = letter(plan, plan.departments_by_code["kikaku"], asked, {}, day("05-11"))
    assert "提出について" in Seen(page).texts


def test_a_file_of_no_known_round_is_in_the_letter() -> None:
    """Under a heading that says so; where the file as a whole is meant, the letter says that."""
    plan = umibe()
    found = checked(received(WRONG), plan=plan).findings
    asked = {"": to_correct(found, {}, frozenset())["r5-end", "kikaku"]}
    page = letter(plan, plan.departments_by_code["kikaku"], asked, {}, day("05-11"))
    assert "照会が分からないファイル" in Seen(page).texts
    assert "ファイル全体" in Seen(written(received("何もない"))).texts


def test_a_letter_is_written_in_english_where_the_plan_asks_for_it() -> None:
    """Whatever is not a name or a cell."""
    texts = Seen(written(received(WRONG), language="en")).texts
    assert texts[texts.index("What is wrong") + 1] == "What to do"
    assert "Due on 2024-05-10 (if that has passed, as soon as you can)" in texts
    assert "FY2023 年度末" in texts


def test_for_warnings_alone_nothing_goes_back() -> None:
    """They are accepted: a copy that never went away would soon be read by nobody."""
    found = checked(as_of="05-11").findings
    assert not needs_letter(to_correct(found, {}, frozenset())["r5-end", "kikaku"])
    errors = checked(received(WRONG)).findings
    assert needs_letter(to_correct(errors, {}, frozenset())["r5-end", "kikaku"])


def test_information_and_what_is_waived_is_asked_of_nobody() -> None:
    """Unless a steward sent it back."""
    found = checked(received(WRONG)).findings
    assert to_correct(found, {}, {one.fingerprint for one in found}) == {}
    (first, *_) = found
    assert ToCorrect(first).key != ToCorrect(first, "").key


def test_text_of_a_sheet_is_one_bounded_line() -> None:
    """Nothing breaks, turns or hides it."""
    assert plain("a\r\nb\u2028c\u0000\u202ed\u3164") == "a b c⟨U+0000⟩⟨U+202E⟩d⟨U+3164⟩"
    assert plain("字" * 500) == "字" * 300 + "…"
