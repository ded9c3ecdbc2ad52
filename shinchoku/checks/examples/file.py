"""SH1xx: examples of files."""

from __future__ import annotations

from shinchoku.checks.examples.example import GOOD, GOOD_SHEET, Examples, reported

EXAMPLES: dict[str, Examples] = {
    "SH101": Examples(
        reported(
            "SH101",
            "パスワードの付いたExcelブック",
            "an Excel workbook with a password",
            why_ja="パスワードが付いています",
            why_en="it has a password",
        ),
        GOOD,
    ),
    "SH102": Examples(
        reported("SH102", "様式を印刷したPDF", "a PDF of the form", why_ja="PDFです", why_en="it is a PDF"),
        GOOD,
    ),
    "SH103": Examples(
        reported(
            "SH103",
            "誰かがExcelで開いたままのファイル",
            "a file that somebody has open in Excel",
            why_ja="開かれている",
            why_en="somebody has it open",
        ),
        GOOD,
    ),
    "SH104": Examples(
        reported(
            "SH104",
            "写真を貼った80MiBのブック",
            "a workbook of 80 MiB with photographs",
            size="80",
            limit="50",
        ),
        GOOD,
    ),
    "SH105": Examples(
        reported(
            "SH105",
            "マクロ付きブック（*.xlsm）",
            "a workbook with macros (*.xlsm)",
            sheets=(GOOD_SHEET,),
            stops=False,
        ),
        GOOD,
    ),
    "SH106": Examples(
        reported("SH106", "途中のバイトが壊れたCSV", "a CSV file with broken bytes", lines="3、8"),
        GOOD,
    ),
    "SH107": Examples(
        reported(
            "SH107",
            "古い形式のブック（*.xls）",
            "a workbook in the old format (*.xls)",
            sheets=(GOOD_SHEET,),
            stops=False,
            format="xls",
            what_ja="ファイルのプロパティ、セルの色",
            what_en="document properties, the colours of cells",
        ),
        GOOD,
    ),
    "SH108": Examples(
        reported(
            "SH108",
            "共有フォルダーの別のブックを参照する計算式のあるブック",
            "a workbook whose formulas refer to another workbook",
            sheets=(GOOD_SHEET,),
            stops=False,
            count="2",
        ),
        GOOD,
    ),
    "SH109": Examples(
        reported(
            "SH109",
            "プロパティの「作成者」に職員名のあるブック",
            "a workbook whose properties name its author",
            sheets=(GOOD_SHEET,),
            stops=False,
            properties="creator、lastModifiedBy",
        ),
        GOOD,
    ),
}
