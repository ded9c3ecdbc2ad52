"""SH114 to SH118 and SH343: what is not read, or only in part, so that no file stops the night."""

from __future__ import annotations

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule

TOO_LONG = Rule(
    code="SH343",
    name="cells_hold_no_more_than_excel_can",
    severity=Severity.ERROR,
    title=Bilingual("セルの文字が多すぎます", "The cell holds too much text"),
    message=Bilingual(
        "このセルの文字は、Excelのセルに入る32,767字を超えるか、重ね文字が30字を超えて続いています。先頭だけを読みました。",
        "The cell holds more than the 32,767 characters of a cell in Excel, or more than 30 combining marks in a row;"
        " only its beginning was read.",
    ),
    remedy=Bilingual(
        "公表する内容だけを、短く書き直してください。",
        "Write down, briefly, what is meant to be published.",
    ),
    reason=Bilingual(
        "途中で切れた文や数値を公表することはできません。長すぎる文字は、壊れたデータのこともあります。",
        "A text or figure that was cut off cannot be published; that much text is often damaged data.",
    ),
    source="ADR 0031",
    fixed=True,
)

RULES: tuple[Rule, ...] = (
    Rule(
        code="SH114",
        name="files_hold_no_more_than_a_status_sheet",
        severity=Severity.ERROR,
        title=Bilingual("文字や行が多すぎます", "The file holds too much"),
        message=Bilingual(
            "このファイルの文字や行は、進捗状況シートとして読める量を超えています。",
            "The file holds more text or rows than can be read as a status sheet.",
        ),
        remedy=Bilingual(
            "進捗状況シートだけを別のファイルに保存して、提出してください。",
            "Save nothing but the status sheet to a file of its own, and submit that.",
        ),
        reason=Bilingual(
            "数十項目のシートが2,000万字になることはありません。ほかの資料や壊れたデータが入っています。",
            "A sheet of some dozen items never has twenty million characters: other papers or damaged data are in it.",
        ),
        source="ADR 0031",
        fixed=True,
    ),
    Rule(
        code="SH115",
        name="cells_outside_the_table_are_not_overlong",
        severity=Severity.WARNING,
        title=Bilingual("表の外のセルの文字が多すぎます", "A cell outside the table holds too much text"),
        message=Bilingual(
            "表の外の{cells}の文字が多すぎるため、先頭だけを読みました（{count}か所）。",
            "{count} cell(s) outside the table ({cells}) hold too much text: only the beginning was read.",
        ),
        remedy=Bilingual(
            "必要な内容なら短くしてください。表の値には影響しません。",
            "Shorten it if it matters; the values of the table are not affected.",
        ),
        reason=Bilingual(
            "Excelのセルに入るのは32,767字までです。超える文字は、壊れたデータか、処理を止めるためのものです。",
            "A cell of Excel holds 32,767 characters; more comes from damaged data, or is meant to stop a program.",
        ),
        source="ADR 0031",
    ),
    Rule(
        code="SH116",
        name="checking_a_file_comes_to_an_end",
        severity=Severity.ERROR,
        title=Bilingual("点検できないため、取り分けました", "The file cannot be checked and was set aside"),
        message=Bilingual(
            "このファイルは点検が{why_ja}ため、取り分けました。ほかのファイルの処理には影響しません。",
            "This file could not be checked ({why_en}) and was set aside; the others went on.",
        ),
        remedy=Bilingual(
            "極端に長い文や、壊れた文字がないか確かめ、必要な値だけを様式に書き直して提出してください。",
            "Look for endless text or damaged characters, and submit what matters on a fresh form.",
        ),
        reason=Bilingual(
            "1つのファイルのために、すべての課の夜間処理を止めることはできません。",
            "One file must not stop the night of all departments.",
        ),
        source="ADR 0031",
        fixed=True,
    ),
    Rule(
        code="SH117",
        name="nobody_opens_what_is_quarantined",
        severity=Severity.ERROR,
        title=Bilingual("隔離されているため、開きません", "The file is quarantined and is not opened"),
        message=Bilingual(
            "このファイルは{since}に隔離されました。隔離が解かれるまで、誰も開きません。",
            "This file was quarantined on {since}; nobody opens it until that is undone.",
        ),
        remedy=Bilingual(
            "作り直したファイルを提出してください。隔離した理由は、確認担当に尋ねてください。",
            "Submit a file made anew; the stewards know why this one was quarantined.",
        ),
        reason=Bilingual(
            "害のおそれがあるファイルは、開かずに元のまま保管します。",
            "What may do harm is kept as it is and not opened.",
        ),
        source="ADR 0031",
        fixed=True,
    ),
    Rule(
        code="SH118",
        name="the_inbox_holds_files_and_no_links",
        severity=Severity.WARNING,
        title=Bilingual("リンクの先は収集しません", "What a link leads to is not collected"),
        message=Bilingual(
            "シンボリックリンクのため、その先のファイルやフォルダーは収集していません。",
            "It is a symbolic link: the file or folder that it leads to was not collected.",
        ),
        remedy=Bilingual(
            "ファイルそのものを、受付フォルダーの中に置いてください。",
            "Put the files themselves into the inbox.",
        ),
        reason=Bilingual(
            "リンクの先は受付フォルダーの外にあり、誰でも差し替えられる場所かもしれません。",
            "A link leads out of the inbox, perhaps to where anybody could exchange the file.",
        ),
        source="ADR 0031",
        fixed=True,
    ),
    Rule(
        code="SH119",
        name="what_was_destroyed_comes_back_no_more",
        severity=Severity.ERROR,
        title=Bilingual("廃棄されたファイルです", "The file was destroyed"),
        message=Bilingual(
            "このファイルの内容は{since}に廃棄されました。受付フォルダーに同じ内容があっても、保管も読み取りもしません。",
            "The content of this file was destroyed on {since}; where it still lies in the inbox, it is neither kept nor read.",
        ),
        remedy=Bilingual(
            "受付フォルダーや手元に同じファイルが残っていれば削除し、作り直したファイルを提出してください。廃棄した理由は、確認担当に尋ねてください。",
            "Delete the file wherever it still lies, and submit one made anew; the stewards know why it was destroyed.",
        ),
        reason=Bilingual(
            "公表も保管もしてはならない内容（個人情報など）は、どこにも残してはなりません。",
            "What should never have been published or kept (personal data, say) may remain nowhere.",
        ),
        source="ADR 0040",
        fixed=True,
    ),
)
