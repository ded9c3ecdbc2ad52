"""The settings of a plan that an officer may change in the register's workbook."""

from __future__ import annotations

from shinchoku.adapters.forms.register.fields import RegisterField, ValueKind

SETTINGS: tuple[RegisterField, ...] = (
    RegisterField("plan.title", "計画の名称", ValueKind.TEXT, about="正式な名称です。", required=True),
    RegisterField("plan.title_en", "計画の英語名", ValueKind.TEXT, required=True),
    RegisterField("plan.principle", "基本理念", ValueKind.TEXT),
    RegisterField("plan.municipality_name", "団体名", ValueKind.TEXT, required=True),
    RegisterField("plan.first_fiscal_year", "計画の初年度", ValueKind.YEAR, required=True),
    RegisterField("plan.last_fiscal_year", "計画の最終年度", ValueKind.YEAR, required=True),
    RegisterField("publication.title", "データの名称", ValueKind.TEXT, required=True),
    RegisterField("publication.title_en", "データの英語名", ValueKind.TEXT, required=True),
    RegisterField("publication.description", "データの説明", ValueKind.TEXT, required=True),
    RegisterField("publication.description_en", "データの英語の説明", ValueKind.TEXT, required=True),
    RegisterField("publication.publisher", "公表者", ValueKind.TEXT, required=True),
    RegisterField("publication.publisher_en", "公表者の英語名", ValueKind.TEXT, required=True),
    RegisterField(
        "publication.contact",
        "問い合わせ先",
        ValueKind.TEXT,
        about="様式と公表データに載ります。",
        required=True,
    ),
    RegisterField("publication.attribution", "出典の書き方", ValueKind.TEXT, required=True),
    RegisterField("publication.spatial", "対象の地域", ValueKind.TEXT, required=True),
    RegisterField(
        "publication.update_frequency", "更新の頻度", ValueKind.TEXT, default="年次", shows_default=True
    ),
    RegisterField("publication.keywords", "検索語", ValueKind.TEXTS, about="「、」で区切って書きます。"),
    RegisterField(
        "release.max_unreported_items",
        "未提出・確認中の上限（項目）",
        ValueKind.COUNT,
        about="これより多い年度は、承認するまで公表しません。",
        required=True,
    ),
    RegisterField(
        "release.max_rate_change_points",
        "達成率の動きの上限（ポイント）",
        ValueKind.FIGURE,
        about="これより大きく動く年度は、承認するまで公表しません。",
        required=True,
    ),
)
"""The settings that an officer may change; what a series or an address depends on stays in `plan.toml`."""
