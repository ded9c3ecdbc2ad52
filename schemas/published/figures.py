"""The tables of figures: counts and rates, the items behind them, and what the city itself stated."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing.pandas import Series

from schemas.codes import AchievementLevel, AchievementStatus
from schemas.columns import coded, flag, number, prose, text, whole
from schemas.published.base import GROUP_KEY, ILLUSTRATIVE, ITEM_NO, KEY, LEVEL, OF_ITEM, Yearly

_COUNTED = (
    "itemsに入るかは、datapackage.jsonのdenominatorによります。",
    "The denominator in datapackage.json says whether they are in items.",
)


class Achievement(Yearly):
    """達成率: counts and rates by plan, basic policy, policy measure, department and kind."""

    level: Series[str] = coded("集計単位", "Level", AchievementLevel, "achievement_level", about=LEVEL)
    key: Series[str] = text("集計キー", "Key", about=KEY)
    label: Series[str] = prose(
        "名称",
        "Label",
        about=("キーが示すものの、その年度の名前です。", "What the key is called in that fiscal year."),
    )
    items: Series[pd.Int64Dtype] = whole(
        "項目数",
        "Items",
        about=(
            "達成率の分母となる項目の数です。どの達成状況を数えるかは、datapackage.jsonのdenominatorによります。",
            "Number of items, the rate's denominator; the denominator in datapackage.json says which statuses it counts.",
        ),
    )
    achieved: Series[pd.Int64Dtype] = whole(
        "達成",
        "Achieved",
        about=("達成した項目の数で、達成率の分子です。", "Number of items achieved, the rate's numerator."),
    )
    not_achieved: Series[pd.Int64Dtype] = whole(
        "未達成",
        "Not achieved",
        about=(f"達成しなかった項目の数です。{_COUNTED[0]}", f"Number of items not achieved. {_COUNTED[1]}"),
    )
    pending: Series[pd.Int64Dtype] = whole(
        "数値未確定",
        "Figure not yet confirmed",
        about=(
            f"数値がまだ確定していない項目の数です。achievedには入りません。{_COUNTED[0]}",
            f"Number of items whose figure is not confirmed yet; never in achieved. {_COUNTED[1]}",
        ),
    )
    in_review: Series[pd.Int64Dtype] = whole(
        "確認中",
        "In review",
        about=(
            f"提出されたが、まだ受理していない項目の数です。achievedには入りません。{_COUNTED[0]}",
            f"Number of items of which something was submitted and is not accepted yet; never in achieved. {_COUNTED[1]}",
        ),
    )
    unreported: Series[pd.Int64Dtype] = whole(
        "未提出",
        "Not reported",
        about=(
            f"何も提出されていない項目の数です。achievedには入りません。{_COUNTED[0]}",
            f"Number of items of which nothing was submitted; never in achieved. {_COUNTED[1]}",
        ),
    )
    not_due: Series[pd.Int64Dtype] = whole(
        "評価時期未到来",
        "Not due for evaluation",
        about=(
            f"後の年度に評価する項目の数です。achievedには入りません。{_COUNTED[0]}",
            f"Number of items that are evaluated in a later year; never in achieved. {_COUNTED[1]}",
        ),
    )
    carried_forward: Series[pd.Int64Dtype] = whole(
        "うち前回受理分",
        "Of these, carried forward",
        about=(
            "上の数のうち、前に受理した内容を載せている項目の数です。progressのcarried_forwardがtrueの項目です。",
            "Of the counts above, the number of items with carried_forward true in progress: their last accepted row stands in.",
        ),
    )
    rate_percent: Series[pd.Float64Dtype] = number(
        "達成率（％）",
        "Rate (%)",
        about=(
            "achieved÷itemsを％で表し、小数第1位に四捨五入した値です。itemsが0の行では空です。",
            "achieved / items in %, half-up to one decimal; empty where items is 0.",
        ),
        between=(0, 100),
    )
    rate_percent_min: Series[pd.Float64Dtype] = number(
        "達成率の下限（％）",
        "Lowest possible rate (%)",
        about=(
            "数値未確定・確認中・未提出がすべて未達成になった場合の達成率（％）です。rate_percentが空の行では空です。",
            "The rate in % if every open item (pending, in review, unreported) turns out not achieved; empty where rate_percent is.",
        ),
        between=(0, 100),
    )
    rate_percent_max: Series[pd.Float64Dtype] = number(
        "達成率の上限（％）",
        "Highest possible rate (%)",
        about=(
            "数値未確定・確認中・未提出がすべて達成になった場合の達成率（％）です。rate_percentが空の行では空です。",
            "The rate in % if every open item (pending, in review, unreported) turns out achieved; empty where rate_percent is.",
        ),
        between=(0, 100),
    )
    rate_change_points: Series[pd.Float64Dtype] = number(
        "前年度差（ポイント）",
        "Change from the year before (points)",
        about=(
            "丸める前の達成率の前年度との差を、小数第1位に四捨五入した値（ポイント）です。どちらかの年度の達成率がなければ空です。",
            "Difference of the exact rates in percentage points, then rounded to one decimal; empty where either year has no rate.",
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

    level: Series[str] = coded("集計単位", "Level", AchievementLevel, "achievement_level", about=LEVEL)
    key: Series[str] = text("集計キー", "Key", about=GROUP_KEY)
    achievement_status: Series[str] = coded(
        "達成状況",
        "Status",
        AchievementStatus,
        "achievement_status",
        about=(
            "項目の状況を示すコードで、progressと同じです。achievementの同じ名前の列に数えます。",
            "The item's code, as in progress; the column of this name in achievement counts it.",
        ),
    )
    item_no: Series[str] = text("項目番号", "Item number", about=OF_ITEM, pattern=ITEM_NO)


class OfficialFigures(Yearly):
    """公式の達成率: what the city itself stated of a year, as its register has it."""

    level: Series[str] = coded("集計単位", "Level", AchievementLevel, "achievement_level", about=LEVEL)
    key: Series[str] = text("集計キー", "Key", about=GROUP_KEY)
    items: Series[pd.Int64Dtype] = whole(
        "項目数",
        "Items",
        about=(
            "市が公表した、達成率の分母となる項目の数です。",
            "Number of items, the rate's denominator, as the city published it.",
        ),
    )
    achieved: Series[pd.Int64Dtype] = whole(
        "達成",
        "Achieved",
        about=(
            "市が公表した、達成した項目の数です。",
            "Number of items achieved, as the city published it.",
        ),
    )
    pending: Series[pd.Int64Dtype] = whole(
        "数値未確定",
        "Figure not yet confirmed",
        about=(
            "市が公表した、数値が確定していない項目の数です。",
            "Number of items whose figure was not confirmed, as the city published it.",
        ),
    )
    rate_percent: Series[pd.Float64Dtype] = number(
        "達成率（％）",
        "Rate (%)",
        about=(
            "市が公表した達成率（％、小数第1位まで）です。空は、市が達成率を示していないことを示します。",
            "The rate in % as the city published it, to one decimal; empty where it stated none.",
        ),
        between=(0, 100),
    )
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=ILLUSTRATIVE)
