"""SH4xx: examples of rows against the register."""

from __future__ import annotations

from shinchoku.checks.examples.example import FOLDER, GOOD, Examples, one

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
}  # fmt: skip
