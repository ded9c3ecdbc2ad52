"""SH222 to SH227: examples of columns that share a heading, have none, or have words that make them another one."""

from __future__ import annotations

from shinchoku.bilingual import Bilingual
from shinchoku.checks.examples.example import GOOD, Examples, Register, one
from shinchoku.intake.sheets import Area

_OVER_TWO = (Area(0, 2, 0, 3),)
_WITHOUT_NOTES: Register = {"checks": {"off": ["SH8"]}}
"""Headings in two rows are another family's business."""
_MERGED = Bilingual(
    "「実績値」の見出しが、C列とD列にわたって結合されている。",
    "The heading 実績値 is merged over columns C and D.",
)
_STATUS_MERGED = Bilingual(
    "「達成状況」の見出しが、C列とD列にわたって結合されている。",
    "The heading 達成状況 is merged over columns C and D.",
)

EXAMPLES: dict[str, Examples] = {
    "SH222": Examples(
        one("""
            番号 | 達成状況 | 実績値 |      | 取組実績
                 |          | 上期   | 下期 |
            2    | A        | 60     | 50   | 実施
        """, merged=_OVER_TWO, shows=_MERGED, register=_WITHOUT_NOTES),
        one("""
            番号 | 達成状況 | 実績値 | 取組実績
            2    | A        | 110    | 実施
        """),
    ),
    "SH223": Examples(
        one("""
            番号 | 達成状況 | 実績値 |      | 取組実績
                 |          | 上期   | 計   |
            2    | A        | 60     | 110  | 実施
        """, merged=_OVER_TWO, shows=_MERGED, register=_WITHOUT_NOTES),
        GOOD,
    ),
    "SH224": Examples(
        one("""
            番号 | 実績値 | 達成状況 |    | 取組実績
                 |        | B        | A  |
            2    | 110    | ○        | ○  | 実施
            8    |        |          | ○  | 実施
        """, merged=_OVER_TWO, shows=_STATUS_MERGED, register=_WITHOUT_NOTES),
        one("""
            番号 | 実績値 | 達成状況 |    | 取組実績
                 |        | B        | A  |
            2    | 110    |          | ○  | 実施
            8    |        |          | ○  | 実施
        """, merged=_OVER_TWO, shows=_STATUS_MERGED, register=_WITHOUT_NOTES),
    ),
    "SH225": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 備考 |
            8    | A        | 実施     | 済   | 係長確認済み
        """, register=_WITHOUT_NOTES),
        one("""
            番号 | 達成状況 | 取組実績 | 備考
            8    | A        | 実施     | 済
        """),
    ),
    "SH226": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値 | 目標値（市外を含む）
            2    | A        | 実施     | 110    | 300
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値 | 目標値（必須）
            2    | A        | 実施     | 110    | 100
        """),
    ),
    "SH227": Examples(
        one("""
            番号 |   | 達成状況 | 取組実績
            1    | 8 | A        | 実施
        """, register=_WITHOUT_NOTES),
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """),
    ),
}  # fmt: skip
