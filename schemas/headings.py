"""The headings of a status sheet: one place for every way departments write them.

A heading is compared in one width, without spaces, line breaks, colons and the mark `※`: see
`normalize_heading`. Brackets and dots count for nothing either. Headings of `OUT_OF_SCOPE` are known and deliberately not taken.
"""

from __future__ import annotations

import re
import unicodedata

HEADINGS: dict[str, tuple[str, ...]] = {
    "fiscal_year": ("年度", "対象年度", "実績年度", "評価対象年度"),
    "basic_policy": ("基本方針", "方針", "基本方針名"),
    "policy_measure": ("施策", "施策名", "施策の柱"),
    "item_no": (
        "No.",
        "No",
        "番号",
        "項目番号",
        "項目No.",
        "取組項目番号",
        "取組項目No.",
        "取組番号",
        "取組No.",
        "項番",
        "整理番号",
        "#",
    ),
    "item_name": ("取組項目", "取組項目名", "項目名", "取組名", "取組項目の名称", "取組事項", "具体的取組"),
    "indicator_name": ("指標", "指標名", "数値目標", "数値目標(指標)", "成果指標", "数値目標の名称"),
    "unit": ("単位",),
    "baseline_value": ("基準値", "現状値", "策定時の値", "策定時", "当初値"),
    "previous_value": ("前年度実績値", "前年度実績", "昨年度実績", "前年実績", "前年度", "前年度の実績値"),
    "target_value": (
        "目標値",
        "目標",
        "当年度目標値",
        "当年度目標",
        "年度目標値",
        "年度目標",
        "目標値(当年度)",
        "目標数値",
    ),
    "actual_value": (
        "実績値",
        "実績",
        "当年度実績値",
        "当年度実績",
        "年度実績値",
        "年度実績",
        "実績値(当年度)",
        "実績値(単年度)",
        "実績(単年度)",
        "実績数値",
        "単年度",
    ),
    "cumulative_value": ("累計", "累計値", "累計実績", "累計実績値", "実績値(累計)", "実績(累計)", "累積"),
    "achievement_status": (
        "達成状況",
        "達成状況区分",
        "達成・未達成",
        "達成/未達成",
        "達成区分",
        "達成度",
        "評価",
        "評価区分",
        "自己評価",
        "進捗区分",
        "進捗評価",
    ),
    "result_text": (
        "取組実績",
        "主な取組",
        "取組結果",
        "主な取組実績",
        "主な取組結果",
        "取組内容・実績",
        "取組内容及び実績",
        "取組状況",
        "取組の状況",
        "実施状況",
        "実績の内容",
        "実績内容",
        "取組の成果",
    ),
    "reason_not_achieved": (
        "未達成の理由",
        "未達成理由",
        "達成できなかった理由",
        "未達成の場合の理由",
        "未達成の場合はその理由",
        "未達成の要因",
    ),
    "next_action": (
        "今後の取組",
        "今後の取組方針",
        "次年度の取組",
        "今後の対応",
        "翌年度以降の取組",
        "今後の方向性",
        "今後の予定",
        "今後の課題・対応",
    ),
    "confirmation_expected": (
        "確定予定時期",
        "数値確定予定",
        "確定予定",
        "数値の確定時期",
        "確定時期",
        "数値確定時期",
    ),
    "revision_reason": (
        "訂正の理由",
        "訂正理由",
        "変更理由",
        "変更の理由",
        "訂正・確定の理由",
        "訂正・変更の理由",
    ),
}
"""Columns of a status sheet; the first spelling is the form's own."""

WEAK: frozenset[str] = frozenset(
    {"#", "No.", "No", "番号", "整理番号", "評価", "前年度", "方針", "単年度", "達成度", "目標", "実績"}
)
"""Spellings that are taken only where no other column says the same in so many words."""

OUT_OF_SCOPE: tuple[str, ...] = (
    "ページ",
    "頁",
    "掲載頁",
    "掲載ページ",
    "担当課",
    "担当所属",
    "所管課",
    "関係課",
    "記入者",
    "担当者",
    "連絡先",
    "内線",
    "備考",
    "向き",
    "指標の向き",
    "累計・単年度・期末",
    "集計の方法",
    "記入チェック",
)

REQUIRED: tuple[str, ...] = ("item_no", "achievement_status", "result_text")

NARRATIVE: tuple[str, ...] = (
    "result_text",
    "reason_not_achieved",
    "next_action",
    "confirmation_expected",
    "revision_reason",
)
"""Free text that is published word for word, so it must carry no personal data."""

FIGURES: tuple[str, ...] = ("target_value", "actual_value", "cumulative_value")
"""What a department reports in figures."""

CONTEXT_FIGURES: tuple[str, ...] = ("baseline_value", "previous_value")
"""Figures that stand on a sheet for comparison: checked against what is known, never published."""

FILLED_DOWN: frozenset[str] = frozenset({"fiscal_year", "basic_policy", "policy_measure"})
"""Columns in which a blank cell means the one above."""

REPEATED: frozenset[str] = frozenset({*FILLED_DOWN, "item_no", "item_name", "indicator_name", "unit"})
"""Columns in which a merged cell counts for all its rows, and 〃 or 同上 means the cell above."""

LABELS: dict[str, tuple[str, ...]] = {
    "department": ("部局課室名", "部局課名", "所属", "所属名", "担当課名", "課名"),
    "fiscal_year": ("年度", "対象年度", "実績年度", "評価対象年度"),
    "round": ("照会", "照会区分", "調査区分", "報告時期"),
    "form": ("様式番号",),
}
"""Cells outside a table whose answer stands in the next cell to the right, or below."""


PERSONAL_LABELS: tuple[str, ...] = (
    "記入者",
    "記入者名",
    "記入者氏名",
    "担当者",
    "担当者名",
    "氏名",
    "電話",
    "電話番号",
    "内線",
    "内線番号",
    "連絡先",
    "メール",
    "メールアドレス",
    "E-mail",
    "作成者",
    "作成日",
    "提出日",
)
"""Labels that ask for a person or a day: known, and their answers never taken."""


def normalize_heading(text: str) -> str:
    """Return a heading as it is compared: one width, no spaces or line breaks, no `※` or colon."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s※*:：()\[\]【】〔〕<>「」・/.]", "", plain).lower()


def of_year(field: str, year: int) -> str:
    """Name a column whose heading carries a fiscal year: `actual_value@2023`."""
    return f"{field}@{year}"


_FIELD_OF: dict[str, str] = {
    normalize_heading(alias): field for field, aliases in HEADINGS.items() for alias in aliases
}
_LABEL_OF: dict[str, str] = {
    normalize_heading(alias): label for label, aliases in LABELS.items() for alias in aliases
}
_PERSONAL: frozenset[str] = frozenset(map(normalize_heading, PERSONAL_LABELS))
_IGNORED: frozenset[str] = frozenset(map(normalize_heading, OUT_OF_SCOPE))


def field_of_heading(text: str) -> str | None:
    """Return the column that a heading names, or nothing."""
    return _FIELD_OF.get(normalize_heading(text))


def label_of_cell(text: str) -> str | None:
    """Return what a label cell above the table asks for, or nothing."""
    return _LABEL_OF.get(normalize_heading(text))


def is_personal_label(text: str) -> bool:
    """Tell whether a label asks for what is never taken."""
    return normalize_heading(text) in _PERSONAL


def is_out_of_scope(text: str) -> bool:
    """Tell whether a heading is known and deliberately not taken."""
    return normalize_heading(text) in _IGNORED
