"""The code lists of counts and records: what a row sums over, what a revision did, what a finding weighs."""

from schemas.code_list import CodeList


class AchievementLevel(CodeList):
    """What a row of the achievement table sums over."""

    PLAN = (
        "plan",
        "計画全体",
        "Whole plan",
        "計画のすべての項目をまとめた行で、キーはplan_idです。",
        "The row sums over all items of the plan; its key is the plan_id.",
    )
    BASIC_POLICY = (
        "basic_policy",
        "基本方針",
        "Basic policy",
        "一つの基本方針の項目をまとめた行で、キーは基本方針のコード（P1など）です。",
        "The row sums over the items of one basic policy; its key is the policy's code, such as P1.",
    )
    POLICY_MEASURE = (
        "policy_measure",
        "施策",
        "Policy measure",
        "一つの施策の項目をまとめた行で、キーは施策のコード（P1-1など）です。",
        "The row sums over the items of one policy measure; its key is the measure's code, such as P1-1.",
    )
    DEPARTMENT = (
        "department",
        "所属",
        "Department",
        "一つの所属が担当する項目をまとめた行で、キーは所属コードです。",
        "The row sums over the items that one department answers for; its key is the department's code.",
    )
    KIND = (
        "kind",
        "数値目標の有無",
        "Kind of item",
        "数値目標がある項目とない項目を分けてまとめた行で、キーはitem_kindのコードです。",
        "The row sums over the items with, or without, a numeric target; its key is a code of item_kind.",
    )


class RevisionKind(CodeList):
    """変更の種類: what a revision did to a published value, or that it corrected one before its release."""

    CHANGED = (
        "changed",
        "変更",
        "Changed",
        "公表していた行の値が変わりました。",
        "A value of a published row changed.",
    )
    ADDED = (
        "added",
        "追加",
        "Added",
        "行が新しく加わり、その値を初めて載せました。",
        "The value came with a row that was added.",
    )
    REMOVED = (
        "removed",
        "削除",
        "Removed",
        "行がなくなり、その値を載せなくなりました。",
        "The value went with a row that was removed.",
    )
    CORRECTED_BEFORE_RELEASE = (
        "corrected_before_release",
        "公表前の訂正",
        "Corrected before release",
        "シートの値を、公表する前に訂正しました。",
        "The value on the sheet was corrected before it was published.",
    )


class Severity(CodeList):
    """How much a finding weighs."""

    ERROR = (
        "error",
        "エラー",
        "Error",
        "修正されるか、認められる場合に理由付きで確認されるまで、その内容は受理しません。",
        "What it lies on is not accepted until it is put right or, where the rule allows, waived with a reason.",
    )
    WARNING = (
        "warning",
        "注意",
        "Warning",
        "内容は受理しますが、誤りのおそれがあるため確認が必要です。",
        "What it lies on is accepted, but may be wrong and should be looked at.",
    )
    INFO = (
        "info",
        "参考",
        "Information",
        "参考のお知らせで、内容は受理します。",
        "It is for information only; what it lies on is accepted.",
    )
