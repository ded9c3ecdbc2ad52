"""The code lists of an item: how it is measured, why it ended, why a report puts it in front."""

from schemas.code_list import CodeList


class TargetDirection(CodeList):
    """向き: whether a higher figure is better."""

    INCREASE = (
        "increase",
        "上がると良い",
        "Should rise",
        "実績値が目標値以上であれば、目標に届いています。",
        "The target is reached if the figure is at least the target.",
    )
    DECREASE = (
        "decrease",
        "下がると良い",
        "Should fall",
        "実績値が目標値以下であれば、目標に届いています。",
        "The target is reached if the figure is at most the target.",
    )
    MAINTAIN = (
        "maintain",
        "維持すると良い",
        "Should stay",
        "実績値と目標値の差が許容差（indicatorsのtolerance）以内であれば、目標に届いています。",
        "The target is reached if the figure lies within the tolerance (in indicators) of the target.",
    )


class Accumulation(CodeList):
    """累計・単年度・期末: what period a figure covers."""

    ANNUAL = (
        "annual",
        "単年度",
        "Within the year",
        "その年度の1年間だけの値です。",
        "The figure covers the fiscal year alone.",
    )
    CUMULATIVE = (
        "cumulative",
        "累計",
        "Running total",
        "その年度の終わりまでの累計で、目標値も累計です。",
        "The figure is the running total up to the end of the fiscal year, and so is the target.",
    )
    POINT_IN_TIME = (
        "point_in_time",
        "期末",
        "At the end of the year",
        "その年度の終わりの時点の値です。",
        "The figure is what stood at the end of the fiscal year.",
    )


class ItemKind(CodeList):
    """Whether an item is measured by a figure."""

    NUMERIC_TARGET = (
        "numeric_target",
        "数値目標あり",
        "Has a numeric target",
        "数値目標がある項目で、目標値と実績値はindicatorsにあります。",
        "The item has a numeric target; target and figure are in indicators.",
    )
    OTHER = (
        "other",
        "数値目標なし",
        "No numeric target",
        "数値目標がない項目で、indicatorsに行はありません。",
        "The item has no numeric target and no row in indicators.",
    )


class HighlightKind(CodeList):
    """Why an item stands in a report year's 主な取組."""

    MAIN_RESULT = (
        "main_result",
        "主な取組結果",
        "Main result of the year",
        "その年度の報告で紹介する、主な取組の結果です。",
        "A main result that the report of the fiscal year puts in front.",
    )
    ADDITION = (
        "addition",
        "翌年度の主な追加項目",
        "Main addition of the following year",
        "その年度の報告で知らせる、翌年度から計画に加わる主な項目です。",
        "A main item that joins the plan in the following year, announced in the report of this one.",
    )


class EndReason(CodeList):
    """Why an item is no longer in force."""

    MERGED = (
        "merged",
        "統合",
        "Merged into another item",
        "別の項目にまとめて終わりました（引き継ぐ項目は、action_itemsのsuccessor_item_noにあります）。",
        "It ended by becoming part of another item, which successor_item_no in action_items names.",
    )
    DISCONTINUED = (
        "discontinued",
        "廃止",
        "Discontinued",
        "取組をやめて終わりました。",
        "It ended because the work was given up.",
    )
    COMPLETED = (
        "completed",
        "完了",
        "Completed",
        "取組を終えて完了しました。",
        "It ended because the work was finished.",
    )
