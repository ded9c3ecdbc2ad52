"""The contracts of the published tables: columns, types, keys, and the words that explain them.

The data package's descriptor, its validation and the generated reference all come from here.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa
from pandera.typing.pandas import Series

from schemas.codes import (
    Accumulation,
    AchievementLevel,
    AchievementStatus,
    EndReason,
    HighlightKind,
    ItemKind,
    Severity,
    TargetDirection,
    ValueStatus,
)
from schemas.columns import coded, day, flag, number, prose, text, whole

_ITEM_NO = r"^([1-9]\d{0,3}|[RHS][1-9]\d?-[1-9]\d{0,2})$"
_SHA256 = r"^[0-9a-f]{64}$"
_ILLUSTRATIVE = (
    "出典に書かれていない内容（例示）を含む行は true です。",
    "True where the row holds anything that the source does not state.",
)


class _Published(pa.DataFrameModel):
    """What every published table begins with."""

    municipality_code: Series[str] = text(
        "全国地方公共団体コード",
        "Local government code",
        about=("検査数字を含む6桁。文字列です。", "Six digits with the check digit; text."),
        pattern=r"^\d{6}$",
    )
    plan_id: Series[str] = text("計画ID", "Plan identifier")

    class Config:
        """Columns are exactly these, in this order."""

        strict = True
        ordered = True


class _Yearly(_Published):
    """A table with a row for each fiscal year."""

    fiscal_year: Series[pd.Int64Dtype] = whole(
        "年度",
        "Fiscal year",
        about=("4月が属する西暦年（2023年度＝令和5年度）。", "The Western year in which its April falls."),
        at_least=1868,
    )


class ActionItems(_Yearly):
    """取組項目: the items in force in each fiscal year, as the register has them."""

    item_no: Series[str] = text("項目番号", "Item number", pattern=_ITEM_NO)
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
    successor_item_no: Series[str] = text("承継項目番号", "Successor", optional=True, pattern=_ITEM_NO)
    item_illustrative: Series[pd.BooleanDtype] = flag(
        "項目が例示",
        "Item is illustrative",
        about=(
            "項目名・ページ・施策が出典にない場合は true です。",
            "True where name, page and place of the item are not stated by the source.",
        ),
    )
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=_ILLUSTRATIVE)


class Progress(_Yearly):
    """進捗: one row for each item in force, reported or not."""

    item_no: Series[str] = text("項目番号", "Item number", pattern=_ITEM_NO)
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
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=_ILLUSTRATIVE)

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


class Indicators(_Yearly):
    """数値目標: target and figure of each item that has a numeric target."""

    item_no: Series[str] = text("項目番号", "Item number", pattern=_ITEM_NO)
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
    value_in_year: Series[pd.Float64Dtype] = number(
        "当年度分",
        "Of it, in the year",
        about=("累計の指標で、当年度に増えた分です。", "For cumulative indicators, what the year added."),
    )
    value_status: Series[str] = coded(
        "値の状態", "State of the value", ValueStatus, "value_status", optional=True
    )
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=_ILLUSTRATIVE)


class Achievement(_Yearly):
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
    unreported: Series[pd.Int64Dtype] = whole("未提出", "Unreported")
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
            "数値未確定と未提出がすべて未達成の場合。",
            "If every pending and unreported item turns out not achieved.",
        ),
        between=(0, 100),
    )
    rate_percent_max: Series[pd.Float64Dtype] = number(
        "達成率の上限（％）",
        "Highest possible rate (%)",
        about=(
            "数値未確定と未提出がすべて達成の場合。",
            "If every pending and unreported item turns out achieved.",
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
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=_ILLUSTRATIVE)

    @pa.dataframe_check
    @classmethod
    def no_items_no_rate(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        """A rate stands exactly where there are items."""
        return (frame["items"] > 0).fillna(value=False).astype(bool) == frame["rate_percent"].notna()


class AchievementItems(_Yearly):
    """達成率の内訳: which items stand behind each count of the achievement table."""

    level: Series[str] = coded("集計単位", "Level", AchievementLevel, "achievement_level")
    key: Series[str] = text("集計キー", "Key")
    achievement_status: Series[str] = coded("達成状況", "Status", AchievementStatus, "achievement_status")
    item_no: Series[str] = text("項目番号", "Item number", pattern=_ITEM_NO)


class Highlights(_Yearly):
    """主な取組: what the report of a year puts in front, and the additions it announces."""

    highlight_kind: Series[str] = coded("区分", "Kind", HighlightKind, "highlight_kind")
    item_no: Series[str] = text("項目番号", "Item number", pattern=_ITEM_NO)
    display_order: Series[pd.Int64Dtype] = whole("表示順", "Display order", at_least=1)
    policy_measure: Series[str] = text("施策", "Policy measure")
    name: Series[str] = prose("取組項目名", "Name")
    page: Series[pd.Int64Dtype] = whole("計画書のページ", "Page of the plan", optional=True, at_least=1)
    text_ja: Series[str] = prose("内容", "Text", optional=True)
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=_ILLUSTRATIVE)


class Revisions(_Yearly):
    """訂正・確定: every value that changed after it had been published."""

    version: Series[str] = text("改訂した版", "Version that revised it")
    table_name: Series[str] = text("表", "Table")
    item_no: Series[str] = text("項目番号", "Item number", pattern=_ITEM_NO)
    field: Series[str] = text("列", "Column")
    old_value: Series[str] = prose("前の値", "Old value", optional=True)
    new_value: Series[str] = prose("新しい値", "New value", optional=True)
    revised_on: Series[str] = day("改訂日", "Revised on")
    reason: Series[str] = prose("理由", "Reason")
    approved_by_role: Series[str] = text("承認した役割", "Role that approved", optional=True)


class Quality(_Yearly):
    """データ品質: how many problems of each rule lay on the sheets of each department."""

    department_code: Series[str] = text("所属コード", "Department")
    rule: Series[str] = text("規則", "Rule", pattern=r"^SH\d{3}$")
    rule_title: Series[str] = prose("規則の名称", "Rule's title")
    severity: Series[str] = coded("重大度", "Severity", Severity, "severity")
    findings: Series[pd.Int64Dtype] = whole("件数", "Findings", at_least=1)


class Waivers(_Yearly):
    """理由付き確認: problems that were accepted with a reason, until a date."""

    item_no: Series[str] = text("項目番号", "Item number", pattern=_ITEM_NO)
    rule: Series[str] = text("規則", "Rule", pattern=r"^SH\d{3}$")
    reason: Series[str] = prose("理由", "Reason")
    ends_on: Series[str] = day("期限", "Ends on")
    approved_by_role: Series[str] = text("承認した役割", "Role that approved")


class Provenance(_Yearly):
    """来歴: which cell of which received file each published value came from."""

    table_name: Series[str] = text("表", "Table")
    item_no: Series[str] = text("項目番号", "Item number", pattern=_ITEM_NO)
    field: Series[str] = text("列", "Column")
    sha256: Series[str] = text("ファイルのSHA-256", "SHA-256 of the file", pattern=_SHA256)
    sheet_number: Series[pd.Int64Dtype] = whole("シート番号", "Sheet number", at_least=1)
    cell: Series[str] = text("セル", "Cell", pattern=r"^[A-Z]{1,3}[1-9]\d*$")
    received_on: Series[str] = day("受領日", "Received on")


class Codes(_Published):
    """コード表: every code of the other tables with its official labels."""

    code_list: Series[str] = text("コード表", "Code list")
    code: Series[str] = text("コード", "Code")
    label_ja: Series[str] = prose("名称", "Japanese label")
    label_en: Series[str] = prose("英語名称", "English label", optional=True)
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=_ILLUSTRATIVE)


class ItemsWide(_Yearly):
    """一覧: one row for each item and year with names and labels joined, for reading in a spreadsheet."""

    item_no: Series[str] = text("項目番号", "Item number", pattern=_ITEM_NO)
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
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=_ILLUSTRATIVE)


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of a table that must exist together in another table."""

    fields: tuple[str, ...]
    table: str


