"""The tables of figures: counts and rates, and the items behind them."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing.pandas import Series

from schemas.codes import (
    AchievementLevel,
    AchievementStatus,
)
from schemas.columns import coded, flag, number, prose, text, whole
from schemas.published.base import ILLUSTRATIVE, ITEM_NO, Yearly


class Achievement(Yearly):
    """達成率: counts and rates by plan, basic policy, policy measure, department and kind."""

    level: Series[str] = coded("集計単位", "Level", AchievementLevel, "achievement_level")
    key: Series[str] = text("集計キー", "Key")
    label: Series[str] = prose("名称", "Label")
    items: Series[pd.Int64Dtype] = whole(
        "項目数",
        "Items",
        about=(
            "達成率の分母（方針はdatapackage.jsonのdenominator）。",
            "The denominator; its policy stands in datapackage.json.",
        ),
    )
    achieved: Series[pd.Int64Dtype] = whole("達成", "Achieved")
    not_achieved: Series[pd.Int64Dtype] = whole("未達成", "Not achieved")
    pending: Series[pd.Int64Dtype] = whole("数値未確定", "Pending")
    in_review: Series[pd.Int64Dtype] = whole(
        "確認中",
        "In review",
        about=(
            "提出されたが、まだ受理していない項目です。",
            "Something was submitted and is not accepted yet.",
        ),
    )
    unreported: Series[pd.Int64Dtype] = whole(
        "未提出", "Unreported", about=("何も提出されていない項目です。", "Nothing was submitted.")
    )
    not_due: Series[pd.Int64Dtype] = whole("評価時期未到来", "Not due")
    carried_forward: Series[pd.Int64Dtype] = whole("うち前回受理分", "Of these, carried forward")
    rate_percent: Series[pd.Float64Dtype] = number(
        "達成率（％）",
        "Rate (%)",
        about=("達成÷項目数。小数第1位に四捨五入。", "achieved / items, half-up to one decimal."),
        between=(0, 100),
    )
    rate_percent_min: Series[pd.Float64Dtype] = number(
        "達成率の下限（％）",
        "Lowest possible rate (%)",
        about=(
            "数値未確定・確認中・未提出がすべて未達成の場合。",
            "If every open item (pending, in review, unreported) turns out not achieved.",
        ),
        between=(0, 100),
    )
    rate_percent_max: Series[pd.Float64Dtype] = number(
        "達成率の上限（％）",
        "Highest possible rate (%)",
        about=(
            "数値未確定・確認中・未提出がすべて達成の場合。",
            "If every open item (pending, in review, unreported) turns out achieved.",
        ),
        between=(0, 100),
    )
    rate_change_points: Series[pd.Float64Dtype] = number(
        "前年度差（ポイント）",
        "Change from the year before (points)",
        about=(
            "丸める前の達成率の差を四捨五入。前年度がなければ空。",
            "Difference of the exact rates, then rounded; empty without a year before.",
        ),
        between=(-100, 100),
    )
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=ILLUSTRATIVE)

    @pa.dataframe_check
    @classmethod
    def no_items_no_rate(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        """A rate stands exactly where there are items."""
        return (frame["items"] > 0).fillna(value=False).astype(bool) == frame["rate_percent"].notna()


class AchievementItems(Yearly):
    """達成率の内訳: which items stand behind each count of the achievement table."""

    level: Series[str] = coded("集計単位", "Level", AchievementLevel, "achievement_level")
    key: Series[str] = text("集計キー", "Key")
    achievement_status: Series[str] = coded("達成状況", "Status", AchievementStatus, "achievement_status")
    item_no: Series[str] = text("項目番号", "Item number", pattern=ITEM_NO)
