"""The console's charts: what they say without colours, and that their tables say the same."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from lxml import etree

from shinchoku.bilingual import Language
from shinchoku.console.charts import (
    AchievementRow,
    NightPoint,
    SubmissionPoint,
    achievement_bars,
    achievement_table,
    findings_per_night,
    findings_table,
    submissions_over_time,
    submissions_table,
)
from shinchoku.console.drawing import ticks

PLAN = AchievementRow(
    "計画全体", 80, 4, 4, 2, 0, Fraction(800, 9), lowest=Fraction(800, 9), highest=Fraction(860, 9)
)
NOBODY = AchievementRow("まだない方針", 0, 0, 0, 0, 0, None, lowest=None, highest=None)
NIGHTS = [NightPoint(date(2026, 11, 1), 3, 4), NightPoint(date(2026, 11, 2), 0, 0)]
RECEIVED = [SubmissionPoint(date(2026, 11, 1), 2), SubmissionPoint(date(2026, 11, 9), 24)]
DUE = date(2026, 11, 30)


def words(drawing: str) -> list[str]:
    """Return the texts of a drawing, which must be well-formed."""
    return [one.text or "" for one in etree.fromstring(drawing).iter("{*}text")]


def test_a_bar_is_labelled_with_its_counts_and_its_printed_rate() -> None:
    """80/90 is 88.9, half-up; a part too narrow for its count has its pattern and the table."""
    shown = words(achievement_bars([PLAN], Language.JA))
    assert [one for one in shown if one in {"計画全体", "80", "4", "2", "88.9%", "80/90"}] == [
        "計画全体",
        "80",
        "4",
        "4",
        "88.9%",
        "80/90",
    ]


def test_the_bounds_of_a_rate_are_a_line_with_two_ends() -> None:
    """From the lowest to the highest rate that is still possible."""
    lines = etree.fromstring(achievement_bars([PLAN], Language.JA)).findall(".//{*}line[@class='range']")
    assert [(one.get("x1"), one.get("x2")) for one in lines] == [
        ("546.7", "572.7"),
        ("546.7", "546.7"),
        ("572.7", "572.7"),
    ]


def test_of_nothing_there_is_no_rate_and_no_bar() -> None:
    """A dash, never zero percent."""
    shown = words(achievement_bars([NOBODY], Language.JA))
    assert "－" in shown
    assert "0.0%" not in shown


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("行政サービスの質の向上と市民協働", ["行政サービスの質の向上と市", "民協働"]),
        ("Better services and work with citizens", ["Better services and work", "with citizens"]),
        ("あ" * 40, ["あ" * 13, "あ" * 12 + "…"]),
    ],
)
def test_a_long_name_is_broken_into_two_lines(label: str, lines: list[str]) -> None:
    """At a space where there is one; the table has the whole name."""
    row = AchievementRow(label, 1, 0, 0, 0, 0, Fraction(100), lowest=None, highest=None)
    assert [one for one in words(achievement_bars([row], Language.EN)) if one in lines] == lines
    assert achievement_table([row], Language.EN).rows[0][0] == label


def test_the_table_of_the_bars_has_every_count_and_bound() -> None:
    """The same figures, printed the same way."""
    table = achievement_table([PLAN, NOBODY], Language.JA)
    assert table.head == (
        "区分",
        "達成",
        "未達成",
        "数値未確定",
        "確認中",
        "未提出",
        "達成率（％）",
        "最小（％）",
        "最大（％）",
    )
    assert table.rows == [
        ("計画全体", "80", "4", "4", "2", "0", "88.9", "88.9", "95.6"),
        ("まだない方針", "0", "0", "0", "0", "0", "－", "－", "－"),
    ]


def test_a_night_is_a_column_with_its_sum_on_top() -> None:
    """Errors and warnings are told apart by sign and pattern."""
    shown = words(findings_per_night(NIGHTS, Language.JA))
    assert {"✖ エラー", "▲ 注意", "7", "11/1", "11/2"} <= set(shown)
    assert findings_table(NIGHTS, Language.JA).rows == [("2026-11-01", "3", "4"), ("2026-11-02", "0", "0")]


def test_sums_are_left_out_where_columns_stand_close() -> None:
    """Of ninety nights the days are thinned out, and the last one is always named."""
    nights = [NightPoint(date(2026, 8, 1) + timedelta(count), 100, 23) for count in range(90)]
    shown = words(findings_per_night(nights, Language.EN))
    assert "123" not in shown
    assert shown[-1] != "10/29"
    assert "10/29" in shown
    assert sum("/" in one for one in shown) < 20


def test_submissions_are_a_step_line_with_the_due_date() -> None:
    """The last total is written at the line's end, and how many were asked."""
    shown = words(submissions_over_time(RECEIVED, DUE, Language.JA, expected=30))
    assert {"提出期限 11/30", "照会先 30", "24"} <= set(shown)
    assert submissions_table(RECEIVED, Language.EN).rows == [("2026-11-01", "2"), ("2026-11-09", "24")]


def test_a_due_date_before_every_submission_is_still_on_the_chart() -> None:
    """Its words stand on the side that has room."""
    drawing = etree.fromstring(submissions_over_time(RECEIVED[1:], date(2026, 11, 1), Language.EN))
    (due,) = [one for one in drawing.iter("{*}text") if one.text == "Due 11/1"]
    assert due.get("text-anchor") == "start"


@pytest.mark.parametrize("language", Language)
def test_a_chart_without_figures_says_so(language: Language) -> None:
    """A sentence instead of empty axes."""
    sentence = {Language.JA: "表示する数値がまだありません。", Language.EN: "There are no figures yet."}[
        language
    ]
    drawn = (
        achievement_bars([], language),
        findings_per_night([], language),
        submissions_over_time([], DUE, language),
    )
    assert [words(one) for one in drawn] == [[sentence]] * 3


def test_every_drawing_is_an_image_with_a_name_and_a_description() -> None:
    """`role="img"`, and its title and description are found by their ids."""
    drawing = etree.fromstring(findings_per_night(NIGHTS, Language.JA, name="last-week"))
    assert drawing.get("role") == "img"
    title, description = drawing.get("aria-labelledby", "").split()
    assert drawing.findtext(f".//{{*}}title[@id='{title}']") == "夜ごとの指摘の件数"
    assert drawing.findtext(f".//{{*}}desc[@id='{description}']") == "2026-11-02: ✖ エラー 0, ▲ 注意 0"


def test_names_are_escaped_and_nothing_is_styled_inline() -> None:
    """A strict content security policy lets no style attribute through, and no name is markup."""
    row = AchievementRow("<b>&\"'", 1, 0, 0, 0, 0, Fraction(100), lowest=None, highest=None)
    drawing = achievement_bars([row], Language.JA)
    assert "<b>" not in drawing
    assert "style=" not in drawing
    assert "<b>&\"'" in words(drawing)


@pytest.mark.parametrize(
    ("highest", "marks"),
    [(0, [0, 1]), (1, [0, 1]), (7, [0, 2, 4, 6, 8]), (30, [0, 10, 20, 30]), (100, [0, 50, 100])],
)
def test_an_axis_has_few_round_whole_values(highest: int, marks: list[int]) -> None:
    """Counts are whole: no axis has halves."""
    assert ticks(highest) == marks
