"""The tables of reports: what became of each item, and the figures of its numeric target."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing.pandas import Series

from schemas.codes import Accumulation, AchievementStatus, MissingReason, TargetDirection, ValueStatus
from schemas.columns import coded, day, flag, number, prose, text, whole
from schemas.published.base import (
    ILLUSTRATIVE,
    INDICATOR_NAME,
    ITEM_NO,
    NEXT_ACTION,
    OF_ITEM,
    REASON_NOT_ACHIEVED,
    RESULT_TEXT,
    STATUS,
    TARGET_VALUE,
    UNIT,
    VALUE_STATUS,
    Yearly,
)


class Progress(Yearly):
    """進捗: one row for each item in force, reported or not."""

    item_no: Series[str] = text("項目番号", "Item number", about=OF_ITEM, pattern=ITEM_NO)
    achievement_status: Series[str] = coded(
        "達成状況", "Status", AchievementStatus, "achievement_status", about=STATUS
    )
    result_text: Series[str] = prose("取組実績", "What was done", about=RESULT_TEXT, optional=True)
    reason_not_achieved: Series[str] = prose(
        "未達成の理由", "Why not achieved", about=REASON_NOT_ACHIEVED, optional=True
    )
    next_action: Series[str] = prose("今後の取組", "What comes next", about=NEXT_ACTION, optional=True)
    confirmation_expected: Series[str] = prose(
        "数値の確定予定時期",
        "Figure expected",
        about=(
            "数値がいつ確定するかを、所管課が書いた文です。記入がなければ空です。",
            "When the figure is expected to be confirmed, in the department's words; empty where nothing was written.",
        ),
        optional=True,
    )
    value_status: Series[str] = coded(
        "値の状態", "State of the value", ValueStatus, "value_status", about=VALUE_STATUS, optional=True
    )
    revision_reason: Series[str] = prose(
        "訂正・確定の理由",
        "Why confirmed or corrected",
        about=(
            "値を訂正または確定した理由です。理由がなければ空です。前の値は、revisionsにあります。",
            "Why the values were confirmed or corrected; empty where no reason was given. The old values are in revisions.",
        ),
        optional=True,
    )
    carried_forward: Series[pd.BooleanDtype] = flag(
        "前回受理分を掲載",
        "Carried forward",
        about=(
            "最新の提出に誤りがあり、前に受理した内容を載せている場合は true です。",
            "True where the newest sheet had an error and the last accepted row stands in.",
        ),
    )
    carried_forward_from: Series[str] = day(
        "前回受理日",
        "Accepted on",
        about=(
            "載せている内容を受け取った日です。carried_forwardがfalseの行では空です。",
            "The day on which the row that stands in was received; empty where carried_forward is false.",
        ),
        optional=True,
    )
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

    item_no: Series[str] = text("項目番号", "Item number", about=OF_ITEM, pattern=ITEM_NO)
    indicator_name: Series[str] = prose("指標", "Indicator", about=INDICATOR_NAME)
    unit: Series[str] = prose("単位", "Unit", about=UNIT)
    target_direction: Series[str] = coded(
        "向き",
        "Direction",
        TargetDirection,
        "target_direction",
        about=(
            "数値が上がると良いか、下がると良いか、維持すると良いかを示すコードです。",
            "The code of whether the figure should rise, fall or stay.",
        ),
    )
    accumulation: Series[str] = coded(
        "累計・単年度・期末",
        "Accumulation",
        Accumulation,
        "accumulation",
        about=(
            "実績値と目標値が、どの期間または時点の値かを示すコードです。",
            "The code of what period or moment figure and target cover.",
        ),
    )
    baseline_fiscal_year: Series[pd.Int64Dtype] = whole(
        "基準年度",
        "Baseline year",
        about=(
            "基準値の年度です（西暦）。登録されていなければ空です。",
            "Fiscal year of the baseline; empty where none is registered.",
        ),
        optional=True,
        at_least=1868,
    )
    baseline_value: Series[pd.Float64Dtype] = number(
        "基準値",
        "Baseline",
        about=(
            "計画の出発点となる値で、単位はunitのとおりです。登録されていなければ空です。",
            "The figure that the plan starts from, in the row's unit; empty where none is registered.",
        ),
    )
    target_value: Series[pd.Float64Dtype] = number("目標値", "Target of the year", about=TARGET_VALUE)
    tolerance: Series[pd.Float64Dtype] = number(
        "許容差",
        "Tolerance",
        about=(
            "向きが「維持すると良い」（maintain）の場合に、目標値からどれだけ離れても届いたとみなすかを示す値で、単位はunitのとおりです。ほかの向きでは使いません。定めがなければ0です。",
            "For direction maintain: how far from the target the figure may lie and still count as reached, in the row's unit; not used for other directions, and 0 where none was set.",
        ),
        at_least=0,
    )
    actual_value: Series[pd.Float64Dtype] = number(
        "実績値",
        "Actual value",
        about=(
            "目標値と比べる値で、単位はunitのとおりです。累計の指標では累計値です。空の場合の理由は、actual_value_missingにあります。",
            "The figure compared with the target, in the row's unit: the running total if cumulative. Where it is empty, actual_value_missing says why.",
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
        about=(
            "累計の指標で当年度に増えた分で、単位はunitのとおりです。ほかの指標や、報告がない場合は空です。",
            "For cumulative indicators, what the year added, in the row's unit; empty for others and where none is reported.",
        ),
    )
    value_status: Series[str] = coded(
        "値の状態", "State of the value", ValueStatus, "value_status", about=VALUE_STATUS, optional=True
    )
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=ILLUSTRATIVE)

    @pa.dataframe_check
    @classmethod
    def an_empty_figure_has_its_reason(cls, frame: pd.DataFrame) -> pd.Series[bool]:
        """A row has a figure or the reason for there being none, and never both (rule L1-09)."""
        return frame["actual_value"].isna() == frame["actual_value_missing"].notna()
