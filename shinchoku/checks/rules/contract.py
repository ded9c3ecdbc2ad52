"""SH301 to SH310: what a row must hold in itself. `schemas.status_sheet` checks; here each check has its words."""

from __future__ import annotations

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule

_NUMBER_REMEDY = Bilingual(
    "数字だけを書いてください。単位は「単位」の列に、補足は取組実績に書けます。",
    "Write digits only; the unit has its own column, remarks belong to the result text.",
)


def _not_a_number(code: str, name: str, column_ja: str, column_en: str) -> Rule:
    """Return the rule that one column of figures holds numbers."""
    return Rule(
        code=code,
        name=name,
        severity=Severity.ERROR,
        title=Bilingual(f"{column_ja}が数値ではありません", f"The {column_en} is no number"),
        message=Bilingual(
            f"{column_ja}「{{raw}}」を数値として読めません。",
            f"The {column_en} {{raw!r}} cannot be read as a number.",
        ),
        remedy=_NUMBER_REMEDY,
        reason=Bilingual(
            "数値として読めない値は、目標と比べることも、合計することもできません。",
            "What is no number can be neither compared with a target nor added up.",
        ),
        source="MIC rule 1-3, rule L2-01",
        fixed=True,
    )


CONTRACT: dict[str, tuple[Rule, tuple[str, ...]]] = {
    rule.name: (rule, tuple(columns))
    for rule, *columns in (
        (
            Rule(
                code="SH301",
                name="every_row_has_an_item_number",
                severity=Severity.ERROR,
                title=Bilingual("項目番号がありません", "The item number is missing"),
                message=Bilingual(
                    "記入のある行の項目番号{said_ja}。", "The row has content, but its item number {said_en}."
                ),
                remedy=Bilingual(
                    "計画の項目番号（1、R6-7 など）を書いてください。上の項目の続きなら上の項目のセルにまとめ、メモなら別のシートに移してください。",
                    "Write the plan's item number (1, R6-7 …). Put the rest of an item above into its own cells, notes on another sheet.",
                ),
                reason=Bilingual(
                    "番号のない行は、どの項目の実績か分からず、どこにも公表できません。",
                    "A row without its number belongs to no item and cannot be published anywhere.",
                ),
                source="MIC rules 1-2 and 1-4",
                fixed=True,
            ),
            "item_no",
        ),
        (
            Rule(
                code="SH302",
                name="item_numbers_have_their_form",
                severity=Severity.ERROR,
                title=Bilingual("項目番号の形ではありません", "The item number has no valid form"),
                message=Bilingual(
                    "項目番号「{raw}」を読めません。", "The item number {raw!r} cannot be read."
                ),
                remedy=Bilingual(
                    "計画の項目番号を書いてください。日付に変わるときは、セルの書式を文字列にしてください。",
                    "Write the plan's item number; if Excel makes it a date, format the cell as text.",
                ),
                reason=Bilingual(
                    "番号は計画の項目を年度をまたいで結び付ける唯一の手がかりです。",
                    "The number is what ties an item together over the years; nothing else does.",
                ),
                source="rule L2-01",
                fixed=True,
            ),
            "item_no",
        ),
        (
            Rule(
                code="SH303",
                name="every_item_declares_a_status",
                severity=Severity.ERROR,
                title=Bilingual("達成状況がありません", "The status is missing"),
                message=Bilingual("No.{item}の達成状況{said_ja}。", "The status of item {item} {said_en}."),
                remedy=Bilingual("達成状況を選んでください（{scale}）。", "Choose a status ({scale})."),
                reason=Bilingual(
                    "空欄を未達成とも達成とも数えることはできません。",
                    "An empty cell can be counted neither as achieved nor as not achieved.",
                ),
                source="seed report; rule L1-09",
                fixed=True,
            ),
            "achievement_status",
        ),
        (
            Rule(
                code="SH304",
                name="statuses_are_on_the_scale",
                severity=Severity.ERROR,
                title=Bilingual("達成状況が選択肢にありません", "The status is not on the scale"),
                message=Bilingual(
                    "達成状況「{raw}」は選択肢にありません。", "The status {raw!r} is not on the scale."
                ),
                remedy=Bilingual("次から選んでください: {scale}。", "Choose one of: {scale}."),
                reason=Bilingual(
                    "選択肢が混ざると、達成率を同じ基準で数えられません。",
                    "A rate can only be counted by one scale.",
                ),
                source="rule L2-04",
                fixed=True,
            ),
            "achievement_status",
        ),
        (_not_a_number("SH305", "target_values_are_numbers", "目標値", "target value"), "target_value"),
        (_not_a_number("SH306", "actual_values_are_numbers", "実績値", "actual value"), "actual_value"),
        (
            _not_a_number("SH307", "cumulative_values_are_numbers", "累計", "running total"),
            "cumulative_value",
        ),
        (
            Rule(
                code="SH308",
                name="evaluated_items_tell_their_result",
                severity=Severity.ERROR,
                title=Bilingual("取組実績がありません", "The result text is missing"),
                message=Bilingual(
                    "No.{item}の取組実績{said_ja}。", "The result text of item {item} {said_en}."
                ),
                remedy=Bilingual(
                    "この年度に行ったことを書いてください。", "Write what was done in the year."
                ),
                reason=Bilingual(
                    "達成・未達成だけでは、市民は何が行われたかを知ることができません。",
                    "A status alone does not tell residents what was done.",
                ),
                source="seed report",
                fixed=True,
            ),
            "result_text",
        ),
        (
            Rule(
                code="SH309",
                name="a_missed_target_has_its_reason",
                severity=Severity.ERROR,
                title=Bilingual("未達成の理由がありません", "The reason for not achieving is missing"),
                message=Bilingual(
                    "No.{item}は未達成ですが、その理由{said_ja}。",
                    "Item {item} was not achieved, but its reason {said_en}.",
                ),
                remedy=Bilingual("達成できなかった理由を書いてください。", "Write why it was not achieved."),
                reason=Bilingual(
                    "理由のない未達成は、計画の見直しにも説明にも使えません。",
                    "A miss without its reason can neither be explained nor learned from.",
                ),
                source="seed report",
                rests_on=("achievement_status",),
                fixed=True,
            ),
            "reason_not_achieved",
        ),
        (
            Rule(
                code="SH310",
                name="pending_rows_carry_no_figure",
                severity=Severity.ERROR,
                title=Bilingual("数値未確定なのに数値があります", "A pending item carries a figure"),
                message=Bilingual(
                    "No.{item}は数値未確定ですが、数値「{raw}」があります。",
                    "Item {item} is pending, yet carries the figure {raw!r}.",
                ),
                remedy=Bilingual(
                    "確定した数値なら、達成状況を選び直してください。未確定なら、数値は取組実績の文に「速報値」として移してください。",
                    "If the figure is final choose another status; if it is not, move it to the result text and call it preliminary.",
                ),
                reason=Bilingual(
                    "未確定と書かれた数値を公表すると、確定値として引用されます。",
                    "A figure that is published is quoted as final, whatever stands beside it.",
                ),
                source="seed report",
                rests_on=("actual_value", "cumulative_value", "achievement_status"),
                fixed=True,
            ),
            "actual_value",
            "cumulative_value",
        ),
    )
}
"""Each check of the contract: its rule, and the columns to point at, the first that is filled."""

RULES: tuple[Rule, ...] = tuple(rule for rule, _ in CONTRACT.values())
