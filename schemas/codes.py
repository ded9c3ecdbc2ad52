"""The closed code lists, each code with its one official Japanese label and its English one."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Self

ITEM_NO = re.compile(r"[1-9]\d{0,3}|[RHS][1-9]\d?-[1-9]\d{0,2}")
"""The form of an item number, registered or not."""


class CodeList(StrEnum):
    """A closed list of codes that carry their labels."""

    label_ja: str
    label_en: str

    def __new__(cls, code: str, label_ja: str, label_en: str) -> Self:
        """Make the member from its code and its two labels."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label_ja = label_ja
        member.label_en = label_en
        return member

    @classmethod
    def of(cls, code: str) -> Self:
        """Return the member of a code.

        Raises:
            ValueError: if the list has no such code.
        """
        return cls(code)  # type: ignore[call-arg]  # looks a member up; mypy takes it for `__new__`


class AchievementStatus(CodeList):
    """達成状況: what a department declares of an item for a fiscal year.

    Nobody declares `in_review` (something came and is not accepted yet) or `unreported` (nothing came).
    """

    ACHIEVED = "achieved", "達成", "Achieved"
    NOT_ACHIEVED = "not_achieved", "未達成", "Not achieved"
    PENDING = "pending", "数値未確定", "Figure not yet confirmed"
    IN_REVIEW = "in_review", "確認中", "In review"
    UNREPORTED = "unreported", "未提出", "Not reported"
    NOT_DUE = "not_due", "評価時期未到来", "Not due for evaluation"


class TargetDirection(CodeList):
    """向き: whether a higher figure is better."""

    INCREASE = "increase", "上がると良い", "Should rise"
    DECREASE = "decrease", "下がると良い", "Should fall"
    MAINTAIN = "maintain", "維持すると良い", "Should stay"


class Accumulation(CodeList):
    """累計・単年度・期末: what period a figure covers."""

    ANNUAL = "annual", "単年度", "Within the year"
    CUMULATIVE = "cumulative", "累計", "Running total"
    POINT_IN_TIME = "point_in_time", "期末", "At the end of the year"


class ValueStatus(CodeList):
    """値の状態: whether a published value may still change."""

    CONFIRMED = "confirmed", "確定", "Confirmed"
    PROVISIONAL = "provisional", "速報", "Provisional"
    REVISED = "revised", "訂正", "Revised after release"


class ItemKind(CodeList):
    """Whether an item is measured by a figure."""

    NUMERIC_TARGET = "numeric_target", "数値目標あり", "Has a numeric target"
    OTHER = "other", "数値目標なし", "No numeric target"


class AchievementLevel(CodeList):
    """What a row of the achievement table sums over."""

    PLAN = "plan", "計画全体", "Whole plan"
    BASIC_POLICY = "basic_policy", "基本方針", "Basic policy"
    POLICY_MEASURE = "policy_measure", "施策", "Policy measure"
    DEPARTMENT = "department", "所属", "Department"
    KIND = "kind", "数値目標の有無", "Kind of item"


class HighlightKind(CodeList):
    """Why an item stands in a report year's 主な取組."""

    MAIN_RESULT = "main_result", "主な取組結果", "Main result of the year"
    ADDITION = "addition", "翌年度の主な追加項目", "Main addition of the following year"


class EndReason(CodeList):
    """Why an item is no longer in force."""

    MERGED = "merged", "統合", "Merged into another item"
    DISCONTINUED = "discontinued", "廃止", "Discontinued"
    COMPLETED = "completed", "完了", "Completed"


class MissingReason(CodeList):
    """Why there is no figure: kept apart from each other and from zero (rules L1-09 and L3-03)."""

    BLANK = "blank", "記入なし", "Left blank"
    PENDING = "pending", "未確定", "Not yet confirmed"
    NOT_APPLICABLE = "not_applicable", "該当なし", "Not applicable"
    NOT_SET = "not_set", "設定なし", "None was set"
    WITHHELD = "withheld", "秘匿", "Withheld"
    NO_DATA = "no_data", "データなし", "No data"
    NOT_DUE = "not_due", "評価時期未到来", "Not due for evaluation"
    IN_REVIEW = "in_review", "確認中", "In review"
    UNREPORTED = "unreported", "未提出", "Not reported"


class RevisionKind(CodeList):
    """変更の種類: what a revision did to a published value, or that it corrected one before its release."""

    CHANGED = "changed", "変更", "Changed"
    ADDED = "added", "追加", "Added"
    REMOVED = "removed", "削除", "Removed"
    CORRECTED_BEFORE_RELEASE = "corrected_before_release", "公表前の訂正", "Corrected before release"


class Severity(CodeList):
    """How much a finding weighs."""

    ERROR = "error", "エラー", "Error"
    WARNING = "warning", "注意", "Warning"
    INFO = "info", "参考", "Information"


PUBLISHED_CODE_LISTS: dict[str, type[CodeList]] = {
    "accumulation": Accumulation,
    "achievement_level": AchievementLevel,
    "achievement_status": AchievementStatus,
    "end_reason": EndReason,
    "highlight_kind": HighlightKind,
    "item_kind": ItemKind,
    "missing_reason": MissingReason,
    "revision_kind": RevisionKind,
    "severity": Severity,
    "target_direction": TargetDirection,
    "value_status": ValueStatus,
}
