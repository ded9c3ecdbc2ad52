"""A hold: one reason for a fiscal year to wait, and how it is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.codes import CodeList
from shinchoku.bilingual import Bilingual, Language
from shinchoku.releases.published_names import column_name, value_words


class HoldReason(CodeList):
    """Why a year is held (design: releases)."""

    NO_OFFICIAL_FIGURE = (
        "no_official_figure",
        "初めての公表で、照合する公式の数値がありません",
        "First release, no official figure",
    )
    CONTRADICTS_OFFICIAL = (
        "contradicts_official",
        "公式の数値と一致しません",
        "Contradicts the official figures",
    )
    TOO_MANY_UNREPORTED = (
        "too_many_unreported",
        "未提出・確認中が上限を超えています",
        "Too many items unreported or in review",
    )
    ROW_VANISHED = "row_vanished", "公表済みの行がなくなります", "A published row would vanish"
    DEFINITION_CHANGED = (
        "definition_changed",
        "公表済みの定義が変わります",
        "A published definition would change",
    )
    CONFIRMED_VALUE_CHANGED = (
        "confirmed_value_changed",
        "確定した値が変わります",
        "A confirmed value would change",
    )
    NEWER_ROW_OVERRULED = (
        "newer_row_overruled",
        "前の照会に届いた新しい内容が使われていません",
        "A newer row of an earlier round does not count",
    )
    CORRECTED = "corrected", "訂正のため、承認が必要です", "A correction waits for approval"
    RATE_MOVED = "rate_moved", "達成率が上限を超えて動きます", "A headline rate would move too far"
    ROLLED_BACK = "rolled_back", "取り下げた年度のため、承認が必要です", "Rolled back: waits for approval"


@dataclass(frozen=True, slots=True)
class Hold:
    """One reason to wait, with what exactly is the matter."""

    reason: HoldReason
    detail: Bilingual


def moved_value(place: tuple[str, str, str], old: str, new: str, language: Language) -> str:
    """Return a value that changes, by the names that readers of the tables know: `No.3 実績値: 113 → 115`."""
    table, item_no, field = place
    empty = Bilingual("（空）", "(empty)").in_language(language)
    before, after = (value_words(table, field, value, language) or empty for value in (old, new))
    return f"No.{item_no} {column_name(table, field, language)}: {before} → {after}"


def hold_sentences(holds: Iterable[tuple[str, str, str]]) -> tuple[Bilingual, ...]:
    """Return holds as people read them: the kind of each before what exactly is the matter.

    `holds` are as the state keeps them: reason, Japanese, English.
    """
    labelled = ((HoldReason.of(code), ja, en) for code, ja, en in holds)
    return tuple(
        Bilingual(f"{reason.label_ja}: {ja}", f"{reason.label_en}: {en}") for reason, ja, en in labelled
    )
