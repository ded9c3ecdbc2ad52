"""SH312 to SH319, SH327 and SH329: examples of figures."""

from __future__ import annotations

from shinchoku.checks.examples.example import GOOD, Examples, Register, one

_LEGEND: Register = {"reporting": {"symbols": {"－": "not_applicable"}}}

EXAMPLES: dict[str, Examples] = {
    "SH312": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110千円
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | １１０人
        """),
    ),
    "SH313": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110（16）
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110
        """),
    ),
    "SH314": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 約110
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110
        """),
    ),
    "SH315": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 3/5
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110
        """),
    ),
    "SH316": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 2024-03-05
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110
        """),
    ),
    "SH317": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | ######
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110
        """),
    ),
    "SH318": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | C        | 集計中   | －
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | C        | 集計中   | －
        """, register=_LEGEND),
    ),
    "SH319": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値 | 単位
            2    | C        | 集計中   |        | 110人
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値 | 単位
            2    | A        | 実施     | 110    | 人
        """),
    ),
    "SH327": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 調整中
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | C        | 集計中   | 調整中
        """),
    ),
    "SH329": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値 | 基準値
            2    | A        | 実施     | 110    | 約80
        """),
        GOOD,
    ),
}  # fmt: skip
