"""SH4xx: examples of rows against the register."""

from __future__ import annotations

from shinchoku.checks.examples.example import FOLDER, GOOD, Examples, one

_NAMED = one("""
    番号 | 取組項目       | 達成状況 | 取組実績 | 実績値
    2    | 来訪者を増やす | A        | 実施     | 110
""")

EXAMPLES: dict[str, Examples] = {
    "SH401": Examples(
        one("""
            番号 | 達成状況 | 取組実績
            99   | A        | 実施
        """),
        GOOD,
    ),
    "SH402": Examples(
        one("""
            番号 | 達成状況 | 取組実績
            1    | A        | 実施
        """),
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | 実施（関係課）
        """, f"{FOLDER}/環境課.xlsx"),
    ),
    "SH403": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            R6-1 | A        | 実施     | 12
        """, f"{FOLDER}/水産課.xlsx"),
        one("""
            番号 | 達成状況 | 取組実績
            6    | A        | 実施
        """, f"{FOLDER}/水産課.xlsx"),
    ),
    "SH404": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値 | 単位
            2    | A        | 実施     | 110    | 千人
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値 | 単位
            2    | A        | 実施     | 110    | 人
        """),
    ),
    "SH405": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 目標値 | 実績値
            2    | A        | 実施     | 90     | 110
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 目標値 | 実績値
            2    | A        | 実施     | 100.0  | 110
        """),
    ),
    "SH406": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            8    | A        | 実施     | 3
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            8    | A        | 3件実施  |
        """),
    ),
    "SH407": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 基準値 | 累計
            5    | A        | 実施     | 80     | 210
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 基準値 | 累計
            5    | A        | 実施     | 80.5   | 210
        """),
    ),
    "SH408": Examples(
        one("""
            番号 | 取組項目       | 達成状況 | 取組実績 | 実績値
            2    | 空き家の活用   | A        | 実施     | 110
        """),
        _NAMED,
    ),
    "SH409": Examples(
        one("""
            番号 | 取組項目     | 達成状況 | 取組実績 | 実績値
            2    | 駐車場の整備 | A        | 実施     | 110
        """),
        _NAMED,
    ),
}  # fmt: skip
