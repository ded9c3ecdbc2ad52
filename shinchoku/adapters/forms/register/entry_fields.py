"""The fields of the register's entries as columns: `plan.toml`'s keys under Japanese headings."""

from __future__ import annotations

from schemas.codes import (
    Accumulation,
    AchievementLevel,
    EndReason,
    HighlightKind,
    TargetDirection,
)
from shinchoku.adapters.forms.register.fields import Field, Kind
from shinchoku.register.entries import RoundCoverage

KIND_OF_POLICY = "section"
"""The first column of the sheet that holds basic policies and policy measures: which of them a row is."""

ILLUSTRATIVE = Field(
    "illustrative",
    "例示",
    Kind.FLAG,
    8,
    "市の資料に書かれていない、実演のための内容なら「はい」にします。",
    default=False,
)
POLICY_FIELDS = (
    Field(KIND_OF_POLICY, "区分", Kind.TEXT, 12, "基本方針か施策かを選びます。", required=True),
    Field("key", "キー", Kind.KEY, 10, "P1、P1-1 のような、変わらない記号です。", required=True),
    Field("name", "名称", Kind.TEXT, 52, required=True),
    Field("subtitle", "副題（基本方針）", Kind.TEXT, 36),
    Field(
        "basic_policy",
        "属する基本方針（施策）",
        Kind.REFERENCE,
        34,
        "施策のときに、上の基本方針を選びます。",
        refers_to="basic_policies",
    ),
    ILLUSTRATIVE,
)
ITEM_FIELDS = (
    Field(
        "no", "番号", Kind.KEY, 8, "1、R6-7 のような番号です。一度使った番号は再利用しません。", required=True
    ),
    Field("name", "取組項目", Kind.TEXT, 38, required=True),
    Field("policy_measure", "施策", Kind.REFERENCE, 36, refers_to="policy_measures", required=True),
    Field("department", "担当所属", Kind.REFERENCE, 32, refers_to="departments", required=True),
    Field(
        "related_departments",
        "関係課",
        Kind.REFERENCES,
        16,
        "コードを「、」で区切って書きます。",
        refers_to="departments",
    ),
    Field("page", "頁", Kind.COUNT, 7),
    Field("from_fiscal_year", "開始年度", Kind.YEAR, 11, "計画の途中から始まるときだけ書きます。"),
    Field(
        "to_fiscal_year", "終了年度", Kind.YEAR, 11, "計画の途中で終わるときだけ、終了理由と一緒に書きます。"
    ),
    Field("end_reason", "終了理由", Kind.CHOICE, 10, codes=EndReason),
    Field("successor", "後継の項目", Kind.REFERENCE, 18, refers_to="items"),
    ILLUSTRATIVE,
)
INDICATOR_FIELDS = (
    Field("indicator.name", "指標", Kind.TEXT, 30, "数値目標がなければ、指標から右を空欄にします。"),
    Field("indicator.unit", "単位", Kind.TEXT, 8),
    Field("indicator.direction", "向き", Kind.CHOICE, 14, codes=TargetDirection),
    Field("indicator.accumulation", "累計・単年度・期末", Kind.CHOICE, 11, codes=Accumulation),
    Field("indicator.baseline_fiscal_year", "基準年度", Kind.YEAR, 11),
    Field("indicator.baseline_value", "基準値", Kind.FIGURE, 11),
)
TOLERANCE = Field(
    "indicator.tolerance",
    "許容幅",
    Kind.FIGURE,
    8,
    "「維持すると良い」の指標で、目標からどれだけ離れてよいかを、指標の単位で書きます。",
    default=0,
)
INDICATOR_ILLUSTRATIVE = Field(
    "indicator.illustrative",
    "指標の例示",
    Kind.FLAG,
    8,
    "指標と目標値が実演のための内容なら「はい」にします。",
    default=False,
)
DEPARTMENT_FIELDS = (
    Field("code", "コード", Kind.KEY, 10, "変わらない記号です。", required=True),
    Field("bureau", "局", Kind.TEXT, 24),
    Field("name", "所属名", Kind.TEXT, 34, "シートの「部局課室名」に書かれる名前です。", required=True),
    Field("aliases", "別名", Kind.TEXTS, 34, "ほかの書き方を「、」で区切って書きます。"),
    Field("from_fiscal_year", "新設年度", Kind.YEAR, 12),
    Field("to_fiscal_year", "廃止年度", Kind.YEAR, 12, "最後の年度です。"),
    Field("succeeded_by", "承継先", Kind.REFERENCE, 30, refers_to="departments"),
    ILLUSTRATIVE,
)
ROUND_FIELDS = (
    Field("id", "キー", Kind.KEY, 18, "R7-yearend のような、変わらない記号です。", required=True),
    Field("name", "名称", Kind.TEXT, 14, "中間、年度末、確定など、シートに書かれる名前です。", required=True),
    Field("fiscal_year", "対象年度", Kind.YEAR, 12, required=True),
    Field("opens", "開始日", Kind.DAY, 13, required=True),
    Field("due", "提出期限", Kind.DAY, 13, required=True),
    Field("committee", "委員会", Kind.DAY, 13),
    Field("publication", "公表予定日", Kind.DAY, 13),
    Field("feeds_rate", "達成率に使う", Kind.FLAG, 12, required=True),
    Field("covers", "対象の項目", Kind.CHOICE, 18, codes=RoundCoverage, default="all", shows_default=True),
    Field("folder", "受付フォルダー", Kind.TEXT, 26, "受付フォルダーの中の場所です（令和7年度/年度末）。"),
    ILLUSTRATIVE,
)
OFFICIAL_FIELDS = (
    Field("fiscal_year", "年度", Kind.YEAR, 14, required=True),
    Field("level", "集計の単位", Kind.CHOICE, 18, codes=AchievementLevel, required=True),
    Field(
        "key",
        "対象のキー",
        Kind.KEY,
        16,
        "計画全体は計画ID、ほかは基本方針・施策・所属のキーです。",
        required=True,
    ),
    Field("items", "項目数", Kind.COUNT, 10, required=True),
    Field("achieved", "達成", Kind.COUNT, 10, required=True),
    Field("pending", "数値未確定", Kind.COUNT, 12, default=0, shows_default=True),
    Field("rate_percent", "達成率（％）", Kind.FIGURE, 14, "88.9 のような数字で書きます。", required=True),
    ILLUSTRATIVE,
)
HIGHLIGHT_FIELDS = (
    Field("report_year", "報告書の年度", Kind.YEAR, 16, required=True),
    Field("kind", "種別", Kind.CHOICE, 26, codes=HighlightKind, required=True),
    Field("item", "取組項目", Kind.REFERENCE, 56, refers_to="items", required=True),
    ILLUSTRATIVE,
)
