"""What the rounds of one year are to each other: pending figures, and newer words for an earlier round."""

from __future__ import annotations

import pytest
from builders import checked, received

from shinchoku.checks.checking import Checked

HEADING = "番号|達成状況|取組実績"
END, FIX = "令和5年度/年度末/企画課.xlsx", "令和5年度/確定/企画課.xlsx"


def after(*words: str, waived: frozenset[str] = frozenset()) -> Checked:
    """Check files, each `night round status result_text` of No. 8."""
    files = []
    for n, word in enumerate(words, start=1):
        on, asked, status, text = word.split()
        path = END if asked == "年度末" else FIX
        files.append(received(f"{HEADING}\n8|{status}|{text}", path, on, n))
    return checked(*files, as_of="09-10", waived=waived)


def counting(outcome: Checked) -> str:
    """Return what counts for No. 8 in the last round that has a row, and the rules on it."""
    rows = [outcome.choices[key].row for key in (("r5-fix", "8"), ("r5-end", "8")) if key in outcome.choices]
    row = next((row for row in rows if row is not None), None)
    codes = sorted({one.rule.code for one in outcome.findings} & {"SH512", "SH513"})
    return " ".join([row.row.texts["result_text"] if row else "-", *codes])


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("05-01 年度末 C 調査中", "09-02 確定 A 三軒"), "三軒"),
        (("05-01 年度末 A 三軒", "09-02 確定 A 四軒"), "三軒 SH513"),
        (("09-02 確定 A 四軒",), "- SH513"),
        (("05-01 年度末 C 調査中", "05-02 年度末 A 三軒", "09-02 確定 A 四軒"), "三軒 SH513"),
        (("09-02 年度末 C 調査中", "09-02 確定 A 三軒"), "三軒"),
        (("09-02 確定 A 三軒", "09-03 年度末 C 調査中"), "三軒 SH512"),
        (("05-01 年度末 C 調査中", "09-02 確定 A 三軒", "09-03 年度末 A 二軒"), "三軒 SH512"),
        (("05-01 年度末 C 調査中", "09-02 確定 A 三軒", "09-03 年度末 A 三軒"), "三軒"),
        (("05-01 年度末 C 調査中", "09-02 確定 A 三軒", "09-03 年度末 優 二軒"), "三軒"),
        (
            ("05-01 年度末 C 調査中", "09-02 確定 A 三軒", "09-03 年度末 A 二軒", "09-04 確定 A 二軒"),
            "二軒",
        ),
    ],
)
def test_what_counts_and_what_is_said_of_two_rounds(words: tuple[str, ...], expected: str) -> None:
    """確定 asks about what 年度末 left pending; a newer, different word for 年度末 is never lost in silence."""
    assert counting(after(*words)) == expected


def test_a_row_that_its_round_does_not_ask_about_counts_once_that_is_waived() -> None:
    """For exactly this file."""
    words = ("05-01 年度末 A 三軒", "09-02 確定 A 四軒")
    waived = frozenset(one.fingerprint for one in after(*words).findings)
    assert counting(after(*words, waived=waived)) == "四軒 SH513"
    again = after(*words, "09-03 確定 A 五軒", waived=waived)
    assert counting(again) == "四軒 SH513"


def test_what_differs_is_said_with_both_words() -> None:
    """The reader sees which of the two is published, since when, and how they differ."""
    first = after("05-01 年度末 C 調査中", "09-02 確定 A 三軒", "09-03 年度末 C 精査中")
    (finding,) = [one for one in first.findings if one.rule.code == "SH512"]
    assert "「令和5年度 確定」の2024-09-02の内容" in finding.message.ja
    assert "達成状況「A」→「C」、文章の違い" in finding.message.ja
    assert "'A' → 'C', other words" in finding.message.en
    second = after("05-01 年度末 C 調査中", "09-02 確定 A 三軒", "09-03 年度末 A 二軒")
    (finding,) = [one for one in second.findings if one.rule.code == "SH512"]
    assert "（文章の違い）" in finding.message.ja
