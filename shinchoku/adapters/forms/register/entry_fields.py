"""The fields of the register's entries as columns: `plan.toml`'s keys under Japanese headings."""

from __future__ import annotations

from schemas.codes import (
    Accumulation,
    AchievementLevel,
    EndReason,
    HighlightKind,
    TargetDirection,
)
from shinchoku.adapters.forms.register.fields import RegisterField, ValueKind
from shinchoku.register.entries import RoundCoverage

KIND_OF_POLICY = "section"
"""The first column of the sheet that holds basic policies and policy measures: which of them a row is."""

ILLUSTRATIVE = RegisterField(
    "illustrative",
    "例示",
    ValueKind.FLAG,
    8,
    "市の資料に書かれていない、実演のための内容なら「はい」にします。",
    default=False,
)
POLICY_FIELDS = (
    RegisterField(KIND_OF_POLICY, "区分", ValueKind.TEXT, 12, "基本方針か施策かを選びます。", required=True),
    RegisterField("key", "キー", ValueKind.KEY, 10, "P1、P1-1 のような、変わらない記号です。", required=True),
    RegisterField("name", "名称", ValueKind.TEXT, 52, required=True),
    RegisterField("subtitle", "副題（基本方針）", ValueKind.TEXT, 36),
    RegisterField(
        "basic_policy",
        "属する基本方針（施策）",
        ValueKind.REFERENCE,
        34,
        "施策のときに、上の基本方針を選びます。",
        refers_to="basic_policies",
    ),
    ILLUSTRATIVE,
)
ITEM_FIELDS = (
    RegisterField(
        "no",
        "番号",
        ValueKind.KEY,
        8,
        "1、R6-7 のような番号です。一度使った番号は再利用しません。",
        required=True,
    ),
    RegisterField("name", "取組項目", ValueKind.TEXT, 38, required=True),
    RegisterField(
        "policy_measure", "施策", ValueKind.REFERENCE, 36, refers_to="policy_measures", required=True
    ),
    RegisterField("department", "担当所属", ValueKind.REFERENCE, 32, refers_to="departments", required=True),
    RegisterField(
        "related_departments",
        "関係課",
        ValueKind.REFERENCES,
        16,
        "コードを「、」で区切って書きます。",
        refers_to="departments",
    ),
    RegisterField("page", "頁", ValueKind.COUNT, 7),
    RegisterField(
        "from_fiscal_year", "開始年度", ValueKind.YEAR, 11, "計画の途中から始まるときだけ書きます。"
    ),
    RegisterField(
        "to_fiscal_year",
        "終了年度",
        ValueKind.YEAR,
        11,
        "計画の途中で終わるときだけ、終了理由と一緒に書きます。",
    ),
    RegisterField("end_reason", "終了理由", ValueKind.CHOICE, 10, codes=EndReason),
    RegisterField("successor", "後継の項目", ValueKind.REFERENCE, 18, refers_to="items"),
    ILLUSTRATIVE,
)
INDICATOR_FIELDS = (
    RegisterField(
        "indicator.name", "指標", ValueKind.TEXT, 30, "数値目標がなければ、指標から右を空欄にします。"
    ),
    RegisterField("indicator.unit", "単位", ValueKind.TEXT, 8),
    RegisterField("indicator.direction", "向き", ValueKind.CHOICE, 14, codes=TargetDirection),
    RegisterField("indicator.accumulation", "累計・単年度・期末", ValueKind.CHOICE, 11, codes=Accumulation),
    RegisterField("indicator.baseline_fiscal_year", "基準年度", ValueKind.YEAR, 11),
    RegisterField("indicator.baseline_value", "基準値", ValueKind.FIGURE, 11),
)
TOLERANCE = RegisterField(
    "indicator.tolerance",
    "許容幅",
    ValueKind.FIGURE,
    8,
    "「維持すると良い」の指標で、目標からどれだけ離れてよいかを、指標の単位で書きます。",
    default=0,
)
INDICATOR_ILLUSTRATIVE = RegisterField(
    "indicator.illustrative",
    "指標の例示",
    ValueKind.FLAG,
    8,
    "指標と目標値が実演のための内容なら「はい」にします。",
    default=False,
)
DEPARTMENT_FIELDS = (
    RegisterField("code", "コード", ValueKind.KEY, 10, "変わらない記号です。", required=True),
    RegisterField("bureau", "局", ValueKind.TEXT, 24),
    RegisterField(
        "name", "所属名", ValueKind.TEXT, 34, "シートの「部局課室名」に書かれる名前です。", required=True
    ),
    RegisterField("aliases", "別名", ValueKind.TEXTS, 34, "ほかの書き方を「、」で区切って書きます。"),
    RegisterField("from_fiscal_year", "新設年度", ValueKind.YEAR, 12),
    RegisterField("to_fiscal_year", "廃止年度", ValueKind.YEAR, 12, "最後の年度です。"),
    RegisterField("succeeded_by", "承継先", ValueKind.REFERENCE, 30, refers_to="departments"),
    ILLUSTRATIVE,
)
ROUND_FIELDS = (
    RegisterField(
        "id", "キー", ValueKind.KEY, 18, "R7-yearend のような、変わらない記号です。", required=True
    ),
    RegisterField(
        "name",
        "名称",
        ValueKind.TEXT,
        14,
        "中間、年度末、確定など、シートに書かれる名前です。",
        required=True,
    ),
    RegisterField("fiscal_year", "対象年度", ValueKind.YEAR, 12, required=True),
    RegisterField("opens", "開始日", ValueKind.DAY, 13, required=True),
    RegisterField("due", "提出期限", ValueKind.DAY, 13, required=True),
    RegisterField("committee", "委員会", ValueKind.DAY, 13),
    RegisterField("publication", "公表予定日", ValueKind.DAY, 13),
    RegisterField("feeds_rate", "達成率に使う", ValueKind.FLAG, 12, required=True),
    RegisterField(
        "covers", "対象の項目", ValueKind.CHOICE, 18, codes=RoundCoverage, default="all", shows_default=True
    ),
    RegisterField(
        "folder", "受付フォルダー", ValueKind.TEXT, 26, "受付フォルダーの中の場所です（令和7年度/年度末）。"
    ),
    ILLUSTRATIVE,
)
OFFICIAL_FIELDS = (
    RegisterField("fiscal_year", "年度", ValueKind.YEAR, 14, required=True),
    RegisterField("level", "集計の単位", ValueKind.CHOICE, 18, codes=AchievementLevel, required=True),
    RegisterField(
        "key",
        "対象のキー",
        ValueKind.KEY,
        16,
        "計画全体は計画ID、ほかは基本方針・施策・所属のキーです。",
        required=True,
    ),
    RegisterField("items", "項目数", ValueKind.COUNT, 10, required=True),
    RegisterField("achieved", "達成", ValueKind.COUNT, 10, required=True),
    RegisterField("pending", "数値未確定", ValueKind.COUNT, 12, default=0, shows_default=True),
    RegisterField(
        "rate_percent", "達成率（％）", ValueKind.FIGURE, 14, "88.9 のような数字で書きます。", required=True
    ),
    ILLUSTRATIVE,
)
HIGHLIGHT_FIELDS = (
    RegisterField("report_year", "報告書の年度", ValueKind.YEAR, 16, required=True),
    RegisterField("kind", "種別", ValueKind.CHOICE, 26, codes=HighlightKind, required=True),
    RegisterField("item", "取組項目", ValueKind.REFERENCE, 56, refers_to="items", required=True),
    ILLUSTRATIVE,
)
