"""The words of SH410 to SH413: rows that go on below, examples among answers, characters that were lost."""

from __future__ import annotations

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule

EXAMPLE_IN_ANSWER = Rule(
    code="SH410",
    name="answers_are_no_examples",
    severity=Severity.ERROR,
    title=Bilingual("回答の欄に「記入例」とあります", "An answer says that it is an example"),
    message=Bilingual(
        "No.{item}の回答の欄に「{raw}」とだけ書かれています。",
        "An answer of item {item} says nothing but {raw!r}.",
    ),
    remedy=Bilingual(
        "この行が回答なら、この欄を今年度の内容に書き直してください。行全体が記入例なら、番号の欄に「例」と書いてください。",
        "If the row is an answer, write this year's content here; if the whole row is an example, say so in place of its number.",
    ),
    reason=Bilingual(
        "様式の記入例が残っているのか、行全体が記入例なのかは、読む側には分かりません。",
        "Whether a word of the form was left, or the whole row is an example, cannot be told from outside.",
    ),
    source="seed report",
    fixed=True,
)
GOES_ON = Rule(
    code="SH411",
    name="an_item_stands_in_one_row",
    severity=Severity.ERROR,
    title=Bilingual("項目が番号のない下の行に続いています", "An item goes on in rows without a number"),
    message=Bilingual(
        "No.{item}のすぐ下に番号のない行があり、その内容をこの項目につなげてよいか決められません。",
        "Right below item {item} stands a row without a number that cannot be joined to it safely.",
    ),
    remedy=Bilingual(
        "この項目の続きなら、上の行の同じ欄にまとめて書いてください。別の項目なら、その行に項目番号を書いてください。",
        "If it belongs to the item, write it into the same cells of the row above; if it is another item, give it its number.",
    ),
    reason=Bilingual(
        "上段・下段のどちらの数値がこの年度の実績かを推測すると、誤った値が公表されます。",
        "Guessing which of two rows holds the year's figure would publish wrong values.",
    ),
    source="MIC rules 1-2 and 1-4, rule L1-07",
    fixed=True,
)
LOST_CHARACTERS = Rule(
    code="SH412",
    name="texts_have_their_characters",
    severity=Severity.ERROR,
    title=Bilingual("文字が失われています", "Characters were lost"),
    message=Bilingual(
        "「{raw}」は、保存のときに文字が「?」などに置き換わったものとみられます。",
        "{raw!r} looks like text whose characters were replaced when it was saved.",
    ),
    remedy=Bilingual(
        "元のファイルから書き直すか、CSV UTF-8かExcelブックとして保存し直してください。",
        "Write it anew from the original, or save that again as CSV UTF-8 or as a workbook.",
    ),
    reason=Bilingual(
        "失われた文字はファイルのどこにも残っていないため、推測で補うことはできません。",
        "The lost characters stand nowhere in the file, and nothing may be guessed for them.",
    ),
    source="rule L3-08",
    fixed=True,
)
EXAMPLE_WITH_NUMBER = Rule(
    code="SH413",
    name="examples_carry_no_item_number",
    severity=Severity.WARNING,
    title=Bilingual(
        "項目番号のある行を記入例として読みません", "Rows with item numbers were taken for examples"
    ),
    message=Bilingual(
        "{rows}行目は「例」とあるため、項目番号（{items}）がありますが、読みません。",
        "Row(s) {rows} are marked as examples and were not read, although they carry item numbers ({items}).",
    ),
    remedy=Bilingual(
        "この項目の回答なら、「例」の文字を番号の横から外してください。記入例なら、そのままで構いません。",
        "If it is the item's answer, take the word for example away from beside its number; nothing to do if it is an example.",
    ),
    reason=Bilingual(
        "回答を記入例の行に書き込むと、その項目が黙って抜け落ちてしまいます。",
        "An answer that was typed over the form's example would go missing without a word.",
    ),
    source="seed report",
    fixed=True,
)

RULES: tuple[Rule, ...] = (EXAMPLE_IN_ANSWER, GOES_ON, LOST_CHARACTERS, EXAMPLE_WITH_NUMBER)
