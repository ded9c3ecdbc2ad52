"""The fields of an item: its place in the plan, who answers for it, when it is in force, how a report shows it."""

from schemas.code_list import ITEM_NO
from schemas.field import Field, OnSheet, SheetKind, flag, prose, whole

_ITEM_NO = f"^({ITEM_NO.pattern})$"

ITEMS: dict[str, Field] = {
    "municipality_code": Field(
        ("全国地方公共団体コード", "Local government code"),
        "計画を定めた自治体のコードで、検査数字を含む6桁の文字列です。",
        "Code of the municipality whose plan it is: six digits with the check digit; text.",
        pattern=r"^\d{6}$",
    ),
    "plan_id": Field(
        ("計画ID", "Plan identifier"),
        "計画を示す文字列です。datapackage.jsonのplanに、計画の名前とともにあります。",
        "Identifies the plan; datapackage.json has it in plan, with the plan's title.",
    ),
    "fiscal_year": whole(
        ("年度", "Fiscal year"),
        "4月が属する西暦年です（2023年度＝令和5年度）。",
        "The calendar year in which it begins, in April.",
        minimum=1868,
        sheet=OnSheet(SheetKind.PLACE, ("年度", "対象年度", "実績年度", "評価対象年度")),
    ),
    "basic_policy": Field(
        ("基本方針", "Basic policy"),
        "項目が属する基本方針のコードです。名前は、codesのcode_listがbasic_policyの行にあります。",
        "Code of the item's basic policy; its name is in codes, code_list basic_policy.",
        sheet=OnSheet(SheetKind.PLACE, ("基本方針", "方針", "基本方針名")),
    ),
    "basic_policy_name": prose(
        ("基本方針", "Basic policy"),
        "action_itemsのbasic_policyの、その年度の名前です。",
        "Name in that year of basic_policy in action_items.",
    ),
    "policy_measure": Field(
        ("施策", "Policy measure"),
        "項目が属する施策のコードです。名前は、codesのcode_listがpolicy_measureの行にあります。",
        "Code of the item's policy measure; its name is in codes, code_list policy_measure.",
        sheet=OnSheet(SheetKind.PLACE, ("施策", "施策名", "施策の柱")),
    ),
    "policy_measure_name": prose(
        ("施策", "Policy measure"),
        "action_itemsのpolicy_measureの、その年度の名前です。",
        "Name in that year of policy_measure in action_items.",
    ),
    "item_no": Field(
        ("項目番号", "Item number"),
        "同じ年度のaction_itemsのitem_noです。1、R6-7のような文字列です。",
        "The item_no in action_items of the same fiscal year; text, such as 1 or R6-7.",
        pattern=_ITEM_NO,
        described_in={
            "action_items": (
                "計画の中で項目を示す文字列です。1は策定時の項目、R6-7は令和6年度に追加した7番目の項目です。同じ番号を別の項目に使うことはありません。",
                "Identifies the item within the plan; text. 1 is an item from the start, R6-7 the seventh added in fiscal 2024 (Reiwa 6). Never reused.",
            ),
            "highlights": (
                "action_itemsのitem_noです。主な取組結果は同じ年度、主な追加項目は翌年度の項目です。",
                "The item_no in action_items: of the same fiscal year for a main result, of the next for an addition.",
            ),
            "revisions": (
                "取組項目のitem_noです。項目ごとではない表（achievementなど）の行では空です。",
                "The item_no of the item; empty for rows that are not of one item, as in achievement.",
            ),
        },
        sheet=OnSheet(
            SheetKind.ITEM_NO,
            (
                "No.",
                "No",
                "番号",
                "項目番号",
                "項目No.",
                "取組項目番号",
                "取組項目No.",
                "取組番号",
                "取組No.",
                "項番",
                "整理番号",
                "#",
            ),
            is_required=True,
        ),
    ),
    "item_name": Field(
        ("取組項目", "Item"),
        sheet=OnSheet(
            SheetKind.NAME,
            ("取組項目", "取組項目名", "項目名", "取組名", "取組項目の名称", "取組事項", "具体的取組"),
        ),
    ),
    "name": prose(
        ("取組項目名", "Name"), "計画に書かれた取組項目の名前です。", "The item's name in the plan."
    ),
    "item_order": whole(
        ("並び順", "Natural order"),
        "項目番号の自然な順（1、2、…、90、R6-1、…）に並べるための番号です。",
        "Sorts items in the natural order of their numbers: 1, 2, … 90, R6-1, ….",
        minimum=1,
    ),
    "department_code": Field(
        ("担当所属コード", "Responsible department"),
        "その年度に項目を担当する所属のコードです。名前は、codesのcode_listがdepartmentの行にあります。",
        "Code of the department that answers for the item in that year; its name is in codes, code_list department.",
    ),
    "department_name": prose(
        ("担当所属", "Department"),
        "action_itemsのdepartment_codeの、その年度の名前です。",
        "Name in that year of department_code in action_items.",
    ),
    "item_kind": Field(
        ("項目の種類", "Kind of item"),
        "数値目標があるかを示すコードです。数値目標がある項目は、indicatorsに行があります。",
        "The code of whether the item has a numeric target; one that has stands in indicators.",
        code_list="item_kind",
    ),
    "page": whole(
        ("計画書のページ", "Page of the plan"),
        "計画書で取組項目が載っているページです。空は、登録されていないことを示します。",
        "Page of the plan's document that the item stands on; empty where none is registered.",
        minimum=1,
    ),
    "from_fiscal_year": whole(
        ("開始年度", "In force from"),
        "項目が計画に入った最初の年度です（西暦）。",
        "First fiscal year in which the item is in force.",
        minimum=1868,
    ),
    "to_fiscal_year": whole(
        ("終了年度", "In force until"),
        "項目が計画にある最後の年度です（西暦）。空は、途中で終わる予定がないことを示します。",
        "Last fiscal year in which the item is in force; empty where no end before the plan's is set.",
        minimum=1868,
    ),
    "end_reason": Field(
        ("終了理由", "Why it ended"),
        "項目が終わる理由を示すコードです。理由が登録されていなければ空です。",
        "The code of why the item ends; empty where none is registered.",
        code_list="end_reason",
    ),
    "successor_item_no": Field(
        ("承継項目番号", "Successor"),
        "終わった後に引き継ぐ項目のitem_noです。引き継ぐ項目がなければ空です。",
        "The item_no of the item that takes its place; empty where none does.",
        pattern=_ITEM_NO,
    ),
    "highlight_kind": Field(
        ("区分", "Kind"),
        "その年度の主な結果か、翌年度に加わる項目かを示すコードです。",
        "The code of whether it is a main result of the year or an addition of the next.",
        code_list="highlight_kind",
    ),
    "display_order": whole(
        ("表示順", "Display order"),
        "年度と区分の中での表示順です（1から）。",
        "Order within its year and kind, from 1.",
        minimum=1,
    ),
    "text_ja": prose(
        ("内容", "Text"),
        "報告に載せる文です。編集していなければ、progressのresult_textと同じです。主な追加項目や、報告がない項目では空です。",
        "The text that the report shows; the same as result_text in progress unless edited. Empty for additions and where nothing is reported.",
    ),
    "original_text_ja": prose(
        ("編集前の内容", "Text before editing"),
        "内容を編集した場合だけ、所管課が書いた元の文が入ります。",
        "The department's own text, only where the text was edited.",
    ),
    "item_illustrative": flag(
        ("項目が例示", "Item is illustrative"),
        "項目名・ページ・施策が出典にない場合は true です。",
        "True where name, page and place of the item are not stated by the source.",
    ),
    "illustrative": flag(
        ("例示", "Illustrative"),
        "出典に書かれていない内容（例示）を含む行は true です。",
        "True where the row holds anything that the source does not state.",
    ),
}
