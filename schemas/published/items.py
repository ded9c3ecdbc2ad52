"""The tables of items as the plan has them: in force in a year, and put in front in its report."""

from __future__ import annotations

import pandas as pd
from pandera.typing.pandas import Series

from schemas.codes import EndReason, HighlightKind, ItemKind
from schemas.columns import coded, flag, prose, text, whole
from schemas.published.base import ILLUSTRATIVE, ITEM_NAME, ITEM_NO, PAGE, Yearly

_POLICY_MEASURE = (
    "項目が属する施策のコードです。名前は、codesのcode_listがpolicy_measureの行にあります。",
    "Code of the item's policy measure; its name is in codes, code_list policy_measure.",
)


class ActionItems(Yearly):
    """取組項目: the items in force in each fiscal year, as the register has them."""

    item_no: Series[str] = text(
        "項目番号",
        "Item number",
        about=(
            "計画の中で項目を示す文字列です。1は策定時の項目、R6-7は令和6年度に追加した7番目の項目です。同じ番号を別の項目に使うことはありません。",
            "Identifies the item within the plan; text. 1 is an item from the start, R6-7 the seventh added in fiscal 2024 (Reiwa 6). Never reused.",
        ),
        pattern=ITEM_NO,
    )
    item_order: Series[pd.Int64Dtype] = whole(
        "並び順",
        "Natural order",
        about=(
            "項目番号の自然な順（1、2、…、90、R6-1、…）に並べるための番号です。",
            "Sorts items in the natural order of their numbers: 1, 2, … 90, R6-1, ….",
        ),
        at_least=1,
    )
    name: Series[str] = prose("取組項目名", "Name", about=ITEM_NAME)
    basic_policy: Series[str] = text(
        "基本方針",
        "Basic policy",
        about=(
            "項目が属する基本方針のコードです。名前は、codesのcode_listがbasic_policyの行にあります。",
            "Code of the item's basic policy; its name is in codes, code_list basic_policy.",
        ),
    )
    policy_measure: Series[str] = text("施策", "Policy measure", about=_POLICY_MEASURE)
    department_code: Series[str] = text(
        "担当所属コード",
        "Responsible department",
        about=(
            "その年度に項目を担当する所属のコードです。名前は、codesのcode_listがdepartmentの行にあります。",
            "Code of the department that answers for the item in that year; its name is in codes, code_list department.",
        ),
    )
    item_kind: Series[str] = coded(
        "項目の種類",
        "Kind of item",
        ItemKind,
        "item_kind",
        about=(
            "数値目標があるかを示すコードです。数値目標がある項目は、indicatorsに行があります。",
            "The code of whether the item has a numeric target; one that has stands in indicators.",
        ),
    )
    page: Series[pd.Int64Dtype] = whole(
        "計画書のページ", "Page of the plan", about=PAGE, optional=True, at_least=1
    )
    from_fiscal_year: Series[pd.Int64Dtype] = whole(
        "開始年度",
        "In force from",
        about=(
            "項目が計画に入った最初の年度です（西暦）。",
            "First fiscal year in which the item is in force.",
        ),
        at_least=1868,
    )
    to_fiscal_year: Series[pd.Int64Dtype] = whole(
        "終了年度",
        "In force until",
        about=(
            "項目が計画にある最後の年度です（西暦）。空は、途中で終わる予定がないことを示します。",
            "Last fiscal year in which the item is in force; empty where no end before the plan's is set.",
        ),
        optional=True,
        at_least=1868,
    )
    end_reason: Series[str] = coded(
        "終了理由",
        "Why it ended",
        EndReason,
        "end_reason",
        about=(
            "項目が終わる理由を示すコードです。理由が登録されていなければ空です。",
            "The code of why the item ends; empty where none is registered.",
        ),
        optional=True,
    )
    successor_item_no: Series[str] = text(
        "承継項目番号",
        "Successor",
        about=(
            "終わった後に引き継ぐ項目のitem_noです。引き継ぐ項目がなければ空です。",
            "The item_no of the item that takes its place; empty where none does.",
        ),
        optional=True,
        pattern=ITEM_NO,
    )
    item_illustrative: Series[pd.BooleanDtype] = flag(
        "項目が例示",
        "Item is illustrative",
        about=(
            "項目名・ページ・施策が出典にない場合は true です。",
            "True where name, page and place of the item are not stated by the source.",
        ),
    )
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=ILLUSTRATIVE)


class Highlights(Yearly):
    """主な取組: what the report of a year puts in front, and the additions it announces."""

    highlight_kind: Series[str] = coded(
        "区分",
        "Kind",
        HighlightKind,
        "highlight_kind",
        about=(
            "その年度の主な結果か、翌年度に加わる項目かを示すコードです。",
            "The code of whether it is a main result of the year or an addition of the next.",
        ),
    )
    item_no: Series[str] = text(
        "項目番号",
        "Item number",
        about=(
            "action_itemsのitem_noです。主な取組結果は同じ年度、主な追加項目は翌年度の項目です。",
            "The item_no in action_items: of the same fiscal year for a main result, of the next for an addition.",
        ),
        pattern=ITEM_NO,
    )
    display_order: Series[pd.Int64Dtype] = whole(
        "表示順",
        "Display order",
        about=("年度と区分の中での表示順です（1から）。", "Order within its year and kind, from 1."),
        at_least=1,
    )
    policy_measure: Series[str] = text("施策", "Policy measure", about=_POLICY_MEASURE)
    name: Series[str] = prose("取組項目名", "Name", about=ITEM_NAME)
    page: Series[pd.Int64Dtype] = whole(
        "計画書のページ", "Page of the plan", about=PAGE, optional=True, at_least=1
    )
    text_ja: Series[str] = prose(
        "内容",
        "Text",
        about=(
            "報告に載せる文です。編集していなければ、progressのresult_textと同じです。主な追加項目や、報告がない項目では空です。",
            "The text that the report shows; the same as result_text in progress unless edited. Empty for additions and where nothing is reported.",
        ),
        optional=True,
    )
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
