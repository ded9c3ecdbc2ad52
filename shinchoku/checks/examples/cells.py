"""SH311, SH320 to SH326, SH328, SH331, SH332 and SH410 to SH413: examples of cells and of rows."""

from __future__ import annotations

from shinchoku.bilingual import Bilingual
from shinchoku.checks.examples.example import GOOD, Examples, one
from shinchoku.intake.look import SheetLook

EXAMPLES: dict[str, Examples] = {
    "SH311": Examples(
        one("""
            番号       | 達成状況 | 取組実績
            2024-01-01 | A        | 実施
        """),
        one("""
            番号 | 達成状況 | 取組実績
            ８   | A        | 実施
        """),
    ),
    "SH320": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | #REF!
        """),
        GOOD,
    ),
    "SH321": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     |
        """, look=SheetLook(unvalued_formulas=frozenset({(1, 3)})), shows=Bilingual("D2は計算式で、結果が保存されていません。", "D2 is a formula whose result is not stored.")),
        GOOD,
    ),
    "SH322": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110
        """, look=SheetLook(struck=frozenset({(1, 3)})), shows=Bilingual("D2に取り消し線があります。", "D2 is struck through.")),
        GOOD,
    ),
    "SH323": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110
            7    | A        | 統合     |
            8    | A        | 実施     |
        """, look=SheetLook(tinted={(2, 2): "fill=FFFF0000"}), shows=Bilingual("C3だけが赤く塗られています。", "C3 alone is filled with red.")),
        GOOD,
    ),
    "SH324": Examples(
        one("""
            番号 | 達成状況 | 取組実績
            7    | A        | 窓口を統合
            8    | A        | 〃
        """),
        one("""
            番号 | 達成状況 | 取組実績
            7    | A        | 窓口を統合
            8    | A        | 窓口を統合
        """),
    ),
    "SH325": Examples(
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | ①空き家を調査、②㈱浜辺に委託
        """),
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | (1)空き家を調査、(2)髙﨑商店に委託
        """),
    ),
    "SH326": Examples(
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | \ue000浜の空き家を調査
        """),
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | 髙浜の空き家を調査
        """),
    ),
    "SH338": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 0
        """, look=SheetLook(formulas=frozenset({(1, 3)}), stale_formulas=frozenset({(1, 3)})), shows=Bilingual("D2は他のシステムが書いた計算式で、計算されていません。", "D2 is a formula that another program wrote without computing it."), also=frozenset({"SH803"})),
        GOOD,
    ),
    "SH328": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110
        """, look=SheetLook(formats={(1, 3): "# ?/?"}), shows=Bilingual("D2の表示形式は分数（# ?/?）です。", "D2 has the number format # ?/?.")),
        GOOD,
    ),
    "SH331": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値 | 令和5年度実績値
            2    | A        | 実施     | 100    | 110
        """, also=frozenset({"SH809"})),
        GOOD,
    ),
    "SH332": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 1102
        """, look=SheetLook(raised=frozenset({(1, 3)})), shows=Bilingual("D2の最後の「2」は上付きの文字です。", "The 2 at the end of D2 is superscript.")),
        one("""
            番号 | 達成状況 | 取組実績        | 実績値
            2    | A        | 1.5km²の浜を整備 | 110
        """),
    ),
    "SH410": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 今後の取組
            8    | A        | 実施     | 記入例
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 今後の取組
            例   | A        | 実施     | 続ける
            8    | A        | 実施     | 続ける
        """),
    ),
    "SH411": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110
                 |          |          | 120
        """),
        one("""
            番号 | 達成状況 | 取組実績           | 実績値
            2    | A        | 浜の催しを開いた。 | 110
                 |          | 夜にも開いた。     |
        """),
    ),
    "SH412": Examples(
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | ????????
        """),
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | 空き家を調べた
        """),
    ),
    "SH413": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 備考
            8    | A        | 実施     |
            7    | A        | 統合     | 記入例
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 備考
            8    | A        | ○○を実施 | 記入例
            8    | A        | 実施     |
        """),
    ),
}  # fmt: skip
