"""The headings of a status sheet: one place for every way departments write them.

A heading is compared in one width, without spaces, line breaks, colons and the mark `※`: see
`normalize_heading`. Headings of `OUT_OF_SCOPE` are known and deliberately not taken.
"""

from __future__ import annotations

import re
import unicodedata

HEADINGS: dict[str, tuple[str, ...]] = {
    "item_no": ("No.", "No", "番号", "項目番号", "項目No.", "取組項目番号", "取組番号", "項番"),
    "item_name": ("取組項目", "取組項目名", "項目名", "取組名", "取組項目の名称"),
    "indicator_name": ("指標", "指標名", "数値目標", "数値目標(指標)", "成果指標"),
    "unit": ("単位",),
    "target_value": ("目標値", "目標", "当年度目標値", "年度目標値", "目標値(当年度)"),
    "actual_value": ("実績値", "実績", "当年度実績値", "当年度実績", "実績値(当年度)", "実績値(単年度)"),
    "cumulative_value": ("累計", "累計値", "累計実績", "累計実績値", "実績値(累計)"),
    "achievement_status": ("達成状況", "達成状況区分", "達成・未達成", "達成/未達成", "評価", "評価区分"),
    "result_text": (
        "取組実績",
        "主な取組",
        "取組結果",
        "主な取組実績",
        "取組内容・実績",
        "取組状況",
        "実績の内容",
    ),
    "reason_not_achieved": ("未達成の理由", "未達成理由", "達成できなかった理由", "未達成の場合の理由"),
    "next_action": ("今後の取組", "次年度の取組", "今後の対応", "翌年度以降の取組", "今後の方向性"),
    "confirmation_expected": ("確定予定時期", "数値確定予定", "確定予定", "数値の確定時期"),
    "revision_reason": ("訂正の理由", "訂正理由", "変更理由", "訂正・確定の理由"),
}

OUT_OF_SCOPE: tuple[str, ...] = (
    "基本方針",
    "方針",
    "施策",
    "ページ",
    "頁",
    "掲載頁",
    "担当課",
    "関係課",
    "記入者",
    "備考",
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

LABELS: dict[str, tuple[str, ...]] = {
    "department": ("部局課室名", "部局課名", "所属", "所属名", "担当課名", "課名"),
    "fiscal_year": ("年度", "対象年度", "実績年度"),
    "round": ("照会", "照会区分", "調査区分", "報告時期"),
}
"""Cells above a table whose answer stands in the next cell to the right."""


def normalize_heading(text: str) -> str:
    """Return a heading as it is compared: one width, no spaces or line breaks, no `※` or colon."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s※*:：]", "", plain).lower()


_FIELD_OF: dict[str, str] = {
    normalize_heading(alias): field for field, aliases in HEADINGS.items() for alias in aliases
}
_LABEL_OF: dict[str, str] = {
    normalize_heading(alias): label for label, aliases in LABELS.items() for alias in aliases
}
_IGNORED: frozenset[str] = frozenset(map(normalize_heading, OUT_OF_SCOPE))


def field_of_heading(text: str) -> str | None:
    """Return the column that a heading names, or nothing."""
    return _FIELD_OF.get(normalize_heading(text))


def label_of_cell(text: str) -> str | None:
    """Return what a label cell above the table asks for, or nothing."""
    return _LABEL_OF.get(normalize_heading(text))


def is_out_of_scope(text: str) -> bool:
    """Tell whether a heading is known and deliberately not taken."""
    return normalize_heading(text) in _IGNORED
