"""The settings of a plan that an officer may change in the register's workbook."""

from __future__ import annotations

from shinchoku.adapters.forms.register.fields import Field, Kind

SETTINGS: tuple[Field, ...] = (
    Field("plan.title", "計画の名称", Kind.TEXT, about="正式な名称です。", required=True),
    Field("plan.title_en", "計画の英語名", Kind.TEXT, required=True),
    Field("plan.principle", "基本理念", Kind.TEXT),
    Field("plan.municipality_name", "団体名", Kind.TEXT, required=True),
    Field("plan.first_fiscal_year", "計画の初年度", Kind.YEAR, required=True),
    Field("plan.last_fiscal_year", "計画の最終年度", Kind.YEAR, required=True),
    Field("publication.title", "データの名称", Kind.TEXT, required=True),
    Field("publication.title_en", "データの英語名", Kind.TEXT, required=True),
    Field("publication.description", "データの説明", Kind.TEXT, required=True),
    Field("publication.description_en", "データの英語の説明", Kind.TEXT, required=True),
    Field("publication.publisher", "公表者", Kind.TEXT, required=True),
    Field("publication.publisher_en", "公表者の英語名", Kind.TEXT, required=True),
    Field(
        "publication.contact",
        "問い合わせ先",
        Kind.TEXT,
        about="様式と公表データに載ります。",
        required=True,
    ),
    Field("publication.attribution", "出典の書き方", Kind.TEXT, required=True),
    Field("publication.spatial", "対象の地域", Kind.TEXT, required=True),
    Field("publication.update_frequency", "更新の頻度", Kind.TEXT, default="年次", shows_default=True),
    Field("publication.keywords", "検索語", Kind.TEXTS, about="「、」で区切って書きます。"),
    Field(
        "release.max_unreported_items",
        "未提出・確認中の上限（項目）",
        Kind.COUNT,
        about="これより多い年度は、承認するまで公表しません。",
        required=True,
    ),
    Field(
        "release.max_rate_change_points",
        "達成率の動きの上限（ポイント）",
        Kind.FIGURE,
        about="これより大きく動く年度は、承認するまで公表しません。",
        required=True,
    ),
)
"""The settings that an officer may change; what a series or an address depends on stays in `plan.toml`."""
