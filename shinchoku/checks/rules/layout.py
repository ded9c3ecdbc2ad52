"""SH2xx: where the table is and what its headings say. The readers report these."""

from __future__ import annotations

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        code="SH201",
        name="every_workbook_holds_a_status_table",
        severity=Severity.ERROR,
        title=Bilingual("進捗状況の表が見つかりません", "No status table was found"),
        message=Bilingual(
            "見出し（番号・達成状況・取組実績など）のある表が、どのシートにもありません（見たシート: {sheets}）。",
            "No sheet has a table with the headings of a status sheet (looked at: {sheets}).",
        ),
        remedy=Bilingual(
            "様式の見出し行を変えずに記入し、提出し直してください。",
            "Keep the form's heading row and submit it again.",
        ),
        reason=Bilingual(
            "見出しがなければ、どの列が何の値かを決められません。",
            "Without headings nothing says which column holds what.",
        ),
        source="rule L1-05",
        fixed=True,
    ),
    Rule(
        code="SH202",
        name="required_headings_are_there",
        severity=Severity.ERROR,
        title=Bilingual("必要な見出しがありません", "A required heading is missing"),
        message=Bilingual("見出し「{heading}」がありません。", "The heading {heading!r} is missing."),
        remedy=Bilingual("見出しを様式のとおりに戻してください。", "Restore the form's heading."),
        reason=Bilingual(
            "項目番号・達成状況・取組実績のどれが欠けても、行を公表できません。",
            "A row cannot be published without its item number, its status or its result.",
        ),
        source="rule L1-05",
        fixed=True,
    ),
    Rule(
        code="SH203",
        name="headings_are_known",
        severity=Severity.WARNING,
        title=Bilingual("知らない見出しです", "The heading is not known"),
        message=Bilingual(
            "見出し「{raw}」は様式にないため、この列は読みません。",
            "The column {raw!r} is not part of the form and is not read.",
        ),
        remedy=Bilingual(
            "読んでほしい列なら、見出しを様式に合わせてください。そうでなければ、そのままで構いません。",
            "Use the form's heading if the column is to be read; else leave it as it is.",
        ),
        reason=Bilingual(
            "書いた内容が黙って捨てられることのないように、読まない列を必ず知らせます。",
            "Nothing that was written is dropped without a word: a column that is not read is named.",
        ),
        source="rule L1-05",
    ),
    Rule(
        code="SH205",
        name="headings_are_unique",
        severity=Severity.ERROR,
        title=Bilingual("同じ見出しが2つあります", "A heading stands twice"),
        message=Bilingual("見出し「{raw}」の列が2つあります。", "Two columns carry the heading {raw!r}."),
        remedy=Bilingual(
            "それぞれが何の列か分かるように、見出しを書き分けてください。",
            "Give each of the two columns a heading that tells what it is.",
        ),
        reason=Bilingual(
            "2つの列のどちらが正しい値かは、読む側には分かりません。",
            "Nobody who reads the table can tell which of the two columns is right.",
        ),
        source="rule L2-03",
        fixed=True,
    ),
    Rule(
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
        reason=Bilingual(
            "表のつもりで書いたシートが、見出しの違いで読まれていないことがあります。",
            "A sheet that was meant as a table may go unread because its headings differ.",
        ),
        source="rule L1-04",
    ),
    Rule(
        code="SH213",
        name="headings_have_one_reading",
        severity=Severity.ERROR,
        title=Bilingual("見出しの行を一つに決められません", "The heading rows can be read in two ways"),
        message=Bilingual(
            "見出しの行として{one}行目と{other}行目が同じくらい当てはまります。",
            "Rows {one} and rows {other} fit equally well as headings.",
        ),
        remedy=Bilingual(
            "表の見出しを様式のとおりにし、見出しに似た行は別のシートに移してください。",
            "Restore the form's headings, and move rows that only look like them to another sheet.",
        ),
        reason=Bilingual(
            "読み方によって列の意味が変わるときに、推測で一方を選ぶことはしません。",
            "Where the two readings give columns another meaning, none is chosen by guessing.",
        ),
        source="rules L1-05 and L3-01",
        fixed=True,
    ),
    Rule(
        code="SH216",
        name="forms_are_filled_in",
        severity=Severity.INFO,
        title=Bilingual("まだ記入されていません", "The form is not yet filled in"),
        message=Bilingual(
            "シート「{sheet}」は配布した様式のままで、回答がまだありません。",
            "The sheet {sheet!r} is the form as handed out: no answer has been written yet.",
        ),
        remedy=Bilingual("記入してから提出し直してください。", "Fill it in and submit it again."),
        reason=Bilingual(
            "白紙の様式を「全項目が空」という誤りとして扱わず、未提出として数えます。",
            "An untouched form counts as not submitted, not as a sheet full of errors.",
        ),
        source="seed report",
    ),
    Rule(
        code="SH217",
        name="one_heading_speaks_for_a_column",
        severity=Severity.WARNING,
        title=Bilingual("別の列を採用しました", "Another column says the same more clearly"),
        message=Bilingual(
            "見出し「{raw}」の列は読みません。同じ内容の「{taken}」の列を採用しました。",
            "The column {raw!r} is not read: the column {taken!r} says the same more clearly.",
        ),
        remedy=Bilingual(
            "採用した列が違う場合は、見出しを様式のとおりに直してください。",
            "If the wrong one was taken, use the form's headings.",
        ),
        reason=Bilingual(
            "「実績」のような短い見出しは何通りにも読めるため、はっきりした見出しを優先し、そのことを残します。",
            "A short heading can mean several things, so the clearer one is taken, and that is said.",
        ),
        source="rule L2-03",
    ),
    Rule(
        code="SH218",
        name="declared_layouts_fit_their_sheets",
        severity=Severity.ERROR,
        title=Bilingual("登録された様式と違います", "The sheet differs from its declared layout"),
        message=Bilingual(
            "様式「{layout}」では、このセルに「{expected}」があるはずですが、「{raw}」になっています。",
            "The layout {layout!r} has {expected!r} in this cell; it says {raw!r}.",
        ),
        remedy=Bilingual(
            "様式を元の形に戻すか、様式の登録を直すよう依頼してください。",
            "Restore the form, or ask for the declared layout to be changed.",
        ),
        reason=Bilingual(
            "セルの位置で読む様式では、行や列が一つずれるだけで別の値になります。",
            "Where answers are read by their cell, one inserted row makes every answer another one.",
        ),
        source="design: declared layouts",
        fixed=True,
    ),
    Rule(
        code="SH219",
        name="nothing_stands_beside_the_table",
        severity=Severity.WARNING,
        title=Bilingual("表の外の行は読みません", "Rows beside the table were not read"),
        message=Bilingual(
            "{rows}行目は、進捗状況の表の行として読めないため、読みません。",
            "Row(s) {rows} are no rows of the status table and were not read.",
        ),
        remedy=Bilingual(
            "項目の行なら、表の見出しの下に番号とともに書いてください。メモや参考の表なら、そのままで構いません。",
            "Write rows of items below the table's headings with their numbers; notes and tables for reference may stay.",
        ),
        reason=Bilingual(
            "表の下の集計やメモを項目として数えると、件数が変わってしまいます。",
            "A note or a tally below the table would be counted as items.",
        ),
        source="rule L1-04",
    ),
    Rule(
        code="SH220",
        name="proposals_for_the_register_are_looked_at",
        severity=Severity.INFO,
        title=Bilingual("登録簿の変更の提案があります", "Changes of the register are proposed"),
        message=Bilingual(
            "シート「{sheet}」に、登録簿の変更の提案が{count}件あります。",
            "The sheet {sheet!r} proposes {count} change(s) of the register.",
        ),
        remedy=Bilingual(
            "確認担当は、計画の画面か登録簿の表で、採用するものを登録簿の変更として起案してください。承認されると反映されます。",
            "Stewards: put what is agreed up as amendments, on the plan's page or in the register's workbook; they hold once approved.",
        ),
        reason=Bilingual(
            "提案は進捗の数値ではないため集計に入りません。読み落とさないように知らせます。",
            "A proposal is no result and counts nowhere: this keeps it from being overlooked.",
        ),
        source="design: plan, departments, rounds",
    ),
)
