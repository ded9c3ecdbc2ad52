"""The fields of counts and rates."""

from schemas.field import Field, figure, prose, whole

ACHIEVEMENT: dict[str, Field] = {
    "level": Field(
        ("集計単位", "Level"),
        "何ごとにまとめた行かを示すコードです。",
        "The code of what the row sums over.",
        code_list="achievement_level",
    ),
    "key": Field(
        ("集計キー", "Key"),
        "集計単位の中のどれかを示します。計画全体はplan_id、基本方針・施策・所属はそれぞれのコード、数値目標の有無はitem_kindのコードです。",
        "Which one of its level: the plan_id, the code of a basic policy, policy measure or department, or a code of item_kind.",
        described_in={
            "achievement_items": (
                "集計単位の中のどれかを示します。計画全体はplan_id、基本方針・施策・所属はそれぞれのコード、数値目標の有無はitem_kindのコードです。levelとあわせて、同じ年度のachievementの行を指します。",
                "Which one of its level: the plan_id, the code of a basic policy, policy measure or department, or a code of item_kind. With level it names the row of achievement of the same fiscal year.",
            ),
            "official_figures": (
                "集計単位の中のどれかを示します。計画全体はplan_id、基本方針・施策・所属はそれぞれのコード、数値目標の有無はitem_kindのコードです。levelとあわせて、同じ年度のachievementの行を指します。",
                "Which one of its level: the plan_id, the code of a basic policy, policy measure or department, or a code of item_kind. With level it names the row of achievement of the same fiscal year.",
            ),
        },
    ),
    "label": prose(
        ("名称", "Label"),
        "キーが示すものの、その年度の名前です。",
        "What the key is called in that fiscal year.",
    ),
    "items": whole(
        ("項目数", "Items"),
        "達成率の分母となる項目の数です。どの達成状況を数えるかは、datapackage.jsonのdenominatorによります。",
        "Number of items, the rate's denominator; the denominator in datapackage.json says which statuses it counts.",
        described_in={
            "official_figures": (
                "市が公表した、達成率の分母となる項目の数です。",
                "Number of items, the rate's denominator, as the city published it.",
            )
        },
    ),
    "achieved": whole(
        ("達成", "Achieved"),
        "達成した項目の数で、達成率の分子です。",
        "Number of items achieved, the rate's numerator.",
        described_in={
            "official_figures": (
                "市が公表した、達成した項目の数です。",
                "Number of items achieved, as the city published it.",
            )
        },
    ),
    "not_achieved": whole(
        ("未達成", "Not achieved"),
        "達成しなかった項目の数です。itemsに入るかは、datapackage.jsonのdenominatorによります。",
        "Number of items not achieved. The denominator in datapackage.json says whether they are in items.",
    ),
    "pending": whole(
        ("数値未確定", "Figure not yet confirmed"),
        "数値がまだ確定していない項目の数です。achievedには入りません。itemsに入るかは、datapackage.jsonのdenominatorによります。",
        "Number of items whose figure is not confirmed yet; never in achieved. The denominator in datapackage.json says whether they are in items.",
        described_in={
            "official_figures": (
                "市が公表した、数値が確定していない項目の数です。",
                "Number of items whose figure was not confirmed, as the city published it.",
            )
        },
    ),
    "in_review": whole(
        ("確認中", "In review"),
        "提出されたが、まだ受理していない項目の数です。achievedには入りません。itemsに入るかは、datapackage.jsonのdenominatorによります。",
        "Number of items of which something was submitted and is not accepted yet; never in achieved. The denominator in datapackage.json says whether they are in items.",
    ),
    "unreported": whole(
        ("未提出", "Not reported"),
        "何も提出されていない項目の数です。achievedには入りません。itemsに入るかは、datapackage.jsonのdenominatorによります。",
        "Number of items of which nothing was submitted; never in achieved. The denominator in datapackage.json says whether they are in items.",
    ),
    "not_due": whole(
        ("評価時期未到来", "Not due for evaluation"),
        "後の年度に評価する項目の数です。achievedには入りません。itemsに入るかは、datapackage.jsonのdenominatorによります。",
        "Number of items that are evaluated in a later year; never in achieved. The denominator in datapackage.json says whether they are in items.",
    ),
    "achievement.carried_forward": whole(
        ("うち前回受理分", "Of these, carried forward"),
        "上の数のうち、前に受理した内容を載せている項目の数です。progressのcarried_forwardがtrueの項目です。",
        "Of the counts above, the number of items with carried_forward true in progress: their last accepted row stands in.",
    ),
    "rate_percent": figure(
        ("達成率（％）", "Rate (%)"),
        "achieved÷itemsを％で表し、小数第1位に四捨五入した値です。itemsが0の行では空です。",
        "achieved / items in %, half-up to one decimal; empty where items is 0.",
        minimum=0,
        maximum=100,
        described_in={
            "official_figures": (
                "市が公表した達成率（％、小数第1位まで）です。空は、市が達成率を示していないことを示します。",
                "The rate in % as the city published it, to one decimal; empty where it stated none.",
            )
        },
    ),
    "rate_percent_min": figure(
        ("達成率の下限（％）", "Lowest possible rate (%)"),
        "数値未確定・確認中・未提出がすべて未達成になった場合の達成率（％）です。rate_percentが空の行では空です。",
        "The rate in % if every open item (pending, in review, unreported) turns out not achieved; empty where rate_percent is.",
        minimum=0,
        maximum=100,
    ),
    "rate_percent_max": figure(
        ("達成率の上限（％）", "Highest possible rate (%)"),
        "数値未確定・確認中・未提出がすべて達成になった場合の達成率（％）です。rate_percentが空の行では空です。",
        "The rate in % if every open item (pending, in review, unreported) turns out achieved; empty where rate_percent is.",
        minimum=0,
        maximum=100,
    ),
    "rate_change_points": figure(
        ("前年度差（ポイント）", "Change from the year before (points)"),
        "丸める前の達成率の前年度との差を、小数第1位に四捨五入した値（ポイント）です。どちらかの年度の達成率がなければ空です。",
        "Difference of the exact rates in percentage points, then rounded to one decimal; empty where either year has no rate.",
        minimum=-100,
        maximum=100,
    ),
}
