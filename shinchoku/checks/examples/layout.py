"""SH201 to SH206, SH208 to SH210, SH213, SH216 to SH221, SH228 and SH229: examples of layouts and of where files belong."""

from __future__ import annotations

from shinchoku.checks.examples.example import (
    FOLDER,
    GOOD,
    Examples,
    ExampleSheet,
    Register,
    one,
    workbook,
)

_TABLE = ExampleSheet("番号 | 達成状況 | 取組実績 \n 8 | A | 実施", "進捗")
_LABELLED: Register = {"checks": {"off": ["SH8"]}}
"""Labels above the table keep its headings off row 1, which is another family's business."""
_LAYOUT: Register = {
    "checks": {"off": ["SH8"]},
    "layouts": [
        {
            "name": "第1号様式",
            "kind": "table",
            "marks": [{"cell": "A1", "text": "第1号様式"}],
            "heading_row": 2,
            "columns": {
                "item_no": {"column": "A", "heading": "番号"},
                "achievement_status": {"column": "B", "heading": "達成状況"},
                "result_text": {"column": "C", "heading": "取組実績"},
            },
        }
    ],
}

EXAMPLES: dict[str, Examples] = {
    "SH201": Examples(one("来訪者数は110人でした。"), GOOD),
    "SH202": Examples(
        one("""
            番号 | 達成状況 | 実績値
            2    | A        | 110
        """),
        GOOD,
    ),
    "SH203": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値 | 予算額
            2    | A        | 実施     | 110    | 300
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値 | 備考
            2    | A        | 実施     | 110    | 済
        """),
    ),
    "SH204": Examples(
        one("""
            所属 | 観光課
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """, f"{FOLDER}/進捗.xlsx", register=_LABELLED),
        one("""
            所属 | 総務部 企画課
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """, f"{FOLDER}/進捗.xlsx", register=_LABELLED),
    ),
    "SH205": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値 | 当年度実績値
            2    | A        | 実施     | 110    | 90
        """),
        GOOD,
    ),
    "SH206": Examples(
        workbook(_TABLE, ExampleSheet("写真は別に送ります", "メモ")),
        workbook(_TABLE, ExampleSheet("|", "Sheet2")),
    ),
    "SH208": Examples(
        one("""
            年度 | 令和6年度
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """, register=_LABELLED),
        one("""
            年度 | 令和5年度
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """, register=_LABELLED),
    ),
    "SH209": Examples(
        one("""
            年度 | 令和7年度
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """, "企画課.xlsx", register=_LABELLED),
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """, "企画課.xlsx", register=_LABELLED),
    ),
    "SH210": Examples(
        one("""
            所属 | 環境課
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """, register=_LABELLED),
        one("""
            所属 | 企画課
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """, register=_LABELLED),
    ),
    "SH213": Examples(
        one("""
            番号 | 達成状況 | 取組実績
            番号 | 取組実績 | 達成状況
            2    | A        | 実施
        """),
        GOOD,
    ),
    "SH216": Examples(
        one("""
            番号 | 取組項目       | 達成状況 | 取組実績 | 実績値
            2    | 来訪者を増やす |          |          |
            5    | 松を植える     |          |          |
        """),
        one("""
            番号 | 取組項目       | 達成状況 | 取組実績 | 実績値
            2    | 来訪者を増やす | A        | 実施     | 110
        """),
    ),
    "SH217": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値 | 実績
            2    | A        | 実施     | 110    | 90
        """),
        GOOD,
    ),
    "SH218": Examples(
        one("""
            第1号様式
            番号 | 達成状況 | 予算額 | 取組実績
            8    | A        | 300    | 実施
        """, register=_LAYOUT),
        one("""
            第1号様式
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """, register=_LAYOUT),
    ),
    "SH219": Examples(
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
                 |          |
                 | 担当別   | 件数
                 | 企画     | ３件
        """),
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """),
    ),
    "SH220": Examples(
        workbook(
            _TABLE,
            ExampleSheet(
                "区分 | 対象の項目番号 | 提案の内容 | 提案の理由 \n 変更 | 8 | 名称を改める | 統合のため",
                "新規・変更・廃止",
            ),
        ),
        workbook(
            _TABLE, ExampleSheet("区分 | 対象の項目番号 | 提案の内容 | 提案の理由", "新規・変更・廃止")
        ),
    ),
    "SH221": Examples(
        workbook(_TABLE, ExampleSheet("番号 | 達成状況 | 取組実績 \n 2 | B | 昨年の内容", "令和4年度")),
        workbook(
            ExampleSheet("番号 | 達成状況 | 取組実績 \n 8 | A | 実施", "令和5年度"),
        ),
    ),
    "SH228": Examples(
        one("""
            令和4年度 進捗状況シート |
            年度 | 令和5年度
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """, register=_LABELLED),
        one("""
            令和5年度 進捗状況シート |
            年度 | 令和5年度
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """, register=_LABELLED),
    ),
    "SH229": Examples(
        one("""
            番号 | 年度      | 達成状況 | 取組実績
            8    | 令和5年度 | A        | 実施
            7    | 令和4年度 | A        | 昨年の内容
        """),
        one("""
            番号 | 年度      | 達成状況 | 取組実績
            8    | 令和5年度 | A        | 実施
            7    | 令和5年度 | A        | 実施
        """),
    ),
}  # fmt: skip
