"""What the heading of a column says: one cell or a stack of up to three."""

from __future__ import annotations

import pytest

from shinchoku.intake.layout.headings import heading_of, is_left_out


@pytest.mark.parametrize(
    ("path", "column", "unit"),
    [
        (("No.",), "item_no", ""),
        (("①達成状況※1",), "achievement_status", ""),
        (("(3) 取組実績",), "result_text", ""),
        (("達成状況\n（達成・未達成から選択）",), "achievement_status", ""),
        (("取組実績（具体的に200字以内）",), "result_text", ""),
        (("実績値（千円）",), "actual_value", "千円"),
        (("目標値\n(％)",), "target_value", "％"),
        (("実績値【単位：人】",), "actual_value", "人"),
        (("令和５年度実績値",), "actual_value@2023", ""),
        (("R5目標",), "target_value@2023", ""),
        (("５年度実績値（件）",), "actual_value@2023", "件"),
        (("6年度", "目標値"), "target_value@2024", ""),
        (("30年度末実績",), "actual_value@2018", ""),
        (("2023年度の実績",), "actual_value@2023", ""),
        (("令和5年度（2023年度）の実績値（単位：％）",), "actual_value@2023", "％"),
        (("実績値（R5）",), "actual_value@2023", ""),
        (("取組実績※必須",), "result_text", ""),
        (("目標値（令和8年度）",), "target_value@2026", ""),
        (("実績値（前年度）",), "previous_value", ""),
        (("実績値", "令和5年度"), "actual_value@2023", ""),
        (("令和5年度", "実績値"), "actual_value@2023", ""),
        (("令和5年度", "実績値", "累計"), "cumulative_value@2023", ""),
        (("実績", "累計"), "cumulative_value", ""),
        (("実績", "単年度"), "actual_value", ""),
        (("実績値", "千円"), "actual_value", "千円"),
        (("前年度", "実績値"), "previous_value", ""),
        (("数値目標", "実績"), "actual_value", ""),
        (("数値目標", "指標名"), "indicator_name", ""),
        (("取組状況", "実績"), "result_text", ""),
        (("達成状況", "（選択）"), "achievement_status", ""),
        (("令和５年度 進捗状況シート", "No."), "item_no", ""),
    ],
)
def test_a_heading_names_its_column(path: tuple[str, ...], column: str, unit: str) -> None:
    """Numbers, notes, years and units are understood for what they are."""
    found = heading_of(path)
    assert found is not None
    assert (found.column, found.unit) == (column, unit)


@pytest.mark.parametrize(
    "path",
    [
        ("実績値（見込み）",),
        ("目標値（最終）",),
        ("次年度目標値",),
        ("次年度", "目標値"),
        ("達成区分け",),
        ("50年度実績",),
        ("予算額",),
        ("実績値", "記入者"),
        ("実績値", "【その他の場合】"),
        ("令和5年度予算",),
        ("No.", "1"),
        ("達成状況", "達成"),
        ("実績値についてのご意見がありましたら、こちらに自由に記入してください。" * 3,),
    ],
)
def test_a_word_that_changes_the_meaning_makes_another_heading(path: tuple[str, ...]) -> None:
    """A forecast is no result; what is not known is not taken."""
    assert heading_of(path) is None


def test_what_is_known_and_not_taken_is_left_out() -> None:
    """備考, and 担当課 under any heading of its own."""
    assert is_left_out(("備考",))
    assert is_left_out(("担当課", "（主管）"))
    assert not is_left_out(("予算額",))
