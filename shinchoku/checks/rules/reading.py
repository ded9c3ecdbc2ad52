"""SH1xx and SH2xx: the file itself, and the layout of its sheets. The readers report these."""

from __future__ import annotations

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule

UNREADABLE_FILE = Rule(
    code="SH101",
    name="every_file_can_be_opened",
    severity=Severity.ERROR,
    title=Bilingual("ファイルを開けません", "The file cannot be opened"),
    message=Bilingual("ファイルを開けません（{why_ja}）。", "The file cannot be opened: {why_en}."),
    remedy=Bilingual(
        "Excelで開けることを確かめ、パスワードを外して保存し直し、もう一度提出してください。",
        "Make sure that Excel opens it, remove any password, save it and submit it again.",
    ),
    source="rule L1-01",
)
UNSUPPORTED_FORMAT = Rule(
    code="SH102",
    name="every_file_is_a_table",
    severity=Severity.ERROR,
    title=Bilingual("表として読めない形式です", "The file is in no format that holds a table"),
    message=Bilingual("ExcelでもCSVでもありません（{why_ja}）。", "It is neither Excel nor CSV: {why_en}."),
    remedy=Bilingual(
        "Excel（xlsx）またはCSV（UTF-8）で保存し直して提出してください。",
        "Save it as Excel (xlsx) or CSV (UTF-8) and submit it again.",
    ),
    source="MIC rule 1-1, rule L1-01",
)
FILE_IN_USE = Rule(
    code="SH103",
    name="files_are_closed_at_night",
    severity=Severity.WARNING,
    title=Bilingual("使用中のため次回に回しました", "The file was in use and waits for the next night"),
    message=Bilingual("{why_ja}ため、次の夜に収集します。", "It will be collected next night: {why_en}."),
    remedy=Bilingual(
        "ファイルを閉じてください。誰も開いていないのに続く場合は、同じ場所の「~$」で始まるファイルを削除してください。",
        "Close the file. If nobody has it open, delete the file beside it whose name begins with ~$.",
    ),
    source="seed report",
)
FILE_TOO_LARGE = Rule(
    code="SH104",
    name="files_have_a_reasonable_size",
    severity=Severity.ERROR,
    title=Bilingual("ファイルが大きすぎます", "The file is too large"),
    message=Bilingual(
        "ファイルが大きすぎます（{size}MiB、上限{limit}MiB）。",
        "It has {size} MiB, the limit is {limit} MiB.",
    ),
    remedy=Bilingual(
        "写真などを除いて提出してください。", "Remove pictures and the like, and submit it again."
    ),
    source="seed report",
)
NO_TABLE = Rule(
    code="SH201",
    name="every_workbook_holds_a_status_table",
    severity=Severity.ERROR,
    title=Bilingual("進捗状況の表が見つかりません", "No status table was found"),
    message=Bilingual(
        "見出し（番号・達成状況・取組実績など）のある表が、どのシートにもありません。",
        "No sheet has a table with the headings of a status sheet.",
    ),
    remedy=Bilingual(
        "様式の見出し行を変えずに記入し、提出し直してください。",
        "Keep the form's heading row and submit it again.",
    ),
    source="rule L1-05",
)
MISSING_HEADING = Rule(
    code="SH202",
    name="required_headings_are_there",
    severity=Severity.ERROR,
    title=Bilingual("必要な見出しがありません", "A required heading is missing"),
    message=Bilingual("見出し「{heading}」がありません。", "The heading {heading!r} is missing."),
    remedy=Bilingual("見出しを様式のとおりに戻してください。", "Restore the form's heading."),
    source="rule L1-05",
)
UNKNOWN_HEADING = Rule(
    code="SH203",
    name="headings_are_known",
    severity=Severity.WARNING,
    title=Bilingual("知らない見出しです", "The heading is not known"),
    message=Bilingual(
        "見出し「{raw}」は様式にないため、この列は読みません。",
        "The column {raw!r} is not part of the form and is not read.",
    ),
    remedy=Bilingual(
        "必要な列なら様式の見出しに合わせ、不要なら列を削除してください。",
        "Use the form's heading if the column matters; delete the column if it does not.",
    ),
    source="rule L1-05",
)
UNKNOWN_DEPARTMENT = Rule(
    code="SH204",
    name="the_department_is_known",
    severity=Severity.ERROR,
    title=Bilingual("所属が分かりません", "The department cannot be told"),
    message=Bilingual(
        "部局課室名「{raw}」を登録簿の所属と結び付けられません。",
        "The department {raw!r} is not in the register.",
    ),
    remedy=Bilingual(
        "「部局課室名」の欄に、現在の正式な所属名を書いてください。",
        "Write the official name of the department in its cell.",
    ),
    source="seed report",
)
DOUBLE_HEADING = Rule(
    code="SH205",
    name="headings_are_unique",
    severity=Severity.ERROR,
    title=Bilingual("同じ見出しが2つあります", "A heading stands twice"),
    message=Bilingual("見出し「{raw}」の列が2つあります。", "Two columns carry the heading {raw!r}."),
    remedy=Bilingual("どちらか一方の列にまとめてください。", "Keep one of the two columns."),
    source="rule L2-03",
)
SHEET_WITHOUT_TABLE = Rule(
    code="SH206",
    name="sheets_hold_status_tables",
    severity=Severity.INFO,
    title=Bilingual("表のないシートは読みません", "A sheet without a table was not read"),
    message=Bilingual(
        "シート「{sheet}」には進捗状況の表がないため、読みません。",
        "The sheet {sheet!r} has no status table and was not read.",
    ),
    remedy=Bilingual(
        "データでなければ、そのままで構いません。", "Nothing to do, unless it was meant as data."
    ),
    source="rule L1-04",
)
HIDDEN_SHEET = Rule(
    code="SH207",
    name="sheets_are_visible",
    severity=Severity.WARNING,
    title=Bilingual("非表示のシートは読みません", "A hidden sheet was not read"),
    message=Bilingual(
        "シート「{sheet}」は非表示のため、読みません。", "The sheet {sheet!r} is hidden and was not read."
    ),
    remedy=Bilingual(
        "必要なシートなら表示し、不要なら削除してください。",
        "Show the sheet if it matters; delete it if it does not.",
    ),
    source="rule L1-13",
)
ROUND_DISAGREES = Rule(
    code="SH208",
    name="folder_sheet_and_name_agree_on_the_round",
    severity=Severity.ERROR,
    title=Bilingual("年度・照会が食い違っています", "The year or round is contradictory"),
    message=Bilingual(
        "{one_ja}と{other_ja}で、年度または照会が食い違っています。",
        "{one_en} and {other_en} name different years or rounds.",
    ),
    remedy=Bilingual(
        "シートの年度・照会欄と、置いたフォルダーを確かめてください。",
        "Check the year and round on the sheet, and the folder it lies in.",
    ),
    source="seed report",
)
UNKNOWN_ROUND = Rule(
    code="SH209",
    name="the_round_is_known",
    severity=Severity.ERROR,
    title=Bilingual("どの照会への回答か分かりません", "The round cannot be told"),
    message=Bilingual(
        "開いている照会のうち、どれへの回答か分かりません。",
        "It cannot be told which of the open rounds the file answers.",
    ),
    remedy=Bilingual(
        "照会のフォルダーに置くか、シートに年度と照会を書いてください。",
        "Put it into the round's folder, or write year and round on the sheet.",
    ),
    source="seed report",
)
DEPARTMENT_DISAGREES = Rule(
    code="SH210",
    name="sheet_and_name_agree_on_the_department",
    severity=Severity.ERROR,
    title=Bilingual("所属が食い違っています", "The department is contradictory"),
    message=Bilingual(
        "シートとファイル名で所属が食い違っています（{names}）。",
        "Sheet and file name name different departments ({names}).",
    ),
    remedy=Bilingual(
        "「部局課室名」の欄とファイル名をそろえてください。",
        "Make the department's cell and the file name agree.",
    ),
    source="seed report",
)

RULES: tuple[Rule, ...] = (
    UNREADABLE_FILE,
    UNSUPPORTED_FORMAT,
    FILE_IN_USE,
    FILE_TOO_LARGE,
    NO_TABLE,
    MISSING_HEADING,
    UNKNOWN_HEADING,
    UNKNOWN_DEPARTMENT,
    DOUBLE_HEADING,
    SHEET_WITHOUT_TABLE,
    HIDDEN_SHEET,
    ROUND_DISAGREES,
    UNKNOWN_ROUND,
    DEPARTMENT_DISAGREES,
)
