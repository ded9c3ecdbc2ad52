"""The tables of record: what was wrong, where values came from, what codes mean."""

from __future__ import annotations

import pandas as pd
from pandera.typing.pandas import Series

from schemas.codes import Severity
from schemas.columns import coded, day, flag, prose, text, whole
from schemas.published.base import FIELD, ILLUSTRATIVE, ITEM_NO, OF_ITEM, RULE, SHA256, TABLE_NAME, Yearly


class Quality(Yearly):
    """データ品質: how many problems of each rule lay on the sheets of each department."""

    department_code: Series[str] = text(
        "所属コード",
        "Department",
        about=(
            "シートを出した所属のコードです。名前は、codesのcode_listがdepartmentの行にあります。所属が分からないファイルはunassignedです。",
            "Code of the department whose sheets they are; its name is in codes, code_list department. unassigned: a file whose department could not be told.",
        ),
    )
    rule: Series[str] = text("規則", "Rule", about=RULE, pattern=r"^SH\d{3}$")
    rule_title: Series[str] = prose(
        "規則の名称",
        "Rule's title",
        about=("規則が何を指摘するかを表す日本語の名称です。", "What the rule is about, in Japanese."),
    )
    severity: Series[str] = coded(
        "重大度",
        "Severity",
        Severity,
        "severity",
        about=("指摘の重さを示すコードです。", "The code of how much a finding of the rule weighs."),
    )
    findings: Series[pd.Int64Dtype] = whole(
        "件数",
        "Findings",
        about=(
            "その規則による指摘の数です（1以上）。指摘がない規則の行はありません。",
            "Number of findings of the rule, 1 or more; a rule without findings has no row.",
        ),
        at_least=1,
    )


class Waivers(Yearly):
    """理由付き確認: problems that were accepted with a reason, until a date."""

    item_no: Series[str] = text("項目番号", "Item number", about=OF_ITEM, pattern=ITEM_NO)
    rule: Series[str] = text("規則", "Rule", about=RULE, pattern=r"^SH\d{3}$")
    field: Series[str] = text(
        "シートの列",
        "Column of the sheet",
        about=("指摘のあった列です。", "The column that the problem lies on."),
    )
    reason: Series[str] = prose(
        "理由",
        "Reason",
        about=(
            "指摘があっても受理した理由です。",
            "Why the item was accepted in spite of the problem.",
        ),
    )
    ends_on: Series[str] = day(
        "期限",
        "Ends on",
        about=("この確認が効力を持つ最後の日です。", "The last day on which the waiver holds."),
    )
    approved_by_role: Series[str] = text(
        "承認した役割",
        "Role that approved",
        about=(
            "受理を承認した人の役割です（名前は載せません）。",
            "Role, never the name, of whoever approved the waiver.",
        ),
    )


class Provenance(Yearly):
    """来歴: which cell of which received file each published value came from."""

    table_name: Series[str] = text("表", "Table", about=TABLE_NAME)
    item_no: Series[str] = text("項目番号", "Item number", about=OF_ITEM, pattern=ITEM_NO)
    field: Series[str] = text("列", "Column", about=FIELD)
    sha256: Series[str] = text(
        "ファイルのSHA-256",
        "SHA-256 of the file",
        about=(
            "受け取ったファイルの内容を示す値（16進数64桁）です。ファイルの名前は載せません。",
            "Identifies the content of the received file by 64 hexadecimal digits; its name is not told.",
        ),
        pattern=SHA256,
    )
    sheet_number: Series[pd.Int64Dtype] = whole(
        "シート番号",
        "Sheet number",
        about=(
            "値のあるシートが、ファイルの何番目かを示します（1から）。",
            "Position of the value's sheet in the file, from 1.",
        ),
        at_least=1,
    )
    cell: Series[str] = text(
        "セル",
        "Cell",
        about=(
            "値のあるセルの位置です（B7はB列7行目）。",
            "Where the value stands on the sheet: B7 is column B, row 7.",
        ),
        pattern=r"^[A-Z]{1,3}[1-9]\d*$",
    )
    received_on: Series[str] = day(
        "受領日",
        "Received on",
        about=("ファイルを受け取った日です。", "The day on which the file was received."),
    )
    correction_no: Series[pd.Int64Dtype] = whole(
        "訂正番号",
        "Number of the correction",
        about=(
            "入っている場合、公表した値はセルの値ではなく、revisionsの同じ番号の訂正によります。",
            "Where given, the value is not the cell's but the correction's of this number in revisions.",
        ),
        optional=True,
        at_least=1,
    )


class Codes(Yearly):
    """コード表: every code of the other tables with its official labels, as each fiscal year was published."""

    code_list: Series[str] = text(
        "コード表",
        "Code list",
        about=(
            "コードの一覧の名前です。plan・basic_policy・policy_measure・departmentは計画ごとのコード、ほかはどの計画にも共通のコードです。",
            "Name of the list: plan, basic_policy, policy_measure and department hold the plan's own codes, the others are the same for every plan.",
        ),
    )
    code: Series[str] = text(
        "コード",
        "Code",
        about=("ほかの表の列に入るコードです。", "The code that stands in a column of the other tables."),
    )
    label_ja: Series[str] = prose(
        "名称",
        "Japanese label",
        about=(
            "コードの、その年度の日本語の名称です。",
            "What the code is called in Japanese in that fiscal year.",
        ),
    )
    label_en: Series[str] = prose(
        "英語名称",
        "English label",
        about=(
            "コードの英語の名称です。計画に英語名が登録されていなければ空です。",
            "What the code is called in English; empty where the plan's register has no English name.",
        ),
        optional=True,
    )
    description_ja: Series[str] = prose(
        "説明",
        "Japanese description",
        about=(
            "コードの意味の日本語の説明です。計画に登録された名前（方針、施策、所属など）では空です。",
            "What the code means, in Japanese; empty for names from the register, such as policies and departments.",
        ),
        optional=True,
    )
    description_en: Series[str] = prose(
        "英語の説明",
        "English description",
        about=(
            "コードの意味の英語の説明です。計画に登録された名前（方針、施策、所属など）では空です。",
            "What the code means, in English; empty for names from the register, such as policies and departments.",
        ),
        optional=True,
    )
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=ILLUSTRATIVE)
