"""SH114 to SH118 and SH343: examples of what is not read, or only in part."""

from __future__ import annotations

from shinchoku.bilingual import Bilingual
from shinchoku.checks.examples.example import GOOD, GOOD_SHEET, Examples, one, reported
from shinchoku.intake.look import SheetLook

EXAMPLES: dict[str, Examples] = {
    "SH114": Examples(
        reported("SH114", "2,000万字を超えるCSV", "a CSV file of more than twenty million characters"),
        GOOD,
    ),
    "SH115": Examples(
        one(
            """
            番号 | 達成状況 | 取組実績 | 実績値 | 備考
            2    | A        | 実施     | 110    | ああ
            """,
            look=SheetLook(too_long=frozenset({(1, 4)})),
            shows=Bilingual("E2に4万字あります。", "E2 holds 40,000 characters."),
        ),
        GOOD,
    ),
    "SH116": Examples(
        reported(
            "SH116",
            "点検が終わらないブック",
            "a workbook whose checking does not end",
            why_ja="時間内に終わらなかった",
            why_en="it did not end in time",
        ),
        GOOD,
    ),
    "SH117": Examples(
        reported("SH117", "隔離された内容", "a content that was quarantined", since="2024-05-01"),
        GOOD,
    ),
    "SH118": Examples(
        reported(
            "SH118",
            "別の場所へのシンボリックリンク",
            "a symbolic link to another place",
            sheets=(GOOD_SHEET,),
            stops=False,
        ),
        GOOD,
    ),
    "SH119": Examples(
        reported("SH119", "廃棄された内容", "a content that was destroyed", since="2024-05-01"),
        GOOD,
    ),
    "SH343": Examples(
        one(
            """
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 110
            """,
            look=SheetLook(too_long=frozenset({(1, 2)})),
            shows=Bilingual("C2に4万字あります。", "C2 holds 40,000 characters."),
        ),
        GOOD,
    ),
}