@dataclass(frozen=True, slots=True)
class TableContract:
    """A published table: its contract, its key, what it refers to, and its titles."""

    name: str
    model: type[_Published]
    title_ja: str
    title_en: str
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()


_PLAN = ("municipality_code", "plan_id")
_YEAR = (*_PLAN, "fiscal_year")
_ITEM = (*_YEAR, "item_no")
_OF_ITEM = ForeignKey(_ITEM, "action_items")
_OF_GROUP = ForeignKey((*_YEAR, "level", "key"), "achievement")

TABLES: dict[str, TableContract] = {
    table.name: table
    for table in (
        TableContract("action_items", ActionItems, "取組項目", "Action items", _ITEM),
        TableContract("progress", Progress, "進捗状況", "Progress", _ITEM, (_OF_ITEM,)),
        TableContract("indicators", Indicators, "数値目標と実績", "Indicators", _ITEM, (_OF_ITEM,)),
        TableContract("achievement", Achievement, "達成率", "Achievement", (*_YEAR, "level", "key")),
        TableContract(
            "achievement_items",
            AchievementItems,
            "達成率の内訳",
            "Items behind each count",
            (*_YEAR, "level", "key", "item_no"),
            (_OF_GROUP, _OF_ITEM),
        ),
        TableContract(
            "highlights", Highlights, "主な取組", "Highlights", (*_YEAR, "highlight_kind", "item_no")
        ),
        TableContract(
            "revisions",
            Revisions,
            "訂正・確定の記録",
            "Revisions",
            (*_YEAR, "version", "table_name", "item_no", "field"),
        ),
        TableContract("quality", Quality, "データ品質", "Data quality", (*_YEAR, "department_code", "rule")),
        TableContract("waivers", Waivers, "理由付き確認", "Waivers", (*_YEAR, "item_no", "rule")),
        TableContract(
            "provenance",
            Provenance,
            "来歴",
            "Provenance",
            (*_YEAR, "table_name", "item_no", "field"),
            (_OF_ITEM,),
        ),
        TableContract("codes", Codes, "コード表", "Codes", (*_PLAN, "code_list", "code")),
        TableContract(
            "items_wide", ItemsWide, "項目一覧（ラベル付き）", "Items with labels", _ITEM, (_OF_ITEM,)
        ),
    )
}
"""Every published table by name, in the order of the package."""
