"""Published values in Markdown: text of people stays text, addresses can be followed."""

from __future__ import annotations

import pytest

from shinchoku.bilingual import Language
from shinchoku.package.markdown import document, joined, one_line, table, with_addresses


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("浜の*清掃*", r"浜の\*清掃\*"),
        ("a|b", r"a\|b"),
        ("[x](https://evil.example)", r"\[x\](https://evil.example)"),
        ("<script>", r"\<script\>"),
        ("# 見出し", r"\# 見出し"),
        ("carried_forward", "carried_forward"),
        ("_強調_", r"\_強調\_"),
        ("a\nb\tc", "a b c"),
        ("`rm`\\", r"\`rm\`\\"),
    ],
)
def test_text_cannot_break_out_of_its_line(text: str, shown: str) -> None:
    """Marks are escaped; an underscore within a word is none."""
    assert one_line(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://example.jp/a_b (窓口)", "<https://example.jp/a_b> (窓口)"),
        ("窓口 https://example.jp/ まで", "窓口 <https://example.jp/> まで"),
        ("opendata@example.jp", "opendata@example.jp"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://a.example>x", r"<https://a.example> \>x"),
    ],
)
def test_web_addresses_can_be_followed(text: str, shown: str) -> None:
    """Nothing but a plain address of the web becomes a link."""
    assert with_addresses(text) == shown


def test_a_table_has_its_figures_on_the_right() -> None:
    """The last columns, as many as are figures."""
    assert list(table(["区分", "件数"], [("a", "1")], figures=1)) == [
        "| 区分 | 件数 |",
        "|---|---:|",
        "| a | 1 |",
    ]


def test_a_document_ends_with_one_line_break_and_has_no_gaps() -> None:
    """Sections need not know what follows them."""
    assert document(["", "a", "", "", "", "b", "", ""]) == b"a\n\nb\n"
    assert (joined(["a", "b"], Language.JA), joined(["a", "b"], Language.EN)) == ("a、b", "a, b")
