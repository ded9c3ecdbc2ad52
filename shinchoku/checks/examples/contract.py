"""SH301 to SH310: examples of what a row must hold in itself."""

from __future__ import annotations

from shinchoku.checks.examples.example import GOOD, Examples, one

EXAMPLES: dict[str, Examples] = {
    "SH301": Examples(
        one("""
            番号 | 達成状況 | 取組実績
                 | A        | 実施
        """),
        GOOD,
    ),
    "SH302": Examples(
        one("""
            番号       | 達成状況 | 取組実績
            第8号      | A        | 実施
        """),
        one("""
            番号   | 達成状況 | 取組実績
            Ｎｏ.8 | A        | 実施
        """),
    ),
    "SH303": Examples(
        one("""
            番号 | 達成状況 | 取組実績
            8    |          | 実施
        """),
        one("""
            番号 | 達成状況  | 取組実績
            8    | －時期外 |
        """),
    ),
    "SH304": Examples(
        one("""
            番号 | 達成状況 | 取組実績
            8    | 達成     | 実施
        """),
        one("""
            番号 | 達成状況 | 取組実績
            8    | ａ       | 実施
        """),
    ),
    "SH305": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 目標値  | 実績値
            2    | A        | 実施     | 多数    | 110
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 目標値 | 実績値
            2    | A        | 実施     | １００ | 110
        """),
    ),
    "SH306": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 多数
        """),
        GOOD,
    ),
    "SH307": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 累計
            5    | A        | 実施     | 多数
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 累計
            5    | A        | 実施     | 210
        """),
    ),
    "SH308": Examples(
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | －
        """),
        one("""
            番号 | 達成状況 | 取組実績
            8    | C        |
        """),
    ),
    "SH309": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 未達成の理由
            8    | B        | 中止     |
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 未達成の理由
            8    | B        | 中止     | 嵐のため
        """),
    ),
    "SH310": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | C        | 集計中   | 105
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | C        | 集計中   |
        """),
    ),
}  # fmt: skip
