"""The tables of items: as in force, as reported, as measured, as shown."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing.pandas import Series

from schemas.codes import (
    Accumulation,
    AchievementStatus,
    EndReason,
    HighlightKind,
    ItemKind,
    MissingReason,
    TargetDirection,
    ValueStatus,
)
from schemas.columns import coded, day, flag, number, prose, text, whole
from schemas.published.base import ILLUSTRATIVE, ITEM_NO, Yearly


class ActionItems(Yearly):
    """取組項目: the items in force in each fiscal year, as the register has them."""

    item_no: Series[str] = text("項目番号", "Item number", pattern=ITEM_NO)
    item_order: Series[pd.Int64Dtype] = whole("並び順", "Natural order", at_least=1)
    name: Series[str] = prose("取組項目名", "Name")
    basic_policy: Series[str] = text("基本方針", "Basic policy")
    policy_measure: Series[str] = text("施策", "Policy measure")
    department_code: Series[str] = text("担当所属コード", "Responsible department")
    item_kind: Series[str] = coded("項目の種類", "Kind of item", ItemKind, "item_kind")
    page: Series[pd.Int64Dtype] = whole("計画書のページ", "Page of the plan", optional=True, at_least=1)
    from_fiscal_year: Series[pd.Int64Dtype] = whole("開始年度", "In force from", at_least=1868)
    to_fiscal_year: Series[pd.Int64Dtype] = whole("終了年度", "In force until", optional=True, at_least=1868)
    end_reason: Series[str] = coded("終了理由", "Why it ended", EndReason, "end_reason", optional=True)
    successor_item_no: Series[str] = text("承継項目番号", "Successor", optional=True, pattern=ITEM_NO)
    item_illustrative: Series[pd.BooleanDtype] = flag(
        "項目が例示",
        "Item is illustrative",
        about=(
            "項目名・ページ・施策が出典にない場合は true です。",
            "True where name, page and place of the item are not stated by the source.",
        ),
    )
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=ILLUSTRATIVE)


class Progress(Yearly):
    """進捗: one row for each item in force, reported or not."""

    item_no: Series[str] = text("項目番号", "Item number", pattern=ITEM_NO)
    achievement_status: Series[str] = coded("達成状況", "Status", AchievementStatus, "achievement_status")
    result_text: Series[str] = prose("取組実績", "What was done", optional=True)
    reason_not_achieved: Series[str] = prose("未達成の理由", "Why not achieved", optional=True)
    next_action: Series[str] = prose("今後の取組", "What comes next", optional=True)
    confirmation_expected: Series[str] = prose("数値の確定予定時期", "Figure expected", optional=True)
    value_status: Series[str] = coded(
        "値の状態", "State of the value", ValueStatus, "value_status", optional=True
    )
    revision_reason: Series[str] = prose("訂正・確定の理由", "Why confirmed or corrected", optional=True)
    carried_forward: Series[pd.BooleanDtype] = flag(
        "前回受理分を掲載",
        "Carried forward",
        about=(
            "最新の提出に誤りがあり、前に受理した内容を載せている場合は true です。",
            "True where the newest sheet had an error and the last accepted row stands in.",
        ),
    )
    carried_forward_from: Series[str] = day("前回受理日", "Accepted on", optional=True)
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=ILLUSTRATIVE)

    @pa.dataframe_check
    @classmethod
    def a_missed_target_has_its_reason(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        """The reason is required when an item was not achieved."""
        missed = (frame["achievement_status"] == AchievementStatus.NOT_ACHIEVED).astype(bool)
        return ~missed | frame["reason_not_achieved"].notna()

    @pa.dataframe_check
    @classmethod
    def carried_rows_name_their_date(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        """A carried row says since when; no other row does."""
        return (
            frame["carried_forward"].fillna(value=False).astype(bool) == frame["carried_forward_from"].notna()
        )


class Indicators(Yearly):
    """数値目標: target and figure of each item that has a numeric target."""

    item_no: Series[str] = text("項目番号", "Item number", pattern=ITEM_NO)
    indicator_name: Series[str] = prose("指標", "Indicator")
    unit: Series[str] = prose("単位", "Unit")
    target_direction: Series[str] = coded("向き", "Direction", TargetDirection, "target_direction")
    accumulation: Series[str] = coded("累計・単年度・期末", "Accumulation", Accumulation, "accumulation")
    baseline_fiscal_year: Series[pd.Int64Dtype] = whole(
        "基準年度", "Baseline year", optional=True, at_least=1868
    )
    baseline_value: Series[pd.Float64Dtype] = number("基準値", "Baseline")
    target_value: Series[pd.Float64Dtype] = number("目標値", "Target of the year")
    actual_value: Series[pd.Float64Dtype] = number(
        "実績値",
        "Figure",
        about=(
            "目標値と比べる値です。累計の指標では累計値です。",
            "The figure compared with the target: the running total if cumulative.",
        ),
    )
    actual_value_missing: Series[str] = coded(
        "実績値がない理由",
        "Why there is no figure",
        MissingReason,
        "missing_reason",
        about=(
            "実績値が空のときだけ入ります。空は0を意味しません。",
            "Only where the figure is empty; empty never means zero.",
        ),
        optional=True,
    )
    value_in_year: Series[pd.Float64Dtype] = number(
        "当年度分",
        "Of it, in the year",
        about=("累計の指標で、当年度に増えた分です。", "For cumulative indicators, what the year added."),
    )
    value_status: Series[str] = coded(
        "値の状態", "State of the value", ValueStatus, "value_status", optional=True
    )
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=ILLUSTRATIVE)

    @pa.dataframe_check
    @classmethod
    def an_empty_figure_has_its_reason(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        """A row has a figure or the reason for there being none, and never both (rule L1-09)."""
        return frame["actual_value"].isna() == frame["actual_value_missing"].notna()


class Highlights(Yearly):
    """主な取組: what the report of a year puts in front, and the additions it announces."""

    highlight_kind: Series[str] = coded("区分", "Kind", HighlightKind, "highlight_kind")
    item_no: Series[str] = text("項目番号", "Item number", pattern=ITEM_NO)
    display_order: Series[pd.Int64Dtype] = whole("表示順", "Display order", at_least=1)
    policy_measure: Series[str] = text("施策", "Policy measure")
    name: Series[str] = prose("取組項目名", "Name")
    page: Series[pd.Int64Dtype] = whole("計画書のページ", "Page of the plan", optional=True, at_least=1)
    text_ja: Series[str] = prose("内容", "Text", optional=True)
    original_text_ja: Series[str] = prose(
        "編集前の内容",
        "Text before editing",
        about=(
            "内容を編集した場合だけ、所管課が書いた元の文が入ります。",
            "The department's own text, only where the text was edited.",
        ),
        optional=True,
    )
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=ILLUSTRATIVE)


class ItemsWide(Yearly):
    """一覧: one row for each item and year with names and labels joined, for reading in a spreadsheet."""

    item_no: Series[str] = text("項目番号", "Item number", pattern=ITEM_NO)
    name: Series[str] = prose("取組項目名", "Name")
    basic_policy_name: Series[str] = prose("基本方針", "Basic policy")
    policy_measure_name: Series[str] = prose("施策", "Policy measure")
    department_name: Series[str] = prose("担当所属", "Department")
    achievement_status_label: Series[str] = text("達成状況", "Status")
    result_text: Series[str] = prose("取組実績", "What was done", optional=True)
    reason_not_achieved: Series[str] = prose("未達成の理由", "Why not achieved", optional=True)
    next_action: Series[str] = prose("今後の取組", "What comes next", optional=True)
    indicator_name: Series[str] = prose("指標", "Indicator", optional=True)
    unit: Series[str] = prose("単位", "Unit", optional=True)
    target_direction_label: Series[str] = text("向き", "Direction", optional=True)
    target_value: Series[pd.Float64Dtype] = number("目標値", "Target of the year")
    actual_value: Series[pd.Float64Dtype] = number("実績値", "Figure")
    value_status_label: Series[str] = text("値の状態", "State of the value", optional=True)
    page: Series[pd.Int64Dtype] = whole("計画書のページ", "Page of the plan", optional=True, at_least=1)
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=ILLUSTRATIVE)
