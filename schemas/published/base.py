"""What every published table begins with, and the words that many columns share."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
from pandera.typing.pandas import Series

from schemas.columns import text, whole

ITEM_NO = r"^([1-9]\d{0,3}|[RHS][1-9]\d?-[1-9]\d{0,2})$"
SHA256 = r"^[0-9a-f]{64}$"
ILLUSTRATIVE = (
    "出典に書かれていない内容（例示）を含む行は true です。",
    "True where the row holds anything that the source does not state.",
)
OF_ITEM = (
    "同じ年度のaction_itemsのitem_noです。1、R6-7のような文字列です。",
    "The item_no in action_items of the same fiscal year; text, such as 1 or R6-7.",
)
LEVEL = (
    "何ごとにまとめた行かを示すコードです。",
    "The code of what the row sums over.",
)
KEY = (
    "集計単位の中のどれかを示します。計画全体はplan_id、基本方針・施策・所属はそれぞれのコード、数値目標の有無はitem_kindのコードです。",
    "Which one of its level: the plan_id, the code of a basic policy, policy measure or department, or a code of item_kind.",
)
GROUP_KEY = (
    f"{KEY[0]}levelとあわせて、同じ年度のachievementの行を指します。",
    f"{KEY[1]} With level it names the row of achievement of the same fiscal year.",
)
STATUS = (
    "その年度の取組項目の状況を示すコードです。",
    "The code of what became of the item in the fiscal year.",
)
VALUE_STATUS = (
    "値がまだ変わりうるかを示すコードです。確認中・未提出・評価時期未到来の項目では空です。",
    "The code of whether the value may still change; empty for items in review, not reported or not due.",
)
ITEM_NAME = ("計画に書かれた取組項目の名前です。", "The item's name in the plan.")
PAGE = (
    "計画書で取組項目が載っているページです。空は、登録されていないことを示します。",
    "Page of the plan's document that the item stands on; empty where none is registered.",
)
RESULT_TEXT = (
    "その年度に何をしたかを、所管課が書いた文です。報告がなければ空です。",
    "What was done in the year, in the department's words; empty where nothing is reported.",
)
REASON_NOT_ACHIEVED = (
    "達成しなかった理由を、所管課が書いた文です。未達成の項目には必ず入り、ほかの項目では空のことがあります。",
    "Why the item was not achieved, in the department's words; always given for such items, and may be empty for others.",
)
NEXT_ACTION = (
    "これから何をするかを、所管課が書いた文です。記入がなければ空です。",
    "What the department will do next, in its words; empty where nothing was written.",
)
INDICATOR_NAME = ("数値目標で測るものの名前です。", "What the numeric target measures.")
UNIT = (
    "この行の数値の単位です（%、円、件など）。",
    "The unit of the row's figures as the plan writes it: %, yen, cases and so on.",
)
TARGET_VALUE = (
    "その年度の目標値で、単位はunitのとおりです。空は、その年度の目標値がないことを示します。",
    "The target of the fiscal year, in the row's unit; empty where the year has none.",
)
TABLE_NAME = ("値が載っている表の名前です。", "Name of the table that the value stands in.")
FIELD = (
    "table_nameの表の中で、値が載っている列の名前です。",
    "Name of the value's column in the table that table_name names.",
)
RULE = (
    "シートを確認する規則の番号です（SHと3桁の数字）。",
    "Code of the rule by which sheets are checked: SH and three digits.",
)


class Published(pa.DataFrameModel):
    """What every published table begins with."""

    municipality_code: Series[str] = text(
        "全国地方公共団体コード",
        "Local government code",
        about=(
            "計画を定めた自治体のコードで、検査数字を含む6桁の文字列です。",
            "Code of the municipality whose plan it is: six digits with the check digit; text.",
        ),
        pattern=r"^\d{6}$",
    )
    plan_id: Series[str] = text(
        "計画ID",
        "Plan identifier",
        about=(
            "計画を示す文字列です。datapackage.jsonのplanに、計画の名前とともにあります。",
            "Identifies the plan; datapackage.json has it in plan, with the plan's title.",
        ),
    )

    class Config:
        """Columns are exactly these, in this order."""

        strict = True
        ordered = True


class Yearly(Published):
    """A table with a row for each fiscal year."""

    fiscal_year: Series[pd.Int64Dtype] = whole(
        "年度",
        "Fiscal year",
        about=(
            "4月が属する西暦年です（2023年度＝令和5年度）。",
            "The calendar year in which it begins, in April.",
        ),
        at_least=1868,
    )
