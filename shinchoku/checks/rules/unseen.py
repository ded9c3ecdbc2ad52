"""SH207, SH211, SH212, SH214, SH215 and SH342: what a sheet holds that nobody sees on it, or that is no cell."""

from __future__ import annotations

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        code="SH342",
        name="marks_on_cells_can_be_seen",
        severity=Severity.ERROR,
        title=Bilingual(
            "取り消し線や非表示の行を確かめられません", "Lines through cells and hidden rows cannot be seen"
        ),
        message=Bilingual(
            "{format}形式のこのファイルでは、取り消し線、上付きの文字、非表示の行・列、表示形式を確かめられません。",
            "In this {format} file, strike-through, raised characters, hidden rows and columns and number formats cannot be seen.",
        ),
        remedy=Bilingual(
            "Excelで開き、「Excelブック（*.xlsx）」で保存し直して提出してください。",
            "Open it in Excel, save it as an Excel workbook (*.xlsx) and send that.",
        ),
        reason=Bilingual(
            "見え消しにした値や、注の番号が付いた値を、そのまま公表するおそれがあります。",
            "A value that was struck out, or one with the number of a note, would be published as it is stored.",
        ),
        source="rules L1-01 and L1-11",
        fixed=True,
    ),
    Rule(
        code="SH207",
        name="sheets_are_visible",
        severity=Severity.WARNING,
        title=Bilingual("非表示のシートは読みません", "A hidden sheet was not read"),
        message=Bilingual(
            "シート「{sheet}」は非表示のため、読みません。",
            "The sheet {sheet!r} is hidden and was not read.",
        ),
        remedy=Bilingual(
            "読んでほしいシートなら、表示してください。そうでなければ、そのままで構いません。",
            "Show the sheet if it is to be read; else leave it as it is.",
        ),
        reason=Bilingual(
            "見えないシートには前年度の表や作業用の個人情報が残っていることがあります。",
            "Hidden sheets hold last year's tables, and sometimes personal data that was only worked with.",
        ),
        source="rule L1-13",
    ),
    Rule(
        code="SH211",
        name="rows_are_visible",
        severity=Severity.WARNING,
        title=Bilingual("非表示の行は読みません", "Hidden rows were not read"),
        message=Bilingual(
            "{rows}行目は非表示のため、読みません。", "Row(s) {rows} are hidden and were not read."
        ),
        remedy=Bilingual(
            "読んでほしい行なら、再表示してください。そうでなければ、そのままで構いません。",
            "Show the rows if they are to be read; else leave them as they are.",
        ),
        reason=Bilingual(
            "絞り込みで隠れた行は、書いた人の目に入らないまま提出されます。",
            "Rows hidden by a filter are submitted without their author seeing them.",
        ),
        source="rule L1-13",
    ),
    Rule(
        code="SH212",
        name="columns_are_visible",
        severity=Severity.WARNING,
        title=Bilingual("非表示の列は読みません", "Hidden columns were not read"),
        message=Bilingual(
            "{columns}列は非表示のため、読みません。", "Column(s) {columns} are hidden and were not read."
        ),
        remedy=Bilingual(
            "読んでほしい列なら、再表示してください。そうでなければ、そのままで構いません。",
            "Show the columns if they are to be read; else leave them as they are.",
        ),
        reason=Bilingual(
            "隠れた列の値は確かめられないまま公表されるおそれがあります。",
            "A value in a hidden column would be published without anybody having looked at it.",
        ),
        source="rule L1-13",
    ),
    Rule(
        code="SH214",
        name="what_matters_stands_in_cells",
        severity=Severity.INFO,
        title=Bilingual("コメントは読みません", "Comments were not read"),
        message=Bilingual(
            "{cells}にコメントがあります（{count}件）。コメントは公表も集計もしません。",
            "There are {count} comment(s), at {cells}; comments are neither published nor counted.",
        ),
        remedy=Bilingual(
            "公表する内容なら、セルに書いてください。", "Write into the cell what is meant to be published."
        ),
        reason=Bilingual(
            "「この値は速報」のような大事な注記がコメントだけにあると、伝わりません。",
            "A remark that matters, such as that a value is provisional, is lost if only a comment says it.",
        ),
        source="MIC rule 1-8, rule L1-10",
    ),
    Rule(
        code="SH215",
        name="nothing_floats_over_the_cells",
        severity=Severity.WARNING,
        title=Bilingual("図形や画像の文字は読みません", "Text boxes and pictures were not read"),
        message=Bilingual(
            "図形・画像などが{count}件あります（{objects}）。その中の文字は読みません。",
            "There are {count} text boxes, pictures or the like ({objects}); what they say is not read.",
        ),
        remedy=Bilingual(
            "読んでほしい内容は、セルにも書いてください。図形や画像は、そのままで構いません。",
            "Write what is to be read into cells as well; the objects may stay.",
        ),
        reason=Bilingual(
            "テキストボックスに書いた実績は、表計算でも公開データでも失われます。",
            "A result written into a text box is lost to every program that reads the table.",
        ),
        source="MIC rule 1-8, rule L1-10",
    ),
)
