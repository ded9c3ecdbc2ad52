"""The tables of record: what changed, what was wrong, where values came from, what codes mean."""

from __future__ import annotations

import pandas as pd
from pandera.typing.pandas import Series

from schemas.codes import (
    RevisionKind,
    Severity,
)
from schemas.columns import coded, day, flag, prose, text, whole
from schemas.published.base import ILLUSTRATIVE, ITEM_NO, SHA256, Yearly


class Revisions(Yearly):
    """訂正・確定: every published value that a later version changed, added or removed."""

    version: Series[str] = text("改訂した版", "Version that revised it")
    table_name: Series[str] = text("表", "Table")
    row_key: Series[str] = text(
        "行のキー",
        "Key of the row",
        about=(
            "その表の主キー（市・計画・年度を除く）を「列名=値」で並べ、; で区切ったものです。値の中の % ; = は %25 %3B %3D と書きます。",
            "The table's primary key but municipality, plan and year, as column=value joined by ;. % ; = in a value are %25 %3B %3D.",
        ),
        pattern=r"^[a-z_]+=[^;=]*(;[a-z_]+=[^;=]*)*$",
    )
    item_no: Series[str] = text(
        "項目番号",
        "Item number",
        about=("項目の表の行だけに入ります。", "Only of rows of an item."),
        optional=True,
        pattern=ITEM_NO,
    )
    field: Series[str] = text("列", "Column")
    revision_kind: Series[str] = coded(
        "変更の種類",
        "Kind of revision",
        RevisionKind,
        "revision_kind",
        about=(
            "追加は前の値が、削除は新しい値が空です。公表前の訂正の前の値は、シートの値です。",
            "Added: no old value. Removed: no new value. Corrected before release: the old value is the sheet's.",
        ),
    )
    old_value: Series[str] = prose("前の値", "Old value", optional=True)
    new_value: Series[str] = prose("新しい値", "New value", optional=True)
    revised_on: Series[str] = day("改訂日", "Revised on")
    reason: Series[str] = prose("理由", "Reason")
    evidence: Series[str] = prose(
        "訂正の根拠",
        "Evidence",
        about=("訂正の場合だけ入ります。", "Only of corrections."),
        optional=True,
    )
    correction_no: Series[pd.Int64Dtype] = whole(
        "訂正番号",
        "Number of the correction",
        about=("市が記録した訂正だけに入ります。", "Only of recorded corrections."),
        optional=True,
        at_least=1,
    )
    recorded_by_role: Series[str] = text("訂正を記録した役割", "Role that recorded it", optional=True)
    approved_by_role: Series[str] = text("承認した役割", "Role that approved", optional=True)


class Quality(Yearly):
    """データ品質: how many problems of each rule lay on the sheets of each department."""

    department_code: Series[str] = text("所属コード", "Department")
    rule: Series[str] = text("規則", "Rule", pattern=r"^SH\d{3}$")
    rule_title: Series[str] = prose("規則の名称", "Rule's title")
    severity: Series[str] = coded("重大度", "Severity", Severity, "severity")
    findings: Series[pd.Int64Dtype] = whole("件数", "Findings", at_least=1)


class Waivers(Yearly):
    """理由付き確認: problems that were accepted with a reason, until a date."""

    item_no: Series[str] = text("項目番号", "Item number", pattern=ITEM_NO)
    rule: Series[str] = text("規則", "Rule", pattern=r"^SH\d{3}$")
    field: Series[str] = text(
        "シートの列",
        "Column of the sheet",
        about=("指摘のあった列です。", "The column that the problem lies on."),
    )
    reason: Series[str] = prose("理由", "Reason")
    ends_on: Series[str] = day("期限", "Ends on")
    approved_by_role: Series[str] = text("承認した役割", "Role that approved")


class Provenance(Yearly):
    """来歴: which cell of which received file each published value came from."""

    table_name: Series[str] = text("表", "Table")
    item_no: Series[str] = text("項目番号", "Item number", pattern=ITEM_NO)
    field: Series[str] = text("列", "Column")
    sha256: Series[str] = text("ファイルのSHA-256", "SHA-256 of the file", pattern=SHA256)
    sheet_number: Series[pd.Int64Dtype] = whole("シート番号", "Sheet number", at_least=1)
    cell: Series[str] = text("セル", "Cell", pattern=r"^[A-Z]{1,3}[1-9]\d*$")
    received_on: Series[str] = day("受領日", "Received on")
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

    code_list: Series[str] = text("コード表", "Code list")
    code: Series[str] = text("コード", "Code")
    label_ja: Series[str] = prose("名称", "Japanese label")
    label_en: Series[str] = prose("英語名称", "English label", optional=True)
    illustrative: Series[pd.BooleanDtype] = flag("例示", "Illustrative", about=ILLUSTRATIVE)
