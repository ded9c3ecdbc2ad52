"""Cell text to typed value: one reading, or none."""

from __future__ import annotations

import pytest
from builders import umibe

from schemas.codes import AchievementStatus
from shinchoku.intake.cells import (
    parse_status,
    read_text,
    says_something,
)
from shinchoku.intake.steps import StepKind

SCALE = umibe().reporting.scale


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  実施した ", "実施した"),
        ("一行目\n二行目", "一行目 二行目"),
        ("全角\u3000\u3000空白", "全角 空白"),
        ("見え\u200bない\ufeff文字\u202e", "見えない文字"),
        ("ＡＢＣ％", "ＡＢＣ％"),
        (" \u3000\n", ""),
    ],
)
def test_text_is_one_line_without_disguises(raw: str, text: str) -> None:
    """Line breaks become a space, invisible characters go, width and wording stay."""
    assert read_text(raw).text == text


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ("A", AchievementStatus.ACHIEVED),
        (" ａ ", AchievementStatus.ACHIEVED),
        ("S", AchievementStatus.ACHIEVED),
        ("Ｂ", AchievementStatus.NOT_ACHIEVED),
        ("-時期外", AchievementStatus.NOT_DUE),
        ("達成", None),
        ("AB", None),
        ("", None),
        ("□S ■A □B", AchievementStatus.ACHIEVED),
        ("☑ Ｂ\n☐ Ａ", AchievementStatus.NOT_ACHIEVED),
        ("■A ■B □S", None),
        ("□A □B", None),
        ("■A", None),
    ],
)
def test_a_status_is_read_by_the_plans_own_scale(raw: str, status: AchievementStatus | None) -> None:
    """The labels of 海辺市 count, whatever their width, or as the one filled box; no other city's do."""
    assert parse_status(raw, SCALE)[0] is status


@pytest.mark.parametrize(
    ("text", "says"), [("実施", True), ("3", True), ("", False), ("－", False), ("ー", False), ("…。", False)]
)
def test_a_lone_dash_says_nothing(text: str, *, says: bool) -> None:
    """A statement has a letter or a digit."""
    assert says_something(text) is says


def test_every_change_of_a_text_is_a_step() -> None:
    """First the characters, then the line; a text that stays as it is has none."""
    trail = read_text("㈱海辺\nﾊﾏ～港")
    assert [(step.kind, step.before, step.after) for step in trail.steps] == [
        (StepKind.CHARACTERS, "㈱海辺\nﾊﾏ～港", "(株)海辺\nハマ〜港"),
        (StepKind.ONE_LINE, "(株)海辺\nハマ〜港", "(株)海辺 ハマ〜港"),
    ]
    assert read_text("そのまま").steps == ()
