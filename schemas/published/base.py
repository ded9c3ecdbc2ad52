"""What every published table begins with."""

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


class Published(pa.DataFrameModel):
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


class Yearly(Published):
    """A table with a row for each fiscal year."""

    fiscal_year: Series[pd.Int64Dtype] = whole(
        "年度",
        "Fiscal year",
        about=("4月が属する西暦年（2023年度＝令和5年度）。", "The Western year in which its April falls."),
        at_least=1868,
    )
