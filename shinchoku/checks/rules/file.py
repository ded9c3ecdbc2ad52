"""SH1xx: the file itself. The readers report these; here each has its words."""

from __future__ import annotations

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        code="SH101",
        name="every_file_can_be_opened",
        severity=Severity.ERROR,
        title=Bilingual("ファイルを開けません", "The file cannot be opened"),
        message=Bilingual("ファイルを開けません（{why_ja}）。", "The file cannot be opened: {why_en}."),
        remedy=Bilingual(
            "Excelで開けることを確かめ、パスワードがあれば外し、「Excelブック（*.xlsx）」で保存し直して、もう一度提出してください。",
            "Make sure that Excel opens it, take off any password, save it as an Excel workbook (*.xlsx) and submit it again.",
        ),
        reason=Bilingual(
            "開けないファイルの内容は誰にも確かめられません。提出済みの項目は前の内容のまま残ります。",
            "Nobody can tell what a file says that does not open; its items keep what was reported before.",
        ),
        source="rule L1-01",
        fixed=True,
    ),
    Rule(
        code="SH102",
        name="every_file_is_a_table",
        severity=Severity.ERROR,
        title=Bilingual("表として読めない形式です", "The file is in no format that holds a table"),
        message=Bilingual(
            "進捗状況シートとして読めません（{why_ja}）。", "It cannot be read as a status sheet: {why_en}."
        ),
        remedy=Bilingual(
            "Excel（xlsx）またはCSV（UTF-8）で保存し直して提出してください。",
            "Save it as Excel (xlsx) or CSV (UTF-8) and submit it again.",
        ),
        reason=Bilingual(
            "PDFや画像から表を起こすと、転記の誤りが公表値に入り込みます。",
            "A table copied out of a PDF or a picture brings copying errors into published values.",
        ),
        source="MIC rule 1-1, rule L1-01",
        fixed=True,
    ),
    Rule(
        code="SH103",
        name="files_are_closed_at_night",
        severity=Severity.WARNING,
        title=Bilingual("使用中のため次回に回しました", "The file was in use and waits for the next night"),
        message=Bilingual("{why_ja}ため、次の夜に収集します。", "It will be collected next night: {why_en}."),
        remedy=Bilingual(
            "ファイルを閉じてください。誰も開いていないのに続く場合は、同じ場所の「~$」で始まるファイルを削除してください。",
            "Close the file. If nobody has it open, delete the file beside it whose name begins with ~$.",
        ),
        reason=Bilingual(
            "書きかけのファイルを読むと、途中の値を提出されたものとして扱ってしまいます。",
            "Reading a file while somebody works on it would take a half-written value for a reported one.",
        ),
        source="seed report",
        fixed=True,
    ),
    Rule(
        code="SH104",
        name="files_have_a_reasonable_size",
        severity=Severity.ERROR,
        title=Bilingual("ファイルが大きすぎます", "The file is too large"),
        message=Bilingual(
            "ファイルが大きすぎます（{size}MiB、上限{limit}MiB）。",
            "It has {size} MiB, the limit is {limit} MiB.",
        ),
        remedy=Bilingual(
            "写真などは別のファイルに分け、表だけのファイルを提出してください。",
            "Keep pictures and the like in a file of their own, and submit the table alone.",
        ),
        reason=Bilingual(
            "数十項目の様式が数十MiBになるのは、写真や別の資料が入っているときです。夜間処理全体が遅れます。",
            "A sheet of some dozen items is that large only if it holds pictures or other papers; it delays everybody's night.",
        ),
        source="seed report",
        fixed=True,
    ),
    Rule(
        code="SH105",
        name="workbooks_carry_no_macros",
        severity=Severity.INFO,
        title=Bilingual("マクロが入っています", "The workbook has macros"),
        message=Bilingual(
            "マクロ付きのブックです。マクロは実行せずに、保存された値を読みました。",
            "The workbook carries macros; they were not run, and the stored values were read.",
        ),
        remedy=Bilingual(
            "不要なら「Excelブック（*.xlsx）」で保存し直してください。",
            "Save it as an Excel workbook (*.xlsx) if the macros are not needed.",
        ),
        reason=Bilingual(
            "マクロが作る値は保存された値と違うことがあり、受け取る側の安全にも関わります。",
            "What a macro would compute may differ from what is stored, and macros are a risk to whoever opens them.",
        ),
        source="rule L1-01",
    ),
    Rule(
        code="SH106",
        name="every_character_can_be_decoded",
        severity=Severity.ERROR,
        title=Bilingual("文字コードを判別できません", "The text is in no known encoding"),
        message=Bilingual(
            "文字として読めない箇所があります（{lines}行目）。",
            "Some of its bytes are no text in any known encoding (line {lines}).",
        ),
        remedy=Bilingual(
            "Excelで「CSV UTF-8（コンマ区切り）」として保存し直してください。",
            "Save it from Excel as CSV UTF-8 (comma delimited).",
        ),
        reason=Bilingual(
            "読めない文字を推測で補うと、氏名や地名が別の字に変わったまま公表されます。",
            "Guessing at characters that cannot be decoded would publish names with other characters in them.",
        ),
        source="rule L3-08",
        fixed=True,
    ),
    Rule(
        code="SH107",
        name="every_part_of_a_file_can_be_inspected",
        severity=Severity.INFO,
        title=Bilingual(
            "この形式では確かめられないことがあります", "The format hides some things from inspection"
        ),
        message=Bilingual(
            "{format}形式のため、{what_ja}は確かめていません。",
            "In the format {format} these cannot be inspected: {what_en}.",
        ),
        remedy=Bilingual(
            "「Excelブック（*.xlsx）」で保存し直すと、すべて確かめられます。",
            "Saved as an Excel workbook (*.xlsx), everything can be inspected.",
        ),
        reason=Bilingual(
            "確かめていないことを「問題なし」とは言えません。何を見ていないかを残します。",
            "What was not looked at must not pass for being in order, so it is said.",
        ),
        source="rule L1-01",
    ),
    Rule(
        code="SH108",
        name="workbooks_stand_on_their_own",
        severity=Severity.WARNING,
        title=Bilingual("別のファイルを参照しています", "The workbook refers to other files"),
        message=Bilingual(
            "別のファイルへのリンクが{count}件あります。表示される値は、開く場所によって変わります。",
            "It has {count} link(s) to other files: what it shows depends on where it is opened.",
        ),
        remedy=Bilingual(
            "元のファイルは残し、提出用の写しで「データ」→「リンクの編集」からリンクを解除して、値にしてください。",
            "Keep your file as it is; in a copy to submit break the links (Data, Edit Links), so that they become values.",
        ),
        reason=Bilingual(
            "参照先が動くと値が変わるか消えます。提出した時点の値を残す必要があります。",
            "If the other file moves, the value changes or is lost; what counts is the value that was submitted.",
        ),
        source="MIC rule 1-7, rule L2-06",
    ),
    Rule(
        code="SH109",
        name="document_properties_name_nobody",
        severity=Severity.INFO,
        title=Bilingual("プロパティに個人名があります", "The document's properties name a person"),
        message=Bilingual(
            "ファイルのプロパティ（{properties}）に個人名があります。公表はしません。",
            "The file's properties ({properties}) name a person; they are never published.",
        ),
        remedy=Bilingual(
            "そのままで構いません。気になるときは「ファイル」→「情報」→「ドキュメント検査」で、名前を外せます。",
            "Nothing to do; File, Info, Inspect Document takes the name out.",
        ),
        reason=Bilingual(
            "元のファイルをそのまま外へ渡すと、作成者の氏名が伝わります。",
            "Whoever is handed the original file is told its author's name.",
        ),
        source="seed report; Act on the Protection of Personal Information",
    ),
)
