"""A hold: one reason for a fiscal year to wait, and how it is told."""

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.codes import CodeList
from shinchoku.bilingual import Bilingual, Language
from shinchoku.releases.published_labels import column_name, value_words


class HoldReason(CodeList):
    """Why a year is held."""

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
    LEFT_DENOMINATOR = (
        "left_denominator",
        "公表済みの項目が達成率の計算から外れます",
        "A published item would leave the rate",
    )
    JOINED_DENOMINATOR = (
        "joined_denominator",
        "公表済みの年度の達成率に項目が加わります",
        "An item would join the rate of a released year",
    )
    REOPENED = (
        "reopened",
        "報告済みの項目が未確定・確認中・未提出に戻ります",
        "A reported item would become open again",
    )
    DENOMINATOR_CHANGED = (
        "denominator_changed",
        "公表済みの年度の分母の数え方が変わります",
        "What a released year's rate counts would change",
    )
    OFFICIAL_CHANGED = (
        "official_changed",
        "公表済みの年度の公式の数値が変わります",
        "The official figures of a released year would change",
    )
    LABEL_CHANGED = (
        "label_changed",
        "公表済みの名称が変わります",
        "A published label would change",
    )
    PLACE_CHANGED = (
        "place_changed",
        "公表済みの項目の基本方針・施策が変わります",
        "The place of a published item would change",
    )
    DEPARTMENT_CHANGED = (
        "department_changed",
        "公表済みの項目の担当所属が変わります",
        "The department of a published item would change",
    )
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
    finding: str = ""
    """The fingerprint of the finding that it follows from, if it follows from one."""


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
