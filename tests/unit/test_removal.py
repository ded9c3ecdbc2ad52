"""What counts as the same text when it has to go, and what stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shinchoku.errors import ConfigurationError
from shinchoku.releases.removal import MARK, Removal


@pytest.mark.parametrize(
    ("text", "value", "left"),
    [
        ("田中太郎", "担当は田中太郎です", "担当は［削除］です"),
        ("田中 太郎", "田中太郎、田中　太郎", "［削除］、［削除］"),
        ("田中太郎", "田中\u200b太郎", "［削除］"),
        ("田中太郎", "田中が来た。太郎は帰った。", "田中が来た。太郎は帰った。"),
        ("ガス太郎", "ｶﾞｽ太郎", "［削除］"),
        ("Tanaka Taro", "ＴＡＮＡＫＡ　ｔａｒｏさん", "［削除］さん"),
        ("090-1234-5678", "電話 ０９０（１２３４）５６７８", "電話 ［削除］"),
        ("09012345678", "090-1234-5678", "［削除］"),
        ("090-1234-5678", "090ー1234ー5678", "［削除］"),
        ("1234567", "12345678 と 1234567", "12345678 と ［削除］"),
        ("1234567", "91234567", "91234567"),
        ("サーバー", "サバ缶", "サバ缶"),
        ("田中太郎", "", ""),
        ("たなか", "たながわ公園とたなか", "たながわ公園と［削除］"),
        ("タナカ", "ﾀﾅｶﾞﾜ", "ﾀﾅｶﾞﾜ"),
        ('田中"太郎"会', 'name = "田中\\"太郎\\"会"', 'name = "［削除］"'),
        ("田中_太郎", "田中\\_太郎 → 佐藤", "［削除］ → 佐藤"),
    ],
)
def test_a_text_goes_in_every_way_of_writing_it(text: str, value: str, left: str) -> None:
    """Width, case and blanks do not count; of numbers, neither does what stands between digits."""
    removal = Removal(text)
    assert removal.without(value) == left
    assert removal.is_in(value) is (left != value)


@pytest.mark.parametrize(
    "text", ["", " 　", "林", "Abc", "123-456", "削除", "2023", MARK, "達成", "取組実績", "achieved"]
)
def test_what_would_be_found_everywhere_is_refused(text: str) -> None:
    """A single character, a year, the mark itself."""
    with pytest.raises(ConfigurationError, match="too short"):
        Removal(text)


@pytest.mark.parametrize(
    ("value", "is_it"),
    [("1234567.8", True), ("12,345,678", True), ("12345678", True), ("123456789", False), ("", False)],
)
def test_a_figure_is_the_number_by_its_digits(value: str, *, is_it: bool) -> None:
    """A figure is told apart: it is corrected, and never edited."""
    assert Removal("1234-5678").is_figure(value) is is_it
    assert not Removal("田中太郎").is_figure(value)


def test_every_string_of_json_loses_the_text_and_no_key_does() -> None:
    """Lists and objects are walked; numbers and names of fields stay."""
    value = {"田中太郎": ["田中太郎", 3, None, {"a": "x田中太郎"}]}
    assert Removal("田中太郎").without_in(value) == {"田中太郎": [MARK, 3, None, {"a": f"x{MARK}"}]}


@given(st.text(), st.text())
def test_nothing_is_left_and_a_second_time_changes_nothing(before: str, after: str) -> None:
    """Whatever stands around it."""
    removal = Removal("田中太郎")
    left = removal.without(f"{before}田中太郎{after}")
    assert not removal.is_in(left)
    assert removal.without(left) == left
