"""The words of the rules on figures: SH312 to SH319, SH327, SH329 and SH330."""

from __future__ import annotations

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule

WORDS: dict[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule(
            code="SH312",
            name="figures_are_in_their_unit",
            severity=Severity.ERROR,
            title=Bilingual("数値の単位が合いません", "The figure's unit does not fit"),
            message=Bilingual(
                "「{raw}」の単位「{written}」を、登録の「{expected}」に換算できません。",
                "The unit {written!r} of {raw!r} does not convert into the register's {expected!r}.",
            ),
            remedy=Bilingual(
                "登録の単位に直した数字だけを書いてください。",
                "Give the figure in the register's unit, digits only.",
            ),
            reason=Bilingual(
                "単位の違う数値を並べると、目標との差が何倍にも変わります。",
                "Figures in different units beside each other make a miss of a success, or the other way round.",
            ),
            source="MIC rules 1-3 and 1-9, rules L2-01 and L3-04",
            rests_on=("unit",),
            fixed=True,
        ),
        Rule(
            code="SH313",
            name="cells_hold_one_figure",
            severity=Severity.ERROR,
            title=Bilingual("1つのセルに複数の数値があります", "Several figures stand in one cell"),
            message=Bilingual(
                "「{raw}」には数値が2つ以上あり、どれが値か決められません。",
                "{raw!r} holds more than one figure; which one counts cannot be told.",
            ),
            remedy=Bilingual(
                "値を1つだけ書き、内訳や前年度の値は取組実績の文に書いてください。",
                "Give one figure; a breakdown or another year's figure belongs to the result text.",
            ),
            reason=Bilingual(
                "「43（16）」の16が内数か前年度かは、書いた人にしか分かりません。",
                "Whether the 16 of 43（16） is a part of the 43 or last year's figure only its author knows.",
            ),
            source="MIC rule 1-2, rule L1-07",
            fixed=True,
        ),
        Rule(
            code="SH314",
            name="figures_are_exact",
            severity=Severity.ERROR,
            title=Bilingual("概数や範囲で書かれています", "The figure is approximate or a bound"),
            message=Bilingual(
                "「{raw}」は概数か範囲のため、1つの値として読めません。",
                "{raw!r} is approximate or a bound and stands for no single value.",
            ),
            remedy=Bilingual(
                "確定した数値を書いてください。まだ出ていなければ「数値未確定」を選んでください。",
                "Give the exact figure; if it is not there yet, choose pending.",
            ),
            reason=Bilingual(
                "「約300」が目標300に達したかどうかは、誰にも判定できません。",
                "Nobody can tell whether some 300 reached a target of 300.",
            ),
            source="MIC rule 1-3, rule L2-01",
            fixed=True,
        ),
        Rule(
            code="SH315",
            name="figures_are_no_fractions",
            severity=Severity.ERROR,
            title=Bilingual("分数で書かれています", "The figure is a fraction"),
            message=Bilingual(
                "「{raw}」は分数か「うち数／全体」か分かりません。",
                "{raw!r} may be a fraction, or so many out of so many.",
            ),
            remedy=Bilingual(
                "登録の単位に合わせて、数値を1つ書いてください。", "Give one figure in the register's unit."
            ),
            reason=Bilingual(
                "「3/5」は0.6とも「5件中3件」とも「3月5日」とも読めます。",
                "3/5 can be 0.6, three out of five, or the fifth of March.",
            ),
            source="MIC rules 1-2 and 1-3, rules L1-07 and L2-01",
            fixed=True,
        ),
        Rule(
            code="SH316",
            name="figures_are_no_dates",
            severity=Severity.ERROR,
            title=Bilingual("数値が日付や時刻に変わっています", "A figure became a date or a time"),
            message=Bilingual(
                "「{raw}」は日付か時刻になっています。{guess_ja}",
                "{raw!r} is a date or a time of day.{guess_en}",
            ),
            remedy=Bilingual(
                "セルの書式を「数値」にしてから、値を入力し直してください。",
                "Format the cell as a number, then type the value again.",
            ),
            reason=Bilingual(
                "Excelは「3/5」や「10:00」を日付や時刻に変え、元の入力は残りません。",
                "Excel turns 3/5 and 10:00 into a date and a time, and keeps nothing of what was typed.",
            ),
            source="rule L2-01",
            fixed=True,
        ),
        Rule(
            code="SH317",
            name="figures_are_stored_not_only_shown",
            severity=Severity.ERROR,
            title=Bilingual("「####」になっています", "The cell holds ####"),
            message=Bilingual(
                "「{raw}」は列の幅が足りないときの表示で、数値ではありません。",
                "{raw!r} is what a column that is too narrow shows, not a figure.",
            ),
            remedy=Bilingual(
                "元の表で列の幅を広げ、数値を入力し直してください。",
                "Widen the column in the original table and enter the figure again.",
            ),
            reason=Bilingual(
                "表示を写すと、元の数値は失われています。",
                "Where the display was copied, the figure itself is lost.",
            ),
            source="MIC rule 1-3, rule L2-01",
            fixed=True,
        ),
        Rule(
            code="SH318",
            name="symbols_stand_in_the_legend",
            severity=Severity.ERROR,
            title=Bilingual("記号の意味が決まっていません", "The symbol has no meaning in the legend"),
            message=Bilingual(
                "「{raw}」が何を表すか、この計画の凡例（reporting.symbols）にありません。",
                "What {raw!r} means is not in the plan's legend (reporting.symbols).",
            ),
            remedy=Bilingual(
                "数値のない理由を、「該当なし」「調整中」などの言葉で書いてください。",
                "Say in words why there is no figure.",
            ),
            reason=Bilingual(
                "同じ「－」がゼロの市もあれば、該当なしの市もあります。",
                "The same dash is zero in one city and not applicable in the next.",
            ),
            source="MIC rule 1-13, rules L1-09 and L3-03",
            fixed=True,
        ),
    )
}
"""The rules that `shinchoku.intake.numbers` names for a figure it has no reading for."""

