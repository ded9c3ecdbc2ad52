"""The words of SH801 to SH810."""

from __future__ import annotations

from dataclasses import replace

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule


def _note(  # noqa: PLR0913 -- what a rule says
    code: str,
    name: str,
    title: tuple[str, str],
    message: tuple[str, str],
    remedy: tuple[str, str],
    reason: tuple[str, str],
    source: str,
) -> Rule:
    """Return a note on how a sheet is made: it holds nothing up."""
    return Rule(
        code=code,
        name=name,
        severity=Severity.INFO,
        title=Bilingual(*title),
        message=Bilingual(*message),
        remedy=Bilingual(*remedy),
        reason=Bilingual(*reason),
        source=source,
    )


MERGED = _note(
    "SH801",
    "tables_have_no_merged_cells",
    ("表に結合セルがあります", "The table has merged cells"),
    (
        "シート「{sheet}」の表に結合セルが{count}か所あります。",
        "The table of {sheet!r} has {count} merged area(s).",
    ),
    ("結合を解除し、各セルに値を書いてください。", "Unmerge the cells and give each its value."),
    (
        "結合したセルは、先頭以外が空欄として読まれ、並べ替えもできません。",
        "To a machine every merged cell but the first is empty, and the table cannot be sorted.",
    ),
    "MIC rule 1-4, rule L1-12",
)
BROKEN_HEADINGS = _note(
    "SH802",
    "headings_are_on_one_line",
    ("見出しに改行や空白があります", "Headings hold line breaks or layout spaces"),
    (
        "シート「{sheet}」の見出し{count}個に、改行や体裁のための空白があります。",
        "{count} heading(s) of {sheet!r} hold line breaks or spaces for looks.",
    ),
    (
        "見出しは改行や空白を入れずに書き、「折り返して全体を表示する」を使ってください。",
        "Write headings without either, and let the cell wrap its text.",
    ),
    (
        "「達　成」と「達成」は、機械には別の見出しです。",
        "To a machine a heading with a space in it is another heading.",
    ),
    "MIC rule 1-5, rule L1-06",
)
FORMULAS = _note(
    "SH803",
    "tables_hold_values_not_formulas",
    ("計算式があります", "The sheet has formulas"),
    (
        "シート「{sheet}」に計算式が{count}個あります。保存された結果を読みました。",
        "The sheet {sheet!r} has {count} formula(s); their stored results were read.",
    ),
    (
        "元のファイルは残し、提出用の写しで「値の貼り付け」をしてください。",
        "Keep your file as it is, and paste values in the copy that you submit.",
    ),
    (
        "計算式の結果は、開くプログラムや参照先によって変わります。",
        "What a formula gives depends on the program that opens it and on what it refers to.",
    ),
    "MIC rule 1-7, rule L2-06",
)
TEXT_AROUND = _note(
    "SH804",
    "nothing_but_the_table_stands_on_the_sheet",
    ("表の上に文章があります", "Text stands above the table"),
    (
        "シート「{sheet}」の表の上に、表でない文章が{count}行あります。",
        "{count} row(s) of text stand above the table of {sheet!r}.",
    ),
    ("題名や注記は、別のシートに移してください。", "Move titles and notes to a sheet of their own."),
    (
        "題名や注記は、機械には1行目のデータに見えます。",
        "A machine takes titles and notes for the first rows of data.",
    ),
    "rule L1-04",
)
HEADINGS_BELOW = _note(
    "SH805",
    "headings_stand_on_the_first_row",
    ("見出しが1行目にありません", "The headings are not on the first row alone"),
    (
        "シート「{sheet}」の見出しは{count}行目からか、2行以上にわたっています。",
        "The headings of {sheet!r} begin on row {count}, or take several rows.",
    ),
    ("見出しを1行目に、1行で書いてください。", "Put the headings on row 1, in one row."),
    (
        "多くのプログラムは1行目を見出しとして読みます。",
        "Most programs take row 1, and only that, for the headings.",
    ),
    "rule L3-01",
)
SEVERAL_TABLES = _note(
    "SH806",
    "a_sheet_holds_one_table",
    ("1つのシートに表が複数あります", "A sheet holds several tables"),
    ("シート「{sheet}」に表が{count}個あります。", "The sheet {sheet!r} holds {count} tables."),
    ("1つの表にまとめるか、シートを分けてください。", "Join the tables, or give each a sheet of its own."),
    (
        "どこまでが一つの表かは、機械には分かりません。",
        "Where one table ends and the next begins a machine cannot tell.",
    ),
    "MIC rules 2-1 and 2-2, rules L1-02 and L1-03",
)
UNHEADED = replace(
    _note(
        "SH807",
        "every_column_has_its_heading",
        ("見出しのない列があります", "A column has no heading"),
        (
            "シート「{sheet}」に、見出しがなく内容のある列が{count}列あります。その列は読みません。",
            "{count} column(s) of {sheet!r} have text and no heading; they are not read.",
        ),
        (
            "読んでほしい列なら見出しを付け、メモなら別のシートに移してください。",
            "Give the column a heading if it is to be read; move notes to another sheet.",
        ),
        ("見出しのない値は、何の値か分かりません。", "A value without a heading means nothing."),
        "rule L1-05",
    ),
    severity=Severity.WARNING,
)
LINE_BREAKS = _note(
    "SH808",
    "cells_hold_no_line_breaks",
    ("セルの中に改行があります", "Cells hold line breaks"),
    (
        "シート「{sheet}」の{count}個のセルに改行があります。公表する文では空白1つにします。",
        "{count} cell(s) of {sheet!r} hold line breaks; in published text each becomes a space.",
    ),
    ("そのままで構いません。", "Nothing to do."),
    (
        "セルの中の改行は、CSVでは行の区切りと区別しにくくなります。",
        "In CSV a line break inside a cell is easily taken for the end of a record.",
    ),
    "MIC rule 1-5, rules L1-06 and L1-14",
)
YEARS_IN_COLUMNS = _note(
    "SH809",
    "years_stand_in_rows_not_in_columns",
    ("年度が列の見出しにあります", "Years stand in the headings of columns"),
    (
        "シート「{sheet}」では、年度が{count}列の見出しになっています。",
        "Years stand in the headings of {count} column(s) of {sheet!r}.",
    ),
    ("年度ごとの値は、年度の列を設けて行に分けてください。", "Give the year a column, and each year a row."),
    (
        "年度が増えるたびに列が増える表は、年度をまたいで集計できません。",
        "A table that grows a column a year cannot be summed over the years.",
    ),
    "MIC rule 1-11, rules L3-05 and L3-09",
)
NO_RECORDS = _note(
    "SH810",
    "every_row_is_a_record",
    ("合計や区切りの行があります", "Rows are totals or section headings"),
    (
        "シート「{sheet}」の表に、合計や区切りの行が{count}行あります。データとしては読みません。",
        "{count} row(s) in the table of {sheet!r} are totals or section headings; they are not read as data.",
    ),
    (
        "そのままで構いません。機械で読む表では、区切りは列に、合計は別の表にします。",
        "Nothing to do; in a table for machines sections have a column, and totals a table of their own.",
    ),
    (
        "合計の行は二重に数えられ、区切りの行は表を分断します。",
        "Totals are counted twice, and section headings cut a table in pieces.",
    ),
    "MIC rule 2-1, rules L1-03 and L3-09",
)
