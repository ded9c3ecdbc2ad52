"""SH207, SH211, SH212, SH214, SH215 and SH342: examples of what nobody sees on a sheet."""

from __future__ import annotations

from shinchoku.bilingual import Bilingual
from shinchoku.checks.examples.example import GOOD, Examples, ExampleSheet, one, reported, workbook
from shinchoku.intake.look import SheetLook

_TABLE = ExampleSheet("番号 | 達成状況 | 取組実績 \n 8 | A | 実施", "進捗")

EXAMPLES: dict[str, Examples] = {
    "SH342": Examples(
        reported("SH342", "バイナリ形式のブック（*.xlsb）", "a binary workbook (*.xlsb)", format="xlsb"),
        GOOD,
    ),
    "SH207": Examples(
        workbook(_TABLE, ExampleSheet("8 | A", "前年度", hidden=True)),
        workbook(_TABLE, ExampleSheet("8 | A", "記入例", hidden=True)),
    ),
    "SH211": Examples(
        one(
            """
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110
            8    | A        | 実施     |
            """,
            look=SheetLook(hidden_rows=frozenset({2})),
            shows=Bilingual("3行目が非表示です。", "Row 3 is hidden."),
        ),
        GOOD,
    ),
    "SH212": Examples(
        one(
            """
            番号 | 達成状況 | 取組実績 | 実績値 | 累計
            2    | A        | 実施     | 110    | 350
            """,
            look=SheetLook(hidden_columns=frozenset({4})),
            shows=Bilingual("E列が非表示です。", "Column E is hidden."),
        ),
        GOOD,
    ),
    "SH214": Examples(
        one(
            """
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110
            """,
            look=SheetLook(comments={(1, 3): "速報値です"}),
            shows=Bilingual("D2に「速報値です」というコメントがあります。", "D2 has the comment 速報値です."),
        ),
        GOOD,
    ),
    "SH215": Examples(
        one(
            """
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110
            """,
            look=SheetLook(objects=("詳しくは別紙のとおり",)),
            shows=Bilingual(
                "「詳しくは別紙のとおり」というテキストボックスがあります。",
                "A text box says 詳しくは別紙のとおり.",
            ),
        ),
        GOOD,
    ),
}
