"""SH221, SH228 and SH229: what sheets and rows state of their year. `shinchoku.intake.sheet_years` reports these."""

from __future__ import annotations

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule

RULES: tuple[Rule, ...] = (
    Rule(
        code="SH221",
        name="sheets_are_of_the_year_that_is_asked",
        severity=Severity.WARNING,
        title=Bilingual("別の年度のシートは読みません", "A sheet of another year was not read"),
        message=Bilingual(
            "シート「{sheet}」は{stated}とあり、{year}のものではないため、読みません。",
            "The sheet {sheet!r} states another year ({stated}) than the one asked ({year}), and was not read.",
        ),
        remedy=Bilingual(
            "{year}の回答なら、年度の記載を正しく書き直してください。別の年度の控えなら、そのままで構いません。",
            "If it is of the year, correct the year that it states; nothing to do if it is another year's copy.",
        ),
        reason=Bilingual(
            "前年度の控えを今年度の実績として読むと、誤った値が公表されます。",
            "Last year's copy, read as this year's results, would publish wrong values.",
        ),
        source="seed report",
        fixed=True,
    ),
    Rule(
        code="SH228",
        name="a_sheet_states_one_year",
        severity=Severity.ERROR,
        title=Bilingual("シートに書かれた年度が食い違っています", "A sheet states two different years"),
        message=Bilingual(
            "シート「{sheet}」に書かれた年度が食い違っています（{stated}）。{year}の回答として読めません。",
            "The sheet {sheet!r} states different years ({stated}) and cannot be read as an answer for {year}.",
        ),
        remedy=Bilingual(
            "どの年度の実績かを確かめ、誤っている方の年度を書き直してください。別の年度の記録なら、内容はそのままにして、その年度の照会に提出してください。",
            "Find out which year the results are of and correct the year that is wrong; if they are another year's, leave them as they are and submit them to that year's round.",
        ),
        reason=Bilingual(
            "前年度の様式を使い回すと、題名か年度欄の一方だけが直し忘れになります。どちらが正しいかは推測しません。",
            "When last year's sheet is used again, title or year is easily forgotten; which is right is not guessed.",
        ),
        source="MIC rule 1-11, rules L3-05 and L3-07",
        fixed=True,
    ),
    Rule(
        code="SH229",
        name="rows_are_of_the_year_that_is_asked",
        severity=Severity.WARNING,
        title=Bilingual("別の年度の行は読みません", "Rows of another year were not read"),
        message=Bilingual(
            "{rows}行目は{stated}とあり、{year}のものではないため、読みません。",
            "Row(s) {rows} state another year ({stated}) than the one asked ({year}), and were not read.",
        ),
        remedy=Bilingual(
            "{year}の実績なら、その行の年度を正しく書き直してください。別の年度の記録なら、そのままで構いません。",
            "If they are of the year, correct the year that they state; nothing to do if they are another year's record.",
        ),
        reason=Bilingual(
            "何年分かを並べた表の別の年度の行を今年度の実績として読むと、誤った値が公表されます。",
            "In a table of several years, another year's row read as this year's would publish wrong values.",
        ),
        source="MIC rule 1-11, rules L3-05 and L3-07",
        fixed=True,
    ),
)
