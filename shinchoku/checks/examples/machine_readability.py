"""SH8xx: examples of sheets that a person reads more easily than a machine."""

from __future__ import annotations

from shinchoku.bilingual import Bilingual
from shinchoku.checks.examples.example import GOOD, Examples, one
from shinchoku.intake.look import SheetLook
from shinchoku.intake.sheets import Area

_NOT_FIRST = frozenset({"SH805"})

EXAMPLES: dict[str, Examples] = {
    "SH801": Examples(
        one("""
            番号 | 施策       | 達成状況 | 取組実績
            7    | 港を育てる | A        | 統合
            8    |            | A        | 実施
        """, merged=(Area(1, 1, 2, 1),), shows=Bilingual("B2とB3が結合されています。", "B2 and B3 are merged.")),
        one("""
            番号 | 施策       | 達成状況 | 取組実績
            7    | 港を育てる | A        | 統合
            8    | 港を育てる | A        | 実施
        """),
    ),
    "SH802": Examples(
        one("""
            番号 | 達成⏎状況 | 取　組　実　績 | 実績値
            2    | A         | 実施           | 110
        """),
        GOOD,
    ),
    "SH803": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110
        """, look=SheetLook(formulas=frozenset({(1, 3)})), shows=Bilingual("D2は計算式です。", "D2 is a formula.")),
        GOOD,
    ),
    "SH804": Examples(
        one("""
            海辺市まちづくり計画　進捗状況シート
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """, also=_NOT_FIRST),
        GOOD,
    ),
    "SH805": Examples(
        one("""
            部局課室名 | 企画課
            番号       | 達成状況 | 取組実績
            8          | A        | 実施
        """),
        GOOD,
    ),
    "SH806": Examples(
        one("""
            番号 | 達成状況 | 取組実績
            7    | A        | 統合

            番号 | 達成状況 | 取組実績
            8    | A        | 実施
        """),
        one("""
            番号 | 達成状況 | 取組実績
            7    | A        | 統合
            8    | A        | 実施
        """),
    ),
    "SH807": Examples(
        one("""
            番号 | 達成状況 | 取組実績 |
            8    | A        | 実施     | 確認済
        """, also=frozenset({"SH222"})),
        one("""
            番号 | 達成状況 | 取組実績 | 備考
            8    | A        | 実施     | 確認済
        """),
    ),
    "SH808": Examples(
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | 空き家を調査⏎相談会を開催
        """),
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | 空き家を調査、相談会を開催
        """),
    ),
    "SH809": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 令和4年度実績値 | 令和5年度実績値
            2    | A        | 実施     | 90              | 110
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 前年度実績値 | 実績値
            2    | A        | 実施     | 90           | 110
        """),
    ),
    "SH810": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110
            合計 |          |          | 110
        """),
        GOOD,
    ),
}  # fmt: skip
