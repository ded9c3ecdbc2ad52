"""Cells of published tables: what a spreadsheet would run, and how the text comes back exactly."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.field import ColumnType
from shinchoku.package.csv_text import cell_text, plain_text, read_csv, write_csv

RUNS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "'=1+1",
    "'",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "＇x",
    "﹣1",
    "⁺1",
    "\tx",
    " \tx",
    " =1+1",
    "\u3000＝1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\u2060 \u00a0=1+1",
    "\u3164=1+1",
    "\ufe0f=1+1",
    "\U000e0100=1+1",
    "\u034f=1+1",
    "\u0000=1+1",
    "\u202e=1+1",
]
PLAIN = ["", "普通", "1=1", "a-1", "（=1）", "−5", "▲5", "・=1", "1", "🎌=1", " 普通", "''"[:0]]


@pytest.mark.parametrize("text", RUNS)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    """In any width, and behind whatever shows as nothing; so does text that begins with an apostrophe."""
    assert cell_text(text, ColumnType.STRING) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_other_text_stays_as_it_is(text: str) -> None:
    """Signs within a text run nothing."""
    assert cell_text(text, ColumnType.STRING) == text


@pytest.mark.parametrize("kind", [ColumnType.NUMBER, ColumnType.INTEGER, ColumnType.DATE, ColumnType.BOOLEAN])
def test_a_figure_is_no_formula(kind: ColumnType) -> None:
    """-1 is a number, and stays one."""
    assert plain_text(cell_text("-1", kind), kind) == cell_text("-1", kind) == "-1"


@given(st.text())
def test_what_was_escaped_comes_back(text: str) -> None:
    """One apostrophe is put in front or none, so that who takes one away has the text, but for its line breaks."""
    line = " ".join(text.splitlines())
    assert plain_text(cell_text(text, ColumnType.STRING), ColumnType.STRING) == line


@given(st.text(), st.text())
def test_two_texts_never_publish_alike(one: str, other: str) -> None:
    """`=1+1` and `'=1+1` were the same cell once."""
    same = " ".join(one.splitlines()) == " ".join(other.splitlines())
    assert (cell_text(one, ColumnType.STRING) == cell_text(other, ColumnType.STRING)) == same


@pytest.mark.parametrize("text", ["=1+1", "a\r\nb", 'a"b,c', " x ", "'x", "普通"])
def test_a_table_comes_back_as_it_was_written(text: str) -> None:
    """No mark before the first name, CRLF between records, one line for each."""
    types = {"text": ColumnType.STRING, "figure": ColumnType.NUMBER}
    content = write_csv([{"text": text, "figure": "-1"}], types)
    assert content.startswith(b"text,figure\r\n")
    assert content.count(b"\n") == 2
    header, (cell, figure) = csv.reader(io.StringIO(content.decode(), newline=""))
    assert (header, figure) == (["text", "figure"], "-1")
    assert read_csv(content) == (header, [{"text": cell, "figure": "-1"}])
    assert plain_text(cell, ColumnType.STRING) == " ".join(text.splitlines())


def test_a_mark_of_an_older_release_is_no_part_of_the_first_name() -> None:
    """Releases of before began with one, and are still read."""
    assert read_csv(b"\xef\xbb\xbfa,b\r\n1,2\r\n") == (["a", "b"], [{"a": "1", "b": "2"}])
