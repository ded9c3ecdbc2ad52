"""The list of items for reading in a spreadsheet: everything joined, labels for codes."""

from __future__ import annotations

import pandas as pd
from pandera.typing.pandas import Series

from schemas.columns import flag, number, prose, text, whole
from schemas.published.base import (
    ILLUSTRATIVE,
    INDICATOR_NAME,
    ITEM_NAME,
    ITEM_NO,
    NEXT_ACTION,
    OF_ITEM,
    PAGE,
    REASON_NOT_ACHIEVED,
    RESULT_TEXT,
    TARGET_VALUE,
    UNIT,
    Yearly,
)

_NO_TARGET = ("数値目標がない項目では空です。", "Empty for items without a numeric target.")


class ItemsWide(Yearly):
    """一覧: one row for each item and year with names and labels joined, for reading in a spreadsheet."""

    item_no: Series[str] = text("項目番号", "Item number", about=OF_ITEM, pattern=ITEM_NO)
    name: Series[str] = prose("取組項目名", "Name", about=ITEM_NAME)
    basic_policy_name: Series[str] = prose(
        "基本方針",
        "Basic policy",
        about=(
            "action_itemsのbasic_policyの、その年度の名前です。",
            "Name in that year of basic_policy in action_items.",
        ),
    )
    policy_measure_name: Series[str] = prose(
        "施策",
        "Policy measure",
        about=(
            "action_itemsのpolicy_measureの、その年度の名前です。",
            "Name in that year of policy_measure in action_items.",
        ),
    )
    department_name: Series[str] = prose(
        "担当所属",
        "Department",
        about=(
            "action_itemsのdepartment_codeの、その年度の名前です。",
            "Name in that year of department_code in action_items.",
        ),
    )
    achievement_status_label: Series[str] = text(
        "達成状況",
        "Status",
        about=(
            "progressのachievement_statusの日本語の名称です。",
            "Japanese label of achievement_status in progress.",
        ),
    )
    result_text: Series[str] = prose("取組実績", "What was done", about=RESULT_TEXT, optional=True)
    reason_not_achieved: Series[str] = prose(
        "未達成の理由", "Why not achieved", about=REASON_NOT_ACHIEVED, optional=True
    )
    next_action: Series[str] = prose("今後の取組", "What comes next", about=NEXT_ACTION, optional=True)
    indicator_name: Series[str] = prose(
        "指標",
        "Indicator",
        about=(f"{INDICATOR_NAME[0]}{_NO_TARGET[0]}", f"{INDICATOR_NAME[1]} {_NO_TARGET[1]}"),
        optional=True,
    )
    unit: Series[str] = prose(
        "単位", "Unit", about=(f"{UNIT[0]}{_NO_TARGET[0]}", f"{UNIT[1]} {_NO_TARGET[1]}"), optional=True
    )
    target_direction_label: Series[str] = text(
        "向き",
        "Direction",
        about=(
            f"indicatorsのtarget_directionの日本語の名称です。{_NO_TARGET[0]}",
            f"Japanese label of target_direction in indicators. {_NO_TARGET[1]}",
        ),
        optional=True,
    )
    target_value: Series[pd.Float64Dtype] = number("目標値", "Target of the year", about=TARGET_VALUE)
    actual_value: Series[pd.Float64Dtype] = number(
        "実績値",
        "Actual value",
        about=(
            f"目標値と比べる値で、単位はunitのとおりです。{_NO_TARGET[0]}ほかの項目で空の場合の理由は、indicatorsのactual_value_missingにあります。",
            f"The figure compared with the target, in the row's unit. {_NO_TARGET[1]} Where another is empty, actual_value_missing in indicators says why.",
        ),
    )
    value_status_label: Series[str] = text(
        "値の状態",
        "State of the value",
        about=(
            "progressのvalue_statusの日本語の名称です。そこが空であれば空です。",
            "Japanese label of value_status in progress; empty where that is.",
        ),
        optional=True,
    )
    page: Series[pd.Int64Dtype] = whole(
        "計画書のページ", "Page of the plan", about=PAGE, optional=True, at_least=1
    )
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=ILLUSTRATIVE)
