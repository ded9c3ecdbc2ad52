"""The published tables: their words, keys and order of columns, in the order of the package.

What a column is, `schemas.fields` says. The data package's descriptor, its validation and the generated reference
all come from here.
"""

from __future__ import annotations

from schemas.contract import (
    OF_EVERY_TABLE,
    REPORTED,
    ForeignKey,
    TableContract,
    a_missed_target_has_its_reason,
    an_empty_figure_has_its_reason,
    carried_rows_name_their_date,
    no_items_no_rate,
)
from schemas.field import Field
from schemas.fields import FIELDS

_YEAR = OF_EVERY_TABLE
_ITEM = (*_YEAR, "item_no")
_OF_ITEM = ForeignKey(_ITEM, "action_items")
_OF_GROUP = ForeignKey((*_YEAR, "level", "key"), "achievement")

TABLES: dict[str, TableContract] = {
    table.name: table
    for table in (
        TableContract(
            "action_items",
            "取組項目",
            "Action items",
            "その年度に計画にある取組項目です（1行に1項目）。ほかの表は、年度とitem_noでこの表の項目を指します。",
            "One row for each action item in force in a fiscal year, as the plan's register has it. Other tables refer to it by fiscal_year and item_no.",
            _ITEM,
            order=(
                "item_order",
                "name",
                "basic_policy",
                "policy_measure",
                "department_code",
                "item_kind",
                "page?",
                "from_fiscal_year",
                "to_fiscal_year?",
                "end_reason?",
                "successor_item_no?",
                "item_illustrative",
                "illustrative",
            ),
        ),
        TableContract(
            "progress",
            "進捗状況",
            "Progress",
            "取組項目ごとの達成状況と、所管課が書いた実績や理由です（1行に1項目）。未提出の項目にも行があり、action_itemsと同じ項目がそろっています。",
            "One row for each item in force in a fiscal year: its status, and what the department wrote of it. Items that were not reported have a row, too, so the items are those of action_items.",
            _ITEM,
            order=(
                "achievement_status",
                REPORTED,
                "value_status?",
                "revision_reason?",
                "carried_forward",
                "carried_forward_from?",
                "illustrative",
            ),
            foreign_keys=(_OF_ITEM,),
            checks=(a_missed_target_has_its_reason, carried_rows_name_their_date),
        ),
        TableContract(
            "indicators",
            "数値目標と実績",
            "Indicators",
            "数値目標のある取組項目の、その年度の目標値と実績値です（1行に1項目）。達成状況は、progressの同じ項目にあります。",
            "One row for each item with a numeric target: target and figure of the fiscal year. The item's status is in progress.",
            _ITEM,
            order=(
                "indicator_name",
                "unit",
                "target_direction",
                "accumulation",
                "baseline_fiscal_year?",
                "baseline_value?",
                "target_value?",
                "tolerance?",
                "actual_value?",
                "actual_value_missing?",
                "value_in_year?",
                "value_status?",
                "illustrative",
            ),
            foreign_keys=(_OF_ITEM,),
            checks=(an_empty_figure_has_its_reason,),
        ),
        TableContract(
            "achievement",
            "達成率",
            "Achievement",
            "計画全体と、基本方針・施策・所属・数値目標の有無ごとの、項目数と達成率です。progressから計算しています。数に入る項目はachievement_itemsにあります。",
            "One row for the whole plan and for each basic policy, policy measure, department and kind of item: counts and rate of the fiscal year, computed from progress. Which items stand behind each count is in achievement_items.",
            (*_YEAR, "level", "key"),
            order=(
                "label",
                "items",
                "achieved",
                "not_achieved",
                "pending",
                "in_review",
                "unreported",
                "not_due",
                "carried_forward",
                "rate_percent?",
                "rate_percent_min?",
                "rate_percent_max?",
                "rate_change_points?",
                "illustrative",
            ),
            checks=(no_items_no_rate,),
        ),
        TableContract(
            "achievement_items",
            "達成率の内訳",
            "Items behind each count",
            "achievementの各行に数えた取組項目です（1行に1項目）。達成率を計算し直すときに使います。",
            "One row for each item behind a row of achievement, to recompute its counts and rate.",
            (*_YEAR, "level", "key", "item_no"),
            order=("achievement_status", "item_no"),
            foreign_keys=(_OF_GROUP, _OF_ITEM),
        ),
        TableContract(
            "official_figures",
            "公式の達成率",
            "Official figures",
            "市がその年度について自ら公表した項目数と達成率です。その年度を最初に公表するときに、achievementの値と一つずつ照合しました。市の公表がない年度には行がありません。",
            "One row for each count and rate that the city itself published for the year, as entered in the plan's register. The first release of the year was compared with it count by count; achievement holds the figures of today. Years without such a statement have no rows.",
            (*_YEAR, "level", "key"),
            order=("items", "achieved", "pending", "rate_percent?", "illustrative"),
            foreign_keys=(_OF_GROUP,),
        ),
        TableContract(
            "highlights",
            "主な取組",
            "Highlights",
            "その年度の報告で紹介する取組項目です（1行に1項目）。その年度の主な結果と、翌年度に計画へ加わる主な項目があります。",
            "One row for each item that the report of a fiscal year puts in front: its main results, and the main additions of the following year. The items are those of action_items.",
            (*_YEAR, "highlight_kind", "item_no"),
            order=(
                "display_order",
                "policy_measure",
                "name",
                "page?",
                "text_ja?",
                "original_text_ja?",
                "illustrative",
            ),
        ),
        TableContract(
            "revisions",
            "訂正・確定の記録",
            "Revisions",
            "公表した後に変わった値、加わった値、なくなった値の記録です（1行に1つの値）。action_items、progress、indicators、achievement、highlightsの値が対象で、順にさかのぼると前の版を復元できます。",
            "One row for each value that changed, came or went after its year was published, or was corrected before. It covers action_items, progress, indicators, achievement and highlights, and lets an older version be rebuilt.",
            (*_YEAR, "version", "table_name", "row_key", "field"),
            order=(
                "item_no?",
                "field",
                "revision_kind",
                "old_value?",
                "new_value?",
                "revised_on",
                "reason",
                "evidence?",
                "correction_no?",
                "recorded_by_role?",
                "approved_by_role?",
            ),
        ),
        TableContract(
            "quality",
            "データ品質",
            "Data quality",
            "所属ごと・規則ごとの指摘の件数です。元の報告にどのような問題があったかが分かります。値やファイル名は載せません。",
            "One row for each department and rule: how many problems its sheets of the year had. It shows the quality of the reports; it holds no values or file names.",
            (*_YEAR, "department_code", "rule"),
            order=("rule_title", "severity", "findings"),
        ),
        TableContract(
            "waivers",
            "理由付き確認",
            "Waivers",
            "指摘があったものの、理由を付けて受理した値です（1行に1件）。受理した内容は、progressとindicatorsにあります。",
            "One row for each problem of an item that was accepted with a reason although a rule speaks against it. What the item reports is in progress and indicators.",
            (*_YEAR, "item_no", "rule", "field"),
            order=("reason", "ends_on", "approved_by_role"),
        ),
        TableContract(
            "provenance",
            "来歴",
            "Provenance",
            "progressとindicatorsの値が、受け取ったどのファイルのどのセルから来たかを示します（1行に1つの値）。",
            "One row for each value of progress or indicators that came from a sheet: which cell of which received file.",
            (*_YEAR, "table_name", "item_no", "field"),
            order=("sha256", "sheet_number", "cell", "received_on", "correction_no?"),
            foreign_keys=(_OF_ITEM,),
        ),
        TableContract(
            "codes",
            "コード表",
            "Codes",
            "ほかの表で使うコードの、その年度の名称と意味です（1行に1つのコード）。方針・施策・所属など、計画ごとの名前もあります。",
            "One row for each code of the other tables: its labels in the fiscal year, and what it means. It holds the plan's own names, too: policies, measures and departments.",
            (*_YEAR, "code_list", "code"),
            order=("label_ja", "label_en?", "description_ja?", "description_en?", "illustrative"),
        ),
        TableContract(
            "items_wide",
            "項目一覧（ラベル付き）",
            "Items with labels",
            "action_items、progress、indicatorsを1つにまとめ、コードを名称に替えた、表計算ソフトで読むための表です（1行に1項目）。",
            "One row for each item and fiscal year, for reading in a spreadsheet: action_items, progress and indicators joined, with Japanese labels for codes.",
            _ITEM,
            order=(
                "name",
                "basic_policy_name",
                "policy_measure_name",
                "department_name",
                "achievement_status_label",
                REPORTED,
                "indicator_name?",
                "unit?",
                "target_direction_label?",
                "target_value?",
                "actual_value?",
                "value_status_label?",
                "page?",
                "illustrative",
            ),
            foreign_keys=(_OF_ITEM,),
        ),
    )
}
"""Every published table by name, in the order of the package."""

CORRECTABLE: dict[str, Field] = {
    name: FIELDS[name]
    for table in TABLES.values()
    for name, column in table.columns.items()
    if column.is_correctable
}
"""The columns that a correction may replace, as the tables have them: what departments report, and nothing else."""
