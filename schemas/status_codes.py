"""The code lists of a report: what became of an item, whether its value may change, why there is none."""

from schemas.code_list import CodeList


class AchievementStatus(CodeList):
    """達成状況: what a department declares of an item for a fiscal year.

    Nobody declares `in_review` (something came and is not accepted yet) or `unreported` (nothing came).
    """

    ACHIEVED = (
        "achieved",
        "達成",
        "Achieved",
        "その年度に達成したと申告された項目です。",
        "Declared as achieved in the year.",
    )
    NOT_ACHIEVED = (
        "not_achieved",
        "未達成",
        "Not achieved",
        "その年度に達成しなかったと申告された項目です。理由を所管課が書いています。",
        "Declared as not achieved in the year; the department says why.",
    )
    PENDING = (
        "pending",
        "数値未確定",
        "Figure not yet confirmed",
        "実績の数値がまだ確定していない項目です。達成には数えません。",
        "The figure is not confirmed yet; not counted as achieved.",
    )
    IN_REVIEW = (
        "in_review",
        "確認中",
        "In review",
        "提出された内容を確認していて、まだ受理していない項目です。達成には数えません。",
        "Something was submitted and is still being checked; not counted as achieved.",
    )
    UNREPORTED = (
        "unreported",
        "未提出",
        "Not reported",
        "何も提出されていない項目です。達成には数えません。",
        "Nothing was submitted; not counted as achieved.",
    )
    NOT_DUE = (
        "not_due",
        "評価時期未到来",
        "Not due for evaluation",
        "評価の時期がまだ来ていない項目です。ほかの項目とは別に数えます。",
        "It will be evaluated in a later year; counted apart from the others.",
    )


class ValueStatus(CodeList):
    """値の状態: whether a published value may still change."""

    CONFIRMED = (
        "confirmed",
        "確定",
        "Confirmed",
        "確定した値で、後で変わった場合はrevisionsに記録します。",
        "The value is final; if it changes all the same, revisions says so.",
    )
    PROVISIONAL = (
        "provisional",
        "速報",
        "Provisional",
        "数値がまだ確定しておらず、これから変わることがあります。",
        "The figure is not confirmed yet, so the value may still change.",
    )
    REVISED = (
        "revised",
        "訂正",
        "Revised after release",
        "市が訂正した値、または確定として公表した後に変わった値です（経緯はrevisionsにあります）。",
        "Corrected by the city, or changed after it was published as confirmed; revisions tells how.",
    )


class MissingReason(CodeList):
    """Why there is no figure: kept apart from each other and from zero (rules L1-09 and L3-03)."""

    BLANK = (
        "blank",
        "記入なし",
        "Left blank",
        "提出されたシートの数値の欄が空で、理由も書かれていません。",
        "The cell for the figure was left empty on the sheet, and no reason was given.",
    )
    PENDING = (
        "pending",
        "未確定",
        "Not yet confirmed",
        "数値がまだ確定していません。",
        "The figure is not confirmed yet.",
    )
    NOT_APPLICABLE = (
        "not_applicable",
        "該当なし",
        "Not applicable",
        "その年度に当てはまる数値がないと報告されています。",
        "The report says that no figure applies in the year.",
    )
    NOT_SET = (
        "not_set",
        "設定なし",
        "None was set",
        "数値を設定していないと報告されています。",
        "The report says that no figure was set.",
    )
    WITHHELD = (
        "withheld",
        "秘匿",
        "Withheld",
        "数値を公表しないと報告されています。",
        "The report says that the figure is not made public.",
    )
    NO_DATA = (
        "no_data",
        "データなし",
        "No data",
        "数値を把握していないと報告されています。",
        "The report says that the figure is not known or was not measured.",
    )
    NOT_DUE = (
        "not_due",
        "評価時期未到来",
        "Not due for evaluation",
        "後の年度に評価する項目で、その年度の数値はありません。",
        "The item is evaluated in a later year and has no figure for this one.",
    )
    IN_REVIEW = (
        "in_review",
        "確認中",
        "In review",
        "提出はありましたが、まだ受理していません。",
        "Something was submitted and is not accepted yet.",
    )
    UNREPORTED = (
        "unreported",
        "未提出",
        "Not reported",
        "何も提出されていません。",
        "Nothing was submitted.",
    )