VALUE_IN_UNIT = Rule(
    code="SH319",
    name="unit_cells_hold_units",
    severity=Severity.ERROR,
    title=Bilingual("単位の欄に数値があります", "A value stands in the unit's cell"),
    message=Bilingual(
        "No.{item}の単位の欄「{raw}」に数値が入っています（登録の単位は「{expected}」）。",
        "The unit's cell of item {item} holds a value, {raw!r}; the register's unit is {expected!r}.",
    ),
    remedy=Bilingual(
        "数値は実績値の列に移し、単位だけを残してください。",
        "Move the value to its own column and leave only the unit.",
    ),
    reason=Bilingual(
        "単位の欄の数値は集計に入らず、実績の列は空のままになります。",
        "A value in the unit's cell is counted nowhere, and the column it belongs to stays empty.",
    ),
    source="MIC rules 1-2 and 1-9, rules L1-07 and L3-04",
    fixed=True,
)

PENDING_FIGURE = Rule(
    code="SH327",
    name="evaluated_figures_are_there",
    severity=Severity.ERROR,
    title=Bilingual("評価済みなのに数値がありません", "Evaluated, but the figure says that there is none"),
    message=Bilingual(
        "No.{item}は評価済みですが、数値の欄は「{raw}」（{why_ja}）です。",
        "Item {item} is evaluated, but its figure says {raw!r} ({why_en}).",
    ),
    remedy=Bilingual(
        "数値を書くか、まだ出ていなければ「数値未確定」を選んでください。",
        "Give the figure; if it is not there yet, choose pending.",
    ),
    reason=Bilingual(
        "数値のない達成・未達成は、市民が確かめることのできない判定です。",
        "A verdict on a numeric target without its number is one that nobody can check.",
    ),
    source="seed report; rules L1-09 and L3-03",
    rests_on=("achievement_status",),
    fixed=True,
)

CONTEXT_UNREAD = Rule(
    code="SH329",
    name="context_figures_can_be_read",
    severity=Severity.INFO,
    title=Bilingual("基準値・前年度の値を読めません", "The baseline or last year's figure cannot be read"),
    message=Bilingual(
        "「{raw}」を数値として読めないため、登録や前年度の値と照らし合わせていません。",
        "{raw!r} cannot be read as a number, so it was compared neither with the register nor with last year.",
    ),
    remedy=Bilingual(
        "照らし合わせるには、数字だけを書いてください。", "Write digits only to have it compared."
    ),
    reason=Bilingual(
        "参考の値なので公表には影響しませんが、写し間違いを見つける機会が失われます。",
        "It is not published, but a copying mistake that it could show goes unseen.",
    ),
    source="MIC rule 1-3, rule L2-01",
)

OTHER_SCALE = Rule(
    code="SH330",
    name="figures_of_a_row_share_their_scale",
    severity=Severity.ERROR,
    title=Bilingual("実績値だけ単位が書かれていません", "The figure alone has no unit"),
    message=Bilingual(
        "No.{item}の目標値は「{target}」（{target_value}{unit}）ですが、実績の「{raw}」には単位がなく、{value}{unit}と読めます。",
        "The target of item {item} is {target!r} ({target_value} {unit}), but {raw!r} has no unit and reads as {value} {unit}.",
    ),
    remedy=Bilingual(
        "実績値にも単位を付けるか、登録の単位（{unit}）に直して書いてください。",
        "State the unit of the figure as well, or give it in the register's unit ({unit}).",
    ),
    reason=Bilingual(
        "見出しの「（百万円）」が目標値にだけ付いていると、実績値は百万分の一に読まれます。",
        "Where only the target's heading says 'million yen', the figure beside it is read a million times too small.",
    ),
    source="MIC rule 1-9, rule L3-04",
    rests_on=("unit", "target_value"),
)
