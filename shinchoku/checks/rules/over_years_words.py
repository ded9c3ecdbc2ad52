"""The words of SH505 to SH509."""

from __future__ import annotations

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule

FALLEN_TOTAL = Rule(
    code="SH505",
    name="running_totals_do_not_fall",
    severity=Severity.ERROR,
    title=Bilingual("累計が前年度より減っています", "The running total fell"),
    message=Bilingual(
        "No.{item}の累計「{raw}」は、前年度の{before}より小さくなっています。",
        "The running total of item {item}, {raw}, is less than last year's {before}.",
    ),
    remedy=Bilingual(
        "単年度の値を書いていないか確かめてください。減少が正しければ、理由を付けて確認を申請してください。",
        "Check that it is not the year's own figure; if the fall is right, ask for a waiver with its reason.",
    ),
    reason=Bilingual(
        "累計の欄に単年度の値を書く間違いがいちばん多く、達成が未達成に変わります。",
        "The year's own figure in the column of the total is the commonest slip, and makes a miss of a success.",
    ),
    source="seed report",
    waivable=True,
)
FAR_OFF = Rule(
    code="SH506",
    name="figures_stay_near_their_history",
    severity=Severity.WARNING,
    title=Bilingual("前年度と大きく離れています", "The figure is far from last year's"),
    message=Bilingual(
        "No.{item}の「{raw}」は、前年度の{before}から大きく離れています。{hint_ja}",
        "The figure {raw} of item {item} is far from last year's {before}.{hint_en}",
    ),
    remedy=Bilingual(
        "単位と桁を確かめてください。正しければ、そのままで構いません。",
        "Check the unit and the digits; if the figure is right, leave it.",
    ),
    reason=Bilingual(
        "％と割合、円と千円の取り違えは、1つの値だけを見ても分かりません。",
        "A mix-up of per cent and fraction, or yen and thousands, shows only against another year.",
    ),
    source="seed report",
)
SILENT_CHANGE = Rule(
    code="SH507",
    name="changes_of_terms_give_their_reason",
    severity=Severity.WARNING,
    title=Bilingual("前年度の様式から変わっています", "The sheet's terms changed since last year"),
    message=Bilingual(
        "No.{item}の{what_ja}「{raw}」は、前年度の様式では「{before}」でした。理由がありません。",
        "The {what_en} {raw!r} of item {item} was {before!r} on last year's sheet; no reason is given.",
    ),
    remedy=Bilingual(
        "変更なら「変更理由」に書き、登録の変更を依頼してください。間違いなら元に戻してください。",
        "If it changed, give the reason and ask for the register to be changed; if not, restore it.",
    ),
    reason=Bilingual(
        "目標や単位が静かに変わると、年度をまたいだ比較ができなくなります。",
        "A target or unit that changes without a word makes the years incomparable.",
    ),
    source="seed report",
    rests_on=("revision_reason",),
)
LOST_ACHIEVEMENT = Rule(
    code="SH508",
    name="what_was_achieved_stays_achieved",
    severity=Severity.WARNING,
    title=Bilingual("前年度は達成でした", "It had been achieved the year before"),
    message=Bilingual(
        "No.{item}は{year}に達成でしたが、今回は「{raw}」です。",
        "Item {item} was achieved in {year}, and is now {raw!r}.",
    ),
    remedy=Bilingual(
        "累計や期末の値を確かめてください。正しければ、理由を書いてそのままで構いません。",
        "Check the total or the level; if it is right, give the reason and leave it.",
    ),
    reason=Bilingual(
        "積み上がる値や維持する値が目標を下回るのは、記入の間違いか、説明が必要な変化です。",
        "A total or a level that falls behind its target is a slip, or a change that wants explaining.",
    ),
    source="seed report",
)
COPIED_TEXT = Rule(
    code="SH509",
    name="texts_are_written_anew",
    severity=Severity.WARNING,
    title=Bilingual("前年度と同じ文章です", "The text is last year's, word for word"),
    message=Bilingual(
        "No.{item}の文章が{year}と一字一句同じです。",
        "The text of item {item} is word for word that of {year}.",
    ),
    remedy=Bilingual(
        "今年度の内容に書き直してください。同じで正しければ、そのままで構いません。",
        "Write what was done this year; if it is the same, leave it.",
    ),
    reason=Bilingual(
        "前年度の様式を写したままの文は、今年度の取組を伝えていません。",
        "A text copied with last year's sheet tells nothing of this year.",
    ),
    source="seed report",
)
