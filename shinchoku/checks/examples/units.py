"""SH333 to SH337: examples of units that are missing or disagree, and of digits that are not shown."""

from __future__ import annotations

from shinchoku.bilingual import Bilingual
from shinchoku.checks.examples.example import GOOD, Examples, one
from shinchoku.intake.look import SheetLook

_AS_SHOWN = Bilingual("D2の表示形式は小数点以下1桁です。", "D2 shows one decimal.")

EXAMPLES: dict[str, Examples] = {
    "SH333": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 1.2千
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 1.2千人
        """),
    ),
    "SH334": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 単位 | 実績値（千人）
            2    | A        | 実施     | 人   | 110
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 単位 | 実績値（人）
            2    | A        | 実施     | 人   | 110
        """),
    ),
    "SH335": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値（千人）
            2    | A        | 実施     | 110人
        """),
        GOOD,
    ),
    "SH336": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 99.96
        """, look=SheetLook(formats={(1, 3): "0.0"}), shows=_AS_SHOWN, also=frozenset({"SH337"})),
        GOOD,
    ),
    "SH337": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110.04
        """, look=SheetLook(formats={(1, 3): "0.0"}), shows=_AS_SHOWN),
        GOOD,
    ),
}  # fmt: skip
