"""The table of revisions: what later versions made of published values."""

from __future__ import annotations

import pandas as pd
from pandera.typing.pandas import Series

from schemas.codes import RevisionKind
from schemas.columns import coded, day, prose, text, whole
from schemas.published.base import FIELD, ITEM_NO, TABLE_NAME, Yearly


class Revisions(Yearly):
    """訂正・確定: every published value that a later version changed, added or removed."""

    version: Series[str] = text(
        "改訂した版",
        "Version that revised it",
        about=(
            "値を変えた版です。版の名前は公表の日付で、同じ日の2番目からは .2 などが付きます。",
            "The version that changed the value: its date, with .2 and so on for further ones of one day.",
        ),
    )
    table_name: Series[str] = text("表", "Table", about=TABLE_NAME)
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
        about=(
            "取組項目のitem_noです。項目ごとではない表（achievementなど）の行では空です。",
            "The item_no of the item; empty for rows that are not of one item, as in achievement.",
        ),
        optional=True,
        pattern=ITEM_NO,
    )
    field: Series[str] = text("列", "Column", about=FIELD)
    revision_kind: Series[str] = coded(
        "変更の種類",
        "Kind of revision",
        RevisionKind,
        "revision_kind",
        about=(
            "値がどう変わったかを示すコードです。追加は前の値が、削除は新しい値が空です。公表前の訂正の前の値は、シートの値です。",
            "The code of what became of the value. Added: no old value. Removed: no new value. Corrected before release: the old value is the sheet's.",
        ),
    )
    old_value: Series[str] = prose(
        "前の値",
        "Old value",
        about=(
            "変わる前の値です。単位やコードは、fieldの列のとおりです。値がなかった場合は空です。",
            "The value before, in the unit or codes of the column that field names; empty where there was none.",
        ),
        optional=True,
    )
    new_value: Series[str] = prose(
        "新しい値",
        "New value",
        about=(
            "変わった後の値です。単位やコードは、fieldの列のとおりです。値がなくなった場合は空です。",
            "The value after, in the unit or codes of the column that field names; empty where there is none any more.",
        ),
        optional=True,
    )
    revised_on: Series[str] = day(
        "改訂日",
        "Revised on",
        about=("値を変えた版の日付です。", "The date of the version that changed the value."),
    )
    reason: Series[str] = prose(
        "理由",
        "Reason",
        about=(
            "値が変わった理由です。訂正や承認の理由、シートに書かれた理由、どちらもなければ変化の内容から分かることを載せます。",
            "Why the value changed: the reason of the correction or approval, else the sheet's, else what the change itself shows.",
        ),
    )
    evidence: Series[str] = prose(
        "訂正の根拠",
        "Evidence",
        about=(
            "訂正の根拠とした資料などです。訂正の場合だけ入ります。",
            "What the correction rests on; only of corrections.",
        ),
        optional=True,
    )
    correction_no: Series[pd.Int64Dtype] = whole(
        "訂正番号",
        "Number of the correction",
        about=(
            "市が記録した訂正に付けた番号で、provenanceのcorrection_noと対応します。ほかの改訂では空です。",
            "Number of the correction that the city recorded, as correction_no in provenance; empty for other revisions.",
        ),
        optional=True,
        at_least=1,
    )
    recorded_by_role: Series[str] = text(
        "訂正を記録した役割",
        "Role that recorded it",
        about=(
            "訂正を記録した人の役割です（名前は載せません）。訂正の場合だけ入ります。",
            "Role, never the name, of whoever recorded the correction; only of corrections.",
        ),
        optional=True,
    )
    approved_by_role: Series[str] = text(
        "承認した役割",
        "Role that approved",
        about=(
            "公表を承認した人の役割です（名前は載せません）。承認が要らなかった場合は空です。",
            "Role, never the name, of whoever approved the release; empty where nobody had to.",
        ),
        optional=True,
    )
