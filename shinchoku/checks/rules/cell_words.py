"""The words of the rules on cells: SH311, SH320 to SH326, SH328, SH331, SH332 and SH338."""

from __future__ import annotations

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule

DATE_FOR_ITEM = Rule(
    code="SH311",
    name="item_numbers_did_not_become_dates",
    severity=Severity.ERROR,
    title=Bilingual("項目番号が日付に変わっています", "The item number became a date"),
    message=Bilingual(
        "項目番号の欄「{raw}」は日付になっています。{guess_ja}",
        "The item number {raw!r} is a date.{guess_en}",
    ),
    remedy=Bilingual(
        "セルの書式を「文字列」にしてから、項目番号を入力し直してください。",
        "Format the cell as text, then type the item number again.",
    ),
    reason=Bilingual(
        "Excelは「R6-7」を令和6年7月とみなして日付に変えます。推測した番号で集計すると、別の項目の実績になります。",
        "Excel takes R6-7 for July of Reiwa 6; counting by a guessed number would report for another item.",
    ),
    source="rule L2-01",
    fixed=True,
)
ERROR_VALUE = Rule(
    code="SH320",
    name="cells_hold_no_error_values",
    severity=Severity.ERROR,
    title=Bilingual("計算式のエラーになっています", "The cell holds an error value"),
    message=Bilingual("「{raw}」は計算式のエラーです。", "{raw!r} is the error of a formula."),
    remedy=Bilingual(
        "計算式を直すか、値を直接入力してください。", "Mend the formula, or enter the value itself."
    ),
    reason=Bilingual(
        "参照先が消えた計算式の元の値は、ファイルのどこにも残っていません。",
        "The value of a formula whose source is gone stands nowhere in the file.",
    ),
    source="MIC rule 1-7, rule L2-06",
    fixed=True,
)
UNVALUED_FORMULA = Rule(
    code="SH321",
    name="formulas_have_their_value",
    severity=Severity.ERROR,
    title=Bilingual("計算式の結果が保存されていません", "A formula without its stored value"),
    message=Bilingual(
        "このセルは計算式で、結果の値が保存されていません。",
        "The cell holds a formula whose result is not stored.",
    ),
    remedy=Bilingual(
        "Excelで開いて上書き保存するか、「値の貼り付け」で値にしてください。",
        "Open it in Excel and save it, or paste the value itself.",
    ),
    reason=Bilingual(
        "結果のない計算式は、他のプログラムからは空欄に見えます。",
        "To every other program a formula without its result is an empty cell.",
    ),
    source="MIC rule 1-7, rule L2-06",
    fixed=True,
)
STALE_FORMULA = Rule(
    code="SH338",
    name="results_of_formulas_are_up_to_date",
    severity=Severity.ERROR,
    title=Bilingual("計算式が計算されていません", "A formula that was not computed"),
    message=Bilingual(
        "このセルは計算式です。保存されている「{raw}」は計算前の値で、ファイルを開くと別の値になることがあります。",
        "The cell holds a formula; the stored {raw!r} was not computed, and opening the file may show another value.",
    ),
    remedy=Bilingual(
        "Excelで開いて値を確かめ、上書き保存してから提出してください。「値の貼り付け」で値にしても構いません。",
        "Open it in Excel, look at the value and save the file; or paste the value itself.",
    ),
    reason=Bilingual(
        "他のシステムが書き出した計算式は、計算されないまま0として保存されていることがあります。",
        "Programs that write formulas without computing them store 0 as their result.",
    ),
    source="MIC rule 1-7, rule L2-06",
    fixed=True,
)
STRUCK = Rule(
    code="SH322",
    name="cells_are_not_struck_through",
    severity=Severity.ERROR,
    title=Bilingual("取り消し線があります", "The text is struck through"),
    message=Bilingual(
        "このセルの全部または一部に取り消し線があります。",
        "All or a part of this cell is struck through.",
    ),
    remedy=Bilingual(
        "このセルには、今の内容だけを線なしで書いてください。訂正前の内容を残すときは「訂正の理由」に書けます。",
        "Write what holds now into this cell, without a line; what was said before may stand with the reason of the correction.",
    ),
    reason=Bilingual(
        "取り消し線はデータになると消え、取り消したはずの値が公表されます。",
        "The line is lost in data: what was struck out would be published as said.",
    ),
    source="rule L1-11",
    waivable=True,
)
COLOUR_ONLY = Rule(
    code="SH323",
    name="colours_mean_nothing_by_themselves",
    severity=Severity.INFO,
    title=Bilingual("色だけで意味を表しているようです", "Meaning seems to be told by colour alone"),
    message=Bilingual(
        "{cells}の色が同じ列の他のセルと違います（{count}か所）。色の意味は読みません。",
        "{count} cell(s) have another colour than their column ({cells}); what it means is not read.",
    ),
    remedy=Bilingual(
        "色に意味があれば、言葉で書いてください。", "If the colour means something, say it in words."
    ),
    reason=Bilingual(
        "色はデータにすると失われ、色の見え方も人によって違います。",
        "Colours are lost in data, and not everybody sees them alike.",
    ),
    source="rule L1-11",
)
DITTO = Rule(
    code="SH324",
    name="nothing_is_left_to_the_cell_above",
    severity=Severity.ERROR,
    title=Bilingual("「〃」「同上」などで省略されています", "A value is left to the cell above"),
    message=Bilingual(
        "この列は、「〃」「同上」や縦に結合したセルでは読めません。",
        "This column is not read from a ditto mark or a cell merged down.",
    ),
    remedy=Bilingual("行ごとに値を書いてください。", "Write the value out on every row."),
    reason=Bilingual(
        "並べ替えや行の追加で、省略した値は別の行の値に変わります。",
        "Sorting, or one row more, makes an omitted value that of another item.",
    ),
    source="MIC rules 1-4 and 1-6, rule L2-02",
    fixed=True,
)
MACHINE_DEPENDENT = Rule(
    code="SH325",
    name="text_has_no_machine_dependent_characters",
    severity=Severity.INFO,
    title=Bilingual("機種依存文字を置き換えました", "Machine-dependent characters were replaced"),
    message=Bilingual(
        "機種依存文字（{characters}）を、公表する文では置き換えました。",
        "Machine-dependent characters ({characters}) are replaced in the published text.",
    ),
    remedy=Bilingual(
        "そのままで構いません。置き換えを避けるには「(1)」「(株)」などと書いてください。",
        "Nothing to do; plain characters such as (1) avoid the replacement.",
    ),
    reason=Bilingual(
        "「①」や「㈱」は、環境によって別の字になるか、読み上げられません。",
        "① or ㈱ becomes another character on some machines, and is not read aloud.",
    ),
    source="MIC rule 1-10, rule L1-08",
)
UNREADABLE = Rule(
    code="SH326",
    name="text_has_no_private_characters",
    severity=Severity.ERROR,
    title=Bilingual(
        "他の環境で表示できない文字があります", "The text has characters that nobody else can show"
    ),
    message=Bilingual(
        "外字など、他のコンピューターで表示できない文字（{characters}）があります。",
        "It has characters that exist on one computer only ({characters}).",
    ),
    remedy=Bilingual(
        "常用の字に直してください。固有名詞でやむを得ないときは、理由を付けて確認を申請できます。",
        "Use ordinary characters; for a proper noun that needs them, ask for a waiver with its reason.",
    ),
    reason=Bilingual(
        "外字は作った端末の外では空白や別の字になり、何と書いたかが失われます。",
        "Outside the computer it was made on such a character is blank or another one.",
    ),
    source="MIC rule 1-10, rule L1-08",
    waivable=True,
)
UNCLEAR_FORMAT = Rule(
    code="SH328",
    name="number_formats_are_clear",
    severity=Severity.ERROR,
    title=Bilingual("表示形式の意味を判断できません", "What the number format says is unclear"),
    message=Bilingual(
        "保存された値は「{raw}」ですが、表示形式や文字の色のために、そのとおりには見えません。",
        "The stored value is {raw!r}, but its number format or colour shows something else, or nothing.",
    ),
    remedy=Bilingual(
        "表示形式を「標準」、文字の色を「自動」にし、読んでほしい値をそのまま入力してください。",
        "Use the general format and the automatic colour, and type the value as it is to be read.",
    ),
    reason=Bilingual(
        "書いた人が見ていた値と保存された値のどちらが正しいかは、推測できません。",
        "Whether the value that was seen or the one that is stored is right cannot be guessed.",
    ),
    source="MIC rule 1-3, rule L2-01",
    fixed=True,
)
COLUMNS_DISAGREE = Rule(
    code="SH331",
    name="columns_of_one_year_agree",
    severity=Severity.ERROR,
    title=Bilingual("同じ年度の列が食い違っています", "Two columns of one year disagree"),
    message=Bilingual(
        "この年度の値の列が2つあり、内容が違います。",
        "Two columns hold the value of this year, and they differ.",
    ),
    remedy=Bilingual(
        "正しい値を確かめて、両方の列を同じ値にしてください。別のものの値なら、見出しにそう書いてください。",
        "Find out which is right and make both the same; if one is of something else, say so in its heading.",
    ),
    reason=Bilingual(
        "見出しに年度のある列とない列のどちらが今回の値かは、推測できません。",
        "Whether the column with the year in its heading or the one without is meant cannot be guessed.",
    ),
    source="rule L3-05",
    waivable=True,
)
RAISED = Rule(
    code="SH332",
    name="figures_have_no_raised_characters",
    severity=Severity.ERROR,
    title=Bilingual("上付き・下付きの文字があります", "A part of the value is raised or lowered"),
    message=Bilingual(
        "このセルには上付き・下付きの文字があり、データでは「{text}」と続けて読まれます。",
        "A part of this cell is superscript or subscript; as data it reads on as {text!r}.",
    ),
    remedy=Bilingual(
        "注の番号などは備考の列に移し、このセルには値だけを書いてください。",
        "Move the number of a note to the remarks, and leave nothing but the value here.",
    ),
    reason=Bilingual(
        "「61」に付けた注の「2」は、データになると「612」という値に変わります。",
        "The note 2 that is raised behind 61 turns the value into 612.",
    ),
    source="MIC rules 1-2 and 1-3, rule L1-11",
    waivable=True,
)
